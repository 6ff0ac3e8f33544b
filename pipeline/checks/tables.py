"""Checks of tables: each row has the columns of the grid, and merges begin somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .findings import Finding
from .names import w
from .reading import Reading
from .story import Row, Table


def check_tables(reading: Reading) -> Iterator[Finding]:
    """Faults of the tables in all stories."""
    for story in reading.stories:
        for table in story.tables:
            for code, message in _faults(table):
                first = next(table.element.iter(w("p")), table.element)
                yield Finding(reading.name, code, reading.where_element(story.part, first), message)


def _faults(table: Table) -> Iterator[tuple[str, str]]:
    grid = table.grid or ()
    if not table.rows:
        yield "docx.table-grid", "表に行がありません"
    if not grid or min(grid) <= 0:
        yield "docx.table-grid", "表の列幅（tblGrid）がないか、正しくありません"
    for count, row in enumerate(table.rows, 1):
        columns = row.before + sum(cell.span for cell in row.cells) + row.after
        if not row.cells:
            yield "docx.table-grid", f"表の{count}行目にセルがありません"
        elif grid and columns != len(grid):
            yield "docx.table-grid", f"表の{count}行目は{columns}列で、表の{len(grid)}列と合いません"
    for count in _broken_merges(table.rows):
        yield "docx.table-merge", f"表の{count}行目に、始まりのない縦の結合があります"


def _broken_merges(rows: Sequence[Row]) -> Iterator[int]:
    """Rows (from 1) with a continued merge that has no cell above it of the same place and span."""
    above: set[tuple[int, int]] = set()
    for count, row in enumerate(rows, 1):
        merged: set[tuple[int, int]] = set()
        column = row.before
        for cell in row.cells:
            if cell.merge == "continue" and (column, cell.span) not in above:
                yield count
            if cell.merge:
                merged.add((column, cell.span))
            column += cell.span
        above = merged
