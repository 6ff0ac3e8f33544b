"""The layout of a grid before it is written: column widths, and the least heights that vertical text needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.blocks import Grid, GridCell
from pipeline.model.shown import shown_text
from pipeline.word.document import Draft
from pipeline.word.widths import Column, count_lines, em_width, fit_widths, row_heights

# The padding of a cell, both sides together, and the least that a column is wide, in em of its text.
CELL_PADDING = 1.2
LEAST_COLUMN = 2.0
# Words up to this length (em) are not broken: a column is as wide as its longest line up to here.
UNBROKEN = 6.0
# The padding of a row, above and below together, in twips.
ROW_PADDING = 40
# The most lines that one vertical text is folded into before its rows are made taller instead.
MOST_VERTICAL_LINES = 4


@dataclass(frozen=True)
class GridLayout:
    """Widths of the columns in twips; `height` is about what the grid will have.

    `least_heights` are those of rows beside vertical text (0 elsewhere): Word and LibreOffice cut such
    text silently where its rows are too low, so they are never lower than the text is long.
    """

    widths: tuple[int, ...]
    least_heights: tuple[int, ...]
    height: float


@dataclass(frozen=True)
class _Vertical:
    """A cell of vertical text: its place, and how many lines it is folded into."""

    row: int
    column: int
    cell: GridCell
    lines: int


def lay_out(draft: Draft, grid: Grid, width: int) -> GridLayout:
    """Lay a grid out over `width` twips: widths as the author declared them, else so that it gets low."""
    em = min(_size(draft, cell) for row in grid.rows for cell in row if cell) * 10
    vertical = [
        _Vertical(r, c, cell, len(cell.content))
        for r, row in enumerate(grid.rows)
        for c, cell in enumerate(row)
        if cell and cell.vertical
    ]
    while True:
        columns = _columns(
            draft, grid, [_least_width(draft, c, vertical, em) for c in range(len(grid.rows[0]))]
        )
        shares = list(grid.widths) or fit_widths(
            columns, width / em - CELL_PADDING * len(columns), len(grid.rows)
        )
        widths = _in_twips(shares if grid.widths else [share + CELL_PADDING for share in shares], width)
        text_widths = [each / em - CELL_PADDING for each in widths]
        heights = [height + ROW_PADDING for height in row_heights(columns, text_widths, len(grid.rows))]
        folded = [_folded(draft, each, heights) for each in vertical]
        if folded == vertical:
            return GridLayout(widths, _least_heights(draft, vertical, heights), sum(heights))
        vertical = folded


def _in_twips(shares: Sequence[float], width: int) -> tuple[int, ...]:
    widths = [int(width * share / sum(shares)) for share in shares]
    widths[-1] += width - sum(widths)
    return tuple(widths)


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


# Vertical text


def _least_width(draft: Draft, column: int, vertical: Sequence[_Vertical], em: float) -> float:
    """What a column needs at the least, in em: room for the lines of its vertical text, if it has any."""
    pitches = [
        each.lines * draft.styles.lines[each.cell.content[0].role.value] / em
        for each in vertical
        if each.column == column
    ]
    return max(pitches, default=LEAST_COLUMN)


def _folded(draft: Draft, vertical: _Vertical, heights: Sequence[float]) -> _Vertical:
    """The cell with one line more, if its text is longer than its rows are high and another line is allowed."""
    available = sum(heights[vertical.row : vertical.row + vertical.cell.rowspan])
    if vertical.lines >= MOST_VERTICAL_LINES or _length(draft, vertical) <= available:
        return vertical
    return _Vertical(vertical.row, vertical.column, vertical.cell, vertical.lines + 1)


def _length(draft: Draft, vertical: _Vertical) -> float:
    """How long the text is, in twips, when its paragraphs take so many lines together."""
    texts = [shown_text(paragraph.content, draft.targets) for paragraph in vertical.cell.content]
    length = 1.0
    while sum(count_lines(text, length) for text in texts) > vertical.lines:
        length += 0.5
    return (length + CELL_PADDING) * _size(draft, vertical.cell) * 10


def _least_heights(draft: Draft, vertical: Sequence[_Vertical], heights: Sequence[float]) -> tuple[int, ...]:
    """Least heights that add up to the length of each vertical text, shared out as the rows' own heights are."""
    least = [0.0] * len(heights)
    for each in vertical:
        rows = range(each.row, each.row + each.cell.rowspan)
        scale = _length(draft, each) / sum(heights[row] for row in rows)
        for row in rows:
            least[row] = max(least[row], heights[row] * scale)
    return tuple(round(height) for height in least)


def _size(draft: Draft, cell: GridCell) -> int:
    """The size of a cell's smallest text, in half-points."""
    return min(draft.styles.sizes[paragraph.role.value] for paragraph in cell.content)
