"""Tables: the author's data tables, and grids that editions lay out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.blocks import Align, Cell, Grid, GridCell, Table
from pipeline.model.inlines import Paragraph, Role
from pipeline.model.shown import shown_text
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.word import oxml
from pipeline.word.document import Draft
from pipeline.word.inlines import write_inlines
from pipeline.word.widths import Column, count_lines, em_width, fit_widths, row_heights

DATA_STYLE = "計画の表"
# The padding of a cell, both sides together, and the least that a column is wide, in em of its text.
CELL_PADDING = 1.2
LEAST_COLUMN = 2.0
# Words up to this length (em) are not broken: a column is as wide as its longest line up to here.
UNBROKEN = 6.0
# The tallest table (twips) that is kept on one page: about a third of a page.
TALLEST_UNBROKEN = 5000
# The padding of a row, above and below together, in twips, and the most lines that vertical text may take.
ROW_PADDING = 40
MOST_VERTICAL_LINES = 5
_ALIGNED = {Align.RIGHT: Role.CELL_NUMBER, Align.LEFT: Role.CELL, Align.CENTER: Role.CELL}


def data_grid(table: Table) -> Grid:
    """A data table as a grid: header cells shaded, numbers to the right."""
    rows = tuple(
        tuple(_data_cell(table, cell, r, c) if cell else None for c, cell in enumerate(row))
        for r, row in enumerate(table.rows)
    )
    return Grid(DATA_STYLE, table.widths, rows, table.head_rows)


def _data_cell(table: Table, cell: Cell, row: int, column: int) -> GridCell:
    head = row < table.head_rows
    centred = head or table.aligns[column] is Align.CENTER
    role = Role.CELL_HEAD if centred else _ALIGNED[table.aligns[column]]
    return GridCell((Paragraph(cell.content, role),), cell.colspan, cell.rowspan, shade=head)


def write_grid(draft: Draft, grid: Grid, width: int, followed: bool = False) -> str:
    """The markup of a grid that is `width` twips wide; `followed` keeps it with what comes after it."""
    widths = column_widths(draft, grid, width)
    short = _height(draft, grid, widths) <= TALLEST_UNBROKEN
    rows = write_rows(draft, grid, widths, _kept_rows(grid, short, followed))
    return oxml.table(draft.styles.table(grid.style), widths, rows, grid.alt)


def _kept_rows(grid: Grid, short: bool, followed: bool) -> frozenset[int]:
    """The rows that stay on one page with the next one: all of a short table, else its two ends."""
    last = len(grid.rows) - 1
    kept = set(range(last)) if short else {*range(grid.head_rows + 1), last - 1}
    return frozenset(kept | ({last} if followed else set()))


def _height(draft: Draft, grid: Grid, widths: Sequence[int]) -> float:
    """About how tall the grid will be, in twips."""
    em = _smallest_size(draft, grid) * 10
    columns = _columns(draft, grid, [LEAST_COLUMN] * len(widths))
    heights = row_heights(columns, [width / em - CELL_PADDING for width in widths], len(grid.rows))
    return sum(height + ROW_PADDING for height in heights)


def write_rows(
    draft: Draft, grid: Grid, widths: Sequence[int], kept: frozenset[int] = frozenset()
) -> list[str]:
    return [
        oxml.table_row(list(_cells(draft, grid, index, widths, index in kept)), header=index < grid.head_rows)
        for index in range(len(grid.rows))
    ]


def _cells(draft: Draft, grid: Grid, row: int, widths: Sequence[int], kept: bool) -> Iterator[str]:
    """The cells of one row; where a merge comes down from above, its continuation."""
    properties = oxml.KEEP_NEXT if kept else ""
    boxed = any(not cell.border for line in grid.rows for cell in line if cell)
    column = 0
    while column < len(widths):
        cell = grid.rows[row][column]
        top = row
        while cell is None and top > 0:
            top -= 1
            cell = grid.rows[top][column]
        assert cell is not None, "a grid's covered positions lie under or right of a cell"
        span = cell.colspan
        border = (draft.styles.borders[grid.style] if cell.border else oxml.NO_BORDER) if boxed else ""
        look = oxml.CellLook(
            fill=draft.styles.fills[grid.style] if cell.shade else "",
            border=border,
            vertical=cell.vertical,
            centred=cell.rowspan > 1 or cell.vertical or row < grid.head_rows or boxed,
        )
        merge = "" if cell.rowspan == 1 else "restart" if top == row else "continue"
        content = cell.content if top == row else (Paragraph((), cell.content[0].role),)
        markup = "".join(
            _cell_paragraph(draft, paragraph, cell.vertical, properties) for paragraph in content
        )
        yield oxml.table_cell(markup, sum(widths[column : column + span]), span, merge, look)
        column += span


def _cell_paragraph(draft: Draft, paragraph: Paragraph, vertical: bool, properties: str) -> str:
    style = draft.styles.paragraph(paragraph.role.value)
    return oxml.paragraph(
        style, write_inlines(draft, paragraph.content, paragraph.role, vertical), properties
    )


def column_widths(draft: Draft, grid: Grid, width: int) -> list[int]:
    """Widths in twips that sum to `width`: as the author declared them, else so that the table gets low.

    Raises PlanErrors if text in a vertical cell is longer than its rows are high, however wide its column:
    Word would cut it without a word.
    """
    shares: Sequence[float] = grid.widths or _fitted(draft, grid, width)
    widths = [int(width * share / sum(shares)) for share in shares]
    widths[-1] += width - sum(widths)
    return widths


def _fitted(draft: Draft, grid: Grid, width: int) -> list[float]:
    """Column widths with padding, in em, in which vertical text has as many lines as it needs."""
    em = _smallest_size(draft, grid) * 10
    columns_count = len(grid.rows[0])
    total = width / em - CELL_PADDING * columns_count
    vertical = [
        (r, c, cell)
        for r, row in enumerate(grid.rows)
        for c, cell in enumerate(row)
        if cell and cell.vertical
    ]
    lines = {(r, c): len(cell.content) for r, c, cell in vertical}
    for _ in range(MOST_VERTICAL_LINES):
        least = [
            0.0 if any(c == column for _, c, _ in vertical) else LEAST_COLUMN
            for column in range(columns_count)
        ]
        for r, c, cell in vertical:
            pitch = draft.styles.lines[cell.content[0].role.value] / em
            least[c] = max(least[c], lines[r, c] * pitch)
        columns = _columns(draft, grid, least)
        widths = fit_widths(columns, total, len(grid.rows))
        heights = [height + ROW_PADDING for height in row_heights(columns, widths, len(grid.rows))]
        needed = {
            (r, c): _vertical_lines(draft, cell, sum(heights[r : r + cell.rowspan]))
            for r, c, cell in vertical
        }
        if all(needed[place] <= lines[place] for place in needed):
            return [share + CELL_PADDING for share in widths]
        lines = {place: max(lines[place], needed[place]) for place in needed}
    longest = max(vertical, key=lambda found: lines[found[0], found[1]])[2]
    text = "".join(shown_text(paragraph.content, draft.targets) for paragraph in longest.content)
    raise PlanErrors([_too_tall(text)])


def _too_tall(text: str) -> Problem:
    return Problem(
        Location("plan_source/framework.yaml"),
        Code.FRAMEWORK_HEIGHT,
        f"縦書きの「{text}」が、取組の行の高さに収まりません",
        "基本方針の題を短くするか、その基本方針の取組を増やしてください",
    )


def _vertical_lines(draft: Draft, cell: GridCell, height: float) -> int:
    """How many vertical lines the cell's paragraphs take, if they may be `height` twips long."""
    total = 0
    for paragraph in cell.content:
        em = draft.styles.sizes[paragraph.role.value] * 10
        total += count_lines(
            shown_text(paragraph.content, draft.targets), max(height / em - CELL_PADDING, 1.0)
        )
    return total


def _smallest_size(draft: Draft, grid: Grid) -> int:
    return min(
        draft.styles.sizes[p.role.value] for row in grid.rows for cell in row if cell for p in cell.content
    )


def _columns(draft: Draft, grid: Grid, least: Sequence[float]) -> list[Column]:
    """Each column's own texts; a merged cell's text is shared out over its rows, or left out over columns."""
    columns = []
    for index in range(len(grid.rows[0])):
        texts = [
            (
                place,
                shown_text(paragraph.content, draft.targets),
                draft.styles.lines[paragraph.role.value] / cell.rowspan,
            )
            for row, line in enumerate(grid.rows)
            if (cell := line[index]) is not None and cell.colspan == 1 and not cell.vertical
            for place in range(row, row + cell.rowspan)
            for paragraph in cell.content
        ]
        longest = max((em_width(line) for _, text, _ in texts for line in text.split("\n")), default=0.0)
        columns.append(Column(tuple(texts), max(least[index], min(longest, UNBROKEN))))
    return columns
