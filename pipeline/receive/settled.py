"""A file as it is once all its changes are accepted, or rejected: lines of text, and tables of them (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipeline.frozen import dataclass
from pipeline.receive.returned import PICTURE, Item, Piece, Table, Words, remains

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Line:
    """A paragraph as it is read: its pieces, and the paragraphs of the file (by number) from which they come.

    `text` is what it shows; `key` the same without what programs compute and how wide they write it, by which lines are found
    again.
    """

    pieces: tuple[Piece, ...]
    sources: tuple[int, ...]
    style: str
    names: tuple[str, ...]
    contents: bool

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def key(self) -> str:
        text = "".join(piece.text for piece in self.pieces if not piece.field)
        return _BLANK.sub("", unicodedata.normalize("NFKC", text)).replace(PICTURE, "")


@dataclass(frozen=True)
class SettledCell:
    items: tuple[SettledItem, ...]

    @cached_property
    def key(self) -> str:
        return "\n".join(line.key for line in lines_in(self.items))


@dataclass(frozen=True)
class SettledRow:
    cells: tuple[SettledCell, ...]

    @cached_property
    def key(self) -> str:
        return "\t".join(cell.key for cell in self.cells)


@dataclass(frozen=True)
class SettledTable:
    rows: tuple[SettledRow, ...]

    @cached_property
    def key(self) -> str:
        return "\r".join(row.key for row in self.rows)


SettledItem = Line | SettledTable


def settle(items: Iterable[Item], accept: bool) -> tuple[SettledItem, ...]:
    """The lines and tables of a story; lines without text are left out, and so are tables without rows."""
    return tuple(_settled(items, accept))


def _settled(items: Iterable[Item], accept: bool) -> Iterator[SettledItem]:
    waiting: list[Words] = []  # whose ends are gone
    for item in items:
        if isinstance(item, Words):
            waiting.append(item)
            if item.stays(accept):
                yield from _line(waiting, accept)
                waiting = []
        elif (table := _table(item, accept)).rows:
            yield from _line(waiting, accept)
            waiting = []
            yield table
    yield from _line(waiting, accept)


def _line(joined: Sequence[Words], accept: bool) -> Iterator[Line]:
    """One line of paragraphs without an end between them."""
    kept = [(words, _kept(words, accept, alone=len(joined) == 1)) for words in joined]
    if not any(piece.text.strip() for _, pieces in kept for piece in pieces):
        return
    sources = tuple(words.number for words, pieces in kept if any(each.text.strip() for each in pieces))
    yield Line(
        tuple(piece for _, pieces in kept for piece in pieces),
        sources,
        joined[-1].style,
        tuple(name for words in joined for name in words.names),
        any(words.contents for words in joined),
    )


def _kept(words: Words, accept: bool, alone: bool) -> list[Piece]:
    """What is left of a paragraph. Where all of its own words are gone, results of fields that a program forgot are gone as well."""
    kept = [piece for piece in words.pieces if remains(piece.tracks, accept)]
    own = [piece for piece in words.pieces if not piece.field and piece.text.strip()]
    return kept if alone or not own or any(piece in kept for piece in own) else []


def _table(table: Table, accept: bool) -> SettledTable:
    return SettledTable(
        tuple(
            SettledRow(
                tuple(
                    SettledCell(settle(cell.items, accept))
                    for cell in row.cells
                    if remains(cell.tracks, accept)
                )
            )
            for row in table.rows
            if remains(row.tracks, accept)
        )
    )


def lines_in(items: Iterable[SettledItem]) -> Iterator[Line]:
    """All lines in reading order."""
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            for row in item.rows:
                for cell in row.cells:
                    yield from lines_in(cell.items)
