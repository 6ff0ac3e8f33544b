"""Drawings as bordered tables, which stay editable in Word: boxes, lines that join them, and arrowheads.

A box is a cell with a border, a line the border of cells that have nothing else. So lines meet boxes whatever stands in them,
text is never cut, and colours, fonts and lines are those of the template's styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.documents.cells import text_line
from pipeline.frozen import dataclass
from pipeline.model.contract import DIAGRAM_TABLE
from pipeline.model.diagrams import WIDTH
from pipeline.model.floats import Grid, GridCell, Side
from pipeline.model.inlines import Paragraph, Role

# The least heights of rows without text, in twips: beside a box that stands alone, and where a line leaves a box.
GAP = 100
STUB = 90
# A row that is as high as its boxes need.
AS_NEEDED = 0

Corner = tuple[int, int]


@dataclass(frozen=True)
class Placed:
    """A box or a mark: its rows, the first and the one after the last, the places of its left and right side, and its cell."""

    top: int
    bottom: int
    left: int
    right: int
    cell: GridCell


@dataclass(frozen=True)
class Across:
    """A line along the top of a row."""

    row: int
    left: int
    right: int


@dataclass(frozen=True)
class Down:
    """A line at a place, through rows."""

    place: int
    top: int
    bottom: int


@dataclass(frozen=True)
class Drawing:
    """What is drawn on rows of these least heights (twips): boxes and marks, none on another, and lines between them."""

    heights: tuple[int, ...]
    placed: tuple[Placed, ...]
    across: tuple[Across, ...] = ()
    down: tuple[Down, ...] = ()


def mark(text: str, role: Role = Role.DIAGRAM_ARROW) -> GridCell:
    """A cell with an arrowhead or a word, and nothing around it."""
    return GridCell((text_line(text, role),), border=False, low=True)


def draw(drawing: Drawing, alt: str, joins: tuple[str, ...] = ()) -> Grid:
    """The table of a drawing; `alt` says in words what it shows, `joins` what only its lines say."""
    places = sorted(
        {0, WIDTH}
        | {side for each in drawing.placed for side in (each.left, each.right)}
        | {side for line in drawing.across for side in (line.left, line.right)}
        | {line.place for line in drawing.down}
    )
    lines = _Lines.of(drawing, places)
    owners = {
        (row, column): each
        for each in drawing.placed
        for row in range(each.top, each.bottom)
        for column in range(places.index(each.left), places.index(each.right))
    }
    rows = tuple(tuple(_row(row, places, owners, lines)) for row in range(len(drawing.heights)))
    widths = tuple(float(after - before) for before, after in pairwise(places))
    return Grid(DIAGRAM_TABLE, widths, rows, alt=alt, heights=drawing.heights, joins=joins)


@dataclass(frozen=True)
class _Lines:
    """The lines as sides of positions of the table: those along whose top, and along whose left one runs."""

    tops: frozenset[Corner]
    lefts: frozenset[Corner]

    @staticmethod
    def of(drawing: Drawing, places: list[int]) -> _Lines:
        tops = (
            (line.row, column)
            for line in drawing.across
            for column in range(places.index(line.left), places.index(line.right))
        )
        lefts = (
            (row, places.index(line.place)) for line in drawing.down for row in range(line.top, line.bottom)
        )
        return _Lines(frozenset(tops), frozenset(lefts))

    def sides(self, row: int, first: int, after: int) -> tuple[Side, ...]:
        """The sides of a cell through these columns along which lines run."""
        found = {
            Side.TOP: (row, first) in self.tops,
            Side.LEFT: (row, first) in self.lefts,
            Side.BOTTOM: (row + 1, first) in self.tops,
            Side.RIGHT: (row, after) in self.lefts,
        }
        return tuple(side for side, drawn in found.items() if drawn)

    def goes_on(self, row: int, column: int) -> bool:
        """Whether the position looks like the one before it, and no line parts them."""
        return (row, column) not in self.lefts and all(
            ((each, column) in self.tops) == ((each, column - 1) in self.tops) for each in (row, row + 1)
        )


def _row(
    row: int, places: list[int], owners: dict[Corner, Placed], lines: _Lines
) -> Iterator[GridCell | None]:
    """The cells of a row: boxes where they begin, nothing where they go on, and what is empty in as few cells as there can be."""
    column = 0
    while column < len(places) - 1:
        owner = owners.get((row, column))
        after = column + 1
        if owner:
            after = places.index(owner.right)
            cell = replace(owner.cell, colspan=after - column, rowspan=owner.bottom - owner.top)
            yield cell if owner.top == row else None
        else:
            while after < len(places) - 1 and (row, after) not in owners and lines.goes_on(row, after):
                after += 1
            yield _empty(lines.sides(row, column, after), after - column)
        yield from (None for _ in range(column + 1, after))
        column = after


def _empty(sides: tuple[Side, ...], columns: int) -> GridCell:
    return GridCell((Paragraph((), Role.GAP),), columns, border=False, sides=sides, low=True)
