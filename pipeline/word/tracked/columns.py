"""Two writings of a table with other columns as one table with the columns of both, marked cell by cell (ECMA-376 Part 1, 17.13.5.1,
17.13.5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import w
from pipeline.table_diff import Held, PairedTables, TableText
from pipeline.word.tracked.changes import Element
from pipeline.word.tracked.tokens import Said, bare_of, text_of

_PROPERTIES, _SPAN, _MERGE, _DIRECTION = w("tcPr"), w("gridSpan"), w("vMerge"), w("textDirection")
_VALUE = w("val")


class CellLook(NamedTuple):
    """Columns taken, merging with the rows above and below (restart, continue or nothing), and text direction."""

    span: int = 1
    merge: str = ""
    direction: str = ""


class Place(NamedTuple):
    """A cell of the merged table: what it is on either side, and the columns (of both) that it goes over."""

    before: Element | None
    after: Element | None
    columns: range


@dataclass(frozen=True, eq=False)
class Columns:
    """Two tables whose columns are known to be the same or not."""

    before: Element
    after: Element
    paired: PairedTables

    @cached_property
    def places(self) -> tuple[dict[int, int], dict[int, int]]:
        """Where each side's columns stand among those of both."""
        pairs = list(enumerate(self.paired.columns))
        return (
            {i: at for at, (i, _) in pairs if i is not None},
            {j: at for at, (_, j) in pairs if j is not None},
        )

    @property
    def count(self) -> int:
        return len(self.paired.columns)

    @cached_property
    def shared(self) -> frozenset[int]:
        return frozenset(
            at for at, (i, j) in enumerate(self.paired.columns) if i is not None and j is not None
        )

    def row(self, old: Element, new: Element) -> list[Place] | None:
        """The cells of a row that both have, in order; None where a cell of the one overlaps several of the other."""
        sides = (list(self._cells(old, 0)), list(self._cells(new, 1)))
        by_shared = [{self.shared.intersection(columns): cell for cell, columns in side} for side in sides]
        places: list[Place] = []
        for cell, columns in sides[0]:
            common = self.shared.intersection(columns)
            other = by_shared[1].get(common) if common else None
            if common and (other is None or look_of_cell(other).merge != look_of_cell(cell).merge):
                return None
            own = columns if other is None else _around(columns, next(c for e, c in sides[1] if e is other))
            places.append(Place(cell, other, own))
        for cell, columns in sides[1]:
            common = self.shared.intersection(columns)
            if common and common not in by_shared[0]:
                return None
            if not common:
                places.append(Place(None, cell, columns))
        places.sort(key=lambda place: place.columns.start)
        covered = [column for place in places for column in place.columns]
        return places if covered == list(range(self.count)) else None

    def alone(self, row: Element, side: int) -> list[tuple[Element, range]]:
        """The cells of a row of one side, which go over the columns of the other as well."""
        cells = [(cell, columns.start) for cell, columns in self._cells(row, side)]
        begins = [0, *(begin for _, begin in cells[1:])]
        return [
            (cell, range(begin, end))
            for (cell, _), begin, end in zip(cells, begins, [*begins[1:], self.count], strict=True)
        ]

    def widths(self) -> list[int]:
        """The widths of all columns, which are together as wide as the later table (twips)."""
        sides = [_widths(self.before), _widths(self.after)]
        own = [
            sides[1][j] if j is not None else sides[0][i] if i is not None else 0
            for i, j in self.paired.columns
        ]
        total = sum(sides[1])
        scaled = [width * total // sum(own) for width in own]
        scaled[-1] += total - sum(scaled)
        return scaled

    def _cells(self, row: Element, side: int) -> Iterator[tuple[Element, range]]:
        column, places = 0, self.places[side]
        for cell in row.findall(w("tc")):
            span = look_of_cell(cell).span
            yield cell, range(places[column], places[column + span - 1] + 1)
            column += span


def rows_of(
    paired: PairedTables, before: Element, after: Element
) -> Iterator[tuple[Element | None, Element | None, bool]]:
    """The rows of two tables side by side, heads first, and whether both say the same; what moved among them is gone at the one
    place, and new at the other."""
    old, new = before.findall(w("tr")), after.findall(w("tr"))
    kept = {j: i for i, j, moved in paired.rows if i is not None and j is not None and not moved}
    if paired.before.head_rows == paired.after.head_rows:
        kept |= {row: row for row in paired.before.heads}
    done = 0
    for j, row in enumerate(new):
        i = kept.get(j)
        if i is None:
            yield None, row, False
            continue
        yield from ((each, None, False) for each in old[done:i])
        yield old[i], row, paired.before.written[i] == paired.after.written[j]
        done = i + 1
    yield from ((each, None, False) for each in old[done:])


def paired_tables(old: Element, new: Element, was: Said, now: Said) -> PairedTables | None:
    """Which columns and rows of two tables that say that are the same; None where rows of either are not all as wide."""
    before, after = _table_words(old, was), _table_words(new, now)
    return None if before is None or after is None else PairedTables(before, after)


def columns_of(old: Element, new: Element, paired: PairedTables) -> Columns | None:
    """What two tables have in common by columns, where these are others now; None where they have nothing in common."""
    columns = Columns(old, new, paired)
    return columns if columns.shared and len(columns.shared) < columns.count else None


def look_of_cell(cell: Element) -> CellLook:
    span, merge, direction = CellLook()
    for each in chain.from_iterable(cell.iterchildren(_PROPERTIES)):
        tag = each.tag
        if tag == _SPAN:
            span = int(each.get(_VALUE, "1"))
        elif tag == _MERGE:
            merge = each.get(_VALUE, "continue")
        elif tag == _DIRECTION:
            direction = each.get(_VALUE, "")
    return CellLook(span, merge, direction)


def _table_words(table: Element, said: Said) -> TableText | None:
    """A table's markup as it is compared; None where its rows are not all as wide."""
    rows = table.findall(w("tr"))
    written_rows = said[len(table) - len(rows) :]
    lines: list[tuple[Held, ...]] = []
    for r, row in enumerate(rows):
        line: list[Held] = []
        for cell, written in _written_cells(row, written_rows[r]):
            span, merge, _ = look_of_cell(cell)
            above = (
                lines[-1][len(line)] if merge == "continue" and lines and len(line) < len(lines[-1]) else None
            )
            down = 2 if merge == "restart" else 1
            held = above or Held(text_of(cell), written, r, len(line), span, down)
            line += [held] * span
        lines.append(tuple(line))
    if not lines or len({len(line) for line in lines}) != 1:
        return None
    heads = sum(row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows)
    groups = tuple(r for r, row in enumerate(rows) if r >= heads and len(row.findall(w("tc"))) == 1)
    return TableText(tuple(lines), heads, groups if len(lines[0]) > 1 else (), written_rows)


def set_columns(cell: Element, columns: range, widths: Sequence[int]) -> None:
    """Let a cell go over these columns."""
    properties = cell.find(_PROPERTIES)
    assert properties is not None, "each cell has a width"
    width, span = properties.find(w("tcW")), properties.find(_SPAN)
    assert width is not None, "each cell has a width"
    width.set(w("w"), str(sum(widths[column] for column in columns)))
    if span is not None:
        properties.remove(span)
    if len(columns) > 1:
        span = etree.Element(_SPAN)
        span.set(w("val"), str(len(columns)))
        width.addnext(span)


def set_grid(table: Element, widths: Sequence[int]) -> None:
    grid = table.find(w("tblGrid"))
    assert grid is not None, "each table says how wide its columns are"
    grid[:] = [etree.Element(w("gridCol"), {w("w"): str(width)}) for width in widths]


def _around(one: range, other: range) -> range:
    return range(min(one.start, other.start), max(one.stop, other.stop))


def _written_cells(row: Element, markup: str) -> Iterator[tuple[Element, str]]:
    """The cells of a row of this markup, each with its own behind its properties, without which there is none."""
    cells = row.findall(w("tc"))
    written = markup.removesuffix("</w:tr>").split("<w:tc>")[1:]
    if len(written) != len(cells):  # tables stand in them
        written = [bare_of(cell) for cell in cells]
    for cell, own in zip(cells, written, strict=True):
        yield cell, own.partition("</w:tcPr>")[2]


def _widths(table: Element) -> list[int]:
    return [int(each.get(w("w"), "0")) for each in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
