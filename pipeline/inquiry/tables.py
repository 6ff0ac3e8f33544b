"""The plan's framework → tables: one for the items of each level, one for each field of theirs that has rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.frozen import dataclass
from pipeline.inquiry.departments import check_field, item_departments, row_departments
from pipeline.inquiry.model import Column, Holds, Part, Row, Table, Value
from pipeline.inquiry.values import (
    TITLE,
    Reader,
    columns_of,
    columns_of_rows,
    row_values,
    tabled_values,
    values_of,
)
from pipeline.model.forms import IN_COLUMNS, Field, Form
from pipeline.model.levels import LABEL, Level, Levels
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Item
from pipeline.problems import Location
from pipeline.source.yaml_positions import Document, Path

# The places of indicators that stand in a table of their own, by the ids of items.
Tabled = Mapping[str, Sequence[Location]]


@dataclass(frozen=True)
class _Placed:
    """An item, the way to it in framework.yaml, and the items above it, outermost first."""

    item: Item
    path: Path
    above: tuple[Item, ...]


def inquiry_tables(
    resolved: ResolvedPlan, document: Document, tabled: Tabled, by: str = ""
) -> tuple[Table, ...]:
    """The tables, outer levels first. `by` is the field that names departments; without one nobody is named. Raises
    PlanErrors where there is no such field."""
    framework = resolved.plan.framework
    if by:
        check_field(by, framework.levels, document.file)
    asked = item_departments(framework.items, by, resolved.targets) if by else {}
    placed = tuple(_placed(framework.items, framework.levels, (), ()))
    reader = Reader(document, resolved.targets)
    tables = _Tables(reader, framework.levels, placed, asked, tabled, by)
    return tuple(tables.all())


def _placed(items: Sequence[Item], levels: Levels, path: Path, above: tuple[Item, ...]) -> Iterator[_Placed]:
    level, *inner = levels
    for number, item in enumerate(items):
        at = (*path, level.name, number)
        yield _Placed(item, at, above)
        if inner:
            yield from _placed(item.children, tuple(inner), at, (*above, item))


@dataclass(frozen=True)
class _Tables:
    """One making of all tables."""

    reader: Reader
    levels: Levels
    placed: tuple[_Placed, ...]
    asked: Mapping[str, tuple[str, ...]]
    tabled: Tabled
    by: str

    def all(self) -> Iterator[Table]:
        names = [field.key for level in self.levels for field in level.fields if field.form in IN_COLUMNS]
        for depth, level in enumerate(self.levels):
            own = tuple(each for each in self.placed if each.item.level == level)
            yield self._of_level(level, depth, own)
            for field in level.fields:
                if field.form in IN_COLUMNS:
                    name = field.key if names.count(field.key) == 1 else f"{level.name}の{field.key}"
                    yield self._of_field(name, field, depth, own)

    # The items of a level

    def _of_level(self, level: Level, depth: int, placed: Sequence[_Placed]) -> Table:
        around = tuple(Column(outer.name, Holds.FIXED) for outer in self.levels[:depth])
        own = [Column(TITLE, Holds.WORDS, needed=True, key=TITLE)]
        if level.labelled:
            own.append(Column(LABEL, Holds.WORDS, needed=True, key=LABEL))
        columns = (*around, *own, *(column for field in level.fields for column in columns_of(field)))
        return Table(level.name, columns, tuple(self._item(each, level) for each in placed), depth)

    def _item(self, placed: _Placed, level: Level) -> Row:
        item, path = placed.item, placed.path
        said = {value.kind.key: value for value in item.values}
        own = [self.reader.line((*path, TITLE), f"{item.id}/{TITLE}", item.title)]
        if level.labelled:
            own.append(self.reader.line((*path, LABEL), f"{item.id}/{LABEL}", item.label))
        fields = (
            value
            for field in level.fields
            for value in values_of(
                self.reader, field, said.get(field.key), (*path, field.key), f"{item.id}/{field.key}"
            )
        )
        values = (*map(_fixed, placed.above), *own, *fields)
        return Row(item.id, _called(item), self.asked.get(item.id, ()), values)

    # The rows of a field

    def _of_field(self, name: str, field: Field, depth: int, placed: Sequence[_Placed]) -> Table:
        around = tuple(Column(level.name, Holds.FIXED) for level in self.levels[: depth + 1])
        own = columns_of_rows(field)
        heads = {column.head for column in around}
        # A column may be called as a level is.
        columns = (*around, *(c if c.head not in heads else _renamed(c, f"{name}の{c.head}") for c in own))
        rows = tuple(row for each in placed for row in self._rows(each, field))
        return Table(name, columns, rows, depth + 1)

    def _rows(self, placed: _Placed, field: Field) -> Iterator[Row]:
        item = placed.item
        value = next((each for each in item.values if each.kind.key == field.key), None)
        places = self.tabled.get(item.id, ()) if field.form is Form.INDICATORS else ()
        for at, content in enumerate(value.rows if value else ()):
            path, target = (*placed.path, field.key, at), f"{item.id}/{field.key}/{at + 1}"
            own = (
                tabled_values(content, places[at], item.id)
                if places
                else row_values(self.reader, field, content, path, target)
            )
            shown = [each.text for each in own]
            departments = row_departments(field, shown, self.by) or self.asked.get(item.id, ())
            values = (*map(_fixed, placed.above), _fixed(item), *own)
            yield Row(target, f"{_called(item)} {field.key}「{shown[0]}」", departments, values)


def _fixed(item: Item) -> Value:
    """An item's title beside what it is the title of."""
    target = f"{item.id}/{TITLE}"
    part = Part(item.title, "", target, item.title_location)
    return Value(
        (part,), item.title, target, item.title_location, f"「{item.level.name}」の表で直してください"
    )


def _renamed(column: Column, head: str) -> Column:
    return Column(head, column.holds, column.values, column.needed, column.key)


def _called(item: Item) -> str:
    return f"{item.level.name}「{item.title}」"
