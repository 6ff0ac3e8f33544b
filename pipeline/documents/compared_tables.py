"""A changed table in the columns of 新旧対照表, as a table: its heads, and the rows that differ, with （略） for those between."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from pipeline.documents.marked import inlines, marks, stretches
from pipeline.frozen import dataclass
from pipeline.model.comparison import ComparedTable, RowPair, ShownCell, ShownRow
from pipeline.model.floats import GridCell, GridRow
from pipeline.model.inlines import Paragraph, Role
from pipeline.model.workbook import Marks, changed, plain
from pipeline.side_by_side import likeness

# So many columns of the page make one side, of which those of a table get a number by what they hold: a few at least.
FINE, _FEWEST = 48, 6
# More columns than these are too narrow to be read: those at the left stay, and those with what differs.
_MOST, _LEADING = 7, 2
# A column is between so many characters wide.
_LEAST, _WIDEST = 2, 16
# Characters from here on are as wide as they are high, those before half of that.
_WIDE = "\u2e80"
ADDED, DELETED, MOVED, LEFT_OUT = "（新設）", "（削除）", "（移動）", "（略）"


@dataclass(frozen=True)
class SideRow:
    """A row of a table on both sides, each as wide as a side; one that `heads` stands over the others."""

    before: GridRow
    after: GridRow
    heads: bool = False


def table_rows(table: ComparedTable) -> list[SideRow]:
    """The rows of a table that changed. Where columns were put in or taken out, all its rows differ."""
    return _Shown(table).rows()


class _Shown:
    def __init__(self, table: ComparedTable) -> None:
        self.table = table
        self.mates = (
            {i: j for i, j in table.columns if i is not None},
            {j: i for i, j in table.columns if j is not None},
        )
        self.differing = [row for row in table.rows if not row.same]
        self.columns = self._columns()
        self.widths = self._widths()

    def rows(self) -> list[SideRow]:
        shown = [self._row(row, head=True) for row in self.table.heads]
        for same, rows in groupby(self.table.rows, key=lambda row: row.same):
            if same:
                left_out = tuple(_cell(plain(LEFT_OUT), FINE, 1, head=False))
                shown.append(SideRow(left_out, left_out))
            else:
                shown += (self._row(row) for row in rows)
        return shown

    def _row(self, row: RowPair, head: bool = False) -> SideRow:
        one, other = row.before, row.after
        said = MOVED if row.moved else ""
        before = self._side(0, one, other, head) if one else self._lacking(ADDED, head)
        after = self._side(1, other, one, head, said) if other else self._lacking(DELETED, head)
        return SideRow(before, after, head)

    def _lacking(self, sign: str, head: bool) -> GridRow:
        """The side that has no such row; where it has no such table, that is said above."""
        told = head or any(None in (row.before, row.after) for row in self.table.heads[:1])
        return tuple(_cell(plain("" if told else sign), FINE, 1, head=False))

    def _side(self, side: int, row: ShownRow, other: ShownRow | None, head: bool, said: str = "") -> GridRow:
        """The cells of one side; `said` stands behind what the first one says."""
        cells: list[GridCell | None] = []
        for column, cell in enumerate(row):
            if cell is None:
                if _over(row, column) is None:  # a cell above goes on here
                    cells += [None] * self.widths[side].get(column, 0)
                continue
            span = sum(self.widths[side].get(each, 0) for each in range(column, column + cell.columns))
            if span:
                text = self._marked(side, cell.text, self._mate(side, column, other))
                cells += _cell((*text, *plain(said)), span, cell.rows, head)
                said = ""
        if missing := FINE - len(cells):
            cells += _cell(plain(LEFT_OUT if head else ""), missing, 1, head)
        return tuple(cells)

    def _mate(self, side: int, column: int, other: ShownRow | None) -> str | None:
        """What stands over the same column on the other side."""
        mate = self.mates[side].get(column)
        cell = None if other is None or mate is None else _over(other, mate)
        return cell.text if cell else None

    @staticmethod
    def _marked(side: int, text: str, mate: str | None) -> Marks:
        if mate is None:
            return changed(text)
        if text == mate:
            return plain(text)
        if not text or not mate or likeness(text, mate) == 0:
            return changed(text)
        return marks(stretches(text, mate) if side == 0 else stretches(mate, text))[side]

    def _columns(self) -> list[int]:
        """The places (in the columns of both) of those that are shown."""
        every = list(range(len(self.table.columns)))
        if len(every) <= _MOST:
            return every
        differing = [each for each in every[_LEADING:] if self._differs(each)]
        others = [each for each in every[_LEADING:] if each not in differing]
        return sorted([*every[:_LEADING], *differing, *others][: _MOST - 1])

    def _differs(self, place: int) -> bool:
        i, j = self.table.columns[place]
        if i is None or j is None:
            return True
        return any(_text(row.before, i) != _text(row.after, j) for row in self.differing)

    def _widths(self) -> tuple[dict[int, int], dict[int, int]]:
        """How many of the page's columns each column has, on both sides."""
        sides: list[dict[int, int]] = []
        for side in range(2):
            held = {
                own: self._weight(place)
                for place in self.columns
                if (own := self.table.columns[place][side]) is not None
            }
            all_shown = len(self.columns) == len(self.table.columns)
            sides.append(_shares(held, FINE if all_shown else FINE - _FEWEST))
        return sides[0], sides[1]

    def _weight(self, place: int) -> float:
        """The longest text of a column, within bounds."""
        i, j = self.table.columns[place]
        texts = [
            text
            for row in (*self.table.heads, *self.differing)
            for text in (_text(row.before, i, single=True), _text(row.after, j, single=True))
        ]
        return min(max(_LEAST, *map(_length, texts)), _WIDEST)


def _over(row: ShownRow, column: int) -> ShownCell | None:
    """The cell of a row that stands over a column; None where one of a row above does."""
    at = column
    while at > 0 and row[at] is None:
        at -= 1
    cell = row[at]
    return cell if cell and at + cell.columns > column else None


def _text(row: ShownRow | None, column: int | None, single: bool = False) -> str:
    """The text over a column; with `single`, none of a cell that goes over several."""
    cell = None if row is None or column is None else _over(row, column)
    return cell.text if cell and (not single or cell.columns == 1) else ""


def _length(text: str) -> float:
    return sum(1 if character >= _WIDE else 0.5 for character in text)


def _cell(text: Marks, columns: int, rows: int, head: bool) -> list[GridCell | None]:
    content = Paragraph(inlines(text), Role.CELL_HEAD if head else Role.CELL)
    return [GridCell((content,), columns, rows, shade=head), *[None] * (columns - 1)]


def _shares(weights: Mapping[int, float], total: int) -> dict[int, int]:
    """The page's columns shared out by weight, a few each at least."""
    if not weights:
        return {}
    spare, every = total - _FEWEST * len(weights), sum(weights.values())
    shares = {each: _FEWEST + int(spare * weight / every) for each, weight in weights.items()}
    shares[max(weights, key=lambda each: weights[each])] += total - sum(shares.values())
    return shares
