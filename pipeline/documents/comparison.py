"""新旧対照表: the sections, measures, tables and terms that changed, as they were and as they are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from pipeline.documents.cells import text_cell, text_line
from pipeline.documents.changed_lines import paragraphs, shown_line, unit_sign
from pipeline.documents.common import make_content
from pipeline.documents.compared_tables import ADDED, DELETED, FINE, LEFT_OUT, table_rows
from pipeline.documents.marked import Stretch, inlines, marks, portions, stretches
from pipeline.frozen import dataclass
from pipeline.model.blocks import Block
from pipeline.model.comparison import Change, ChangeKind, ComparedTable, Comparison, LinePair, Versions
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import Contract
from pipeline.model.documents import COMPARISON
from pipeline.model.floats import GoesOn, Grid, GridCell, GridRow, RowFlow
from pipeline.model.inlines import InlinePicture, Paragraph, Role, Text
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Image
from pipeline.model.workbook import Marks, plain
from pipeline.problems import Location

TITLE = COMPARISON.label
STYLE = "新旧の表"
CONTRACT = Contract(
    slots=(TITLE,),
    needed=(TITLE,),
    paragraphs=(Role.BODY, Role.CELL, Role.CELL_HEAD, Role.COMPARED_TITLE, Role.GAP),
    characters=("変更箇所",),
    tables=(STYLE,),
)

_SIDE, _REMARK = 7.0, 3.0
OTHER_LOOK, AGAIN = "（文字以外の変更）", "（つづき）"
# Pages may end within a text that is longer than about so many characters: three lines or so.
_PORTION = 90
# The shares of a side's width that a small image takes, in width and in height.
_THUMBNAIL, _TALLEST = 0.5, 0.4
_EARLIER = "改正前/"


def comparison_content(
    comparison: Comparison,
    resolved: ResolvedPlan,
    versions: Versions,
    causes: Mapping[str, str],
    new_first: bool = False,
    earlier: Mapping[str, Image] = MappingProxyType({}),
) -> DocumentContent:
    """The document; `resolved` is the later version, `causes` are what stands in 備考, by the ids of units, `earlier` are the images
    of the earlier version."""
    images = _images(comparison, earlier, resolved.plan.images)
    blocks = tuple(_blocks(comparison, versions, causes, new_first, images))
    return replace(make_content(resolved, COMPARISON, {TITLE: Part(blocks)}), images=images)


def _images(
    comparison: Comparison, earlier: Mapping[str, Image], later: Mapping[str, Image]
) -> dict[str, Image]:
    """The images that differ, those of the earlier version under names of their own."""
    pictures = [pair.pictures for change in comparison.changes for pair in change.lines]
    return {
        **{_EARLIER + was: earlier[was] for was, _ in pictures if was in earlier},
        **{now: later[now] for _, now in pictures if now},
    }


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Changes in the order of tables: those of the 概要 after those of the plan."""
    return sorted(changes, key=lambda change: change.unit.what in ("概要", "要約"))


def _blocks(
    comparison: Comparison,
    versions: Versions,
    causes: Mapping[str, str],
    new_first: bool,
    images: Mapping[str, Image],
) -> Iterator[Block]:
    if not comparison.changes:
        yield text_line("改正前と改正後に、違いはありません。")
        return
    tables = any(pair.table for change in comparison.changes for pair in change.lines)
    setting = _Setting(FINE if tables else 1, new_first, images)
    rows = [
        row
        for change in in_order(comparison.changes)
        for row in _unit(change, causes.get(change.unit.id, ""), setting)
    ]
    yield Grid(
        STYLE,
        (*[_SIDE / setting.columns] * (2 * setting.columns), _REMARK),
        (setting.heads(versions), *(row.cells for row in rows)),
        head_rows=1,
        alt=TITLE,
        flow=(RowFlow(), *(row.flow for row in rows)),
    )


