"""拡大版: what a document shows, one thing under the other, in tables that can be read in large letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from enum import Enum
from functools import partial
from itertools import groupby
from typing import assert_never

from pipeline.editions.drawings import COLON, listed, one_column, told
from pipeline.editions.records import Field, Record, records_of
from pipeline.editions.sheet import sheet_blocks
from pipeline.frozen import dataclass
from pipeline.model.blocks import (
    Beside,
    Block,
    ColumnBreak,
    Columns,
    Heading,
    Landscape,
    with_inner,
)
from pipeline.model.chart_words import called
from pipeline.model.charts import Chart
from pipeline.model.content import DocumentContent, FrameworkRows, Part, Slot
from pipeline.model.floats import Align, Cell, Float, FloatKind, Flow, Grid, Picture, Pictures, Table
from pipeline.model.inlines import Inlines, Kept, Paragraph, Role, Strong, Text, plain_text
from pipeline.model.numbers import NO_PAGE, Target
from pipeline.model.prose import ListBlock, ListKind, Prose, paragraphs_of
from pipeline.model.text_widths import FULL, text_width
from pipeline.problems import Location

# So many lines of a list are about two pages of large letters.
_LONG_LIST = 40
# So many ems of text are on one line of the largest letters, with the colon in it.
_SHORT = 19
# So many ems are on one line of a narrow column.
_NARROW = 5
_REFERENCE = "第１章第１節１(1)"  # what a reference shows is about as long
# Headings of these levels say on which page of the plan they stand.
_PLACED = (1, 2)
# The width of a picture that stood beside text, as a share of that of the text.
_BESIDE = 0.4


class Way(Enum):
    """The ways to show a table in large letters."""

    TABLE = "as it is"
    FITTED = "as it is, in columns as wide as their texts ask"
    TURNED = "on turned paper"
    LIST = "as a list of its rows"


@dataclass(frozen=True)
class Large:
    """How a document is shown: `way` decides of each table, `pages` are those of the plan as it is printed, by bookmark, empty
    where they were never measured. `has_labels` says whether its template has the style of fields' names."""

    way: Callable[[Table], Way]
    pages: Mapping[str, str]
    targets: Mapping[str, Target]
    has_labels: bool = True

    def content(self, content: DocumentContent) -> DocumentContent:
        """The content of the same document in large letters."""
        return replace(content, slots={name: self._slot(slot) for name, slot in content.slots.items()})

    def _slot(self, slot: Slot) -> Slot:
        if isinstance(slot, FrameworkRows):
            return Part(tuple(sheet_blocks(slot)))
        if isinstance(slot, Part):
            return replace(slot, blocks=tuple(self.blocks(slot.blocks)))
        return slot

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Blocks in one column, tables as they can be read."""
        for block in blocks:
            match block:
                case Landscape(content) | Columns(content):
                    yield from self.blocks(content)
                case Beside(content):
                    yield from map(_beside_no_more, self.blocks(content))
                case ColumnBreak():
                    pass
                case Heading():
                    yield block
                    yield from self._place(block)
                case Float():
                    yield from self._float(block)
                case Grid():
                    yield from self._fields(block)
                case _:
                    yield with_inner(block, self._inside)

    def _inside(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Blocks in a box, in which no paper is turned."""
        yield from replace(self, way=partial(_upright, self.way)).blocks(blocks)

    def _place(self, heading: Heading) -> Iterator[Paragraph]:
        target = self.targets.get(heading.id)
        page = self.pages.get(target.bookmark, NO_PAGE) if target else NO_PAGE
        if heading.level in _PLACED and page != NO_PAGE:
            yield Paragraph((Text(f"（計画では、{page}ページ）"),), Role.RIGHT)

    def _fields(self, grid: Grid) -> Iterator[Block]:
        """A table of fields: as text under its labels, or as a list of its rows where a template has no style for labels."""
        if self.has_labels:
            yield from _as_paragraphs(grid)
        else:
            rows = one_column([_record(each) for each in records_of(grid)])
            yield Float(FloatKind.TABLE, "", (), rows, (), Location(""), numbered=False)

    def _float(self, block: Float) -> Iterator[Block]:
        match block.body:
            case Table() as table:
                yield _table(block, table, self.way(table))
            case Grid(draws=Flow(steps)):
                yield replace(block, body=one_column([_strong_first(item) for item in steps.items]))
            case Grid(draws=Pictures(items)):
                yield replace(block, body=_one_under_the_other(items, block.body))
            case Grid() as grid:
                said = tuple((Text(each),) for each in told(grid))
                yield replace(block, body=listed(grid), notes=(*said, *block.notes))
            case Chart() as chart:
                said = ((Text(f"図の説明{COLON}{chart.description or called(chart)}"),),)
                yield replace(block, notes=(*said, *block.notes))
                yield _numbers(chart)
            case Picture() as picture:
                yield replace(
                    block, body=replace(picture, width=1.0), notes=(*_described(picture), *block.notes)
                )
            case _:
                yield block


