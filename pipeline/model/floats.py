"""Tables and figures: what may stand under a caption, and the caption with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import StrEnum
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.model.charts import Chart
from pipeline.model.inlines import Inline, Inlines, LineBreak, Paragraph, Text
from pipeline.model.prose import ListBlock, ListKind, Prose, mark_of, paragraphs_of
from pipeline.problems import Location, Problem


class Align(StrEnum):
    """Horizontal alignment of a table column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class TablePart(StrEnum):
    """A part of a table that has a look of its own in the table's style; the value is that part's name there (17.18.89)."""

    HEAD = "firstRow"
    TOTAL = "lastRow"
    GROUP = "band2Horz"
    SHADED_ROW = "band1Horz"
    SHADED_COLUMN = "band1Vert"


@dataclass(frozen=True)
class Cell:
    """One cell of a data table; the positions that a merged cell covers hold None in its row."""

    content: tuple[Prose, ...]
    colspan: int = 1
    rowspan: int = 1

    @property
    def text(self) -> Inlines:
        """All that it says as one text: its paragraphs and the items of its lists, with their marks, in lines."""
        if len(self.content) == 1 and isinstance(self.content[0], Paragraph):  # as in most
            return self.content[0].content
        return joined_lines(_marked_lines(self.content))


@dataclass(frozen=True)
class Table:
    """A data table: every row has one entry a column; `widths` are relative, or empty for automatic.

    `unit` is the line above it that says in what its numbers are. Of its rows (from 0, heads among them) `totals` sum up
    others and `groups` say what those under them are; `shaded_rows` and columns are set off by their colour.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    head_rows: int
    aligns: tuple[Align, ...]
    widths: tuple[float, ...] = ()
    unit: Inlines = ()
    totals: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    shaded_rows: tuple[int, ...] = ()
    shaded_columns: tuple[int, ...] = ()

    def part_at(self, row: int, column: int) -> TablePart | None:
        """The part of the table whose look a cell has."""
        if row < self.head_rows:
            return TablePart.HEAD
        if row in self.totals:
            return TablePart.TOTAL
        if row in self.groups:
            return TablePart.GROUP
        if row in self.shaded_rows:
            return TablePart.SHADED_ROW
        return TablePart.SHADED_COLUMN if column in self.shaded_columns else None


@dataclass(frozen=True)
class Picture:
    """An image file of plan_source/; `width` is a share (0 to 1) of the text width.

    `alt` is what is read aloud in its place: no printed text, so no walk goes through it.
    """

    path: str
    alt: Inlines
    width: float


@dataclass(frozen=True)
class Pictures:
    """Images side by side, each with its own small title, which may be empty; `columns` is how many stand beside each other."""

    items: tuple[tuple[Picture, Inlines], ...]
    columns: int


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
class Item(Paragraph):
    """A paragraph of a cell that is an item of a list: its mark, whether the list begins with it, and in how many others that stands."""

    kind: ListKind = ListKind.BULLET
    number: int = 1
    begins: bool = False
    depth: int = 0


@dataclass(frozen=True)
class GridCell:
    """A cell of a laid-out table. `shade`, `border` and `vertical` are what it looks like; spans as in `Cell`.

    `part` is the part of the table whose look it has, where that is not all of it. Behind a number there is as much room as
    `behind` takes, the decimals that others in its column have.
    Of a cell without a border those `sides` are drawn that are part of a line. A `low` cell has no margins above and below. One
    of a template's sample has the `look` that it has there, as markup, in place of shade and border; `heads` says that it names
    what stands beside or under it. `branch` is the place (from 1) of the framework's outermost item to which it belongs, if to one.
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
    branch: int = field(default=0, compare=False)
    part: TablePart | None = None
    behind: str = ""


@dataclass(frozen=True)
class GoesOn(Paragraph):
    """A paragraph of a cell that goes on with what the row above it ended with, where both stand on one page."""


GridRow = tuple[GridCell | None, ...]


