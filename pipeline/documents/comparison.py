"""新旧対照表: the sections, measures, tables and terms that changed, as they were and as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from pipeline.documents.cells import text_cell, text_line
from pipeline.documents.common import make_content
from pipeline.documents.marked import Stretch, inlines, marks, portions, stretches
from pipeline.frozen import dataclass
from pipeline.model.blocks import Block
from pipeline.model.comparison import Change, ChangeKind, Comparison, LinePair, Versions
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import Contract
from pipeline.model.documents import COMPARISON
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Paragraph, Role
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.workbook import Marks, plain

TITLE = COMPARISON.label
STYLE = "新旧の表"
CONTRACT = Contract(
    slots=(TITLE,),
    needed=(TITLE,),
    paragraphs=(Role.BODY, Role.CELL, Role.CELL_HEAD, Role.COMPARED_TITLE, Role.GAP),
    characters=("変更箇所",),
    tables=(STYLE,),
)

_WIDTHS = (7, 7, 3)
ADDED, DELETED, MOVED, LEFT_OUT = "（新設）", "（削除）", "（移動）", "（略）"
OTHER_LOOK = "（文字以外の変更）"
# Rows don't break across pages. About so many characters stand on a line of a column, and so many lines are a row that
# leaves room on its page, also in a template with larger text.
_LINE, _TALL = 30, 16


def comparison_content(
    comparison: Comparison,
    resolved: ResolvedPlan,
    versions: Versions,
    causes: Mapping[str, str],
    new_first: bool = False,
) -> DocumentContent:
    """The document; `resolved` is the later version, `causes` are what stands in 備考, by the ids of units."""
    blocks = tuple(_blocks(comparison, versions, causes, new_first))
    return make_content(resolved, COMPARISON, {TITLE: Part(blocks)})


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Changes in the order of tables: those of the 概要 after those of the plan."""
    return sorted(changes, key=lambda change: change.unit.what in ("概要", "要約"))


def _blocks(
    comparison: Comparison, versions: Versions, causes: Mapping[str, str], new_first: bool
) -> Iterator[Block]:
    if not comparison.changes:
        yield text_line("改正前と改正後に、違いはありません。")
        return
    heads = (head_cell("改正前", versions.before), head_cell("改正後", versions.after))
    rows = [(*_ordered(heads, new_first), head_cell("備考", ""))]
    for change in in_order(comparison.changes):
        cause = causes.get(change.unit.id, "")
        for entries in _rows(_entries(change)):
            rows.append((*_ordered(_cells(entries), new_first), marked_cell((plain(cause), Role.CELL))))
            cause = ""
    yield Grid(STYLE, _WIDTHS, tuple(rows), head_rows=1, alt=TITLE)


def _ordered(cells: tuple[GridCell, GridCell], new_first: bool) -> tuple[GridCell, GridCell]:
    return cells[::-1] if new_first else cells


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
    text. `light` entries stand in one row with what follows."""

    parts: tuple[Stretch, ...] = ()
    before: str = ""
    after: str = ""
    light: bool = False
    role: Role = Role.CELL

    @property
    def height(self) -> int:
        """About how many lines it takes."""
        before, after = marks(self.parts)
        sides = [*(sum(len(mark.text) for mark in side) for side in (before, after))]
        return max(1, *(ceil(length / _LINE) for length in sides))

    @property
    def sides(self) -> tuple[Marks, Marks]:
        before, after = marks(self.parts)
        return (*before, *plain(self.before)), (*after, *plain(self.after))


def _entries(change: Change) -> Iterator[_Entry]:
    """Number and title, and under them the lines that differ, with a sign for those left out."""
    yield _title(change)
    lines = change.text_lines
    whole = not (change.before and change.after)
    for index, pair in lines[1:] if whole else lines:
        if index in change.gaps:
            yield _Entry(before=LEFT_OUT, after=LEFT_OUT, light=True)
        yield _line(pair, whole)
    if len(change.lines) in change.gaps:
        yield _Entry(before=LEFT_OUT, after=LEFT_OUT, light=True)
    if ChangeKind.EDITED in change.kinds and not lines:
        yield _Entry(before=OTHER_LOOK, after=OTHER_LOOK, light=True)


def _title(change: Change) -> _Entry:
    before, after = (unit.shown if unit else "" for unit in (change.before, change.after))
    said_before = ADDED if change.before is None else ""
    said_after = DELETED if change.after is None else moved_sign(change)
    return _Entry(tuple(stretches(before, after)), said_before, said_after, True, Role.COMPARED_TITLE)


def moved_sign(change: Change) -> str:
    """The sign of what moved, with the 部 from which a chapter did if nothing else tells that; empty for what did not."""
    if ChangeKind.MOVED not in change.kinds:
        return ""
    return f"（{change.left}から移動）" if change.left else MOVED


def _line(pair: LinePair, whole: bool) -> _Entry:
    """A pair of lines. Of what is new or gone as a whole, only the title says so."""
    before, after = pair.before, pair.after
    parts = tuple(labelled(pair, stretches(before.text if before else "", after.text if after else "")))
    said_before = ADDED if before is None and not whole else ""
    said_after = DELETED if after is None and not whole else MOVED if pair.moved else ""
    return _Entry(parts, said_before, said_after)


def labelled(pair: LinePair, parts: Iterable[Stretch]) -> Iterator[Stretch]:
    """The parts of two lines, after what says what they are."""
    label = next((line.label for line in (pair.before, pair.after) if line and line.label), "")
    if label:
        shown = f"{label}："
        yield Stretch(shown if pair.before else "", shown if pair.after else "", True)
    yield from parts


# Rows


def _rows(entries: Iterable[_Entry]) -> list[list[_Entry]]:
    """One row a unit; one a line where that would be too high for a page."""
    every = list(entries)
    if sum(entry.height for entry in every) <= _TALL:
        return [every]
    rows: list[list[_Entry]] = []
    waiting: list[_Entry] = []
    for entry in every:
        waiting.append(entry)
        if not entry.light:
            first, *rest = _divided(entry)
            rows += [[*waiting[:-1], first], *([part] for part in rest)]
            waiting = []
    *whole, last = rows or [[]]
    return [*whole, last + waiting]


def _divided(entry: _Entry) -> list[_Entry]:
    if entry.height <= _TALL:
        return [entry]
    parts = [_Entry(tuple(part)) for part in portions(entry.parts, _TALL * _LINE // 2)]
    first = _Entry(parts[0].parts, entry.before, entry.after)
    return [first, *parts[1:]]


def _cells(entries: Sequence[_Entry]) -> tuple[GridCell, GridCell]:
    """Both sides of a row; a cell without text has an empty paragraph."""
    sides = [(entry.sides, entry.role) for entry in entries]
    before = [(side[0], role) for side, role in sides if side[0]] or [((), Role.CELL)]
    after = [(side[1], role) for side, role in sides if side[1]] or [((), Role.CELL)]
    return marked_cell(*before), marked_cell(*after)
