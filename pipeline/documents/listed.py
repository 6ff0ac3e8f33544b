"""Lists of what the framework holds: its items as a tree, indicators, and rows of fields, sorted and grouped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.documents.cells import cell, enumeration, text_line
from pipeline.documents.items import ROWS_TABLE, cells_of, contents_of, heads_of
from pipeline.frozen import dataclass
from pipeline.model.blocks import Block, FieldValue
from pipeline.model.declared import BETWEEN_VALUES, ShownIndicators, ShownRows, ShownTree, within
from pipeline.model.floats import Grid, GridCell
from pipeline.model.forms import Form
from pipeline.model.inlines import Inlines, Mention, Role, Text, plain_text
from pipeline.model.levels import LABEL, walk_items
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Item
from pipeline.model.raised import with_raised_spelled

Cells = Mapping[str, tuple[Inlines, ...]]
NO_VALUE = "（{}の記載なし）"


@dataclass(frozen=True)
class Row:
    """A row before it is sorted: its cells by the names of columns, each in lines."""

    cells: Cells

    def text(self, column: str) -> str:
        """A cell's text."""
        return "".join(plain_text(with_raised_spelled(line)) for line in self.cells.get(column, ()))


def tree(piece: ShownTree, resolved: ResolvedPlan) -> Grid:
    """Items of all levels from the branch's own on, each beside those under it."""
    levels = [level.name for level in resolved.plan.framework.levels]
    paths = list(_paths(piece.branch, resolved))
    first = min((levels.index(path[0].level.name) for path in paths), default=0)
    columns = levels[first:]
    rows = [Row(_of_items(path, columns, resolved)) for path in paths if not path[-1].children]
    return _table(columns, rows, merged=len(columns))


def indicators(piece: ShownIndicators, resolved: ResolvedPlan) -> Grid:
    """All indicators, under the items to which they belong."""
    rows, owners = [], dict[str, None]()
    heads: tuple[str, ...] = ()
    for path in _paths(piece.branch, resolved):
        for value in path[-1].values:
            if value.kind.form is Form.INDICATORS:
                owners[path[-1].level.name] = None
                heads = heads_of(value)
                for row in value.rows:
                    shown = {head: (each,) for head, each in zip(heads, cells_of(value, row), strict=True)}
                    rows.append(Row({_OWNER: (_item(path[-1], resolved, numbered=False),), **shown}))
    table = _table((_OWNER, *heads), rows, merged=1)
    return _with_head(table, "・".join(owners))


_OWNER = "\0"  # no column of a plan is called so


def rows_of(piece: ShownRows, resolved: ResolvedPlan) -> Iterator[Block]:
    """The rows of a level or of a field: one table, or one under each value of the column by which they are grouped."""
    rows = [row for path in _paths(piece.branch, resolved) for row in _rows(piece, path, resolved)]
    if piece.order:
        rows.sort(key=lambda row: _order(piece, row.text(piece.order), resolved))
    levels = [level.name for level in resolved.plan.framework.levels]
    merged = next((at for at, column in enumerate(piece.columns) if column not in levels), len(piece.columns))
    if not piece.group:
        yield _table(piece.columns, rows, 0 if piece.order else merged)
        return
    columns = tuple(column for column in piece.columns if column != piece.group)
    for value, group in _grouped(piece, rows, resolved):
        yield text_line(value, Role.SUMMARY_SUBHEAD, piece.location)
        yield replace(_table(columns, group, 0), series=str(piece.location))


