"""Tables: the author's data tables, and grids that documents lay out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.floats import Align, Cell, Grid, GridCell, Table
from pipeline.model.inlines import Paragraph, Role
from pipeline.word.markup import oxml
from pipeline.word.measuring.grid_layout import GridLayout, hanging, lay_out
from pipeline.word.writing.document import Draft
from pipeline.word.writing.inlines import line_height, write_inlines

DATA_STYLE = "計画の表"
# The title of the description of what is drawn with a table's cells.
DRAWING = "図"
# The tallest table (twips) that is kept on one page: about a third of a page.
TALLEST_UNBROKEN = 5000
_ALIGNED = {Align.RIGHT: Role.CELL_NUMBER, Align.LEFT: Role.CELL, Align.CENTER: Role.CELL_CENTRED}


def data_grid(table: Table) -> Grid:
    """A data table as a grid: header cells shaded, numbers to the right."""
    rows = tuple(
        tuple(_data_cell(table, cell, r, c) if cell else None for c, cell in enumerate(row))
        for r, row in enumerate(table.rows)
    )
    return Grid(DATA_STYLE, table.widths, rows, table.head_rows)


def _data_cell(table: Table, cell: Cell, row: int, column: int) -> GridCell:
    head = row < table.head_rows
    role = Role.CELL_HEAD if head else _ALIGNED[table.aligns[column]]
    return GridCell((Paragraph(cell.content, role),), cell.colspan, cell.rowspan, shade=head)


def write_grid(
    draft: Draft, grid: Grid, width: int, followed: bool = False, layout: GridLayout | None = None
) -> str:
    """The markup of a grid that is `width` twips wide; `followed` keeps it with what comes after it, `layout` is its own
    where it is known."""
    layout = layout or lay_out(draft.styles, draft.targets, grid, width)
    short = layout.height <= TALLEST_UNBROKEN
    rows = write_rows(draft, grid, layout, _kept_rows(grid, short, followed))
    title = DRAWING if grid.heights else ""
    return oxml.table(draft.styles.table(grid.style), layout.widths, rows, grid.alt, title)


def _kept_rows(grid: Grid, short: bool, followed: bool) -> frozenset[int]:
    """The rows that stay on one page with the next one: all of a short table and of a drawing, else the table's two ends."""
    last = len(grid.rows) - 1
    kept = set(range(last)) if short or grid.heights else {*range(grid.head_rows + 1), last - 1}
    return frozenset(kept | ({last} if followed else set()))


def write_rows(draft: Draft, grid: Grid, layout: GridLayout, kept: frozenset[int] = frozenset()) -> list[str]:
    """The markup of a grid's rows; those that are `kept` stay on one page with the next."""
    boxed = any(not cell.border for line in grid.rows for cell in line if cell)
    return [
        oxml.table_row(
            list(_cells(draft, grid, index, layout.widths, index in kept, boxed)),
            header=index < grid.head_rows,
            height=layout.written_height(index),
        )
        for index in range(len(grid.rows))
    ]


def _cells(
    draft: Draft, grid: Grid, row: int, widths: Sequence[int], kept: bool, boxed: bool
) -> Iterator[str]:
    """The cells of one row; where a merge comes down from above, its continuation.

    `boxed` says that the grid has cells without a border, so that each of the others draws its own.
    """
    properties = oxml.KEEP_NEXT if kept else ""
    column = 0
    while column < len(widths):
        cell = grid.rows[row][column]
        top = row
        while cell is None and top > 0:
            top -= 1
            cell = grid.rows[top][column]
        assert cell is not None, "a grid's covered positions lie under or right of a cell"
        span = cell.colspan
        # What goes on from above in a drawing is as low as the row's lines are.
        low = cell.low or (bool(grid.heights) and top < row)
        look = (
            cell.look if cell.look is not None else _look(draft, grid, cell, row < grid.head_rows, boxed, low)
        )
        merge = "" if cell.rowspan == 1 else "restart" if top == row else "continue"
        content = cell.content if top == row else (Paragraph((), Role.GAP if low else cell.content[0].role),)
        markup = "".join(
            _cell_paragraph(draft, paragraph, cell.vertical, properties, low) for paragraph in content
        )
        written = oxml.table_cell(markup, sum(widths[column : column + span]), span, merge, look)
        yield draft.in_branch(written, cell.branch)
        column += span


def _look(draft: Draft, grid: Grid, cell: GridCell, head: bool, boxed: bool, low: bool) -> oxml.CellLook:
    lined = cell.border or cell.sides
    return oxml.CellLook(
        fill=draft.styles.fills[grid.style] if cell.shade else "",
        border=(draft.styles.borders[grid.style] if lined else oxml.NO_BORDER) if boxed else "",
        vertical=cell.vertical,
        centred=cell.rowspan > 1 or cell.vertical or head or boxed,
        sides=oxml.SIDES if cell.border else cell.sides,
        low=low,
    )


def _cell_paragraph(
    draft: Draft, paragraph: Paragraph, vertical: bool, properties: str, low: bool = False
) -> str:
    style = draft.styles.paragraph(paragraph.role)
    if low and not paragraph.content:
        return oxml.paragraph(style, "", properties + oxml.LOW)
    properties += oxml.spacing(line=line_height(draft, paragraph.content, paragraph.role))
    if out := hanging(draft.styles, paragraph):
        properties += oxml.hanging(out)
    return oxml.paragraph(
        style, write_inlines(draft, paragraph.content, paragraph.role, vertical), properties
    )
