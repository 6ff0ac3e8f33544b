"""The 体系図: a row for every item of the innermost level that it shows, under those of the outer ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, groupby, takewhile

from pipeline.documents.cells import text_line
from pipeline.documents.common import as_mentions, document_title, make_content
from pipeline.documents.samples import Said, filled, said_of, turns
from pipeline.frozen import replace
from pipeline.model.blocks import FieldValue
from pipeline.model.content import DocumentContent, FrameworkRows
from pipeline.model.contract import CHARACTERS, LABEL_TAGS, Contract, Head
from pipeline.model.documents import FRAMEWORK, PLAN
from pipeline.model.floats import Grid, GridCell
from pipeline.model.forms import INTRODUCTION, Field, Form
from pipeline.model.inlines import Inlines, Paragraph, Role, Text, plain_text
from pipeline.model.levels import LABEL, USUAL_LEVELS, Level, Levels
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Item
from pipeline.model.samples import NUMBER, TITLE, ItemTag, SampleCell, SampleLine, SampleRow
from pipeline.problems import Location

Row = tuple[GridCell | None, ...]
# The forms of fields that a sheet shows where its template does not say so.
_SHOWN = (Form.TEXT, Form.WORD, Form.NAMES, Form.CHOICE)


def _fields(level: Level) -> Iterator[Field]:
    return (field for field in level.fields if field.form in _SHOWN and field != INTRODUCTION)


def default_row(levels: Levels) -> SampleRow:
    """The columns of a sheet whose template has the slot alone: all levels, and the innermost one's texts."""
    outermost, *between, innermost = levels
    cells = [replace(_column(ItemTag(outermost.name), Role.SHEET_POLICY), vertical=True)]
    for level, role in (*((each, Role.SHEET_DIRECTION) for each in between), (innermost, Role.SHEET_MEASURE)):
        if level.labelled:
            cells.append(_column(ItemTag(level.name, LABEL), Role.SHEET_LABEL))
        cells.append(_column(ItemTag(level.name), role))
    for field in _fields(innermost):
        mark, role = ("・", Role.SHEET_PROGRAM) if field.form is Form.NAMES else ("", Role.SHEET_TEXT)
        cells.append(_column(ItemTag(innermost.name, field.key), role, mark))
    return tuple(cells)


def _column(tag: ItemTag, role: Role, mark: str = "") -> SampleCell:
    return SampleCell((SampleLine((mark, tag) if mark else (tag,), role),))


CONTRACT = Contract(
    slots=("体系図",),
    needed=("体系図",),
    needed_tags=(*LABEL_TAGS, "基本理念"),
    paragraphs=(
        Role.SHEET_HEAD,
        Role.SHEET_POLICY,
        Role.SHEET_LABEL,
        Role.SHEET_DIRECTION,
        Role.SHEET_MEASURE,
        Role.SHEET_TEXT,
        Role.SHEET_PROGRAM,
    ),
    characters=CHARACTERS,
    tables=("体系図",),
    # Over the columns of a template that has the slot alone, in a plan of the usual levels.
    heads=(
        Head("基本方針"),
        Head("施策の基本方向", 2),
        Head("取組"),
        Head("課題認識", word="課題"),
        Head("対応方針", word="対応"),
        Head("関連する施策", word="関連"),
    ),
)


def framework_content(resolved: ResolvedPlan) -> DocumentContent:
    """The sheet with all items."""
    levels = resolved.plan.framework.levels
    own = resolved.item_rows.get(FRAMEWORK.name)
    row = own or default_row(levels)
    # Staff wrote the heads of the columns that they chose, and those of the usual levels.
    written = bool(own) or levels == USUAL_LEVELS
    heads = () if written else (_heads(row),)
    grid = Grid(
        "体系図", (), (*heads, *_rows(resolved, row)), len(heads), document_title(resolved, FRAMEWORK)
    )
    over = written_heads(resolved.item_heads.get(FRAMEWORK.name, ())) if written else ()
    depths = tuple(_depth(cell, [level.name for level in levels]) for cell in row)
    return make_content(resolved, FRAMEWORK, {"体系図": FrameworkRows(grid, depths, over)})


def written_heads(rows: Sequence[SampleRow]) -> tuple[Row, ...]:
    """The heads that a template has, as rows of cells: one that goes on below covers the rows under it."""
    return tuple(tuple(_written(rows, at)) for at in range(len(rows)))


def _written(rows: Sequence[SampleRow], at: int) -> Iterator[GridCell | None]:
    column = 0
    for cell in rows[at]:
        if cell.continues:
            yield None
        else:
            lines = tuple(Paragraph((Text(each.words),), each.style) for each in cell.lines)
            yield GridCell(lines, cell.columns, _rows_of(rows, at, column))
        yield from [None] * (cell.columns - 1)
        column += cell.columns


def _rows_of(rows: Sequence[SampleRow], at: int, column: int) -> int:
    """The rows that a head covers which begins in this one."""
    below = takewhile(lambda row: _goes_on(row, column), rows[at + 1 :])
    return 1 + sum(1 for _ in below)


