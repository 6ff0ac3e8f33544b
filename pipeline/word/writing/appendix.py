"""The appendix in a section of its own, where headers name chapters: its parts have names in other styles.

A template has one header for chapters and appendix alike. With `STYLEREF "見出し 1"` in it, Word would go on with the last
chapter's name to the end of the plan; in the appendix's section it asks for 資料見出し 1.
"""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from dataclasses import replace

from docx.document import Document
from lxml import etree

from pipeline.model.contract import APPENDIX_HEADINGS, BODY_HEADINGS, DIVISION_HEADING
from pipeline.model.fields import StoryField, fields_in, read_running
from pipeline.model.xml_names import w
from pipeline.word.markup.oxml import DECLARATIONS, section_paragraph
from pipeline.word.markup.running_parts import Reference, copied, references_of, show
from pipeline.word.markup.sections import go_on, section_of
from pipeline.word.markup.styles import Styles
from pipeline.word.template.running import style_name

# What headers of the appendix show in place of chapters' headings; 部 have nothing like them there.
_COUNTERPARTS = {DIVISION_HEADING: "", **dict(zip(BODY_HEADINGS, APPENDIX_HEADINGS, strict=True))}


def part_appendix(
    document: Document,
    chapters: etree._Element,
    appendix: etree._Element,
    styles: Styles,
    used: Collection[str],
) -> None:
    """Let the appendix's headers name its parts where they would name chapters, in a section of its own.

    `chapters` and `appendix` are the paragraphs that stand for them, `used` the names of the styles that the appendix's headings
    have: a field that asks for another one is left out there, since Word would print an error.
    """
    section = section_of(appendix)
    naming = [each for each in references_of(document, section) if _names_chapters(each.part.element, styles)]
    if not naming:
        return
    if section_of(chapters) is section:
        before = deepcopy(section)
        before.tail = None
        ending = section_paragraph(etree.tostring(before, encoding="unicode"))
        appendix.addprevious(etree.fromstring(f"<w:body {DECLARATIONS}>{ending}</w:body>")[0])
        _go_on(section)
    for each in naming:
        _show_instead(document, section, each, styles, used)


def _names_chapters(root: etree._Element, styles: Styles) -> bool:
    """Whether a field of a header asks for chapters' headings, or those below or above."""
    return any(_chapters_style(field, styles) for field in fields_in(root))


def _chapters_style(field: StoryField, styles: Styles) -> str:
    """The name of the style of chapters' headings that a field asks for, if it does."""
    asks = read_running(field.instruction)
    name = style_name(asks, styles) if asks and asks.kind == "STYLEREF" else None
    return name if name in _COUNTERPARTS else ""


def _go_on(section: etree._Element) -> None:
    """The second part of a section begins a page, and goes on counting."""
    go_on(section)
    kind = section.find(w("type"))
    if kind is not None:
        kind.set(w("val"), "nextPage")


def _show_instead(
    document: Document, section: etree._Element, shown: Reference, styles: Styles, used: Collection[str]
) -> None:
    """A copy of a header or footer that asks for the appendix's headings."""
    part, relationship = copied(document, shown)
    _ask_for_parts(part.element, styles, used)
    show(section, shown.tag, shown.kind, relationship)


def _ask_for_parts(root: etree._Element, styles: Styles, used: Collection[str]) -> None:
    """Let fields ask for the appendix's headings of the same levels; where it has none of these, one field for its parts."""
    asking = [
        (field, asks, _COUNTERPARTS[own])
        for field in fields_in(root)
        if (own := _chapters_style(field, styles)) and (asks := read_running(field.instruction))
    ]
    least = {style for _, _, style in asking} & set(used) or {asking[0][2]}
    for field, asks, style in asking:
        if style in least:
            shown = style if style in used else APPENDIX_HEADINGS[0]
            field.ask(replace(asks, style=shown).heading_instruction)
        else:
            field.remove()
