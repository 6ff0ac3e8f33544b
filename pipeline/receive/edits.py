"""Edits: what was done to which lines of a sent file, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pipeline.frozen import dataclass

# Between paragraphs, and between the cells of a row, where several are one text.
PARAGRAPHS, CELLS = "\n\n", "\t"


class What(StrEnum):
    """What was done."""

    CHANGED = "changed"
    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"


class Extent(StrEnum):
    """What it was done to; the value is what the reader is told."""

    TEXT = ""
    CELL = "（欄）"
    ROW = "（行）"
    COLUMN = "（列）"
    TABLE = "（表）"
    SECTION = "（全体）"  # a heading and all under it


@dataclass(frozen=True)
class Who:
    """The author and the time of an edit, as the file has them; empty where it was not tracked."""

    authors: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True)
class Edit:
    """One edit: `lines` are those of the sent file (by number) that it is about, or, of something added, that behind which it
    stands (none: before everything). `untracked` says that the file doesn't tell all of it by itself."""

    what: What
    lines: tuple[int, ...]
    before: str
    after: str
    who: Who = Who()
    extent: Extent = Extent.TEXT
    untracked: bool = False
    behind: int | None = None  # of something moved: the line behind which it stands now
    style: str = ""  # of something added: its paragraphs' style, if they have one
    distance: int = 1  # of something moved: how many lines behind that it begins


@dataclass(frozen=True)
class Edits:
    """All that a file says: its edits in the order of what was sent; by line, its text where results of fields alone say something
    else, and what was marked by hand; lines whose look alone was changed; the line of each of the file's paragraphs that has
    one; what headers and footers say that they did not; and whether lists of contents were edited."""

    edits: tuple[Edit, ...]
    fields: Mapping[int, str]
    looks: tuple[int, ...]
    marked: Mapping[int, tuple[str, ...]]
    line_of: Mapping[int, int]
    running: frozenset[str] = frozenset()
    contents: bool = False