def _goes_on(row: SampleRow, column: int) -> bool:
    starts = accumulate((cell.columns for cell in row), initial=0)
    return any(cell.continues and start == column for cell, start in zip(row, starts, strict=False))


def _heads(row: SampleRow) -> Row:
    """Heads over columns: the fields' names, and the level's over an item and its short label."""
    heads: list[GridCell | None] = []
    for name, columns in groupby(row, _head):
        width = len(list(columns))
        head = text_line(name, Role.SHEET_HEAD)
        heads += [GridCell((head,), colspan=width), *[None] * (width - 1)]
    return tuple(heads)


def _head(cell: SampleCell) -> str:
    (tag,) = cell.lines[0].tags
    return tag.level if tag.field in ("", LABEL) else tag.field


def _rows(resolved: ResolvedPlan, row: SampleRow) -> Iterator[Row]:
    """The sheet's rows; a cell of an outer level covers those of all items under its own."""
    names = [level.name for level in resolved.plan.framework.levels]
    depths = [_depth(cell, names) for cell in row]
    deepest = max(depths)
    before: tuple[Item, ...] = ()
    outermost = resolved.plan.framework.items
    for line in _lines_of(outermost, deepest):
        branch = outermost.index(line[0]) + 1
        yield tuple(
            None
            if before and before[depth] is line[depth]
            else replace(
                _cell(resolved, cell, line[: depth + 1]),
                rowspan=_height(line[depth], deepest - depth),
                branch=branch,
            )
            for cell, depth in zip(row, depths, strict=True)
        )
        before = line


def _depth(cell: SampleCell, names: Sequence[str]) -> int:
    """The index of the level whose items a column shows: the innermost that it names."""
    return max((names.index(tag.level) for tag in cell.tags), default=0)


def _lines_of(items: Iterable[Item], depth: int, above: tuple[Item, ...] = ()) -> Iterator[tuple[Item, ...]]:
    """Each item of this depth with those that it stands in, outermost first."""
    for item in items:
        line = (*above, item)
        yield from _lines_of(item.children, depth - 1, line) if depth else (line,)


def _height(item: Item, depth: int) -> int:
    """The items of so many levels further in."""
    return sum(_height(child, depth - 1) for child in item.children) if depth else 1


def _cell(resolved: ResolvedPlan, cell: SampleCell, line: Sequence[Item]) -> GridCell:
    item = line[-1]
    above = {each.level.name: each for each in line}
    paragraphs = []
    for sample in cell.lines:
        place = _place_of_field(item, sample)
        for row in range(_turns(sample, above)):
            said = partial(_said, resolved, above, cell.vertical, row)
            paragraphs += [
                replace(each, location=place or _place_of_title(item, each)) for each in filled(sample, said)
            ]
    if not paragraphs and cell.lines:
        paragraphs.append(Paragraph((), cell.lines[0].style, item.location))
    named = any(tag.level == item.level.name and tag.field in ("", TITLE) for tag in cell.tags)
    return GridCell(tuple(paragraphs), vertical=cell.vertical, heads=named, look=cell.look or None)


def _place_of_field(item: Item, sample: SampleLine) -> Location | None:
    """The place at which the first field is written that a line shows; None where it shows none."""
    fields = {value.kind.key: value.location for value in item.values}
    places = (
        fields[tag.field] for tag in sample.tags if tag.level == item.level.name and tag.field in fields
    )
    return next(places, None)


def _place_of_title(item: Item, shown: Paragraph) -> Location:
    """The place of the title that is shown, or the item's own, which has its number."""
    is_titled = not item.children or item.title in plain_text(shown.content)
    return item.title_location if is_titled else item.location


def _turns(sample: SampleLine, above: Mapping[str, Item]) -> int:
    """How often a line is filled: once for each row, where it names columns of a field."""
    return turns(_value(above[tag.level], tag.field) for tag in sample.tags if tag.part)


def _value(item: Item, field: str) -> FieldValue | None:
    return next((value for value in item.values if value.kind.key == field), None)


def _said(resolved: ResolvedPlan, above: Mapping[str, Item], vertical: bool, row: int, tag: ItemTag) -> Said:
    item = above[tag.level]
    number, title = resolved.label_of(item.id), item.title
    match tag.field:
        case "" if vertical:
            return _texts(number, title)
        case "":
            return _texts(f"{number}\t{title}" if number else title)
        case field if field == NUMBER:
            return _texts(number)
        case field if field == TITLE:
            return _texts(title)
        case field if field == LABEL:
            return _texts(item.label)
        case field:
            said = said_of(_value(item, field), tag.part, row)
            return replace(said, lines=tuple(_shown(resolved, each) for each in said.lines))


def _texts(*texts: str) -> Said:
    return Said(tuple((Text(each),) for each in texts if each))


def _shown(resolved: ResolvedPlan, content: Inlines) -> Inlines:
    # The same text stands in the plan, where a number needs no place.
    return as_mentions(content, resolved.targets, place=PLAN.label)
