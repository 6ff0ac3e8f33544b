"""A workbook before it is written: sheets of text in which words can be marked, and text in which words are marked."""

from __future__ import annotations

from pipeline.frozen import dataclass


@dataclass(frozen=True)
class Mark:
    """A stretch of text; `changed` says that it differs from the other version."""

    text: str
    changed: bool = False


Marks = tuple[Mark, ...]
Cell = Marks | int


@dataclass(frozen=True)
class Column:
    """A column's head, and its width in characters of Latin text; `choices` are what may be chosen in its cells."""

    head: str
    width: float
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet: a head that is repeated on every page, and rows under it. A cell may hold several lines."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def plain(text: str) -> Marks:
    """Text in which nothing is marked."""
    return (Mark(text),) if text else ()


def changed(text: str) -> Marks:
    """Text that is marked as a whole."""
    return (Mark(text, True),) if text else ()
