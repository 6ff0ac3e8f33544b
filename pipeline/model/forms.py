"""Fields of a measure, each described once: its key, its form, whether it has to be there, and where it is shown.

The schema, the Markdown that is read, the table under a measure's heading, the sheet, comparison and the checks of
typed numbers and counts all follow this one description.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.model.inlines import Role


class Form(StrEnum):
    """The forms of a field's value."""

    TEXT = "文章"  # one paragraph
    NAMES = "一覧"  # names or short texts, one or more
    REFERENCES = "参照"  # ids of other measures


@dataclass(frozen=True)
class Column:
    """A field's column on the sheet: its style, what stands before each paragraph, and the word by which its head is known."""

    role: Role
    mark: str = ""
    head: str = ""


@dataclass(frozen=True)
class Field:
    """One field of a measure. `key` is its name in YAML and in print; `column`, how the sheet shows it, if it does."""

    key: str
    form: Form
    needed: bool = True
    description: str = ""
    column: Column | None = None

    @property
    def is_written(self) -> bool:
        """Whether its value is Markdown."""
        return self.form is not Form.REFERENCES

    def path(self, entry: tuple[str | int, ...], number: int) -> tuple[str | int, ...]:
        """The path of one of its texts in YAML, below the entry's."""
        return (*entry, self.key) if self.form is Form.TEXT else (*entry, self.key, number)


MEASURE_FIELDS = (
    Field("課題認識", Form.TEXT, column=Column(Role.SHEET_TEXT, head="課題")),
    Field("対応方針", Form.TEXT, column=Column(Role.SHEET_TEXT, head="対応")),
    Field("関連する施策", Form.NAMES, column=Column(Role.SHEET_PROGRAM, mark="・", head="関連")),
    Field("関連する取組", Form.REFERENCES, needed=False, description="ほかの取組のid"),
)


def sheet_columns() -> Iterator[tuple[Field, Column]]:
    """The fields that the sheet shows, in the order of its columns."""
    return ((field, field.column) for field in MEASURE_FIELDS if field.column)
