"""Tables whose rows say what becomes of them where pages end: a part for each page, which begins with what it goes on with.

No program repeats a row's heading with 「（つづき）」 behind it by itself. A part is as much as surely fits, and what is one row on one
page is written as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.floats import GoesOn, Grid, GridCell, GridRow
from pipeline.model.inlines import Paragraph
from pipeline.word.measuring.grid_layout import GridLayout

# The height of rows that stand above others once more, in twips.
Measure = Callable[[tuple[GridRow, ...]], int]


def in_pages(grid: Grid, layout: GridLayout, first: int, room: int, measure: Measure) -> list[Grid]:
    """A grid in parts, each with its head: the first one no higher than `first`, the others than `room` (twips)."""
    return [_page(grid, begin, end) for begin, end in _ranges(grid, layout, first, room, measure)]


def _ranges(
    grid: Grid, layout: GridLayout, first: int, room: int, measure: Measure
) -> Iterator[tuple[int, int]]:
    """The first row of each part, and the one after its last."""
    heights, flow = layout.rows, grid.flow
    head = sum(heights[: grid.head_rows])
    begin, used, left = grid.head_rows, head, first
    for row in range(begin, len(heights)):
        if used + _added(grid, layout, row) > left and row > begin:
            end = row
            while end - 1 > begin and flow[end - 1].leads:
                end -= 1
            yield begin, end
            begin, left = end, room
            used = (
                head
                + measure(flow[begin].again)
                + sum(_added(grid, layout, each) for each in range(end, row))
            )
        used += _added(grid, layout, row)
    yield begin, len(heights)


def _added(grid: Grid, layout: GridLayout, row: int) -> int:
    """The height of a row below others: one that runs on needs no margins of its own."""
    flow = grid.flow[row]
    taller = round(flow.taller * sum(layout.widths))
    return layout.rows[row] + taller - (layout.added if flow.runs_on else 0)


def _page(grid: Grid, begin: int, end: int) -> Grid:
    rows = list(grid.rows[: grid.head_rows])
    again = grid.flow[begin].again if begin > grid.head_rows else ()
    rows += again
    for row in range(begin, end):
        own = grid.rows[row] if row > begin else _begun(grid.rows[row])
        if grid.flow[row].runs_on and (row > begin or again):
            rows[-1] = _joined(rows[-1], own)
        else:
            rows.append(own)
    return _without_unused(replace(grid, rows=tuple(rows), flow=()))


def _begun(row: GridRow) -> GridRow:
    """A row at the beginning of a page: what it goes on with stands on another one."""
    return tuple(
        cell and replace(cell, content=tuple(Paragraph(each.content, each.role) for each in cell.content))
        for cell in row
    )


def _joined(above: GridRow, row: GridRow) -> GridRow:
    return tuple(_joined_cells(one, other) for one, other in zip(above, row, strict=True))


def _joined_cells(above: GridCell | None, cell: GridCell | None) -> GridCell | None:
    """A cell with what runs on behind it; a paragraph without text stands only in a cell that has no other."""
    if above is None or cell is None:
        return above
    content = [*above.content]
    for paragraph in cell.content:
        if isinstance(paragraph, GoesOn) and paragraph.content and content and content[-1].content:
            content[-1] = replace(content[-1], content=(*content[-1].content, *paragraph.content))
        else:
            content.append(paragraph)
    return replace(above, content=_without_blanks(content))


def _without_blanks(content: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(each for each in content if each.content) or tuple(content[:1])


def _without_unused(grid: Grid) -> Grid:
    """A grid without the borders between columns at which no cell ends: they are there for the rows of other pages."""
    ends = {column + cell.colspan for row in grid.rows for column, cell in enumerate(row) if cell}
    begins = sorted({0, *ends} - {len(grid.widths)})
    spans = list(zip(begins, [*begins[1:], len(grid.widths)], strict=True))
    place = {begin: at for at, begin in enumerate(begins)} | {len(grid.widths): len(begins)}
    rows = tuple(
        tuple(
            replace(cell, colspan=place[begin + cell.colspan] - place[begin])
            if (cell := row[begin])
            else None
            for begin in begins
        )
        for row in grid.rows
    )
    return replace(grid, widths=tuple(sum(grid.widths[begin:end]) for begin, end in spans), rows=rows)
