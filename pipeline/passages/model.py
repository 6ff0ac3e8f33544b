"""A passage: a paragraph of a document as it is printed, and where it is written."""

from __future__ import annotations

from enum import StrEnum

from pipeline.frozen import dataclass


class Kind(StrEnum):
    """The kinds of paragraphs; the value is what messages call it."""

    HEADING = "見出し"
    PARAGRAPH = "文章"
    ITEM = "一覧の項目"
    TERM = "用語"
    MEANING = "用語の説明"
    CELL = "表のセル"
    LABEL = "欄の名前"
    CAPTION = "題"
    UNIT = "表の単位"
    SOURCE = "資料・注"
    BOX_TITLE = "囲みの題"
    NOTE = "脚注"
    CONTENTS = "目次"
    TEMPLATE = "テンプレート"


@dataclass(frozen=True)
class Origin:
    """The place where a passage is written: a file of plan_source/ by its path there, line and column from 1 (0: unknown).

    `key` is the path of a value in YAML (基本方針/0/題). `row` and `column` (from 0) are those of a cell in its table, whose
    heads count; -1 elsewhere. A table from CSV is that file's, its rows without those that say nothing.
    """

    file: str
    line: int = 0
    column: int = 0
    key: str = ""
    row: int = -1
    cell: int = -1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def path(self) -> tuple[str | int, ...]:
        """The keys and numbers that lead to a value in YAML."""
        keys = self.key.split("/") if self.key else []
        return tuple(int(each) if each.isdecimal() else each for each in keys)


@dataclass(frozen=True)
class Passage:
    """One paragraph of a document: its place among all of its part (the text from 0 on, the footnotes from 0 on).

    `text` is as the document shows it: numbers and references as they are in this version, the base of furigana, a line
    break as a line break, no mark of a note. `section` is the heading over it with its number, `id` that of the smallest
    thing around it that has one, `key` the way from there to a value in YAML (対応方針; 指標/1/名, the first one's). `made` says what makes it where it is not written
    as it stands (numbers, contents, a template's words): then `origin` is what it is made of, if that is one place.
    """

    index: int
    text: str
    kind: Kind
    origin: Origin | None
    section: str = ""
    id: str = ""
    key: str = ""
    made: str = ""

    @property
    def is_note(self) -> bool:
        """Whether it stands in the document's footnotes."""
        return self.kind is Kind.NOTE

    @property
    def target(self) -> str:
        """act-1/課題認識: the id and the field; tbl-x/3行2列 of a cell."""
        cell = ""
        if self.origin and self.origin.row >= 0 and not self.key:
            cell = f"{self.origin.row + 1}行{self.origin.cell + 1}列"
        return "/".join(filter(None, (self.id, self.key or cell)))


# The words of a template, and what its tags say: no passage of the plan.
MADE_BY_TEMPLATE = "テンプレート（表紙、見出しなど）"


@dataclass(frozen=True)
class DocumentMap:
    """The passages of a document in the order in which they are printed, those of its footnotes behind those of its text.

    `slots` are the names of its template's slots in the order of `passages`' text, each with how many it fills."""

    document: str
    passages: tuple[Passage, ...]
    slots: tuple[tuple[str, int], ...] = ()

    @property
    def body(self) -> tuple[Passage, ...]:
        """The passages of the text."""
        return tuple(each for each in self.passages if not each.is_note)

    @property
    def notes(self) -> tuple[Passage, ...]:
        """The passages of the footnotes."""
        return tuple(each for each in self.passages if each.is_note)
