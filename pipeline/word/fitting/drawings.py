"""Drawings that do not fit: boxes too narrow for their words, and drawings higher than a page, told before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.blocks import blocks_in, walk_blocks
from pipeline.model.content import DocumentContent, Part
from pipeline.model.floats import Float, Grid, GridCell
from pipeline.model.numerals import fullwidth
from pipeline.model.pages import MM_IN_POINT, TWIPS_IN_POINT
from pipeline.model.reference_text import shown_text
from pipeline.model.xml_names import w
from pipeline.problems import Code, Problem
from pipeline.word.fitting.narrow import sections_of
from pipeline.word.markup.sections import FOLD_OUT, SectionBreaks, text_area
from pipeline.word.measuring.grid_layout import GridLayout, lay_out
from pipeline.word.template.template import Template
from pipeline.word.writing.boxes import width_in
from pipeline.word.writing.pagination_hints import SlotSpace, place

# The least that a box holds in a line, in full-width characters.
_LEAST = 4
# What a figure's title takes of a page beside the drawing, in lines.
_TITLE_LINES = 2


def misfitting(content: DocumentContent, template: Template) -> Iterator[Problem]:
    """The drawings of a document that do not fit their pages."""
    sections = sections_of(template)
    for name, slot in content.slots.items():
        if isinstance(slot, Part):
            breaks = SectionBreaks(sections[name])
            where = SlotSpace(breaks.width, breaks.landscape_width, breaks.half_width, breaks.fold_out_width)
            for placed in place(slot.blocks, where):
                for block in walk_blocks(blocks_in(placed.leaf)):
                    if isinstance(block, Float) and isinstance(block.body, Grid) and block.body.heights:
                        height = _page_height(sections[name], placed.width, breaks)
                        width = width_in(placed, template.styles)
                        yield from _misfit(content, template, block, width, height)


def _page_height(section: etree._Element, width: int, breaks: SectionBreaks) -> int:
    """The height of the text on the page whose text is `width` wide, in twips; on turned paper the margins keep their sides."""
    _, height = text_area(section)
    size = section.find(w("pgSz"))
    assert size is not None, "the template's paper is known"
    heights = {
        breaks.fold_out_width: FOLD_OUT[1],
        breaks.landscape_width: int(size.get(w("w"), "0")),
    }
    upright = int(size.get(w("h"), "0"))
    return height - upright + heights.get(width, upright)


def _misfit(
    content: DocumentContent, template: Template, block: Float, width: int, page: int
) -> Iterator[Problem]:
    grid = block.body
    assert isinstance(grid, Grid), "only drawings are asked for"
    layout = lay_out(template.styles, content.targets, grid, width)
    narrowest = min(_boxes(template, grid, layout), key=lambda found: found[0], default=None)
    if narrowest and narrowest[0] < _LEAST:
        room, cell = narrowest
        yield Problem(
            block.location,
            Code.DIAGRAM_SIZE,
            f"図の箱が多く、「{_said(content, cell)}」の箱に１行{fullwidth(max(0, int(room)))}文字しか入りません",
            "一つの段の箱を減らすか、段を分けてください。「:::: {.横長}」で囲むと、横長のページに広く描けます",
        )
    room_left = page - _TITLE_LINES * template.styles.default_pitch
    if layout.height > room_left:
        lacking = (layout.height - room_left) / TWIPS_IN_POINT * MM_IN_POINT
        yield Problem(
            block.location,
            Code.DIAGRAM_SIZE,
            f"図が１ページに収まりません。約{max(1, round(lacking))}mmはみ出します",
            '図を二つに分けるか、箱の言葉を短くしてください。施策の体系なら、levels="2" のように段を減らせます',
        )


def _boxes(template: Template, grid: Grid, layout: GridLayout) -> Iterator[tuple[float, GridCell]]:
    """The boxes with the characters that each holds in a line."""
    for row in grid.rows:
        for column, cell in enumerate(row):
            if cell and cell.border and not cell.vertical:
                width = sum(layout.widths[column : column + cell.colspan])
                size = max(template.styles.sizes[each.role] for each in cell.content) * 10
                yield (width - template.styles.inset(grid.style)) / size, cell


def _said(content: DocumentContent, cell: GridCell) -> str:
    return " ".join(shown_text(cell.content[0].content, content.targets).split())
