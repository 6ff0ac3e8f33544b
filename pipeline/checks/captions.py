"""Checks of captions: SEQ counts and STYLEREF numbers (ECMA-376 Part 1, 17.16.5.56 and 17.16.5.59)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from .fields import Instruction
from .findings import Finding
from .formats import format_number
from .names import whole
from .reading import Reading
from .story import Field

# The names that the \* switch gives to number formats.
_SWITCH_FORMATS: Mapping[str, str] = {
    "ARABIC": "decimal",
    "DBCHAR": "decimalFullWidth",
    "SBCHAR": "decimalHalfWidth",
    "CIRCLENUM": "decimalEnclosedCircle",
    "DBNUM1": "ideographDigital",
    "DBNUM2": "japaneseCounting",
    "DBNUM3": "japaneseLegal",
    "DBNUM4": "japaneseDigitalTenThousand",
    "AIUEO": "aiueoFullWidth",
    "IROHA": "irohaFullWidth",
    "ROMAN": "upperRoman",
    "roman": "lowerRoman",
    "ALPHABETIC": "upperLetter",
    "alphabetic": "lowerLetter",
    "ZODIAC1": "ideographTraditional",
    "ZODIAC2": "ideographZodiac",
}


def check_captions(reading: Reading) -> Iterator[Finding]:
    """SEQ and STYLEREF fields of the body whose text is not the count or number of today."""
    for field, count in _counted(reading):
        expected = format_number(count, _format(field.instruction))
        if expected is not None and field.result != expected and "h" not in field.instruction.switches:
            message = f"「{field.instruction.text}」は「{field.result}」と書かれていますが、正しくは「{expected}」です"
            yield reading.finding("docx.seq-stale", reading.body, field.first, message)
    places: dict[str, list[int]] = {}
    for paragraph in reading.body.paragraphs:
        places.setdefault(paragraph.style or reading.styles.default, []).append(paragraph.index)
    for field in reading.body.fields:
        if field.complete and field.instruction.kind == "STYLEREF" and field.result.strip():
            yield from _check_styleref(reading, field, places)


def _format(instruction: Instruction) -> str:
    words = instruction.switches.get("*", "").split()
    for word in words:
        found = _SWITCH_FORMATS.get(word) or _SWITCH_FORMATS.get(word.upper())
        if found is not None:
            return found
    return "decimal"


def _counted(reading: Reading) -> Iterator[tuple[Field, int]]:
    """Every SEQ field of the body with its count; \\s n begins again after a heading 1 … n, \\r n sets, \\c repeats."""
    chapters = {level: _built_in_headings(reading, level) for level in range(1, 10)}
    counts: dict[str, int] = {}
    passed: dict[str, int] = {}
    for field in reading.body.fields:
        instruction = field.instruction
        if instruction.kind != "SEQ" or not field.complete:
            continue
        label, switches = instruction.target.casefold(), instruction.switches
        level = whole(switches.get("s")) or 0
        if level in chapters:
            chapter = bisect_right(chapters[level], field.first)
            if chapter != passed.get(label, 0):
                counts[label] = 0
            passed[label] = chapter
        reset = whole(switches.get("r"))
        if reset is not None:
            counts[label] = reset
        elif "c" not in switches:
            counts[label] = counts.get(label, 0) + 1
        yield field, counts.get(label, 0)


def _built_in_headings(reading: Reading, level: int) -> list[int]:
    names = {f"heading {each}" for each in range(1, level + 1)}
    return [each.at for each in reading.headings if each.style.casefold() in names]


def _check_styleref(reading: Reading, field: Field, places: Mapping[str, list[int]]) -> Iterator[Finding]:
    expected = _styleref(reading, field, places)
    if expected is None:
        message = f"「{field.instruction.text}」の指すスタイルの段落がありません"
    elif expected and expected != field.result:
        message = (
            f"「{field.instruction.text}」は「{field.result}」と書かれていますが、正しくは「{expected}」です"
        )
    else:
        return
    yield reading.finding("docx.styleref-stale", reading.body, field.first, message)


def _styleref(reading: Reading, field: Field, places: Mapping[str, list[int]]) -> str | None:
    """The result in Word: from the nearest paragraph above in the style, else from the first one below; None where no
    paragraph has the style or the number."""
    instruction = field.instruction
    style = reading.styles.find(instruction.target)
    found = places.get(style or "", [])
    if not found:
        return None
    above = bisect_right(found, field.first)
    index = found[above - 1] if above else found[bisect_left(found, field.first)]
    return shown_of(reading, index, instruction.switches)


def shown_of(reading: Reading, index: int, switches: Mapping[str, str]) -> str | None:
    """STYLEREF's result for a paragraph of the body.

    \\s gives the number without its words (第２章 → ２), \\n the number, \\w its full context, neither the text. None
    where it has no number; empty where this reader can't tell.
    """
    number = reading.number(index)
    if not {"s", "n", "w", "r", "t"} & set(switches):
        return reading.body.paragraphs[index].text
    if number is None or "r" in switches:
        return None if number is None else ""
    if "s" in switches or "t" in switches:
        return number.numeric
    return number.full if "w" in switches else number.own
