"""A story is one run of text: the body, a header, a footnote. Its paragraphs, tables, fields, bookmarks and pictures.

Text is what a reader sees: w:t, a tab as \\t, a line break as \\n, the base of a ruby, the result of a field (not its
instruction), inserted text, not deleted text. Everything is numbered in reading order; paragraphs are referred to
by their index in `Story.paragraphs`, also those inside tables and text boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

from .fields import Instruction
from .names import Element


class Kind(StrEnum):
    """The kind of an item in a paragraph; the comment says what its text, and its number, hold."""

    TEXT = "text"  # the text; style: the run's character style
    BREAK = "break"  # "page" or "column"
    FIELD = "field"  # a field begins; number: its place in Story.fields
    RESULT = "result"  # its instruction ends, its result begins
    END = "end"  # it ends
    FOOTNOTE = "footnote"  # the note's id
    ENDNOTE = "endnote"  # the note's id
    NOTE_MARK = "note mark"  # the note's own number inside the note
    PICTURE = "picture"  # number: its place in Story.pictures
    RUBY = "ruby"  # the reading above the base text that follows; number: the length of the base
    MARK = "mark"  # a bookmark begins: its name
    UNMARK = "unmark"  # it ends
    LINK = "link"  # a hyperlink begins: "#bookmark" or a relationship id
    UNLINK = "unlink"  # it ends
    COMMENT = "comment"  # the comment's id


class Item(NamedTuple):
    """One thing in a paragraph, in reading order."""

    kind: Kind
    text: str = ""
    number: int = -1
    style: str = ""
    raised: str = ""  # what the projection calls text above or below the line


class Paragraph(NamedTuple):
    """A paragraph; `cell` numbers the table cell it stands in (0: none), `boxed` says that it is in a text box."""

    index: int  # type: ignore[assignment]  # nobody asks where in a paragraph a value stands
    style: str
    text: str
    items: tuple[Item, ...]
    num_id: str | None
    ilvl: int | None
    outline: int | None
    cell: int
    boxed: bool
    element: Element


class Cell(NamedTuple):
    """A table cell; `merge` is "", "restart" or "continue", `direction` the w:textDirection."""

    blocks: tuple[Block, ...]
    span: int
    merge: str
    direction: str
    element: Element

    @property
    def text(self) -> str:
        """The cell's paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in paragraphs_of(self.blocks))


class Row(NamedTuple):
    """A table row; `before` and `after` are the grid columns it leaves empty."""

    cells: tuple[Cell, ...]
    header: bool
    before: int
    after: int


class Table(NamedTuple):
    """A table; `grid` holds its column widths in twentieths of a point, `first` the index of its first paragraph."""

    style: str
    grid: tuple[int, ...] | None
    rows: tuple[Row, ...]
    first: int
    element: Element


Block: TypeAlias = Paragraph | Table


class Field(NamedTuple):
    """A field with its cached result; `first` and `last` are the paragraphs in which it begins and ends."""

    instruction: Instruction
    result: str
    first: int
    last: int
    dirty: bool
    complete: bool
    holds_object: bool


class Bookmark(NamedTuple):
    """A bookmark over `text`; `footnotes` and `fields` are those that begin inside it."""

    id: str
    name: str
    text: str
    first: int
    last: int
    footnotes: tuple[str, ...]
    fields: tuple[int, ...]


class Picture(NamedTuple):
    """A drawing; its size is in EMU (360,000 to the centimetre), `embed` the relationship ids of its images, `chart` that
    of what it draws from numbers.

    `silent` says that it needs no alternative text (drawings.py); `flat`, that it may have no width or no height.
    """

    id: str
    alt: str
    width: int
    height: int
    embed: tuple[str, ...]
    paragraph: int
    silent: bool = False
    flat: bool = False
    chart: str = ""


class Slip(NamedTuple):
    """A fault at a paragraph of a story: code, the paragraph's index, what is wrong."""

    code: str
    paragraph: int
    message: str


@dataclass(frozen=True, eq=False, repr=False)
class Story:
    """One story of a part; `slips` are faults found while reading it, `watermarks` the texts of its WordArt."""

    part: str
    blocks: tuple[Block, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    fields: tuple[Field, ...]
    bookmarks: tuple[Bookmark, ...]
    pictures: tuple[Picture, ...]
    section_ends: tuple[tuple[int, Element], ...]
    watermarks: tuple[str, ...]
    slips: tuple[Slip, ...] = ()

    @cached_property
    def marks(self) -> Mapping[Kind, tuple[tuple[int, Item], ...]]:
        """Paragraphs' items other than text, by kind, each with its paragraph's index."""
        found: dict[Kind, list[tuple[int, Item]]] = {}
        for paragraph in self.paragraphs:
            for item in paragraph.items:
                if item.kind is not Kind.TEXT:
                    found.setdefault(item.kind, []).append((paragraph.index, item))
        return {kind: tuple(items) for kind, items in found.items()}

    @property
    def text(self) -> str:
        """All text, one paragraph a line."""
        return "\n".join(each.text for each in self.paragraphs)


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """The paragraphs of blocks in reading order, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_of(cell.blocks)
