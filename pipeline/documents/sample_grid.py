"""Rows of a sample's table as rows of a grid: what goes on from the row above is one cell with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from pipeline.frozen import dataclass
from pipeline.model.floats import GridCell
from pipeline.model.inlines import Paragraph
from pipeline.model.samples import SampleCell, SampleTable

# The paragraphs of a cell, of a repeated row those of its turn.
Fill = Callable[[SampleCell, int], Sequence[Paragraph]]


@dataclass(frozen=True)
class SampledRow:
    """A row to be shown: the row of a sample with this number, of one that is repeated the `turn`th."""

    number: int
    turn: int = 0


@dataclass(frozen=True)
class _Mark:
    """What a cell shows: the cell of a sample's row that begins in a column, and the turn where it is another in each."""

    number: int
    column: int
    turn: int


def grid_rows(
    table: SampleTable, rows: Sequence[SampledRow], fill: Fill
) -> tuple[tuple[GridCell | None, ...], ...]:
    """The rows of a grid. In a repeated row the cells that name no columns are one over all turns."""
    lines = [tuple(_marks(table, row)) for row in rows]

    def height(at: int, column: int) -> int:
        own = lines[at][column]
        return sum(1 for _ in takewhile(lambda line: line[column] == own, lines[at:]))

    return tuple(
        tuple(
            None
            if mark is None or (at and lines[at - 1][column] == mark)
            else _cell(table, mark, height(at, column), fill)
            for column, mark in enumerate(line)
        )
        for at, line in enumerate(lines)
    )


def _marks(table: SampleTable, row: SampledRow) -> Iterator[_Mark | None]:
    """One for each column of a row, none where a cell comes over from the left."""
    column = 0
    for cell in table.rows[row.number]:
        number = _origin(table, row.number, column)
        repeated = number == row.number and any(tag.part for tag in cell.tags)
        yield _Mark(number, column, row.turn if repeated else 0)
        yield from (None for _ in range(cell.columns - 1))
        column += cell.columns


def _origin(table: SampleTable, number: int, column: int) -> int:
    """The row in which the cell begins that goes on in this row and column."""
    cell = _cell_at(table, number, column)
    above = _cell_at(table, number - 1, column) if number else None
    if cell and above and cell.continues and above.columns == cell.columns:
        return _origin(table, number - 1, column)
    return number


def _cell_at(table: SampleTable, number: int, column: int) -> SampleCell | None:
    at = 0
    for cell in table.rows[number]:
        if at == column:
            return cell
        at += cell.columns
    return None


def _cell(table: SampleTable, mark: _Mark, rows: int, fill: Fill) -> GridCell:
    cell = _cell_at(table, mark.number, mark.column)
    assert cell is not None, "a mark is that of a cell"
    paragraphs = tuple(fill(cell, mark.turn)) or (Paragraph((), cell.lines[0].style),)
    return GridCell(paragraphs, cell.columns, rows, vertical=cell.vertical, heads=cell.heads, look=cell.look)
