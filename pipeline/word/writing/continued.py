"""Tables higher than a page in parts that fit one each, so that every part can stand under the table's title.

No program repeats a title with 「（つづき）」 behind it by itself, and where it breaks a table is known only once it is laid out. A
part is as many rows as surely fit: it stays whole in every program, and the next one begins a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Inlines, Note, Paragraph
from pipeline.word.measuring.grid_layout import GridLayout


def in_parts(grid: Grid, layout: GridLayout, room: int) -> list[tuple[Grid, GridLayout]]:
    """A grid in parts no higher than `room` (twips), each with its head; itself alone where it fits."""
    ranges = list(_ranges(grid, layout.rows, room))
    if len(ranges) == 1:
        return [(grid, layout)]
    return [
        (_part(grid, begin, end), _part_layout(layout, grid.head_rows, begin, end)) for begin, end in ranges
    ]


def _ranges(grid: Grid, heights: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """The first row of each part, and the one after its last."""
    head = sum(heights[: grid.head_rows])
    begin, used, last = grid.head_rows, head, len(heights)
    for row in range(begin, last):
        # No row that says what is under it ends a part, and no row is a part.
        lacks = used + heights[row] > room
        if lacks and row > begin:
            end = row - 1 if row - 1 > begin and (grid.leads(row - 1) or row == last - 1) else row
            yield begin, end
            begin, used = end, head + sum(heights[end:row])
        used += heights[row]
    yield begin, last


def _part(grid: Grid, begin: int, end: int) -> Grid:
    rows = (
        *grid.rows[: grid.head_rows],
        *(tuple(_cells(grid, row, begin, end)) for row in range(begin, end)),
    )
    return replace(grid, rows=rows)


def _cells(grid: Grid, row: int, begin: int, end: int) -> Iterator[GridCell | None]:
    """The cells of a row; in the first one of a part those that come down from the part before begin anew."""
    covered = 0  # the column up to which a cell of this row reaches
    for column, cell in enumerate(grid.rows[row]):
        if cell is None and row == begin and column >= covered:
            top = next(each for each in range(row, -1, -1) if grid.rows[each][column])
            above = grid.rows[top][column]
            assert above is not None
            rows = top + above.rowspan - row
            cell = replace(above, content=tuple(map(_without_notes, above.content)), rowspan=rows)
        if cell is None:
            yield None
            continue
        covered = column + cell.colspan
        yield replace(cell, rowspan=min(cell.rowspan, end - row))


def _without_notes(paragraph: Paragraph) -> Paragraph:
    """A paragraph that is shown once more: its footnotes are there already."""
    kept: Inlines = tuple(each for each in paragraph.content if not isinstance(each, Note))
    return replace(paragraph, content=kept)


def _part_layout(layout: GridLayout, head_rows: int, begin: int, end: int) -> GridLayout:
    def own(values: tuple[int, ...]) -> tuple[int, ...]:
        return (*values[:head_rows], *values[begin:end])

    rows = own(layout.rows)
    return replace(layout, least_heights=own(layout.least_heights), rows=rows, height=sum(rows))
