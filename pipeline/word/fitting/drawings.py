"""Drawings that do not fit: boxes too narrow for their words, and drawings higher than a page, told before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.blocks import Block, Turn, blocks_in, walk_blocks
from pipeline.model.content import DocumentContent, Part
from pipeline.model.floats import Float, Grid, GridCell
from pipeline.model.inlines import Role
from pipeline.model.numerals import fullwidth
from pipeline.model.pages import MM_IN_POINT, TWIPS_IN_POINT
from pipeline.model.reference_text import shown_text
from pipeline.model.share import alone
from pipeline.problems import Code, Problem
from pipeline.word.measuring.grid_layout import GridLayout
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.word.template.template import Template
from pipeline.word.writing.boxes import width_in
from pipeline.word.writing.laying import laid_out
from pipeline.word.writing.pagination_hints import stand
from pipeline.word.writing.slot_spaces import spaces_in

# The least that a box holds in a line, in full-width characters.
_LEAST = 4
# What a figure's title takes of a page beside the drawing, in lines.
_TITLE_LINES = 2


def misfitting(
    content: DocumentContent, template: Template, layouts: KnownLayouts | None = None
) -> Iterator[Problem]:
    """The drawings of a document that do not fit their pages, or the columns in which they stand. They are laid out for it:
    `layouts` has those that are known, and gets the others."""
    known = (layouts or KnownLayouts()).within(template.data, template.styles.least)
    spaces = spaces_in(template, content)
    for name, slot in content.slots.items():
        space = spaces[name]
        heights = {
            Turn.TO_LANDSCAPE: space.turned_height,
            Turn.TO_FOLD_OUT: space.fold_out_height,
            Turn.TO_PORTRAIT: space.height,
            Turn.FROM_FOLD_OUT: space.height,
        }
        height = space.height
        for placed in stand(slot.blocks, space) if isinstance(slot, Part) else ():
            if isinstance(placed.leaf, Turn):
                height = heights.get(placed.leaf, height)
            for drawing in (each for each in walk_blocks(blocks_in(placed.leaf)) if is_drawing(each)):
                assert isinstance(drawing, Float), "drawings are figures"
                width = width_in(placed, template.styles)
                yield from _misfit(content, template, drawing, width, height, known)


def misfitting_on_sheet(
    content: DocumentContent, template: Template, layouts: KnownLayouts | None = None
) -> Iterator[Problem]:
    """The same of a document that shows what stands in the plan as well, in the tightest setting that its template may have."""
    for problem in misfitting(content, template, layouts):
        yield replace(
            problem,
            message=f"{content.label}では、{problem.message}",
            hint="テンプレートで、図の入る段を広くするか、図を段組みのない区切りに置くか、様式「図中文字」などの文字を小さくしてください",
        )


def has_drawings(content: DocumentContent) -> bool:
    """Whether a document shows any."""
    parts = (slot.blocks for slot in content.slots.values() if isinstance(slot, Part))
    return any(map(is_drawing, walk_blocks(block for blocks in parts for block in blocks)))


def is_drawing(block: Block) -> bool:
    """Whether a block is a figure of boxes and lines: its rows are as high as it says, or signs stand between its cells."""
    if not isinstance(block, Float) or not isinstance(block.body, Grid):
        return False
    cells = (cell for row in block.body.rows for cell in row if cell)
    return bool(block.body.heights) or any(
        each.role == Role.DIAGRAM_ARROW for cell in cells for each in cell.content
    )


def _misfit(
    content: DocumentContent, template: Template, block: Float, width: int, page: int, known: KnownLayouts
) -> Iterator[Problem]:
    grid = block.body
    assert isinstance(grid, Grid), "only drawings are asked for"
    [layout] = laid_out([(grid, width)], template.styles, content.targets, alone, known)
    narrowest = min(_boxes(template, grid, layout), key=lambda found: found[0], default=None)
    if narrowest and narrowest[0] < _LEAST:
        room, cell = narrowest
        yield Problem(
            block.location,
            Code.DIAGRAM_SIZE,
            f"図の箱が多く、「{_said(content, cell)}」の箱に１行{fullwidth(max(0, int(room)))}文字しか入りません",
            "一つの段の箱を減らすか、段を分けてください。「:::: {.横長}」で囲むと、横長のページに広く描けます",
        )
        return  # how high it would be follows from that
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
            if cell and cell.border and not cell.vertical and any(each.content for each in cell.content):
                width = sum(layout.widths[column : column + cell.colspan])
                size = max(template.styles.sizes[each.role] for each in cell.content) * 10
                yield (width - template.styles.inset(grid.style)) / size, cell


def _said(content: DocumentContent, cell: GridCell) -> str:
    return " ".join(shown_text(cell.content[0].content, content.targets).split())
