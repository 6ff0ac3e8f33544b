"""Prose, the text without anything that has a title or a number: paragraphs and lists, quotes and definitions of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.model.inlines import Inlines, Paragraph
from pipeline.model.numerals import circled, fullwidth


class ListKind(StrEnum):
    """A list's marker; the value is the `w:name` of the template's list style."""

    BULLET = "点リスト"
    PLAIN = "番号リスト１"
    CIRCLED = "番号リスト①"
    PARENTHESES = "番号リスト(1)"


@dataclass(frozen=True)
class ListBlock:
    kind: ListKind
    start: int
    items: tuple[tuple[Prose, ...], ...]


# Text without anything that has a title, a number or a place of its own.
Prose = Paragraph | ListBlock


@dataclass(frozen=True)
class Quote:
    content: tuple[Prose, ...]


@dataclass(frozen=True)
class Definitions:
    """Terms, each with the paragraphs that explain it."""

    items: tuple[tuple[Inlines, tuple[Prose, ...]], ...]


def paragraphs_of(content: Iterable[Prose]) -> Iterator[Paragraph]:
    """Every paragraph in reading order, those of lists' items too."""
    for each in content:
        if isinstance(each, Paragraph):
            yield each
        else:
            for item in each.items:
                yield from paragraphs_of(item)


def mark_of(kind: ListKind, number: int) -> str:
    """What stands before an item where a list is written as lines of text."""
    match kind:
        case ListKind.BULLET:
            return "・"
        case ListKind.CIRCLED:
            return circled(number)
        case ListKind.PARENTHESES:
            return f"({number})"
        case ListKind.PLAIN:
            return f"{fullwidth(number)}　"
        case _:
            assert_never(kind)
