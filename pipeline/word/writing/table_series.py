"""Tables of a series, as rows of one list under the name of each group: a column is as wide in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.model.floats import Grid, Table
from pipeline.word.measuring.grid_layout import GridLayout

WideTable = tuple[Table | Grid, int]  # with its width in twips
# What tells tables of one series: its name, the width that there is, and how many columns they have.
_Series = tuple[str, int, int]


def with_same_columns(
    tables: Sequence[WideTable], lay_out: Callable[[Sequence[WideTable]], Iterable[GridLayout]]
) -> Sequence[WideTable]:
    """The tables, those of a series with the widths that one table of all their rows has as it is laid out."""
    series: dict[_Series, list[Grid]] = {}
    for table, width in tables:
        if isinstance(table, Grid) and table.series:
            series.setdefault(_series_of(table, width), []).append(table)
    if not series:
        return tables
    joined = [(_joined(each), width) for (_, width, _), each in series.items()]
    widths = {name: each.widths for name, each in zip(series, lay_out(joined), strict=True)}
    return [
        (replace(table, widths=widths[_series_of(table, width)]), width)
        if isinstance(table, Grid) and table.series
        else (table, width)
        for table, width in tables
    ]


def _series_of(table: Grid, width: int) -> _Series:
    return table.series, width, len(table.rows[0])


def _joined(tables: Sequence[Grid]) -> Grid:
    first, *others = tables
    return replace(
        first, rows=(*first.rows, *(row for each in others for row in each.rows[each.head_rows :]))
    )
