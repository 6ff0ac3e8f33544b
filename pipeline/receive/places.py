"""Where each line of a settled story stands: in running text, or in which cell of which row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from pipeline.frozen import dataclass
from pipeline.receive.settled import Line, SettledItem


@dataclass(frozen=True)
class Place:
    """A line, and the innermost table, row, column and cell in which it stands: each a path of numbers, empty in running text."""

    line: Line
    table: tuple[int, ...] = ()
    row: tuple[int, ...] = ()
    column: tuple[int, ...] = ()
    cell: tuple[int, ...] = ()


def places(items: Iterable[SettledItem]) -> list[Place]:
    """All lines in reading order."""
    return list(_placed(items, (), count()))


def _placed(
    items: Iterable[SettledItem], around: tuple[tuple[int, ...], ...], tables: Iterator[int]
) -> Iterator[Place]:
    for item in items:
        if isinstance(item, Line):
            yield Place(item, *around)
            continue
        table = next(tables)
        for r, row in enumerate(item.rows):
            for c, cell in enumerate(row.cells):
                yield from _placed(cell.items, ((table,), (table, r), (table, c), (table, r, c)), tables)
