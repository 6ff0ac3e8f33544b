"""What differs in two versions of a table: heads, columns, and of rows the cells, each called by what stands over and beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.compare.lines import Reader, one_line, plain_line
from pipeline.frozen import dataclass
from pipeline.model.blocks import Leaf, Within
from pipeline.model.comparison import ComparedTable, LinePair, RowPair, ShownCell, ShownRow
from pipeline.model.floats import Cell, Float, Grid, GridCell, Table, joined_lines
from pipeline.model.inlines import Inlines, Note, walk_inlines
from pipeline.model.lines import Line
from pipeline.table_diff import BETWEEN, Held, PairedTables, TableText

_BLANK = "（空欄）"


@dataclass(frozen=True, eq=False)
class ReadTable:
    """A table with heads, as it is compared, and the lines of the footnotes in its cells."""

    text: TableText
    notes: tuple[Line, ...]


def table_text(leaf: Leaf, reader: Reader) -> ReadTable | None:
    """The table that a leaf is, if it is one with heads, and not drawn."""
    block = leaf.block if isinstance(leaf, Within) else leaf
    body = block.body if isinstance(block, Float) else block
    if isinstance(body, Table):
        return _text(body.rows, body.head_rows, body.groups, reader)
    if isinstance(body, Grid) and body.head_rows and not body.heights:
        return _text(body.rows, body.head_rows, (), reader)
    return None


def _text(
    rows: Sequence[Sequence[Cell | GridCell | None]], head_rows: int, groups: tuple[int, ...], reader: Reader
) -> ReadTable:
    grid: list[list[Held | None]] = [[None] * len(rows[0]) for _ in rows]
    notes: list[Line] = []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell:
                content = _content(cell)
                notes += _notes(content, reader)
                held = Held(*reader.cell(content), r, c, cell.colspan, cell.rowspan)
                for line in grid[r : r + cell.rowspan]:
                    line[c : c + cell.colspan] = [held] * cell.colspan
    whole = tuple(tuple(each for each in line if each) for line in grid)
    assert len({len(line) for line in whole}) == 1, "every position of a table is in a cell"
    return ReadTable(TableText(whole, head_rows, groups), tuple(notes))


def _content(cell: Cell | GridCell) -> Inlines:
    if isinstance(cell, Cell):
        return tuple(one_line(cell.text))
    return tuple(one_line(joined_lines(paragraph.content for paragraph in cell.content)))


def _notes(content: Inlines, reader: Reader) -> Iterator[Line]:
    for inline in walk_inlines(content):
        if isinstance(inline, Note):
            yield from (reader.line("脚注", paragraph.content) for paragraph in inline.content)


def whole_table(text: TableText, gone: bool) -> list[LinePair]:
    """The rows of a table that one version has alone, which stand as a table where it is shown."""

    def pair(row: int) -> RowPair:
        shown = _shown(text, row)
        return RowPair(shown if gone else None, None if gone else shown, same=False)

    columns = tuple((c, None) if gone else (None, c) for c in range(text.width))
    table = ComparedTable(columns, tuple(map(pair, range(text.head_rows))), tuple(map(pair, text.body)))
    lines = [_row_line(text, row) for row in text.body]
    return [LinePair(line, None, table) if gone else LinePair(None, line, table) for line in lines]


def _shown(text: TableText, row: int) -> ShownRow:
    head = row < text.head_rows
    return tuple(
        ShownCell(held.text, held.columns, held.rows if head else 1)
        if held.column == column and (held.row == row or not head)
        else None
        for column, held in enumerate(text.rows[row])
    )


# Side by side


def compare_tables(before: TableText, after: TableText) -> list[LinePair | None]:
    """What differs in two versions of a table, in the order of rows; None for rows that are the same."""
    return _Comparing(before, after, PairedTables(before, after)).stretches()


@dataclass(frozen=True, eq=False)
class _Comparing:
    before: TableText
    after: TableText
    paired: PairedTables

    @cached_property
    def table(self) -> ComparedTable:
        before, after = self.before, self.after
        heads = tuple(
            RowPair(
                _shown(before, row) if row < before.head_rows else None,
                _shown(after, row) if row < after.head_rows else None,
                same=True,
            )
            for row in range(max(before.head_rows, after.head_rows))
        )
        rows = tuple(
            RowPair(
                None if i is None else _shown(before, i),
                None if j is None else _shown(after, j),
                same=i is not None and j is not None and not moved and self._alike(i, j),
                moved=moved,
            )
            for i, j, moved in self.paired.rows
        )
        return ComparedTable(tuple(self.paired.columns), heads, rows)

    def stretches(self) -> list[LinePair | None]:
        found: list[LinePair | None] = [*self._heads(), *self._columns()]
        for i, j, moved in self.paired.rows:
            found += self._row(i, j, moved) or [None]
        return found

    def _pair(self, before: Line | None, after: Line | None, moved: bool = False) -> LinePair:
        return LinePair(before, after, self.table, moved)

    def _heads(self) -> Iterator[LinePair]:
        """Heads that read otherwise, each once, however many columns it stands over."""
        told: set[tuple[str, str, object]] = set()
        for i, j in self.paired.shared:
            for was, now, place in self._heads_over(i, j):
                if was != now and (was, now, place) not in told:
                    told.add((was, now, place))
                    yield self._pair(plain_line("表の見出し", was), plain_line("表の見出し", now))

    def _heads_over(self, i: int, j: int) -> Iterator[tuple[str, str, object]]:
        """The heads over a column of both versions, one by one where both have as many rows of them, with their places."""
        if self.before.head_rows != self.after.head_rows:
            yield self.before.head(i), self.after.head(j), j
            return
        for row in range(self.before.head_rows):
            was, now = self.before.rows[row][i], self.after.rows[row][j]
            yield was.text, now.text, (now.row, now.column)

    def _columns(self) -> Iterator[LinePair]:
        for i, j in self.paired.columns:
            if j is None and i is not None:
                yield self._pair(_column_line(self.before, i), None)
            elif i is None and j is not None:
                yield self._pair(None, _column_line(self.after, j))

    def _row(self, i: int | None, j: int | None, moved: bool) -> list[LinePair]:
        if j is None:
            assert i is not None, "a row has a side"
            return [self._pair(_row_line(self.before, i), None)]
        if i is None:
            return [self._pair(None, _row_line(self.after, j))]
        found = [*self._told(i, j)]
        if moved:
            lines = _row_line(self.before, i), _row_line(self.after, j)
            found = [self._pair(*lines, moved=True), *found]
        return found

    def _labels(self, i: int, j: int) -> list[tuple[int, int]]:
        """The columns at which a cell begins that goes on in rows below, and reads otherwise."""
        begun = set(self.after.labels(j))
        return [
            (one, other)
            for one, other in self.paired.shared
            if other in begun
            and self.before.rows[i][one].rows > 1
            and self.before.rows[i][one].written != self.after.rows[j][other].written
        ]

    def _cells(self, i: int, j: int) -> list[tuple[int, int]]:
        """The columns of a row's own cells that read otherwise."""
        return [
            (one, other)
            for one, other in self.paired.shared
            if (now := self.after.rows[j][other]).column == other
            and ((was := self.before.rows[i][one]).rows == 1 or now.rows == 1)
            and was.written != now.written
        ]

    def _told(self, i: int, j: int) -> Iterator[LinePair]:
        """What two rows say otherwise: labels under their heads, the row's own cells under its name."""
        for one, other in self._labels(i, j):
            was, now = self.before.rows[i][one], self.after.rows[j][other]
            head = [self.after.head(other)]
            yield self._pair(_cells_line(head[0], head, [was]), _cells_line(head[0], head, [now]))
        if differ := self._cells(i, j):
            name = f"「{self.before.name(i) or self.after.name(j)}」"
            heads = [self.after.over(self.after.rows[j][other]) for _, other in differ]
            label = f"{name}の{heads[0]}" if len(differ) == 1 and heads[0] else name
            was_cells = [self.before.rows[i][one] for one, _ in differ]
            now_cells = [self.after.rows[j][other] for _, other in differ]
            yield self._pair(_cells_line(label, heads, was_cells), _cells_line(label, heads, now_cells))

    def _alike(self, i: int, j: int) -> bool:
        return (
            len(self.paired.shared) == len(self.paired.columns)
            and not self._cells(i, j)
            and not self._labels(i, j)
        )


def _column_line(text: TableText, column: int) -> Line:
    values = [text.rows[row][column] for row in text.body if text.rows[row][column].row == row]
    head = text.head(column)
    shown = "、".join(held.text for held in values if held.text)
    written = "｜".join([head, *(held.written for held in values)])
    return Line("列", f"{head}（{shown}）" if head and shown else head or shown, written)


def _row_line(text: TableText, row: int) -> Line:
    """A whole row, each cell under its heads, with the labels that are merged over it."""
    held = [(text.over(each), each) for c, each in enumerate(text.rows[row]) if each.column == c]
    shown = BETWEEN.join(f"{head}：{each.text}" if head else each.text for head, each in held if each.text)
    return Line("", shown, "｜".join(each.written for _, each in held))


def _cells_line(label: str, heads: Sequence[str], cells: Sequence[Held]) -> Line:
    written = "｜".join(each.written for each in cells)
    if len(cells) == 1:
        return Line(label, cells[0].text or _BLANK, written)
    pairs = zip(heads, cells, strict=True)
    shown = BETWEEN.join(
        f"{head}：{each.text or _BLANK}" if head else each.text or _BLANK for head, each in pairs
    )
    return Line(label, shown, written)