def _table(block: Float, table: Table, way: Way) -> Block:
    match way:
        case Way.TABLE:
            return block
        case Way.FITTED:
            return replace(block, body=replace(table, widths=()))
        case Way.TURNED:
            return Landscape((replace(block, body=_named_in_each_row(table)),))
        case Way.LIST:
            return replace(block, body=_as_list(table))
        case _:
            assert_never(way)


def _named_in_each_row(table: Table) -> Table:
    """A long table whose merged names stand in each of their rows: on the next page nothing else would say what these are of. Where they
    would take more lines there, they stay as they are."""
    rows = [list(row) for row in table.rows]
    for at in range(table.head_rows, len(rows)):
        for column, cell in enumerate(table.rows[at]):
            if cell and cell.rowspan > 1 and table.aligns[column] is not Align.RIGHT and _is_low(cell):
                for each in rows[at : at + cell.rowspan]:
                    each[column] = replace(cell, rowspan=1)
    return replace(table, rows=tuple(map(tuple, rows)))


def _is_low(cell: Cell) -> bool:
    """Whether a cell's text takes one line in a narrow column, too."""
    return text_width(plain_text(cell.text, lambda _: _REFERENCE), proportional=False) <= _NARROW * FULL


def _upright(way: Callable[[Table], Way], table: Table) -> Way:
    found = way(table)
    return Way.LIST if found is Way.TURNED else found


def _beside_no_more(block: Block) -> Block:
    """What stood beside text, where that is above or below it: a picture of a person or a place leaves room for what belongs to it."""
    if isinstance(block, Float) and isinstance(block.body, Picture):
        return replace(block, body=replace(block.body, width=_BESIDE))
    return block


def _numbers(chart: Chart) -> ListBlock:
    """All that a chart shows, in letters that have no end at its frame."""
    items = []
    for index, name in enumerate(chart.categories):
        values = (f"{each.name} {chart.said(each, index)}" for each in chart.series)
        items.append((Paragraph((Strong((Text(name),)), Text(COLON + "、".join(values)))),))
    return ListBlock(ListKind.BULLET, 1, tuple(items))


def _described(picture: Picture) -> Iterator[Inlines]:
    """What a picture shows, in letters that can be enlarged."""
    if picture.alt:
        yield (Text(f"図の説明{COLON}"), *picture.alt)


def _one_under_the_other(items: tuple[tuple[Picture, Inlines], ...], grid: Grid) -> Grid:
    """Pictures in one column, each in a cell with its title: side by side, titles stand in a row of their own."""
    shown = [cell for row in grid.rows for cell in row if cell and cell.content[0].role == Role.FIGURE]
    cells = (
        replace(cell, content=(*cell.content, *([Paragraph(title, Role.PICTURE_TITLE)] if title else ())))
        for cell, (_, title) in zip(shown, items, strict=True)
    )
    return replace(grid, widths=(), rows=tuple((cell,) for cell in cells), heights=(), series="")


def _strong_first(item: tuple[Prose, ...]) -> tuple[Prose, ...]:
    first, *more = item
    if isinstance(first, Paragraph):
        return (replace(first, content=(Strong(first.content),)), *more)
    return item


def _as_list(table: Table) -> Table:
    """A table's rows one under the other, each with the heads of its cells."""
    return replace(one_column([_record(each) for each in records_of(table)]), unit=table.unit)


