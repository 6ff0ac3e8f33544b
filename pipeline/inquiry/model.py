"""Tables of an inquiry: what each cell shows, where that is written, and who is asked about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import cached_property

from pipeline.frozen import dataclass
from pipeline.problems import Location


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = auto()  # paragraphs and items of lists, a line each
    WORDS = auto()  # one text
    LIST = auto()  # texts, a line each
    NUMBER = auto()  # of an indicator
    NUMBERS = auto()  # whole numbers
    CHOICE = auto()  # one of the column's values
    FIXED = auto()  # what can't be changed here


@dataclass(frozen=True)
class Column:
    """A column under its head, which no other column of the table has. `values` are those that can be chosen, any if there are
    none; `key` is the name that its field has in the source."""

    head: str
    holds: Holds
    values: tuple[str, ...] = ()
    needed: bool = False
    key: str = ""


@dataclass(frozen=True)
class Part:
    """A line of a cell: a paragraph, an item of a list or the whole value. `mark` is what the cell shows before it, `target` the
    id and the keys that lead to it."""

    text: str
    mark: str
    target: str
    location: Location


@dataclass(frozen=True)
class Value:
    """A cell's value. `source` is the text that is written there, ids of references in it; `target` and `location` say where it
    stands, or would. `closed` says why it can't be changed in a sheet, if it can't; `between` is what the cell shows between parts."""

    parts: tuple[Part, ...]
    source: str
    target: str
    location: Location
    closed: str = ""
    between: str = "\n"

    @cached_property
    def text(self) -> str:
        """What the cell shows."""
        return self.between.join(part.mark + part.text for part in self.parts)

    @property
    def mark(self) -> str:
        """A sign of what is written, where that is not what the cell shows: numbers of references move by themselves."""
        return "" if self.source == self.text else hashlib.sha256(self.source.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Row:
    """An item, or a row of one of its tables. `id` is that of the item, or the id, the field's key and the row's number from 1, parted by
    slashes. `place` is what readers call it."""

    id: str
    place: str
    departments: tuple[str, ...]
    values: tuple[Value, ...]

    @property
    def item(self) -> str:
        """The id of its item."""
        return self.id.partition("/")[0]


@dataclass(frozen=True)
class Table:
    """The items of a level, or the rows of a field of theirs. The first `around` columns say what is around a row: titles of the items
    above, and of its own item."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    around: int

    @cached_property
    def heads(self) -> tuple[str, ...]:
        return tuple(column.head for column in self.columns)


@dataclass(frozen=True)
class SentCell:
    """A cell as it was sent: what it showed, and the mark of what was written there (`Value.mark`)."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class SentTable:
    """A table as it was sent: its heads, and the cells of each row by its id."""

    heads: tuple[str, ...]
    rows: Mapping[str, tuple[SentCell, ...]]


@dataclass(frozen=True)
class Sent:
    """What was sent: tables by name, and the `version` that they have together in all workbooks. `departments` are those that were
    asked, `department` is the one of a single workbook."""

    version: str
    tables: Mapping[str, SentTable]
    departments: tuple[str, ...] = ()
    department: str = ""


def as_sent(tables: Iterable[Table], departments: tuple[str, ...] = ()) -> Sent:
    """Tables as they stand in what is sent."""
    sent = {
        table.name: SentTable(
            table.heads,
            {row.id: tuple(SentCell(value.text, value.mark) for value in row.values) for row in table.rows},
        )
        for table in tables
    }
    return Sent(_version(sent), sent, departments)


def _version(tables: Mapping[str, SentTable]) -> str:
    """The digest of tables: the same for whoever sends the same."""
    digest = hashlib.sha256()
    for name, table in tables.items():
        digest.update(repr((name, table.heads)).encode())
        for identity, cells in table.rows.items():
            digest.update(repr((identity, [(cell.text, cell.mark) for cell in cells])).encode())
    return digest.hexdigest()[:12]