@dataclass(frozen=True)
class RowFlow:
    """What becomes of a row of a table where pages end: `again` are rows that stand above it once more where a page begins with it.

    One that `runs_on` is written in the cells of the row before it where both are on one page; one that `leads` ends no page.
    What stands in it beside text is as high as this share of the table's width (`taller`).
    """

    again: tuple[GridRow, ...] = ()
    runs_on: bool = False
    leads: bool = False
    taller: float = 0


@dataclass(frozen=True)
class Grid:
    """A laid-out table: `style` is a table style's name, `widths` are relative, `alt` describes it.

    That of a drawing has the least `heights` of its rows, in twips, 0 where a row is as high as its boxes need, and says in
    `joins` how its boxes are joined where their order does not tell; `draws` is what it is a drawing of. One that is parted where
    pages end has the `flow` of its rows. Tables of one `series` have columns of the same widths.
    """

    style: str
    widths: tuple[float, ...]
    rows: tuple[GridRow, ...]
    head_rows: int = 0
    alt: str = ""
    heights: tuple[int, ...] = ()
    joins: tuple[str, ...] = ()
    flow: tuple[RowFlow, ...] = ()
    series: str = ""
    draws: PositionDiagram | FrameworkTree | Flow | Pictures | None = field(default=None, compare=False)

    def leads(self, row: int) -> bool:
        """Whether a row (from 0) does nothing but name what stands under it."""
        begun = [cell for cell in self.rows[row] if cell]
        return bool(begun) and all(cell.heads or cell.part is TablePart.GROUP for cell in begun)


FloatBody = Table | Picture | Pictures | Chart | PositionDiagram | FrameworkTree | Flow | Grid


class FloatKind(StrEnum):
    """A captioned thing; the value is its label, and the identifier of its SEQ field."""

    TABLE = "表"
    FIGURE = "図"


@dataclass(frozen=True)
class Float:
    """A table or figure with its caption, and the source and ※ lines under it.

    One that is not `numbered` has its title alone, or none. Outside the plan, whose counters number it, it has no id, and its
    caption is all that is shown. `notices` are what its author should know of its data.
    """

    kind: FloatKind
    id: str
    caption: Inlines
    body: FloatBody
    notes: tuple[Inlines, ...]
    location: Location = field(compare=False)
    numbered: bool = True
    notices: tuple[Problem, ...] = field(default=(), compare=False)
    title_location: Location = field(default=Location(""), compare=False)

    @property
    def titled_above(self) -> bool:
        """Whether its title stands above it: those of tables do, and of figures shown as such, which may go on over pages; else it stands
        below."""
        return self.kind is FloatKind.TABLE or isinstance(self.body, Table)


def texts_of_body(body: FloatBody) -> tuple[Inlines, ...]:
    """The texts of a table or figure, in reading order."""
    match body:
        case Table(rows=rows, unit=unit):
            cells = (cell for row in rows for cell in row if cell)
            texts = tuple(each.content for cell in cells for each in paragraphs_of(cell.content))
            return (unit, *texts) if unit else texts
        case Grid(rows=grid_rows):
            return tuple(each.content for row in grid_rows for cell in row if cell for each in cell.content)
        case Flow(steps):
            return tuple(each.content for each in paragraphs_of((steps,)))
        case Pictures(items):
            return tuple(title for _, title in items if title)
        case Picture() | Chart() | PositionDiagram() | FrameworkTree():
            return ()
        case _:
            assert_never(body)


def joined_lines(lines: Iterable[Inlines]) -> Inlines:
    """Several texts as the lines of one."""
    joined: list[Inline] = []
    for index, line in enumerate(lines):
        joined += [LineBreak(), *line] if index else line
    return tuple(joined)


def _marked_lines(content: Iterable[Prose]) -> Iterator[Inlines]:
    for block in content:
        if isinstance(block, Paragraph):
            yield block.content
        else:
            for number, item in enumerate(block.items, block.start):
                first, *more = list(_marked_lines(item)) or [()]
                yield (Text(mark_of(block.kind, number)), *first)
                yield from more


def pictures_of(body: FloatBody) -> tuple[Picture, ...]:
    """The images that a body shows by themselves."""
    match body:
        case Picture():
            return (body,)
        case Pictures(items):
            return tuple(picture for picture, _ in items)
        case _:
            return ()
