"""Checks of contents lists: the entries that a TOC field holds are those that Word would gather (17.16.5.68)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

from .findings import Finding
from .reading import Reading
from .story import Field, Kind, Paragraph


class Entry(NamedTuple):
    """A line of a contents list: its text (number, tab, title), its level, the paragraph that it comes from."""

    text: str
    level: int
    at: int


def check_contents(reading: Reading) -> Iterator[Finding]:
    """Contents lists of the body that differ from the headings or captions that they gather."""
    for field in reading.body.fields:
        if field.instruction.kind == "TOC" and field.complete:
            yield from _check_list(reading, field)


def _check_list(reading: Reading, field: Field) -> Iterator[Finding]:
    wanted = list(_gathered(reading, field))
    lines = [each for each in reading.body.paragraphs[field.first : field.last + 1] if each.text.strip()]
    shown = [_without_page(each.text, field) for each in lines]
    texts = [each.text for each in wanted]
    if not wanted:
        # Word says in such a list that there is nothing to show; so may we, in a line without a link.
        lines = [each for each in lines if any(item.kind is Kind.LINK for item in each.items)]
        shown = [_without_page(each.text, field) for each in lines]
    for tag, i, j, k, m in difflib.SequenceMatcher(None, texts, shown, autojunk=False).get_opcodes():
        if tag == "equal":
            for entry, line in zip(wanted[i:j], lines[k:m], strict=True):
                yield from _check_entry(reading, field, entry, line)
        else:
            yield from _differences(reading, field, wanted[i:j], lines[k:m])


def _differences(
    reading: Reading, field: Field, wanted: list[Entry], lines: list[Paragraph]
) -> Iterator[Finding]:
    for place in range(max(len(wanted), len(lines))):
        entry = wanted[place] if place < len(wanted) else None
        line = lines[place] if place < len(lines) else None
        text = "" if line is None else _shown(_without_page(line.text, field))
        if entry is None:
            message = f"一覧の「{text}」に当たるものが文書にありません"
        elif line is None:
            message = f"「{_shown(entry.text)}」が一覧にありません"
        else:
            message = f"一覧に「{text}」とありますが、正しくは「{_shown(entry.text)}」です"
        index = field.first if line is None else line.index
        yield reading.finding("docx.toc-entry", reading.body, index, message)


def _shown(text: str) -> str:
    return text.replace("\t", "　")


def _without_page(text: str, field: Field) -> str:
    """An entry's text before its last tab; lists with \\n have no page numbers."""
    text = text if "n" in field.instruction.switches else text.rpartition("\t")[0] or text
    return _one_line(text)


def _one_line(text: str) -> str:
    return text.replace("\n", "").strip()


# what the list should hold


def _gathered(reading: Reading, field: Field) -> Iterator[Entry]:
    instruction = field.instruction
    if "c" in instruction.switches or "a" in instruction.switches:
        yield from _captions(reading, instruction.switches.get("c") or instruction.switches["a"])
        return
    levels = _levels(reading, field)
    outlines = _range(instruction.switches.get("u") or instruction.switches.get("o") or "1-9")
    for paragraph in reading.body.paragraphs:
        level = levels.get(paragraph.style)
        if level is None and "u" in instruction.switches and paragraph.outline is not None:
            level = paragraph.outline + 1 if paragraph.outline + 1 in outlines else None
        if level is not None and paragraph.text.strip() and not field.first <= paragraph.index <= field.last:
            number = reading.number(paragraph.index)
            prefix = f"{number.text}\t" if number is not None and number.text else ""
            yield Entry(prefix + _one_line(paragraph.text), level, paragraph.index)


def _levels(reading: Reading, field: Field) -> dict[str, int]:
    """Levels by style id: \\o takes the built-in headings of its range, \\t pairs of style and level."""
    levels: dict[str, int] = {}
    switches = field.instruction.switches
    if "o" in switches or not {"t", "u", "f"} & set(switches):
        for level in _range(switches.get("o") or "1-9"):
            levels[reading.styles.find(str(level)) or ""] = level
    pairs = re.split("[,;]", switches.get("t", ""))
    for name, level_text in zip(pairs[::2], pairs[1::2], strict=False):
        if level_text.strip().isdigit():
            levels[reading.styles.find(name.strip()) or ""] = int(level_text)
    levels.pop("", None)
    return levels


def _range(text: str) -> range:
    first, _, last = text.partition("-")
    if not (first.strip().isdigit() and (last or first).strip().isdigit()):
        return range(1, 10)
    return range(int(first), min(int(last or first), 9) + 1)


def _captions(reading: Reading, label: str) -> Iterator[Entry]:
    places = [
        field.first
        for field in reading.body.fields
        if field.instruction.kind == "SEQ" and field.instruction.target.casefold() == label.casefold()
    ]
    for place in dict.fromkeys(places):
        yield Entry(_one_line(reading.body.paragraphs[place].text), 0, place)


# one entry against what it stands for


def _check_entry(reading: Reading, field: Field, entry: Entry, line: Paragraph) -> Iterator[Finding]:
    style = reading.style_name(line).casefold()
    expected = f"toc {entry.level}" if entry.level else "table of figures"
    if style != expected:
        message = f"項目のスタイルが「{style}」です（正しくは「{expected}」）"
        yield reading.finding("docx.toc-style", reading.body, line.index, message)
    anchors = [item.text[1:] for item in line.items if item.kind is Kind.LINK]
    anchors += [each for each in _page_targets(reading, line) if "n" not in field.instruction.switches]
    if "h" in field.instruction.switches and not any(item.kind is Kind.LINK for item in line.items):
        yield reading.finding("docx.toc-target", reading.body, line.index, "項目にリンクがありません")
    for anchor in anchors:
        target = reading.bookmarks.get(anchor.casefold())
        if target is not None and not (target.story is reading.body and target.bookmark.first == entry.at):
            message = f"項目のリンク先「{anchor}」が別の所にあります"
            yield reading.finding("docx.toc-target", reading.body, line.index, message)


def _page_targets(reading: Reading, line: Paragraph) -> Iterator[str]:
    for item in line.items:
        if item.kind is Kind.FIELD:
            instruction = reading.body.fields[item.number].instruction
            if instruction.kind == "PAGEREF":
                yield instruction.target
