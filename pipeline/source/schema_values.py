"""The values of YAML files: words, lines, days and ids, as drafters write them; and files that say themselves what in them is Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pipeline.model.eras import WrongDay, read_day, stated_dates
from pipeline.source.ids import ID_PATTERN
from pipeline.source.mapping import After, Before, Limits, Strict, wrong
from pipeline.source.text import join_lines

Id = Annotated[str, Limits(pattern=ID_PATTERN)]


def _one_line(value: Any) -> Any:
    return join_lines(value) if isinstance(value, str) else value


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


# A value of one line: however it is written in YAML, its lines are joined.
Line = Annotated[str, Before(_one_line)]
Words = Annotated[Line, Limits(min_length=1)]
# Word's document properties hold 255 characters, the stage and the document's name among them.
Name = Annotated[Line, Limits(min_length=1, max_length=200)]
# A name that its author may divide: it keeps its lines.
DividedName = Annotated[str, Before(_stripped), Limits(min_length=1, max_length=200)]
# Markdown keeps its lines, so that problems in it have a place.
Markdown = Annotated[str, Limits(min_length=1)]


def _known_day(value: str) -> str:
    day = read_day(value) if value else None
    if isinstance(day, WrongDay):
        raise wrong(day.message, day.hint, day.code)
    return value


# A day as drafters write it, or nothing.
Day = Annotated[Line, After(_known_day)]


def _possible(value: str) -> str:
    for stated in stated_dates(value):
        if stated.wrong:
            raise wrong(stated.wrong.message, stated.wrong.hint, stated.wrong.code)
    return value


# A month or a year in any words; those that no calendar has are told.
Time = Annotated[Words, After(_possible)]
Year = Annotated[Name, After(_possible)]  # as long as a name may be


class Choice(StrEnum):
    """The two answers to a question."""

    YES = "はい"
    NO = "いいえ"


class Yes(StrEnum):
    """What is said of something that is there, or not at all."""

    YES = "はい"


class Shown(StrEnum):
    """Whether a caption is shown."""

    YES = "あり"
    NO = "なし"


class SelfDescribing(Strict):
    """A file that says itself which of its values are Markdown: models that few plans need are made for those alone."""

    def paragraphs(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The paths of values that hold one paragraph, and their texts."""
        yield from ()

    def prose(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The paths of values that hold paragraphs and lists, and their texts."""
        yield from ()
