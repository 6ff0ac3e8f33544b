"""Drawings as lists: their boxes in reading order, and what only their lines say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.frozen import dataclass
from pipeline.model.floats import Align, Cell, FrameworkTree, Grid, GridCell, Table
from pipeline.model.inlines import Inlines, Paragraph, Role, Strong, Text, plain_text
from pipeline.model.prose import ListBlock, ListKind, Prose

# What divides the name of a level from an item of it.
COLON = "："


@dataclass(frozen=True)
class DrawnBox:
    """A box of a drawing; `depth` is its place among the columns in which boxes begin, from 0, `arrow` what joins it with the box before."""

    content: tuple[Paragraph, ...]
    depth: int
    arrow: str = ""


def boxes_of(grid: Grid) -> Iterator[DrawnBox]:
    """The boxes that say something, row by row; one to which an arrow leads from the box before it in its row has that before it."""
    columns = sorted(
        {
            column
            for row in grid.rows
            for column, cell in enumerate(row)
            if cell and _says(cell) and not _is_arrow(cell)
        }
    )
    for row in grid.rows:
        arrow, begun = "", False
        for column, cell in enumerate(row):
            if cell is None or not _says(cell):
                continue
            if _is_arrow(cell):
                arrow = "".join(plain_text(each.content) for each in cell.content) if begun else ""
                continue
            content = tuple(each for each in cell.content if each.content)
            yield DrawnBox(content, columns.index(column), arrow)
            arrow, begun = "", True


def _says(cell: GridCell) -> bool:
    return any(plain_text(each.content).strip() for each in cell.content)


def _is_arrow(cell: GridCell) -> bool:
    return all(each.role == Role.DIAGRAM_ARROW for each in cell.content if each.content)


def listed(grid: Grid) -> Table:
    """A drawing as a table of one column: a row for each box, in a tree one for each branch."""
    boxes = list(boxes_of(grid))
    rows = list(_branches(boxes) if isinstance(grid.draws, FrameworkTree) else _joined(boxes))
    return one_column(rows)


def one_column(rows: list[tuple[Prose, ...]]) -> Table:
    """Contents one under the other, each in a cell of its own."""
    return Table(tuple((Cell(each),) for each in rows), 0, (Align.LEFT,))


def told(grid: Grid) -> Iterator[str]:
    """What the lines between boxes say, in words: of a tree, the order of its boxes says it. A description that is made of boxes and lines
    says nothing that these don't."""
    if isinstance(grid.draws, FrameworkTree):
        return
    made = bool(grid.joins) and all(each in grid.alt for each in grid.joins)
    first, *more = grid.joins if made else (grid.alt, *grid.joins)
    yield f"図の説明{COLON}{first}"
    yield from more


def _joined(boxes: list[DrawnBox]) -> Iterator[tuple[Prose, ...]]:
    """Boxes one by one, those that an arrow joins together."""
    together: list[Prose] = []
    for box in boxes:
        if together and not box.arrow:
            yield tuple(together)
            together = []
        together += _plain(box)
    if together:
        yield tuple(together)


def _plain(box: DrawnBox) -> tuple[Paragraph, ...]:
    first, *more = box.content
    if first.role == Role.DIAGRAM_HEAD:
        first = replace(first, content=(Strong(first.content),))
    if box.arrow:
        first = replace(first, content=(Text(f"{box.arrow}　"), *first.content))
    return (first, *more)


def _branches(boxes: list[DrawnBox]) -> Iterator[tuple[Prose, ...]]:
    """The branches of a tree whose first row has the names of its levels: the vision, and each outermost item with those under it."""
    names = {box.depth: box.content[0].content for box in boxes[: _levels(boxes)]}
    items = boxes[len(names) :]
    branch: list[DrawnBox] = []
    for box in items:
        if box.depth <= 1 and branch:
            yield _branch(branch, names)
            branch = []
        branch.append(box)
    if branch:
        yield _branch(branch, names)


def _levels(boxes: list[DrawnBox]) -> int:
    """How many names of levels there are: the first row has one over each column."""
    return 1 + max((box.depth for box in boxes), default=-1)


def _branch(boxes: list[DrawnBox], names: dict[int, Inlines]) -> tuple[Prose, ...]:
    head, *under = boxes
    text = (*names.get(head.depth, ()), Text(COLON), *head.content[0].content)
    return (Paragraph((Strong(text),)), *_nested(under, names))


def _nested(boxes: list[DrawnBox], names: dict[int, Inlines]) -> tuple[Prose, ...]:
    """Lists in lists; the items of the innermost level come without its name."""
    if not boxes:
        return ()
    depth, deepest = boxes[0].depth, max(names)
    items: list[tuple[Prose, ...]] = []
    own: list[DrawnBox] = []
    for box in (*boxes, None):
        if own and (box is None or box.depth <= depth):
            name = (*names[depth], Text(COLON)) if depth < deepest else ()
            items.append((Paragraph((*name, *own[0].content[0].content)), *_nested(own[1:], names)))
            own = []
        if box is not None:
            own.append(box)
    return (ListBlock(ListKind.BULLET, 1, tuple(items)),)
