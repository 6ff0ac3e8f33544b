"""Fields as the text that they show (ECMA-376 Part 1, 17.16): links stay, and so do the fields of the page itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import w

PAGE_FIELDS = frozenset({"PAGE"})  # LibreOffice fills these in as Word does
_LINKED = frozenset({"REF", "PAGEREF", "NOTEREF"})


@dataclass
class _Field:
    """A field that is open: its instruction, the runs that are its machinery, and those of its result."""

    instruction: str = ""
    shown: bool = False
    machinery: list[etree._Element] = field(default_factory=list)
    result: list[etree._Element] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return self.instruction.split() or [""]


def flatten(root: etree._Element, kept: frozenset[str] = PAGE_FIELDS) -> None:
    """Turn the fields of a story into text, in place, but for those whose names are `kept`."""
    _unwrap_simple(root, kept)
    opened: list[_Field] = []
    for run in list(root.iter(w("r"))):
        mark = run.find(w("fldChar"))
        kind = mark.get(w("fldCharType")) if mark is not None else None
        instruction = run.find(w("instrText"))
        if kind == "begin":
            opened.append(_Field())
        if not opened:
            continue
        current = opened[-1]
        if kind or instruction is not None:
            current.machinery.append(run)
            current.instruction += instruction.text or "" if instruction is not None else ""
            current.shown = current.shown or kind == "separate"
        elif current.shown:
            current.result.append(run)
        if kind == "end":
            done = opened.pop()
            if done.words[0].upper() not in kept:
                _close(done)
            if opened and not opened[-1].shown:  # a field within an instruction is no text
                opened[-1].machinery.extend(done.result)
            elif opened:
                opened[-1].result.extend(done.result)


def _close(done: _Field) -> None:
    """Take the machinery away, and put a link over the result where the field was one."""
    name = done.words[0].upper()
    parents = {run.getparent() for run in done.result}
    if name in _LINKED and len(done.words) > 1 and "\\h" in done.words and len(parents) == 1:
        (parent,) = parents
        if parent is not None and parent.tag == w("p"):
            link = etree.Element(w("hyperlink"), {w("anchor"): done.words[1]})
            done.result[0].addprevious(link)
            link.extend(done.result)
    for run in done.machinery:
        around = run.getparent()
        if around is not None:
            around.remove(run)


def _unwrap_simple(root: etree._Element, kept: frozenset[str]) -> None:
    for simple in list(_simple_fields(root, kept)):
        for child in list(simple):
            simple.addprevious(child)
        around = simple.getparent()
        assert around is not None, "a field stands in a paragraph"
        around.remove(simple)


def _simple_fields(root: etree._Element, kept: frozenset[str]) -> Iterator[etree._Element]:
    for simple in root.iter(w("fldSimple")):
        words = simple.get(w("instr"), "").split() or [""]
        if words[0].upper() not in kept:
            yield simple
