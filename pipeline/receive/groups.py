"""Lines that were added, deleted or moved together: whole tables, rows and columns, and neighbours in the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from pipeline.receive.edits import Extent
from pipeline.receive.places import Place

Group = tuple[Extent, list[int]]


def grouped(side: Sequence[Place], wanted: Sequence[int]) -> Iterator[Group]:
    """Those lines of a story that are wanted, by their numbers, in the largest groups."""
    left = dict.fromkeys(wanted)
    for extent, group in (*_whole(side, left, Extent.TABLE), *whole_rows(side, left), *_columns(side, left)):
        if all(at in left for at in group):
            yield extent, group
            for at in group:
                del left[at]
    yield from _neighbours(side, list(left))


def whole_rows(side: Sequence[Place], wanted: Collection[int]) -> list[Group]:
    """The rows of which all lines are wanted."""
    return _whole(side, wanted, Extent.ROW)


def _whole(side: Sequence[Place], wanted: Collection[int], extent: Extent) -> list[Group]:
    parts: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for at, place in enumerate(side):
        if key := place.table if extent is Extent.TABLE else place.row:
            parts[key].append(at)
    return [(extent, group) for group in parts.values() if all(at in wanted for at in group)]


def _columns(side: Sequence[Place], wanted: Collection[int]) -> list[Group]:
    """Cells at one place in every row of a table."""
    rows: dict[tuple[int, ...], set[tuple[int, ...]]] = defaultdict(set)
    columns: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for at, place in enumerate(side):
        rows[place.table].add(place.row)
        if at in wanted and place.column:
            columns[place.column].append(at)
    return [
        (Extent.COLUMN, group)
        for group in columns.values()
        if len(every := rows[side[group[0]].table]) > 1 and {side[at].row for at in group} == every
    ]


def _neighbours(side: Sequence[Place], left: Sequence[int]) -> Iterator[Group]:
    """Lines that follow each other in running text, or in one cell."""
    for _, group in groupby(enumerate(left), key=lambda each: (each[1] - each[0], side[each[1]].cell)):
        members = [at for _, at in group]
        yield Extent.CELL if side[members[0]].cell else Extent.TEXT, members
