"""Blocks, of which a chapter is made: paragraphs, headings, lists, tables, figures, and the walk through them.

The tree is the same from the reader of Markdown to the writer of Word; a stage that changes
something builds a new tree. Where something is written is no part of what it says: two blocks
are equal wherever they stand in the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from enum import Enum, StrEnum
from itertools import chain
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.model.forms import Field
from pipeline.model.inlines import Inline, Inlines, Note, Paragraph, Reference, walk_inlines
from pipeline.problems import Location


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (chapter) to 6, or of a 部 (0) above them; `id` is empty until the plan is assembled, if the author gave none.

    `item_level` is the level (from 1) of the framework's own list that numbers it; 0 of a heading that is numbered as headings are.
    """

    level: int
    content: Inlines
    id: str
    numbered: bool
    location: Location = field(compare=False)
    item_level: int = 0

    @property
    def by_style(self) -> bool:
        """Whether its style's own list numbers it."""
        return self.numbered and not self.item_level


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


class Align(StrEnum):
    """Horizontal alignment of a table column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Cell:
    """One cell of a data table; the positions that a merged cell covers hold None in its row."""

    content: Inlines
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
    alt: Inlines
    width: float


@dataclass(frozen=True)
class PositionDiagram:
    """The place of the diagram that is made from position.yaml."""


@dataclass(frozen=True)
class FrameworkTree:
    """The place of the tree that is made from framework.yaml; `levels` is how many of its levels it shows, 0 for all."""

    levels: int = 0


@dataclass(frozen=True)
class Flow:
    """Steps in their order, each a box; what stands under one of them are ways that part there and meet again."""

    steps: ListBlock


class Side(StrEnum):
    """A side of a cell; the value is the name of its border in WordprocessingML (17.4.66)."""

    TOP = "top"
    LEFT = "left"
    BOTTOM = "bottom"
    RIGHT = "right"


@dataclass(frozen=True)
class GridCell:
    """A cell of a laid-out table. `shade`, `border` and `vertical` are what it looks like; spans as in `Cell`.

    Of a cell without a border those `sides` are drawn that are part of a line. A `low` cell has no margins above and below. One
    of a template's sample has the `look` that it has there, as markup, in place of shade and border; `heads` says that it names
    what stands beside or under it.
    """

    content: tuple[Paragraph, ...]
    colspan: int = 1
    rowspan: int = 1
    shade: bool = False
    border: bool = True
    vertical: bool = False
    sides: tuple[Side, ...] = ()
    low: bool = False
    heads: bool = False
    look: str | None = None


@dataclass(frozen=True)
class Grid:
    """A laid-out table: `style` is a table style's name, `widths` are relative, `alt` describes it.

    That of a drawing has the least `heights` of its rows, in twips, 0 where a row is as high as its boxes need, and says in
    `joins` how its boxes are joined where their order does not tell.
    """

    style: str
    widths: tuple[float, ...]
    rows: tuple[tuple[GridCell | None, ...], ...]
    head_rows: int = 0
    alt: str = ""
    heights: tuple[int, ...] = ()
    joins: tuple[str, ...] = ()


FloatBody = Table | Picture | PositionDiagram | FrameworkTree | Flow | Grid


class FloatKind(StrEnum):
    """A captioned thing; the value is its label, and the identifier of its SEQ field."""

    TABLE = "表"
    FIGURE = "図"


@dataclass(frozen=True)
class Float:
    """A table or figure with its caption, and the source and ※ lines under it.

    Outside the plan, whose counters number it, it has no id, and its caption is all that is shown: there may be none.
    """

    kind: FloatKind
    id: str
    caption: Inlines
    body: FloatBody
    notes: tuple[Inlines, ...]
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
    content: tuple[Prose, ...]
    location: Location = field(compare=False)
    of: tuple[str, ...] = ()


class Listing(StrEnum):
    """A part of the text that is made from YAML; the value is the class of its div."""

    ITEMS = "施策"
    GLOSSARY = "用語解説"
    HISTORY = "改訂履歴"


@dataclass(frozen=True)
class ListingPlace:
    """The place where the author wants such a part, or of the framework the branch of the item with the id `of`."""

    listing: Listing
    location: Location = field(compare=False)
    of: str = ""


@dataclass(frozen=True)
class FieldValue:
    """The value of an item's field: blocks where it is running text, else rows of one cell or more.

    A row of an indicator has the cells that `INDICATOR_COLUMNS` names, one of pairs its label and its text.
    """

    kind: Field
    blocks: tuple[Block, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    location: Location = field(compare=False)

    def __bool__(self) -> bool:
        return bool(self.blocks or self.rows)


@dataclass(frozen=True)
class ItemText:
    """The text under an item's heading: those of its fields that say something, in their order.

    `level`, `id` and `label` are the item's: a template's sample may show them, too.
    """

    values: tuple[FieldValue, ...]
    level: str = ""
    id: str = ""
    label: str = ""

    def value(self, key: str) -> FieldValue | None:
        """The value of the field with this key, if it says something."""
        return next((value for value in self.values if value.kind.key == key), None)

    @property
    def related(self) -> Iterator[tuple[str, tuple[Reference, ...]]]:
        """The items that its fields name, each field's with the name of their level; empty for the item's own."""
        for value in self.values:
            if not value.kind.is_written:
                inlines = (inline for row in value.rows for cell in row for inline in cell)
                yield value.kind.level, tuple(each for each in inlines if isinstance(each, Reference))


@dataclass(frozen=True)
class TermEntry:
    """One entry of the glossary: its id, the term, the reading, and what it means."""

    id: str
    term: str
    reading: str
    meaning: Inlines
    location: Location = field(compare=False)

    @property
    def shown_reading(self) -> str:
        """The reading as it stands behind the term; none behind one that is written in kana alone, its own reading."""
        if all("\u3040" <= character <= "\u30ff" for character in self.term):
            return ""
        return f"（{self.reading}）"


# Blocks in which other blocks stand, and those that hold text alone, or nothing.
Container = ListBlock | Quote | Definitions | Landscape | Passage | ItemText
Simple = Paragraph | Heading | Float | Grid | PageBreak | ListingPlace | TermEntry
Block = Simple | Container
# What references point to by its id; notes stand in text.
NamedBlock = Heading | Float | TermEntry
Named = NamedBlock | Note


class Turn(Enum):
    """The beginning or end of turned paper, in a sequence of blocks without containers."""

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


def children(block: Block) -> tuple[Block | Inlines, ...]:
    """The content of a block, in reading order: blocks, and texts, each a run of inlines."""
    return _inner(block) if isinstance(block, Container) else texts(block)


def _inner(block: Container) -> tuple[Block | Inlines, ...]:
    match block:
        case ListBlock(items=items):
            return tuple(chain.from_iterable(items))
        case Quote(content) | Landscape(content) | Passage(content=content):
            return content
        case Definitions(entries):
            return tuple(each for term, explanation in entries for each in (term, *explanation))
        case ItemText(values):
            return tuple(each for value in values for each in (*value.blocks, *chain(*value.rows)))
        case _:
            assert_never(block)


def texts(block: Simple) -> tuple[Inlines, ...]:
    """The texts of a block without blocks in it, in reading order."""
    match block:
        case Paragraph(content) | Heading(content=content) | TermEntry(meaning=content):
            return (content,)
        case Float():
            # Titles of tables stand above them, titles of figures below.
            body = _texts_of_body(block.body)
            titled = (block.caption, *body) if block.kind is FloatKind.TABLE else (*body, block.caption)
            return (*titled, *block.notes)
        case Grid():
            return _texts_of_body(block)
        case PageBreak() | ListingPlace():
            return ()
        case _:
            assert_never(block)


def _texts_of_body(body: FloatBody) -> tuple[Inlines, ...]:
    match body:
        case Table(rows=rows):
            return tuple(cell.content for row in rows for cell in row if cell)
        case Grid(rows=grid_rows):
            cells = (cell for row in grid_rows for cell in row if cell)
            return tuple(paragraph.content for cell in cells for paragraph in cell.content)
        case Flow(steps):
            return tuple(each.content for each in walk_blocks((steps,)) if isinstance(each, Paragraph))
        case Picture() | PositionDiagram() | FrameworkTree():
            return ()
        case _:
            assert_never(body)


def own_texts(block: Block) -> tuple[Inlines, ...]:
    """The texts of a block that stand in no other block in it."""
    return tuple(child for child in children(block) if isinstance(child, tuple))


def with_inner(block: Block, change: Callable[[Iterable[Block]], Iterable[Block]]) -> Block:
    """The same block with what `change` makes of the blocks in it. Where prose alone can stand, that stays as it is."""
    if not isinstance(block, Container):
        return block
    match block:
        case Landscape(content):
            return replace(block, content=tuple(change(content)))
        case ItemText(values):
            changed = tuple(replace(each, blocks=tuple(change(each.blocks))) for each in values)
            return replace(block, values=changed)
        case ListBlock() | Quote() | Definitions() | Passage():
            return block
        case _:
            assert_never(block)


def walk_blocks(blocks: Iterable[Block | Inlines]) -> Iterator[Block]:
    """Every block in reading order, containers before what they hold, without the inlines."""
    for block in blocks:
        if not isinstance(block, tuple):
            yield block
            if isinstance(block, Container):
                yield from walk_blocks(_inner(block))


def walk(blocks: Iterable[Block]) -> Iterator[Block | Inline]:
    """Every block and every inline in reading order, containers before what they hold."""
    for block in blocks:
        yield block
        for child in children(block):
            if isinstance(child, tuple):
                yield from walk_inlines(child)
            else:
                yield from walk((child,))


def place_of(node: Block | Inline) -> Location | None:
    """The place where a node is written, if that is known of it by itself."""
    return getattr(node, "location", None)
