"""Blocks, of which a chapter is made: headings, what stands in containers, tables and figures, and the walk through them.

The tree is the same from the reader of Markdown to the writer of Word; a stage that changes
something builds a new tree. Where something is written is no part of what it says: two blocks
are equal wherever they stand in the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from enum import Enum, StrEnum
from itertools import chain
from operator import is_
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.model.charts import Chart
from pipeline.model.floats import (
    Float,
    Grid,
    Picture,
    Pictures,
    Table,
    pictures_of,
    texts_of_body,
)
from pipeline.model.forms import Field
from pipeline.model.inlines import (
    Anchor,
    Changed,
    Emphasis,
    Inline,
    InlinePicture,
    Inlines,
    LineBreak,
    Link,
    Mention,
    Note,
    Paragraph,
    Reference,
    Role,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    walk_inlines,
)
from pipeline.model.prose import Definitions, ListBlock, Prose, Quote
from pipeline.problems import Location


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (chapter) to 6, or of a 部 (0) above them; `id` is empty until the plan is assembled, if the author gave none.

    `item_level` is the level (from 1) of the framework's own list that numbers it; 0 of a heading that is numbered as headings are.
    One that `begins_page` comes after a chapter's door, which is no part of what it says.
    """

    level: int
    content: Inlines
    id: str
    numbered: bool
    location: Location = field(compare=False)
    item_level: int = 0
    begins_page: bool = field(default=False, compare=False)

    @property
    def by_style(self) -> bool:
        """Whether its style's own list numbers it."""
        return self.numbered and not self.item_level


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class ColumnBreak:
    """What comes next stands in the next column."""

    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Landscape:
    """Turned paper, or with `folds_out` an A3 sheet on its side that is folded into the document."""

    content: tuple[Block, ...]
    folds_out: bool = False


class BoxKind(StrEnum):
    """A look of boxes; the value is the class of their div, and the `w:name` of the template's table style."""

    COLUMN = "コラム"
    FRAME = "枠"


@dataclass(frozen=True)
class Box:
    """A box with other blocks in it, which may go on over pages.

    One without a `title` has no id either: nothing could be shown of it elsewhere.
    """

    kind: BoxKind
    id: str
    title: Inlines
    content: tuple[Block, ...]
    location: Location = field(compare=False)


# The table style by which pictures stand beside text.
BESIDE = "写真と文"


@dataclass(frozen=True)
class Beside:
    """A picture beside text: it stands at the left of the `content` if it comes first there, at the right if it comes last."""

    content: tuple[Block, ...]

    @property
    def picture(self) -> Float:
        """The figure, whose picture says which share of the width it takes."""
        return next(each for each in self.content if isinstance(each, Float))

    @property
    def text(self) -> tuple[Block, ...]:
        return tuple(each for each in self.content if not isinstance(each, Float))


@dataclass(frozen=True)
class Columns:
    """What stands in two columns, which end at one height."""

    content: tuple[Block, ...]


@dataclass(frozen=True)
class Aligned:
    """Paragraphs at the right or in the middle, as the style of their `role` says: a date, who signs."""

    role: Role
    content: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Passage:
    """The sentences of the 概要, shown there alone. They stand for what has the ids `of`, else for the text before them."""

    id: str
    content: tuple[Block, ...]
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
Container = (
    ListBlock | Quote | Definitions | Aligned | Landscape | Columns | Box | Beside | Passage | ItemText
)
Simple = Paragraph | Heading | Float | Grid | PageBreak | ColumnBreak | ListingPlace | TermEntry
Block = Simple | Container
# What references point to by its id; notes stand in text.
NamedBlock = Heading | Float | TermEntry | Box
Named = NamedBlock | Note | Anchor


class Turn(Enum):
    """The beginning or end of turned paper or of columns, in a sequence of blocks without containers."""

    TO_LANDSCAPE = "landscape"
    TO_PORTRAIT = "portrait"
    TO_FOLD_OUT = "fold-out"
    FROM_FOLD_OUT = "portrait behind a fold-out"
    TO_COLUMNS = "columns"
    TO_ONE_COLUMN = "one column"


@dataclass(frozen=True)
class Within:
    """Something named that is written with the box around it, which stands before it: versions are compared by what is named."""

    block: NamedBlock


Leaf = Block | Turn | Within


def leaves(blocks: Iterable[Block]) -> Iterator[Leaf]:
    """The blocks of a part in one sequence: what stands on turned paper or in columns between the marks of its beginning and end."""
    for block in blocks:
        match block:
            case Landscape(content, folds_out):
                yield Turn.TO_FOLD_OUT if folds_out else Turn.TO_LANDSCAPE
                yield from leaves(content)
                yield Turn.FROM_FOLD_OUT if folds_out else Turn.TO_PORTRAIT
            case Columns(content):
                yield Turn.TO_COLUMNS
                yield from leaves(content)
                yield Turn.TO_ONE_COLUMN
            case _:
                yield block
                yield from within(block)


