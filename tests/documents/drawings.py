"""What is asked of every drawing."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import plain_text


def boxes_of(grid: Grid) -> list[GridCell]:
    """Its boxes in the order of reading."""
    return [cell for row in grid.rows for cell in row if cell and cell.border]


def texts_of_boxes(grid: Grid) -> list[str]:
    """The text of each box, its paragraphs parted by a stroke."""
    return ["/".join(plain_text(each.content) for each in cell.content) for cell in boxes_of(grid)]


def marks_of(grid: Grid) -> list[str]:
    """Arrowheads, and words between boxes."""
    return [
        "".join(plain_text(each.content) for each in cell.content)
        for row in grid.rows
        for cell in row
        if cell and not cell.border and cell.content[0].content
    ]


def covered(grid: Grid) -> Iterator[tuple[int, int]]:
    """The positions of the table that its cells cover, each as often as one does."""
    for r, row in enumerate(grid.rows):
        for c, cell in enumerate(row):
            if cell:
                yield from ((r + y, c + x) for y in range(cell.rowspan) for x in range(cell.colspan))


def assert_whole(grid: Grid) -> None:
    """Every position of the table belongs to one cell; nothing is narrower or lower than nothing."""
    positions = [(r, c) for r in range(len(grid.rows)) for c in range(len(grid.widths))]
    assert sorted(covered(grid)) == positions
    assert all(len(row) == len(grid.widths) for row in grid.rows)
    assert len(grid.heights) == len(grid.rows)
    assert min(grid.widths) > 0
    assert sum(grid.widths) == 1000