@dataclass(frozen=True)
class _Setting:
    """Of how many columns each side is made, on which side the new text stands, and the images that are shown."""

    columns: int
    new_first: bool
    images: Mapping[str, Image]

    def row(self, before: GridRow, after: GridRow, remark: str = "") -> GridRow:
        sides = (after, before) if self.new_first else (before, after)
        return (*sides[0], *sides[1], marked_cell((plain(remark), Role.CELL)))

    def heads(self, versions: Versions) -> GridRow:
        sides = [
            self.wide(head_cell(*head)) for head in (("改正前", versions.before), ("改正後", versions.after))
        ]
        return (*self.row(sides[0], sides[1])[:-1], head_cell("備考", ""))

    def wide(self, cell: GridCell) -> GridRow:
        """A cell over all columns of a side."""
        return (replace(cell, colspan=self.columns), *[None] * (self.columns - 1))


def head_cell(title: str, version: str) -> GridCell:
    """The head of a column, with the version that it shows."""
    lines = [title, f"（{version}）"] if version else [title]
    return text_cell(*lines, role=Role.CELL_HEAD, shade=True)


def marked_cell(*paragraphs: tuple[Marks, Role]) -> GridCell:
    """A cell of texts with marks, each with its role."""
    return GridCell(tuple(Paragraph(inlines(text), role) for text, role in paragraphs))


# What stands side by side


@dataclass(frozen=True)
class _Entry:
    """A paragraph of both sides; `before` and `after` are what is said of a side that has no text of its own, or after its
    text. `light` entries stay with what follows; one that `goes_on` is a further portion of the entry before it. `pictures` are shown
    small under what is said."""

    parts: tuple[Stretch, ...] = ()
    before: str = ""
    after: str = ""
    light: bool = False
    role: Role = Role.CELL
    goes_on: bool = False
    pictures: tuple[str, str] = ("", "")

    @property
    def sides(self) -> tuple[Marks, Marks]:
        before, after = marks(self.parts)
        return (*before, *plain(self.before)), (*after, *plain(self.after))


_LEFT_OUT = _Entry(before=LEFT_OUT, after=LEFT_OUT, light=True)


def _entries(change: Change) -> Iterator[_Entry | ComparedTable]:
    """Under number and title the lines that differ, with a sign for those left out; tables, which have such signs themselves."""
    lines = change.text_lines
    whole = not (change.before and change.after)
    table: ComparedTable | None = None
    for place, (index, pair) in enumerate(lines):
        if whole and place == 0 and not pair.table:
            continue  # its title
        if pair.table and pair.table is table:
            continue
        if index in change.gaps and not (pair.table or table):
            yield _LEFT_OUT
        table = pair.table
        yield table or _line(pair, whole)
    if len(change.lines) in change.gaps and not table:
        yield _LEFT_OUT
    if ChangeKind.EDITED in change.kinds and not lines:
        yield _Entry(before=OTHER_LOOK, after=OTHER_LOOK, light=True)


def _title(change: Change) -> _Entry:
    before, after = (unit.shown if unit else "" for unit in (change.before, change.after))
    said_before = ADDED if change.before is None else ""
    said_after = DELETED if change.after is None else unit_sign(change)
    return _Entry(tuple(stretches(before, after)), said_before, said_after, True, Role.COMPARED_TITLE)


def _title_again(change: Change) -> _Entry:
    """The title on a page on which a unit goes on."""
    before, after = (unit.shown + AGAIN if unit else "" for unit in (change.before, change.after))
    return _Entry((Stretch(before, after, True),), role=Role.COMPARED_TITLE)


def _line(pair: LinePair, whole: bool) -> _Entry:
    shown = shown_line(pair, whole)
    was, now = pair.pictures
    return _Entry(shown.parts, shown.before, shown.after, pictures=(_EARLIER + was if was else "", now))


# Rows


@dataclass(frozen=True)
class _Row:
    """A row of the document, and what becomes of it where pages end; one `in_table` is a row of a table within it."""

    cells: GridRow
    flow: RowFlow
    in_table: bool = False


