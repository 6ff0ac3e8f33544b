"""A thumb index (ツメ): a mark at the page's edge that stands lower from chapter to chapter.

Staff draw it in a header: a paragraph of the style ツメ in a frame of its own (17.3.1.11), where it stands for the first chapter.
Each chapter becomes a section, with headers in which the frame stands one step lower; the appendix has one step for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docx.document import Document
from lxml import etree

from pipeline.model.blocks import Heading
from pipeline.model.content import DocumentContent, Part, Slot
from pipeline.model.contract import CHAPTER, THUMB_INDEX
from pipeline.model.xml_names import w
from pipeline.word.markup.running_parts import Reference, copied, references_of
from pipeline.word.markup.sections import ShownInstead, section_of
from pipeline.word.markup.styles import Styles


def steps_in(
    document: Document, content: DocumentContent, styles: Styles, slots: Iterable[tuple[etree._Element, str]]
) -> Mapping[etree._Element, tuple[ShownInstead, ...]]:
    """What the chapters of each section show in its headers, by the section's properties: those that stand for slots are
    `slots`, by the elements that stand for them. Sections whose headers have no mark in a frame of a height of its own have nothing.
    """
    counts: dict[etree._Element, int] = {}
    for mark, name in slots:
        section = section_of(mark)
        counts[section] = counts.get(section, 0) + _chapters(content.slots.get(name))
    steps = {}
    first = 0
    for section, count in counts.items():
        marked = [each for each in references_of(document, section) if _frames(each.part.element, styles)]
        if marked and count:
            steps[section] = tuple(
                {(each.tag, each.kind): _lowered(document, each, styles, step) for each in marked}
                for step in range(first, first + count)
            )
            first += count
    return steps


def _chapters(slot: Slot | None) -> int:
    """How many steps a slot's pages take: one for each chapter, one for an appendix."""
    if not isinstance(slot, Part) or not slot.blocks:
        return 0
    if slot.appendix:
        return 1
    return sum(isinstance(block, Heading) and block.level == CHAPTER for block in slot.blocks)


def _lowered(document: Document, shown: Reference, styles: Styles, step: int) -> str:
    """The relationship of a copy in which the mark stands lower by so many steps."""
    part, relationship = copied(document, shown)
    for frame in _frames(part.element, styles):
        frame.set(w("y"), str(_number(frame, "y") + step * _number(frame, "h")))
    return relationship


def _frames(root: etree._Element, styles: Styles) -> list[etree._Element]:
    """The frames of marks: those of a height of their own."""
    style = styles.ids.get(("paragraph", THUMB_INDEX))
    found = []
    for properties in root.iter(w("pPr")):
        named, frame = properties.find(w("pStyle")), properties.find(w("framePr"))
        if named is not None and named.get(w("val")) == style and frame is not None and _number(frame, "h"):
            found.append(frame)
    return found


def _number(element: etree._Element, name: str) -> int:
    return int(element.get(w(name), "0"))
