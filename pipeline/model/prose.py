"""Prose, the text without anything that has a title or a number: paragraphs and lists, quotes and definitions of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.model.inlines import Inlines, Paragraph


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
