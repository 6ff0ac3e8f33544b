"""Tables longer than a page, in parts of which each begins with what tells what it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pipeline.model.blocks import walk
from pipeline.model.floats import Float, Grid, GridRow, Table
from pipeline.model.inlines import Inlines, Note, Paragraph, Reference, Role, Text, Variant
from pipeline.word.markup import oxml
from pipeline.word.measuring.grid_layout import GridLayout, lay_out
from pipeline.word.measuring.passages import passage_of
from pipeline.word.writing.captions import write_unit
from pipeline.word.writing.continued import in_parts
from pipeline.word.writing.data_tables import data_grid
from pipeline.word.writing.document import Draft
from pipeline.word.writing.inlines import write_inlines
from pipeline.word.writing.paragraphs import gap
from pipeline.word.writing.tables import tallest_whole, write_grid

# What stays free on a page that a table fills, in lines of text: a heading may stand above it, and programs differ by a little.
_RESERVE = 4
# The same where no heading can stand above it, and no footnotes below.
_RESERVE_PAGED = 2


def write_paged(
    draft: Draft, grid: Grid, width: int, layout: GridLayout | None, page: int, before: int, above: bool
) -> str:
    """A table in parts that fit a page each: where a program would end a page, it can't be told what stands there once more."""
    from pipeline.word.writing.paged import in_pages  # wanted where versions are compared

    room = page - _RESERVE_PAGED * draft.styles.default_pitch
    layout = layout or lay_out(draft.styles, draft.targets, grid, width)

    def measure(rows: tuple[GridRow, ...]) -> int:
        alone = replace(grid, rows=rows, head_rows=0, flow=())
        return sum(lay_out(draft.styles, draft.targets, alone, width).rows) if rows else 0

    parts = in_pages(grid, layout, room - before, room, cache(measure))
    between = oxml.paragraph(draft.styles.paragraph(Role.GAP), "", oxml.NEW_PAGE + oxml.LOW)
    first = gap(draft, oxml.KEEP_NEXT) if above else ""
    return first + between.join(write_grid(draft, part, width, tallest_whole(page)) for part in parts)


def write_continued(draft: Draft, block: Float, width: int, layout: GridLayout | None, page: int) -> str:
    """A table of which no page shows rows without its title, where the template wants that; nothing elsewhere."""
    body = block.body
    if not (draft.styles.continued and page and block.id and block.caption and isinstance(body, Table)):
        return ""
    layout = layout or lay_out(draft.styles, draft.targets, data_grid(body), width)
    if layout.height <= tallest_whole(page):
        return ""
    parts = in_parts(data_grid(body), layout, page - _around_rows(draft, block, body, width))
    written = [
        write_unit(draft, body, width)
        + write_grid(draft, part, width, page, bool(block.notes) and at == len(parts), own)
        for at, (part, own) in enumerate(parts, 1)
    ]
    return _continued_title(draft, block).join(written)


def _around_rows(draft: Draft, block: Float, body: Table, width: int) -> int:
    """What stands on a page beside the rows of a table, in twips: its title and unit, sources, footnotes, and a reserve."""
    styles, targets = draft.styles, draft.targets
    notes = (each for each in walk((block,)) if isinstance(each, Note))
    paragraphs = [
        Paragraph(_title_again(draft, block), Role.CAPTION),
        *([Paragraph(body.unit, Role.UNIT)] if body.unit else []),
        *(Paragraph(note, Role.SOURCE_NOTE) for note in block.notes),
        *(replace(each, role=Role.FOOTNOTE) for note in notes for each in note.content),
    ]
    heights = sum(passage_of(styles, targets, each).height(width) for each in paragraphs)
    return heights + _RESERVE * styles.default_pitch


def _continued_title(draft: Draft, block: Float) -> str:
    properties = oxml.KEEP_NEXT + oxml.NEW_PAGE
    content = write_inlines(draft, _title_again(draft, block), Role.CAPTION)
    return oxml.paragraph(draft.styles.paragraph(Role.CAPTION), content, properties)


def _title_again(draft: Draft, block: Float) -> Inlines:
    """A table's title on the next page: its number and its words as references show them, and that it goes on."""
    number = (Reference(block.id, Variant.NUMBER, block.location), Text("　")) if block.numbered else ()
    title = Reference(block.id, Variant.TITLE, block.location)
    return (*number, title, Text(draft.styles.continued))
