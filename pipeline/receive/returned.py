"""A returned Word file as it was read: paragraphs and tables with what was changed in them, by whom and when.

Nothing is settled yet: what is inserted and what is deleted stand side by side (ECMA-376 Part 1, 17.13.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from pipeline.frozen import dataclass

# Stands in a text where a picture, a chart or a drawing does.
PICTURE = "\ufffc"


class Kind(StrEnum):
    """The kinds of tracked changes; the value is the element's name."""

    INSERTED = "ins"
    DELETED = "del"
    MOVED_HERE = "moveTo"
    MOVED_AWAY = "moveFrom"


COMES = (Kind.INSERTED, Kind.MOVED_HERE)
GOES = (Kind.DELETED, Kind.MOVED_AWAY)


@dataclass(frozen=True)
class Track:
    """A tracked change: `date` is 2026-11-29T10:00:00Z as it stands in the file, or empty."""

    kind: Kind
    author: str
    date: str


Tracks = tuple[Track, ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph's text. `field` is the instruction of the field whose result it is, `look` what is set by
    hand, `reading` the furigana over it, `picture` the digest of the picture that it stands for."""

    text: str
    tracks: Tracks = ()
    field: str = ""
    look: frozenset[str] = frozenset()
    reading: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Words:
    """A paragraph. `number` counts all of the file; `mark` are the changes of its end (¶), `looks` those of its formatting."""

    number: int
    pieces: tuple[Piece, ...]
    style: str = ""
    names: tuple[str, ...] = ()
    mark: Tracks = ()
    looks: tuple[tuple[str, str], ...] = ()  # author and date of each
    contents: bool = False  # a line of a list of contents

    def stays(self, accept: bool) -> bool:
        """Whether its end is one, once all changes are accepted, or rejected."""
        return remains(self.mark, accept)


@dataclass(frozen=True)
class Cell:
    items: tuple[Item, ...]
    tracks: Tracks = ()


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    tracks: Tracks = ()


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]


Item = Words | Table


@dataclass(frozen=True)
class Comment:
    """A comment: its own text, the words that it is about and the paragraph (by number) where these begin, and the comment
    that it answers."""

    id: str
    author: str
    date: str
    text: str
    quoted: str
    paragraph: int | None
    answers: str = ""
    resolved: bool = False


@dataclass(frozen=True)
class Returned:
    """A file, read: its body, its notes by number in order, text boxes, and what headers and footers say.

    `program` is the one that saved it last, `saved_by` and `saved` who and when; `properties` are its custom ones.
    """

    body: tuple[Item, ...]
    notes: tuple[Item, ...]
    boxes: tuple[Item, ...]
    running: frozenset[str]
    comments: tuple[Comment, ...]
    program: str
    saved_by: str
    saved: str
    properties: Mapping[str, str]
    title: str

    @property
    def stories(self) -> tuple[tuple[Item, ...], ...]:
        return self.body, self.notes, self.boxes


def remains(tracks: Tracks, accept: bool) -> bool:
    """Whether what has these changes is there once all are accepted, or rejected."""
    gone = GOES if accept else COMES
    return not any(track.kind in gone for track in tracks)


def paragraphs_in(items: Sequence[Item]) -> Iterator[Words]:
    """All paragraphs in reading order."""
    for item in items:
        if isinstance(item, Words):
            yield item
        else:
            for row in item.rows:
                for cell in row.cells:
                    yield from paragraphs_in(cell.items)
