"""What a chapter is made of: paragraphs, headings, lists, tables, figures, and the walk through them.

The tree is the same from the reader of Markdown to the writer of Word; a stage that changes
something builds a new tree. Where something is written is no part of what it says: two blocks
are equal wherever they stand in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from pipeline.model.forms import Field
from pipeline.model.inlines import Inline, Paragraph, Reference, walk_inlines
from pipeline.problems import Location


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (chapter) to 6; `id` is empty until the plan is assembled, if the author gave none."""

    level: int
    content: tuple[Inline, ...]
    id: str
    numbered: bool
    location: Location = field(compare=False)


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
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Quote:
    content: tuple[Block, ...]


@dataclass(frozen=True)
class Definitions:
    """Terms, each with the paragraphs that explain it."""

    items: tuple[tuple[tuple[Inline, ...], tuple[Block, ...]], ...]


class Align(StrEnum):
    """Horizontal alignment of a table column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Cell:
    """One cell of a data table; the positions that a merged cell covers hold None in its row."""

    content: tuple[Inline, ...]
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class Table:
    """A data table: every row has one entry a column; `widths` are relative, or empty for automatic."""

    rows: tuple[tuple[Cell | None, ...], ...]
    head_rows: int
    aligns: tuple[Align, ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Picture:
    """An image file of plan_source/; `width` is a share (0 to 1) of the text width.

    `alt` is what is read aloud in its place: no printed text, so no walk goes through it.
    """

    path: str
    alt: tuple[Inline, ...]
    width: float


@dataclass(frozen=True)
class PositionDiagram:
    """The place of the diagram that is made from position.yaml."""


@dataclass(frozen=True)
class GridCell:
    """A cell of a laid-out table. `shade`, `border` and `vertical` are what it looks like; spans as in `Cell`."""

    content: tuple[Paragraph, ...]
    colspan: int = 1
    rowspan: int = 1
    shade: bool = False
    border: bool = True
    vertical: bool = False


@dataclass(frozen=True)
class Grid:
    """A laid-out table: `style` is a table style's name, `widths` are relative, `alt` describes it."""

    style: str
    widths: tuple[float, ...]
    rows: tuple[tuple[GridCell | None, ...], ...]
    head_rows: int = 0
    alt: str = ""


class FloatKind(StrEnum):
    """A captioned thing; the value is its label, and the identifier of its SEQ field."""

    TABLE = "表"
    FIGURE = "図"


@dataclass(frozen=True)
class Float:
    """A table or figure with its caption, and the source and ※ lines under it."""

    kind: FloatKind
    id: str
    caption: tuple[Inline, ...]
    body: Table | Picture | PositionDiagram | Grid
    notes: tuple[tuple[Inline, ...], ...]
    location: Location = field(compare=False)


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Landscape:
    content: tuple[Block, ...]


@dataclass(frozen=True)
class Passage:
    """The sentences of the 概要, shown there alone. They stand for what has the ids `of`, else for the text before them."""

    id: str
    content: tuple[Block, ...]
    location: Location = field(compare=False)
    of: tuple[str, ...] = ()


class Listing(StrEnum):
    """A part of the text that is made from YAML; the value is the class of its div."""

    MEASURES = "施策"
    GLOSSARY = "用語解説"
    HISTORY = "改訂履歴"


@dataclass(frozen=True)
class ListingPlace:
    """Where the author wants such a part to stand."""

    listing: Listing
    location: Location = field(compare=False)


@dataclass(frozen=True)
class FieldValue:
    """What a field of a measure says: its texts, names or references, one or more."""

    kind: Field
    contents: tuple[tuple[Inline, ...], ...]
    location: Location = field(compare=False)


@dataclass(frozen=True)
class MeasureText:
    """What stands under a measure's heading: those of its fields that say something, in their order."""

    values: tuple[FieldValue, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        """The measures that it names as related."""
        return tuple(
            inline
            for value in self.values
            if not value.kind.is_written
            for content in value.contents
            for inline in content
            if isinstance(inline, Reference)
        )


@dataclass(frozen=True)
class TermEntry:
    """One entry of the glossary: its id, the term, the reading, and what it means."""

    id: str
    term: str
    reading: str
    meaning: tuple[Inline, ...]
    location: Location = field(compare=False)


Block = (
    Paragraph
    | Heading
    | ListBlock
    | Quote
    | Definitions
    | Float
    | Grid
    | PageBreak
    | Landscape
    | Passage
    | ListingPlace
    | MeasureText
    | TermEntry
)


class Turn(Enum):
    """Where turned paper begins and ends, in a sequence of blocks without containers."""

    TO_LANDSCAPE = "landscape"
    TO_PORTRAIT = "portrait"


Leaf = Block | Turn


def leaves(blocks: Iterable[Block]) -> Iterator[Leaf]:
    """The blocks of a part in one sequence: what stands on turned paper between the marks of its beginning and end."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield Turn.TO_LANDSCAPE
            yield from leaves(block.content)
            yield Turn.TO_PORTRAIT
        else:
            yield block


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, containers before what they hold, without the inlines."""
    for block in blocks:
        yield block
        match block:
            case ListBlock(items=items):
                for item in items:
                    yield from walk_blocks(item)
            case Quote(inner) | Landscape(inner) | Passage(content=inner):
                yield from walk_blocks(inner)
            case Definitions(entries):
                for _, explanation in entries:
                    yield from walk_blocks(explanation)
            case _:
                pass


def walk(blocks: Iterable[Block]) -> Iterator[Block | Inline]:
    """Every block and every inline in reading order, containers before what they hold.

    `walk_blocks` can't go before it: each term is read before its own explanation.
    """
    for block in blocks:
        yield block
        match block:
            case Paragraph(content, _) | Heading(content=content) | TermEntry(meaning=content):
                yield from walk_inlines(content)
            case ListBlock(items=items):
                for item in items:
                    yield from walk(item)
            case Quote(inner) | Landscape(inner) | Passage(content=inner):
                yield from walk(inner)
            case Definitions(entries):
                for term, explanation in entries:
                    yield from walk_inlines(term)
                    yield from walk(explanation)
            case Float():
                yield from _walk_float(block)
            case Grid():
                yield from _walk_body(block)
            case MeasureText(values):
                for value in values:
                    for content in value.contents:
                        yield from walk_inlines(content)
            case PageBreak() | ListingPlace():
                pass


def _walk_float(block: Float) -> Iterator[Inline]:
    """Titles of tables stand above them, titles of figures below."""
    above, below = (block.caption, ()) if block.kind is FloatKind.TABLE else ((), block.caption)
    yield from walk_inlines(above)
    yield from _walk_body(block.body)
    yield from walk_inlines(below)
    for note in block.notes:
        yield from walk_inlines(note)


def _walk_body(body: Table | Picture | PositionDiagram | Grid) -> Iterator[Inline]:
    match body:
        case Table(rows=rows):
            for cell in (cell for row in rows for cell in row if cell):
                yield from walk_inlines(cell.content)
        case Grid(rows=grid_rows):
            for grid_cell in (cell for row in grid_rows for cell in row if cell):
                for paragraph in grid_cell.content:
                    yield from walk_inlines(paragraph.content)
        case Picture() | PositionDiagram():
            pass