def _grouped(
    piece: ShownRows, rows: Sequence[Row], resolved: ResolvedPlan
) -> Iterator[tuple[str, Sequence[Row]]]:
    """Rows under each value of a column; one with several values stands under each of them, those without any come last."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        for value in filter(None, row.text(piece.group).split(BETWEEN_VALUES)):
            groups.setdefault(value, []).append(row)
    if piece.order == piece.group or piece.values:
        groups = dict(sorted(groups.items(), key=lambda each: _order(piece, each[0], resolved)))
    yield from groups.items()
    if without := [row for row in rows if not row.text(piece.group)]:
        yield NO_VALUE.format(piece.group), without


def _order(piece: ShownRows, text: str, resolved: ResolvedPlan) -> tuple[int, int, bytes]:
    """The place of a value: as it is listed, else as its column declares it, else numbers by size and words as Japanese sort
    them (the order of JIS X 0208, in which kanji are ordered by their readings); nothing comes last."""
    known = piece.values or _declared_values(piece, resolved)
    if text in known:
        return 0, known.index(text), b""
    number = "".join(character for character in text if character.isdecimal())
    if text and number == text:
        return 1, int(number), b""
    return (2 if text else 3), 0, text.encode("cp932", "backslashreplace")


def _declared_values(piece: ShownRows, resolved: ResolvedPlan) -> Sequence[str]:
    """The values that the plan declares for the column by which rows are sorted."""
    by = piece.order or piece.group
    for level in resolved.plan.framework.levels:
        for field in level.fields:
            if field.key == piece.field:
                return next((column.values for column in field.columns if column.name == by), ())
            if level.name == piece.level and field.key == by:
                return field.values
    return ()


def _paths(branch: str, resolved: ResolvedPlan) -> Iterator[tuple[Item, ...]]:
    """Every item of a branch, or of the whole framework, with those above it in the branch."""

    def below(items: Iterable[Item], above: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
        for item in items:
            yield (*above, item)
            yield from below(item.children, (*above, item))

    items = resolved.plan.framework.items
    begun = [item for item in walk_items(items) if item.id == branch] if branch else items
    yield from below(begun, ())


def _rows(piece: ShownRows, path: tuple[Item, ...], resolved: ResolvedPlan) -> Iterator[Row]:
    item, above = path[-1], dict(_of_items(path, piece.columns, resolved))
    for each in path:
        above |= {within(each.level.name, key): lines for key, lines in _said(each).items()}
    if piece.level and item.level.name == piece.level:
        yield Row({**above, **_said(item)})
    for value in item.values:
        if value.kind.key == piece.field:
            names = [column.name for column in value.kind.columns]
            for row in value.rows:
                yield Row({**above, **{name: (each,) for name, each in zip(names, row, strict=True)}})


def _said(item: Item) -> Cells:
    """What an item's fields say, by their keys."""
    label: Cells = {LABEL: ((Text(item.label),),)} if item.label else {}
    return {**label, **{each.kind.key: _contents(each) for each in item.values}}


def _contents(value: FieldValue) -> tuple[Inlines, ...]:
    """A value's texts as one cell has them: paragraphs and lists in lines, names in one."""
    if value.kind.form is Form.PAIRS:
        return tuple((*label, Text("："), *text) for label, text in value.rows)
    contents = contents_of(value)
    return contents if value.blocks else (enumeration(contents),)


def _of_items(path: Sequence[Item], columns: Sequence[str], resolved: ResolvedPlan) -> Cells:
    """The titles of items by their levels, with numbers as far as all levels above have columns too: a number says nothing without
    those."""
    shown = [item.level.name in columns for item in path]
    return {
        item.level.name: (_item(item, resolved, numbered=all(shown[:at])),) for at, item in enumerate(path)
    }


def _item(item: Item, resolved: ResolvedPlan, numbered: bool) -> Inlines:
    """An item's title, which the reader finds in the plan, behind the number that its heading has."""
    target = resolved.targets.get(item.id)
    if target is None:
        return (Text(item.title),)
    number = (Text(f"{target.label}　"),) if target.label and numbered else ()
    return (*number, Mention(target.bookmark, (Text(item.title),)))


def _table(columns: Sequence[str], rows: Sequence[Row], merged: int) -> Grid:
    """Rows under heads; in the first columns, so many, what belongs to the same items is one cell."""
    names = (column.rpartition(".")[2] for column in columns)
    heads = tuple(GridCell((text_line(name, Role.CELL_HEAD),), shade=True) for name in names)
    body = [list[GridCell | None](_cell(row, column) for column in columns) for row in rows]
    for at, column in enumerate(columns[:merged]):
        texts = [tuple(row.text(each) for each in columns[: at + 1]) for row in rows]
        for _, group in groupby(range(len(rows)), texts.__getitem__):
            first, *more = group
            body[first][at] = _cell(rows[first], column, len(more) + 1)
            for index in more:
                body[index][at] = None
    return Grid(ROWS_TABLE, (), (heads, *map(tuple, body)), head_rows=1)


def _with_head(table: Grid, first: str) -> Grid:
    """The table with another head over its first column."""
    (_, *heads), *rows = table.rows
    own = GridCell((text_line(first, Role.CELL_HEAD),), shade=True)
    return Grid(table.style, table.widths, ((own, *heads), *rows), table.head_rows)


def _cell(row: Row, column: str, rows: int = 1) -> GridCell:
    return replace(cell(row.cells.get(column) or ((),)), rowspan=rows)
