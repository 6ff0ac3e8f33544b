"""What an item's fields say, as it stands under the item's heading: label and text, and tables where they are rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from pipeline.documents.cells import cell, enumeration, text_cell
from pipeline.model.blocks import Block, FieldValue, ItemText
from pipeline.model.floats import Float, Grid, GridCell
from pipeline.model.forms import Form
from pipeline.model.inlines import Inlines, Paragraph, Role, Text, plain_text
from pipeline.model.prose import ListBlock, mark_of

ITEM_TABLE, ROWS_TABLE = "取組の表", "計画の表"
_WIDTHS = (2, 9)
# Forms whose values are shown in rows of their own.
IN_ROWS = (Form.ROWS, Form.INDICATORS, Form.PAIRS)
_INDICATOR_HEADS = ("指標", "基準", "目標", "方向")


def shown_item(text: ItemText) -> Iterator[Block]:
    """An item's fields in their order: those that fit beside their labels in one table, the others under theirs."""
    for beside, values in groupby(text.values, fits_in_cells):
        if beside:
            yield Grid(ITEM_TABLE, _WIDTHS, tuple(map(_row, values)))
        else:
            for value in values:
                yield Paragraph((Text(value.kind.key),), Role.MEASURE_LABEL, value.location)
                yield from shown_value(value)


def shown_value(value: FieldValue) -> Iterator[Block]:
    """A value that stands beside no label."""
    yield from value.blocks
    if value.kind.form in IN_ROWS:
        yield _table(value)
    elif value.rows:
        yield Paragraph(enumeration(contents_of(value)), Role.BODY, value.location)


def fits_in_cells(value: FieldValue) -> bool:
    """Whether a value is nothing but paragraphs, which can stand beside its label."""
    return value.kind.form not in IN_ROWS and all(isinstance(block, Paragraph) for block in value.blocks)


def _row(value: FieldValue) -> tuple[GridCell, GridCell]:
    contents = contents_of(value)
    texts = contents if value.blocks else [enumeration(contents)]
    return _label((Text(value.kind.key),)), cell(texts, Role.MEASURE_TEXT, value.location)


def _label(content: Inlines) -> GridCell:
    return GridCell((Paragraph(content, Role.MEASURE_LABEL),), shade=True, heads=True)


def contents_of(value: FieldValue) -> tuple[Inlines, ...]:
    """A value's texts in lines, as a cell shows them: paragraphs, items of lists with their marks, rows cell by cell.

    A table or figure is named alone; it stands in the plan.
    """
    return (*_lines(value.blocks), *chain(*value.rows))


def _lines(blocks: Iterable[Block]) -> Iterator[Inlines]:
    for block in blocks:
        match block:
            case Paragraph(content):
                yield content
            case ListBlock():
                for number, item in enumerate(block.items, block.start):
                    first, *more = _lines(item)
                    yield (Text(mark_of(block.kind, number)), *first)
                    yield from more
            case Float():
                title = plain_text(block.caption)
                yield (Text(f"（{block.kind.value}「{title}」は、本編にあります）"),)
            case _:
                raise AssertionError("a field holds text, lists, tables and figures")


def _table(value: FieldValue) -> Grid:
    """A value in rows: pairs as labels and texts, others under the heads of their columns."""
    if value.kind.form is Form.PAIRS:
        return Grid(
            ITEM_TABLE,
            _WIDTHS,
            tuple(
                (_label(label), cell([text], Role.MEASURE_TEXT, value.location)) for label, text in value.rows
            ),
        )
    heads = tuple(text_cell(each, role=Role.CELL_HEAD, shade=True) for each in heads_of(value))
    place = value.location
    rows = tuple(tuple(cell([each], Role.CELL, place) for each in cells_of(value, row)) for row in value.rows)
    return Grid(ROWS_TABLE, (), (heads, *rows), head_rows=1)


def heads_of(value: FieldValue) -> tuple[str, ...]:
    """The heads over a value's columns."""
    if value.kind.form is Form.INDICATORS:
        return _INDICATOR_HEADS
    return tuple(column.name for column in value.kind.columns)


def cells_of(value: FieldValue, row: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
    """A row's cells under those heads."""
    if value.kind.form is not Form.INDICATORS:
        return row
    parts = indicator_parts(row)
    return tuple(parts[name] or (Text("－"),) for name in ("名", "基準", "目標", "方向"))


def indicator_parts(row: tuple[Inlines, ...]) -> dict[str, Inlines]:
    """An indicator's cells by the names that tags have for them; 基準 and 目標 are value, unit and year."""
    name, unit, base_year, base, goal_year, goal, aim = row

    def point(value: Inlines, year: Inlines) -> Inlines:
        return (*value, *unit, Text("（"), *year, Text("）")) if value else ()

    return {
        "名": name,
        "単位": unit,
        "基準": point(base, base_year),
        "基準値": base,
        "基準年度": base_year,
        "目標": point(goal, goal_year),
        "目標値": goal,
        "目標年度": goal_year,
        "方向": aim,
    }
