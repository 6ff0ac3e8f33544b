"""The column widths with which a table gets as low as can be.

What is searched are target heights of the rows: they say how wide each column must be. Lengths are in twips.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from math import ceil

from pipeline.frozen import dataclass
from pipeline.word.measuring.widths import Box, row_heights, share_out

# The search takes nearly the cube of the rows: of longer tables so many rows speak for all.
_MOST_ROWS = 200


@dataclass(frozen=True)
class Floor:
    """Rows that are together at least so high (twips), whatever stands in them: vertical text needs it."""

    row: int
    rows: int
    height: float

    def missing(self, heights: Sequence[int]) -> float:
        return max(0.0, self.height - sum(heights[self.row : self.row + self.rows]))


def drawn_heights(needs: Iterable[Floor], least: Sequence[int]) -> list[int]:
    """The heights of a drawing's rows: what a box needs is shared by those of its rows that have no least height of their own."""
    heights = list(least)
    for need in sorted(needs, key=lambda need: need.rows):
        rows = range(need.row, need.row + need.rows)
        growing = [row for row in rows if not least[row]] or [rows[-1]]
        missing = ceil(need.missing(heights))
        for row, more in zip(growing, share_out([1] * len(growing), missing), strict=True):
            heights[row] += more
    return heights


@dataclass(frozen=True)
class Table:
    """The table for which widths are chosen: cells of one column each, the columns' least widths, the sum of all widths."""

    boxes: tuple[Box, ...]
    least: tuple[int, ...]
    total: int
    rows: int
    floors: tuple[Floor, ...] = ()

    @cached_property
    def crossing(self) -> list[list[Box]]:
        """The cells that stand in each row, merged ones in all of theirs."""
        crossing: list[list[Box]] = [[] for _ in range(self.rows)]
        for box in self.boxes:
            for row in range(box.row, box.last + 1):
                crossing[row].append(box)
        return crossing

    @cached_property
    def beside(self) -> list[set[int]]:
        """For each row those that share a cell with it, itself among them."""
        return [
            {row, *(each for box in boxes if box.rows > 1 for each in range(box.row, box.last + 1))}
            for row, boxes in enumerate(self.crossing)
        ]

    @cached_property
    def pitch(self) -> int:
        """By how much rows are made lower."""
        return min((passage.pitch for box in self.boxes for passage in box.passages), default=1)

    def height(self, heights: Sequence[int]) -> float:
        """The height of all rows, with what floors add."""
        return sum(heights) + sum(floor.missing(heights) for floor in self.floors)


def fit_widths(table: Table) -> list[int]:
    """The least widths with which the table gets as low as can be found (the columns' least if they fill it)."""
    if sum(table.least) >= table.total:
        return list(table.least)
    return _lowest(_shortened(table))


def _shortened(table: Table) -> Table:
    """A long table as the rows that decide: those with the longest texts of each column, and others from all over.

    Merged cells are left out; where vertical text asks for heights, all rows stay.
    """
    if table.rows <= _MOST_ROWS or table.floors:
        return table
    single = [box for box in table.boxes if box.rows == 1]
    columns = len(table.least)
    chosen = set(range(0, table.rows, 2 * table.rows // _MOST_ROWS + 1))
    for column in range(columns):
        own = [box for box in single if box.column == column]
        own.sort(key=lambda box: (-sum(passage.length for passage in box.passages), box.row))
        chosen |= {box.row for box in own[: _MOST_ROWS // 2 // columns]}
    place = {row: index for index, row in enumerate(sorted(chosen))}
    boxes = tuple(replace(box, row=place[box.row]) for box in single if box.row in place)
    return replace(table, boxes=boxes, rows=len(place))


def _lowest(table: Table) -> list[int]:
    """The narrowest widths for the lowest rows: from a first guess down, then again from each row that makes a column wide, one line
    higher."""
    best, widths = _lowered(table, row_heights(table.boxes, _first_widths(table), table.rows))
    least, tries = (table.height(best), sum(widths)), _binding(table, best, widths)
    while tries:
        row = tries.pop()
        found, wide = _lowered(table, _moved(best, row, table.pitch), kept=row)
        if (reached := (table.height(found), sum(wide))) < least:
            best, widths, least, tries = found, wide, reached, _binding(table, found, wide)
    return widths


def _first_widths(table: Table) -> list[int]:
    """The least widths, and the rest shared out by the root of what stands in each column."""
    texts = [1.0] * len(table.least)
    for box in table.boxes:
        texts[box.column] += sum(passage.length for passage in box.passages)
    roots = [text**0.5 for text in texts]
    spare = table.total - sum(table.least)
    return [least + int(spare * root / sum(roots)) for least, root in zip(table.least, roots, strict=True)]


def _narrowest(table: Table, targets: Sequence[int]) -> list[int]:
    """The least widths with which all rows keep to their targets."""
    widths = list(table.least)
    for box in table.boxes:
        if (need := box.need(targets)) > widths[box.column]:
            widths[box.column] = need
    return widths


def _binding(table: Table, targets: Sequence[int], widths: Sequence[int]) -> list[int]:
    """The rows without which a column could be narrower than its width."""
    return [
        row
        for row, boxes in enumerate(table.crossing)
        if any(table.least[box.column] < box.need(targets) == widths[box.column] for box in boxes)
    ]


def _lowered(table: Table, targets: Sequence[int], kept: int = -1) -> tuple[list[int], list[int]]:
    """The targets after lowering one row after another, the cheapest in width first, but never `kept`; and the least widths with
    which all rows keep to them."""
    lowered, widths = list(targets), _narrowest(table, targets)
    needs: dict[int, list[tuple[int, int]]] = {}  # by row, until one beside it is lowered

    def lower(row: int) -> None:
        lowered[row] -= table.pitch
        for each in table.beside[row]:
            needs.pop(each, None)

    while True:
        offers, spare = [], table.total - sum(widths)
        for row in range(table.rows):
            if row == kept or lowered[row] < table.pitch or (gain := _gain(table, lowered, row)) <= 0:
                continue
            if row not in needs:
                needs[row] = [(box.column, box.need(lowered, table.pitch)) for box in table.crossing[row]]
            more = sum([need - widths[column] for column, need in needs[row] if need > widths[column]])
            if more > spare:
                continue
            offers.append((more / gain, row))
            if not more:
                lower(row)  # for nothing
        if not offers:
            return lowered, widths
        cost, row = min(offers)
        if cost:
            for column, need in needs[row]:
                widths[column] = max(widths[column], need)
            lower(row)


def _gain(table: Table, targets: Sequence[int], row: int) -> float:
    """The height that the table loses with `row` one line lower: nothing where a floor is not reached."""
    if not table.floors:
        return table.pitch
    return table.pitch - sum(
        floor.missing(_moved(targets, row, -table.pitch)) - floor.missing(targets) for floor in table.floors
    )


def _moved(targets: Sequence[int], row: int, by: int) -> list[int]:
    return [*targets[:row], targets[row] + by, *targets[row + 1 :]]
