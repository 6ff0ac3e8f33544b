"""Who is asked about what: the departments that a field names, and what lies above and below the items that it is a field of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.blocks import FieldValue
from pipeline.model.forms import Field, Form
from pipeline.model.levels import Levels
from pipeline.model.numbers import Target
from pipeline.model.plan import Item
from pipeline.model.reference_text import shown_text
from pipeline.problems import Code, Location, PlanErrors, Problem, did_you_mean

_BETWEEN = re.compile(r"[、，,;；\n]+")
# Forms of fields whose value can be departments.
_NAMING = (Form.WORD, Form.CHOICE, Form.NAMES)


def check_field(name: str, levels: Levels, file: str) -> None:
    """Raise PlanErrors if no field of these levels, which `file` declares, could name departments under this name."""
    known = tuple(dict.fromkeys(naming_fields(levels)))
    if name not in known:
        hint = did_you_mean(name, known)
        whole = "欄を指定しなければ、全体で一つの表ができます"
        others = (
            f"次のどれかにしてください: {'、'.join(known)}。{whole}"
            if known
            else f"framework.yamlの「欄」で、担当課などの欄を決めてください。{whole}"
        )
        message = f"「{name}」という、課の名前を書く欄はありません"
        raise PlanErrors([Problem(Location(file), Code.ASK_FIELD, message, hint or others)])


def naming_fields(levels: Levels) -> Iterator[str]:
    """The names of fields, and of columns of theirs, that could name departments."""
    for level in levels:
        for field in level.fields:
            if field.form in _NAMING:
                yield field.key
            if field.form is Form.ROWS:
                yield from (column.name for column in field.columns)


def named(text: str) -> tuple[str, ...]:
    """The departments that a value names, each once."""
    return tuple(dict.fromkeys(each.strip() for each in _BETWEEN.split(text) if each.strip()))


def row_departments(field: Field, row: Sequence[str], by: str) -> tuple[str, ...]:
    """The departments that a row of a table names for itself."""
    columns = [column.name for column in field.columns] if field.form is Form.ROWS else []
    return named(row[columns.index(by)]) if by in columns else ()


def item_departments(
    items: Iterable[Item], by: str, targets: Mapping[str, Target]
) -> Mapping[str, tuple[str, ...]]:
    """The departments of each item by its id: those that it and its rows name, those of all items below it, and where nothing of that
    names any, those of the item above."""
    found: dict[str, tuple[str, ...]] = {}
    for item in items:
        _of_item(item, by, (), targets, found)
    return found


def _of_item(
    item: Item,
    by: str,
    above: tuple[str, ...],
    targets: Mapping[str, Target],
    found: dict[str, tuple[str, ...]],
) -> tuple[str, ...]:
    own = tuple(_own(item, by, targets))
    below = [each for child in item.children for each in _of_item(child, by, own or above, targets, found)]
    found[item.id] = tuple(dict.fromkeys((*own, *below))) or above
    return found[item.id] if own or below else ()


def _own(item: Item, by: str, targets: Mapping[str, Target]) -> Iterator[str]:
    for value in item.values:
        if value.kind.key == by and value.kind.form in _NAMING:
            yield from (name for row in value.rows for name in named(shown_text(row[0], targets)))
        elif value.kind.form is Form.ROWS:
            yield from _in_rows(value, by, targets)


def _in_rows(value: FieldValue, by: str, targets: Mapping[str, Target]) -> Iterator[str]:
    for row in value.rows:
        yield from row_departments(value.kind, [shown_text(cell, targets) for cell in row], by)