def _unit(change: Change, remark: str, setting: _Setting) -> list[_Row]:
    """The rows of one unit: text that runs on from one to the next, tables row by row. 備考 stands beside its title."""
    again = setting.row(*_text_cells([_title_again(change)], setting), remark)
    rows: list[_Row] = []
    waiting = [_title(change)]

    def write(entries: Sequence[_Entry], leads: bool = False) -> None:
        runs_on = bool(rows) and not rows[-1].in_table
        taller = max(_height(entry.pictures, setting.images) for entry in entries)
        flow = RowFlow((again,) if rows else (), runs_on, leads, taller)
        rows.append(_Row(setting.row(*_text_cells(entries, setting), "" if rows else remark), flow))

    for entry in _entries(change):
        if isinstance(entry, ComparedTable):
            if waiting:
                write(waiting, leads=True)
            rows += _table(entry, setting, again)
            waiting = []
            continue
        for portion in [entry] if entry.light else _portions(entry):
            done = max((at + 1 for at, each in enumerate(waiting) if not each.light), default=0)
            if done and not portion.light:
                write(waiting[:done])
                waiting = waiting[done:]
            waiting.append(portion)
    if waiting:
        write(waiting)
    return rows


def _table(table: ComparedTable, setting: _Setting, again: GridRow) -> Iterator[_Row]:
    """The rows of a table; where a page begins with one of them, the table's heads stand there again as well."""
    shown = table_rows(table)
    heads = tuple(setting.row(row.before, row.after) for row in shown if row.heads)
    for row in shown:
        flow = RowFlow((again,) if row.heads else (again, *heads), leads=row.heads)
        yield _Row(setting.row(row.before, row.after), flow, in_table=True)


def _portions(entry: _Entry) -> list[_Entry]:
    """An entry in portions between which a page may end; what is said of a side stands behind its text, else in the first one."""
    first, *more = (tuple(part) for part in portions(entry.parts, _PORTION))
    rest = [_Entry(part, goes_on=True) for part in more]
    if not rest:
        return [entry]
    texts = [any(side) for side in zip(*((part.before, part.after) for part in entry.parts), strict=True)]
    before, after = (
        sign if text else "" for sign, text in zip((entry.before, entry.after), texts, strict=True)
    )
    begun = replace(entry, parts=first, before=entry.before[len(before) :], after=entry.after[len(after) :])
    return [begun, *rest[:-1], replace(rest[-1], before=before, after=after)]


def _text_cells(entries: Sequence[_Entry], setting: _Setting) -> tuple[GridRow, GridRow]:
    """Both sides of a row; a cell without text has an empty paragraph."""
    sides: list[GridRow] = []
    for side in range(2):
        content: list[Paragraph] = []
        for entry in entries:
            for number, text in enumerate(paragraphs(entry.sides[side]) if entry.sides[side] else ()):
                kind = GoesOn if entry.goes_on and not number else Paragraph
                content.append(kind(inlines(text), entry.role))
            content += _picture(entry.pictures[side], setting.images)
        sides.append(setting.wide(GridCell(tuple(content) or (Paragraph((), Role.CELL),))))
    return sides[0], sides[1]


def _picture(path: str, images: Mapping[str, Image]) -> list[Paragraph]:
    """An image in a cell, which it does not fill: no wider than so, and no higher."""
    if path not in images:
        return []
    picture = InlinePicture(path, (Text(posixpath.basename(path)),), Location(path), _share(images[path]))
    return [Paragraph((picture,), Role.CELL)]


def _share(image: Image) -> float:
    """The share of a cell's width that an image takes."""
    return min(_THUMBNAIL, _TALLEST * image.width / image.height)


def _height(pictures: tuple[str, str], images: Mapping[str, Image]) -> float:
    """The height of the higher of two images as a share of the document's width."""
    shown = [images[path] for path in pictures if path in images]
    side = _SIDE / (2 * _SIDE + _REMARK)
    return max((side * _share(image) * image.height / image.width for image in shown), default=0)
