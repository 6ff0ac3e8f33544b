"""The tables of a slot laid out before they are written: that is most of the writing, and each for itself, so it can be shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from pipeline.frozen import replace
from pipeline.model.floats import Float, Grid, Table
from pipeline.model.numbers import Target
from pipeline.model.share import Share, alone
from pipeline.word.markup.styles import Styles
from pipeline.word.measuring.grid_layout import GridLayout, lay_out
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.word.writing.data_tables import data_grid
from pipeline.word.writing.pagination_hints import Placed
from pipeline.word.writing.table_series import WideTable, with_same_columns

# How many positions of tables make it worth while to share them: half a second's work, as long as another process takes to start.
WORTH_SHARING = 10_000
# So many tables are given away at once: a fiftieth of a second's work, which weighs more than asking for it.
_BATCH = 8


def with_layouts(
    leaves: Iterable[Placed],
    styles: Styles,
    targets: Mapping[str, Target],
    share: Share,
    known: KnownLayouts,
) -> Iterator[Placed]:
    """The leaves, those that are a table with its layout."""
    placed = list(leaves)
    tables = [(table, each.width) for each in placed if (table := _table_of(each))]
    layouts = laid_out(tables, styles, targets, share, known)
    for each in placed:
        yield replace(each, layout=next(layouts)) if _table_of(each) else each


def laid_out(
    tables: Sequence[WideTable],
    styles: Styles,
    targets: Mapping[str, Target],
    share: Share,
    known: KnownLayouts,
) -> Iterator[GridLayout]:
    """The layout of each table, those of a series with the same columns."""
    lay_out_each = partial(_each_laid_out, styles, targets, share, known)
    return lay_out_each(with_same_columns(tables, lay_out_each))


def _each_laid_out(
    styles: Styles,
    targets: Mapping[str, Target],
    share: Share,
    known: KnownLayouts,
    tables: Sequence[WideTable],
) -> Iterator[GridLayout]:
    """The layout of each table by itself, which is looked for among the known ones first."""
    layouts = [known.recall(*table, targets) for table in tables]
    new = [table for table, layout in zip(tables, layouts, strict=True) if not layout]
    found = _shared_out(new, styles, targets, share)
    for table, layout in zip(tables, layouts, strict=True):
        if layout is None:
            layout = next(found)
            known.keep(*table, targets, layout)
        yield layout


def _shared_out(
    tables: Sequence[WideTable], styles: Styles, targets: Mapping[str, Target], share: Share
) -> Iterator[GridLayout]:
    positions = sum(len(table.rows) * len(table.rows[0]) for table, _ in tables)
    give = share if positions >= WORTH_SHARING else alone
    batches = [tables[at : at + _BATCH] for at in range(0, len(tables), _BATCH)]
    return chain.from_iterable(give(partial(_laid_out, styles, targets), batches))


def _table_of(placed: Placed) -> Table | Grid | None:
    body = placed.leaf.body if isinstance(placed.leaf, Float) else placed.leaf
    return body if isinstance(body, Table | Grid) else None


def _laid_out(styles: Styles, targets: Mapping[str, Target], tables: Sequence[WideTable]) -> list[GridLayout]:
    grids = [(data_grid(table) if isinstance(table, Table) else table, width) for table, width in tables]
    return [lay_out(styles, targets, grid, width) for grid, width in grids]
