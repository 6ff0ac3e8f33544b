"""A thumb index (ツメ): a mark at the page's edge that stands lower from chapter to chapter.

Staff draw it in a header: a paragraph of the style ツメ in a frame of its own (17.3.1.11), where it stands for the first chapter.
Each chapter becomes a section, with headers in which the frame stands one step lower; the appendix has one step for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docx.document import Document
from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.blocks import Heading
from pipeline.model.content import DocumentContent, Part, Slot
from pipeline.model.contract import BODY_HEADINGS, CHAPTER, THUMB_INDEX
from pipeline.model.fields import Form, fields_in, number_shown, read_running
from pipeline.model.numbers import Target
from pipeline.model.xml_names import w
from pipeline.word.markup.running_parts import Reference, copied, references_of
from pipeline.word.markup.sections import ShownInstead, section_of
from pipeline.word.markup.styles import Styles
from pipeline.word.template.running import style_name


def steps_in(
    document: Document, content: DocumentContent, styles: Styles, slots: Iterable[tuple[etree._Element, str]]
) -> Mapping[etree._Element, tuple[ShownInstead, ...]]:
    """What the chapters of each section show in its headers, by the section's properties: those that stand for slots are
    `slots`, by the elements that stand for them. Sections whose headers have no mark in a frame of a height of its own have nothing.
    """
    chapters: dict[etree._Element, list[Heading | None]] = {}
    for mark, name in slots:
        chapters.setdefault(section_of(mark), []).extend(_chapters(content.slots.get(name)))
    steps = {}
    first = 0
    for section, headings in chapters.items():
        marked = [each for each in references_of(document, section) if _frames(each.part.element, styles)]
        if marked and headings:
            steps[section] = tuple(
                {
                    (each.tag, each.kind): _shown(document, each, _Step(step, heading), content, styles)
                    for each in marked
                }
                for step, heading in enumerate(headings, first)
            )
            first += len(headings)
    return steps


@dataclass(frozen=True)
class _Step:
    """How many steps lower than the first one a mark stands, and the chapter whose it is; None, where it is the appendix's."""

    number: int
    chapter: Heading | None


def _chapters(slot: Slot | None) -> list[Heading | None]:
    """Those of a slot that have a step of their own; an appendix has one for all of its parts."""
    if not isinstance(slot, Part) or not slot.blocks:
        return []
    if slot.appendix:
        return [None]
    return [each for each in slot.blocks if isinstance(each, Heading) and each.level == CHAPTER]


def _shown(
    document: Document, shown: Reference, step: _Step, content: DocumentContent, styles: Styles
) -> str:
    """The relationship of a copy in which the mark stands at a step."""
    part, relationship = copied(document, shown)
    for frame in _frames(part.element, styles):
        frame.set(w("y"), str(_number(frame, "y") + step.number * _number(frame, "h")))
        paragraph = next(frame.iterancestors(w("p")))
        if step.chapter:
            _name(paragraph, content.targets[step.chapter.id], styles)
    return relationship


def _name(paragraph: etree._Element, target: Target, styles: Styles) -> None:
    """Let a mark that asks for the chapter on its page ask for its own: on the page of a 部 that has none Word would show the one
    before."""
    for field in fields_in(paragraph):
        asks = read_running(field.instruction)
        if not asks or asks.kind != "STYLEREF" or style_name(asks, styles) != BODY_HEADINGS[0]:
            continue
        shown = number_shown(target, asks.form)
        if not shown:
            field.remove()
        elif asks.form is not Form.NUMERAL:  # which REF has no switch for
            field.ask(f" REF {target.bookmark} " + (f"\\{asks.form.value} " if asks.form else ""))
            field.show(shown)


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