def within(block: Block) -> Iterator[Within]:
    """What is named in a box, or stands beside text."""
    if isinstance(block, Box | Beside):
        yield from (Within(each) for each in walk_blocks(block.content) if isinstance(each, NamedBlock))


def blocks_in(leaf: Leaf) -> tuple[Block, ...]:
    """The block that is written where a leaf stands, if one is."""
    return () if isinstance(leaf, Turn | Within) else (leaf,)


def children(block: Block) -> tuple[Block | Inlines, ...]:
    """The content of a block, in reading order: blocks, and texts, each a run of inlines."""
    if isinstance(block, Paragraph):  # as most are
        return (block.content,)
    return _inner(block) if isinstance(block, Container) else texts(block)


def _inner(block: Container) -> tuple[Block | Inlines, ...]:
    match block:
        case ListBlock(items=items):
            return tuple(chain.from_iterable(items))
        case Quote(content) | Landscape(content) | Columns(content) | Beside(content):
            return content
        case Passage(content=content) | Aligned(content=content):
            return content
        case Box(title=title, content=content):
            return (title, *content) if title else content
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
            body = texts_of_body(block.body)
            titled = (block.caption, *body) if block.titled_above else (*body, block.caption)
            return (*titled, *block.notes)
        case Grid():
            return texts_of_body(block)
        case PageBreak() | ColumnBreak() | ListingPlace():
            return ()
        case _:
            assert_never(block)


def own_texts(block: Block) -> tuple[Inlines, ...]:
    """The texts of a block that stand in no other block in it."""
    return tuple(child for child in children(block) if isinstance(child, tuple))


def with_inner(block: Block, change: Callable[[Iterable[Block]], Iterable[Block]]) -> Block:
    """The same block with what `change` makes of the blocks in it; the very same, where that changes none. Where prose alone can stand,
    that stays as it is."""
    if not isinstance(block, Container):
        return block
    match block:
        case (
            Landscape(content)
            | Columns(content)
            | Box(content=content)
            | Beside(content)
            | Passage(content=content)
        ):
            changed = tuple(change(content))
            return block if _are_same(changed, content) else replace(block, content=changed)
        case ItemText(values):
            own = [(value, tuple(change(value.blocks))) for value in values]
            if all(_are_same(blocks, value.blocks) for value, blocks in own):
                return block
            return replace(block, values=tuple(replace(value, blocks=blocks) for value, blocks in own))
        case ListBlock() | Quote() | Definitions() | Aligned():
            return block
        case _:
            assert_never(block)


def _are_same(blocks: Sequence[Block], others: Sequence[Block]) -> bool:
    return len(blocks) == len(others) and all(map(is_, blocks, others))


def stands_on_sheets(block: Block) -> bool:
    """Whether a block can stand in the text of a document beside the plan, that has no chapters and no numbers."""
    match block:
        case Float(body=body):
            return isinstance(body, Table | Picture | Pictures | Chart)
        case Box(content=content):
            return all(map(stands_on_sheets, content))
        case _:
            return isinstance(block, Prose | Definitions | Aligned | ColumnBreak)


def walk_blocks(blocks: Iterable[Block | Inlines]) -> Iterator[Block]:
    """Every block in reading order, containers before what they hold, without the inlines."""
    for block in blocks:
        if not isinstance(block, tuple):
            yield block
            if not isinstance(block, Paragraph) and isinstance(block, Container):  # most are paragraphs
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


# What is neither, made once.
_UNNOTED = (Text, LineBreak, Ruby, Strong, Emphasis, Superscript, Subscript, Link, Mention, Changed)


def notable(block: Block) -> tuple[Block | Inline, ...]:
    """A block and the blocks in it, with those of its inlines that are named, refer to something or show a picture, in the order of `walk`."""
    return tuple(node for node in walk((block,)) if not isinstance(node, _UNNOTED))


def place_of(node: Block | Inline) -> Location | None:
    """The place where a node is written, if that is known of it by itself."""
    return getattr(node, "location", None)


def pictures_in(blocks: Iterable[Block]) -> Iterator[tuple[str, Location]]:
    """The image files that blocks show, those in lines among them, and where that is written."""
    for node in walk(blocks):
        if isinstance(node, InlinePicture):
            yield node.path, node.location
        elif isinstance(node, Float):
            yield from ((picture.path, node.location) for picture in pictures_of(node.body))
