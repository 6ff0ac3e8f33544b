"""Fields of a plan's items: key, form, and what may stand in them.

The schema, the Markdown that is read, the text under an item's heading, the sheet, comparison and the checks of typed
numbers and counts all follow a field's one description.
"""

from __future__ import annotations

from enum import StrEnum

from pipeline.frozen import dataclass


class Form(StrEnum):
    """The forms of a field's value; the value is what a declaration calls it."""

    TEXT = "文章"  # paragraphs, lists, tables, figures
    WORD = "語"  # one name or short text
    NAMES = "一覧"  # names or short texts, one or more
    CHOICE = "選択"  # one of the declared values
    ROWS = "表"  # rows with the declared columns
    INDICATORS = "指標"  # what is measured, from where to where
    PAIRS = "対"  # a text for each of the declared labels
    REFERENCES = "参照"  # ids of other items
    NUMBERS = "番号"  # whole numbers, one or more


# Those whose rows have columns that tags can name.
IN_COLUMNS = (Form.ROWS, Form.INDICATORS)


@dataclass(frozen=True)
class Column:
    """A column of a field of rows; `values` are those that may stand in it, any if there are none."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One field of a level's items. `key` is its name in YAML and in print."""

    key: str
    form: Form
    needed: bool = True
    columns: tuple[Column, ...] = ()  # of ROWS
    labels: tuple[str, ...] = ()  # of PAIRS
    values: tuple[str, ...] = ()  # of CHOICE
    level: str = ""  # to whose items REFERENCES lead; its own, if there is none
    shows_number: bool = True  # whether those have numbers
    description: str = ""
    pictures: tuple[str, int, str] | None = None  # of NUMBERS, see `picture_of`

    def picture_of(self, number: str) -> str:
        """The image file that shows a number: what stands before and behind it in the name, and how many digits it has."""
        if self.pictures is None:
            return ""
        before, digits, behind = self.pictures
        return f"{before}{int(number):0{digits}}{behind}"

    @property
    def is_written(self) -> bool:
        """Whether its value is in its author's words, and no id."""
        return self.form is not Form.REFERENCES


# The text under an item's heading, which needs no label.
INTRODUCTION = Field("説明", Form.TEXT, needed=False, description="見出しの下に置く文章")
# What the parts of an indicator are called.
INDICATOR_COLUMNS = ("名", "単位", "基準", "目標", "方向")
# Those and what else of an indicator can be named: 基準 and 目標 are value, unit and year together.
_INDICATOR_PARTS = ("名", "単位", "基準", "基準値", "基準年度", "目標", "目標値", "目標年度", "方向")


def tagged_parts(field: Field) -> tuple[str, ...]:
    """The parts of a field's value that a template's tags can name: columns, or the labels of pairs."""
    match field.form:
        case Form.ROWS:
            return tuple(column.name for column in field.columns)
        case Form.INDICATORS:
            return _INDICATOR_PARTS
        case Form.PAIRS:
            return field.labels
        case _:
            return ()
