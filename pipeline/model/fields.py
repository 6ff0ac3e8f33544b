"""Fields of Word as they stand in a story, and what those of headers and footers ask for (ECMA-376 Part 1, 17.16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import field
from enum import StrEnum

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.numbers import Target
from pipeline.model.numerals import write_number
from pipeline.model.xml_names import w

Element = etree._Element

_WORD = re.compile(r'"([^"]*)"|“([^”]*)”|\\(\S)|([^\s"“\\]+)')
# Formats that say nothing of the text (17.16.4.3.4).
PLAIN_FORMATS = frozenset({"MERGEFORMAT", "CHARFORMAT"})
# What Japanese Word calls its built-in styles, and their names in the file.
_BUILT_IN = {
    "見出し": "heading",
    "表題": "Title",
    "副題": "Subtitle",
    "図表番号": "caption",
    "標準": "Normal",
}


@dataclass
class StoryField:
    """A field in a story's tree: a w:fldSimple (`codes` holds it), or w:instrText elements and what stands around them."""

    codes: list[Element]
    result: list[Element] = field(default_factory=list)  # runs
    begin: Element | None = None  # runs, too
    separate: Element | None = None
    end: Element | None = None
    nested: bool = False  # within another field, or with one in it

    @property
    def instruction(self) -> str:
        simple = (each.get(w("instr"), "") for each in self.codes if each.tag == w("fldSimple"))
        return "".join((*simple, *(each.text or "" for each in self.codes if each.tag != w("fldSimple"))))

    @property
    def name(self) -> str:
        """The field's kind in capitals; empty where there is none."""
        return next((word.upper() for _, word in words_of(self.instruction)), "")

    def ask(self, instruction: str) -> None:
        """Another instruction in place of this one."""
        first, *others = self.codes
        if first.tag == w("fldSimple"):
            first.set(w("instr"), instruction)
        else:
            first.text = instruction
            for each in others:
                each.text = ""

    def show(self, text: str) -> None:
        """Another result, in the look of the old one."""
        runs = [run for run in self.result if run.find(w("t")) is not None] or [self._empty_result()]
        for index, run in enumerate(runs):
            for each in run.findall(w("t")):
                run.remove(each)
            if index == 0:
                shown = etree.SubElement(run, w("t"))
                shown.text = text
                shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def remove(self) -> None:
        """Take the field away with what it shows."""
        holders = (each if each.tag == w("fldSimple") else each.getparent() for each in self.codes)
        for each in (*holders, *self.result, self.begin, self.separate, self.end):
            around = each.getparent() if each is not None else None
            if each is not None and around is not None:
                around.remove(each)

    def _empty_result(self) -> Element:
        """A run for a result where there is none yet."""
        if self.codes[0].tag == w("fldSimple"):
            return etree.SubElement(self.codes[0], w("r"))
        assert self.end is not None, "a template's fields are closed"
        run = deepcopy(self.end)
        for mark in run.findall(w("fldChar")):
            run.remove(mark)
        if self.separate is None:
            separate = deepcopy(self.end)
            separate[-1].set(w("fldCharType"), "separate")
            self.end.addprevious(separate)
        self.end.addprevious(run)
        return run


def fields_in(root: Element) -> Iterator[StoryField]:
    """The fields of a story, those in text boxes and in their Fallback copies too; `end` is None where one never ends."""
    opened: list[StoryField] = []
    for element in root.iter(w("fldSimple"), w("r")):
        if element.tag == w("fldSimple"):
            outer = next(element.iterancestors(w("fldSimple")), None) is not None
            yield StoryField([element], list(element.iter(w("r"))), nested=outer or bool(opened))
            continue
        mark = element.find(w("fldChar"))
        kind = mark.get(w("fldCharType")) if mark is not None else None
        if kind == "begin":
            for each in opened:
                each.nested = True
            opened.append(StoryField([], begin=element, nested=bool(opened)))
        elif opened:
            current = opened[-1]
            current.codes += element.findall(w("instrText"))
            if kind == "separate":
                current.separate = element
            elif kind == "end":
                current.end = element
                yield opened.pop()
            elif current.separate is not None:
                current.result.append(element)
    yield from opened


def words_of(instruction: str) -> list[tuple[str, str]]:
    """The words of an instruction, switches as (letter, "") and all others as ("", word)."""
    return [
        (found[3], "") if found[3] else ("", found[1] or found[2] or found[4] or "")
        for found in _WORD.finditer(instruction)
    ]


class Form(StrEnum):
    """The parts of a paragraph that STYLEREF can show (17.16.5.59): the text, or the number as a switch says."""

    TEXT = ""
    OWN = "n"
    FULL = "w"
    NUMERAL = "s"


# Fields of headers and footers that are other ones on other pages, and that LibreOffice does not know or counts otherwise.
COUNTS = frozenset({"NUMPAGES", "SECTIONPAGES", "SECTION"})
_COUNT_FORMATS = {"ARABIC": "decimal", "DBCHAR": "decimalFullWidth"}


@dataclass(frozen=True)
class Running:
    """A field of a header or a footer: it shows, of the first paragraph in a style on the page, or of the `last` one,
    its text or number; or how many pages there are (`number_format` is one of Word's)."""

    kind: str
    style: str = ""  # as the field calls it
    form: Form = Form.TEXT
    last: bool = False
    number_format: str = "decimal"

    @property
    def heading_instruction(self) -> str:
        """A STYLEREF that asks for this."""
        switches = [self.form.value, "l" if self.last else ""]
        return f' STYLEREF "{self.style}" ' + "".join(f"\\{switch} " for switch in switches if switch)

    def count(self, number: int) -> str:
        """A number as the field shows it."""
        return write_number(number, self.number_format)


def read_running(instruction: str) -> Running | None:
    """A field's instruction as `Running`. None where it is another field, or has a switch whose effect is not known here."""
    (_, kind), *words = words_of(instruction) or [("", "")]
    kind = kind.upper()
    named: list[str] = []
    formats: set[str] = set()
    switches: set[str] = set()
    rest = iter(words)
    for switch, word in rest:
        if switch == "*":
            formats.add(next(rest, ("", ""))[1].upper())
        elif switch:
            switches.add(switch.lower())
        else:
            named.append(word)
    formats -= PLAIN_FORMATS
    if kind == "STYLEREF" and len(named) == 1 and not formats:
        forms = switches - {"l"}
        if forms <= {"n", "w", "s"} and len(forms) <= 1:
            return Running(kind, named[0], Form("".join(forms)), "l" in switches)
    if (
        kind in COUNTS
        and not named
        and not switches
        and len(formats) <= 1
        and formats <= _COUNT_FORMATS.keys()
    ):
        return Running(kind, number_format=_COUNT_FORMATS["".join(formats) or "ARABIC"])
    return None


def style_called(name: str, ids: Mapping[str, str]) -> str | None:
    """The id of the style that a field calls `name`: as the file does, as Japanese Word does, or 1 for heading 1.

    `ids` are those of paragraph styles by their names in small letters.
    """
    first, _, rest = name.strip().partition(" ")
    called = f"heading {name}" if re.fullmatch("[1-9]", name) else name.strip()
    shown = f"{_BUILT_IN.get(first, first)} {rest}".strip()
    return ids.get(called.lower()) or ids.get(shown.lower())


def number_shown(target: Target, form: Form) -> str:
    """A heading's number in one of the forms; Word leaves out a full stop at its end."""
    match form:
        case Form.OWN:
            return target.label.rstrip(".")
        case Form.FULL:
            return target.number
        case Form.NUMERAL:
            return target.numeral
        case Form.TEXT:
            return target.title
