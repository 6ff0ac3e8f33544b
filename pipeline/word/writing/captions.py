"""What stands around tables and figures: their titles with numbers, units, sources and ※."""

from __future__ import annotations

from pipeline.model.contract import CHAPTER, DIVISION_HEADING, heading_style
from pipeline.model.floats import Float, Table
from pipeline.model.inlines import Paragraph, Role
from pipeline.word.markup import oxml
from pipeline.word.markup.fields import (
    appendix_number_field,
    chapter_number_field,
    division_number_field,
    sequence_field,
)
from pipeline.word.writing.document import Draft
from pipeline.word.writing.even_lines import evened
from pipeline.word.writing.inlines import write_inlines
from pipeline.word.writing.paragraphs import gap, spacing, write_paragraph


def write_caption(draft: Draft, block: Float, width: int, properties: str = "") -> str:
    """表２－１　題: the number's parts are fields, under one bookmark with the label; the title under another. Outside the
    plan it is plain text."""
    if not block.id:
        plain = Paragraph(block.caption, Role.CAPTION)
        return write_paragraph(draft, plain, width, properties) if block.caption else ""
    if not block.numbered:
        return _unnumbered(draft, block, properties)
    target, number = draft.targets[block.id], draft.content.captions[block.id]
    label = block.kind.value
    chapter = (
        appendix_number_field(heading_style(CHAPTER, appendix=True), number.chapter)
        if number.in_appendix
        else chapter_number_field(number.chapter)
    )
    sequence = sequence_field(label, number.ordinal, number.first, number.in_appendix)
    dash = oxml.text_run("－")
    above = division_number_field(DIVISION_HEADING, number.division) + dash if number.division else ""
    numbered = oxml.text_run(label) + above + chapter + dash + sequence
    title = write_inlines(draft, block.caption, Role.CAPTION)
    content = (
        oxml.bookmark(draft.bookmark_number(), target.bookmark, numbered)
        + oxml.text_run("　")
        + oxml.bookmark(draft.bookmark_number(), target.title_bookmark, title)
    )
    properties += spacing(draft, block.caption, Role.CAPTION)
    properties += evened(draft, block.caption, Role.CAPTION, width, f"{label}{number.shown}　")
    return oxml.paragraph(draft.styles.paragraph(Role.CAPTION), content, properties)


def _unnumbered(draft: Draft, block: Float, properties: str) -> str:
    """A title that is all that others can show of a table or figure."""
    if not block.caption:
        return ""
    target = draft.targets[block.id]
    content = write_inlines(draft, block.caption, Role.CAPTION)
    for name in (target.title_bookmark, target.bookmark):
        content = oxml.bookmark(draft.bookmark_number(), name, content)
    properties += spacing(draft, block.caption, Role.CAPTION)
    return oxml.paragraph(draft.styles.paragraph(Role.CAPTION), content, properties)


def write_unit(draft: Draft, body: Table, width: int) -> str:
    """What its numbers count, above a table."""
    return write_paragraph(draft, Paragraph(body.unit, Role.UNIT), width, oxml.KEEP_NEXT) if body.unit else ""


def notes_of(block: Float) -> list[Paragraph]:
    """Source and ※ lines."""
    return [Paragraph(note, Role.SOURCE_NOTE) for note in block.notes]


def write_notes(draft: Draft, block: Float, width: int, needs_gap: bool, together: bool = True) -> str:
    """Source and ※ lines, on one page if they stay `together`; where there are none, the gap that a table needs after it."""
    if not block.notes:
        return gap(draft) if needs_gap else ""
    notes = notes_of(block)
    return "".join(
        write_paragraph(draft, note, width, oxml.KEEP_NEXT if together and note is not notes[-1] else "")
        for note in notes
    )
