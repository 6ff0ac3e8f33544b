"""The tables as the source says them today, looked up by rows and fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from pipeline.frozen import dataclass
from pipeline.inquiry.model import Row, Table


@dataclass(frozen=True)
class Today:
    """The tables as the source says them today; `folder` is what messages call that of the source."""

    tables: tuple[Table, ...]
    folder: str

    @cached_property
    def rows(self) -> Mapping[str, tuple[Table, Row]]:
        return {row.id: (table, row) for table in self.tables for row in table.rows}

    @cached_property
    def fields(self) -> Mapping[str, dict[str, Sequence[str]]]:
        """The rows of each field of an item (measure-a/主な事業), by their ids, with what they say."""
        found: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
        for table in self.tables:
            for row in table.rows:
                if "/" in row.id:
                    found[row.id.rpartition("/")[0]][row.id] = [
                        value.text for value in row.values[table.around :]
                    ]
        return found

    def table(self, name: str) -> Table | None:
        return next((table for table in self.tables if table.name == name), None)