def _record(record: Record) -> tuple[Prose, ...]:
    names = [Paragraph((Strong(_named(record.names)),))] if record.names else []
    return (*names, *(each for fields in _under_one_head(record.fields) for each in _fields(fields)))


def _under_one_head(fields: Iterable[Field]) -> Iterator[list[Field]]:
    """The fields of a record, together those that stand under one head over theirs."""
    for _, group in groupby(fields, key=lambda field: field.heads[:-1]):
        found = list(group)
        yield from [found] if all(map(_is_line, found)) else ([each] for each in found)


def _is_line(field: Field) -> bool:
    """Whether a cell has a head under another one, and one paragraph."""
    return len(field.heads) > 1 and len(field.content) == 1 and isinstance(field.content[0], Paragraph)


def _fields(fields: list[Field]) -> Iterator[Prose]:
    """Cells each under its heads, or several on one line behind what stands over all of them: ７年度：見込み 153、確保 155."""
    if len(fields) == 1:
        yield from _field(fields[0])
        return
    said: Inlines = (Strong(_named(fields[0].heads[:-1])), Text(COLON))
    for at, field in enumerate(fields):
        (paragraph,) = paragraphs_of(field.content)
        said = (*said, *((Text("、"),) if at else ()), *field.heads[-1], Text(" "), *paragraph.content)
    yield Paragraph(said)


def _named(texts: tuple[Inlines, ...]) -> Inlines:
    return tuple(
        inline for index, text in enumerate(texts) for inline in ((Text("　"), *text) if index else text)
    )


def _field(field: Field) -> Iterator[Prose]:
    if not field.heads:
        yield from field.content
        return
    first, *more = field.content
    head = (Strong(_named(field.heads)), Text(COLON))
    if isinstance(first, Paragraph):
        yield replace(first, content=(*head, *first.content))
    else:
        yield Paragraph(head)
        yield first
    yield from more


def _as_paragraphs(grid: Grid) -> Iterator[Block]:
    """A table of an item's fields as text under its labels: of the cells of one row, all but the first stand behind their heads if they
    are short, so that what belongs together is seen together, on one page."""
    for record in records_of(grid):
        for name in record.names:
            yield Paragraph(name, Role.MEASURE_LABEL)
        last = len(record.fields) - 1
        for index, field in enumerate(record.fields):
            blocks = tuple(_shown_field(field, is_behind=bool(index or record.names)))
            yield from blocks if index == last else _kept(blocks)


def _shown_field(field: Field, is_behind: bool) -> Iterator[Prose]:
    """A cell of a row: under its head, or if it is short and something of the row stands before it already, behind that."""
    content = tuple(_from_the_left(each) for each in field.content)
    if is_behind and _is_short(field):
        yield from _field(replace(field, content=content))
        return
    if field.heads:
        yield Paragraph(_named(field.heads), Role.MEASURE_LABEL)
    yield from content


def _kept(blocks: tuple[Prose, ...]) -> Iterator[Prose]:
    """The blocks of a field, the last of which stays on one page with the next field of its row."""
    *others, last = blocks
    yield from others
    yield Kept(last.content, last.role, last.location) if isinstance(last, Paragraph) else last


def _is_short(field: Field) -> bool:
    """Whether a cell is on one line with its head."""
    if not field.heads or len(field.content) != 1:
        return False
    (block,) = field.content
    if not isinstance(block, Paragraph):
        return False
    text = "".join(plain_text(each, lambda _: _REFERENCE) for each in (*field.heads, block.content))
    return text_width(text, proportional=False) <= _SHORT * FULL


def _from_the_left(block: Prose) -> Prose:
    """What stood in the middle of a column, or at its right, where no column is."""
    if isinstance(block, Paragraph) and block.role in (Role.CELL_CENTRED, Role.CELL_NUMBER):
        return replace(block, role=Role.CELL)
    return block


def mostly_numbers(table: Table) -> bool:
    """Whether half of a table's columns or more are numbers, which are there to be compared, and its list would be long."""
    numbers = sum(align is Align.RIGHT for align in table.aligns)
    lines = sum(len(row) for row in table.rows[table.head_rows :])
    return 2 * numbers >= len(table.aligns) and lines > _LONG_LIST
