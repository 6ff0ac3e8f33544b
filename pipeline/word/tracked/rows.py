"""Rows and cells of tables as they are merged: which belong together, and which can be one."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.xml_names import w
from pipeline.side_by_side import in_step, likeness
from pipeline.table_diff import PairedTables
from pipeline.word.tracked.changes import Element
from pipeline.word.tracked.columns import CellLook, look_of_cell, rows_of
from pipeline.word.tracked.tokens import bare_of, text_of

# From here on rows are one that was edited: they are short, and share the words of their table.
_ALIKE_ROWS = 0.5


def rows_beside(
    old: Element, new: Element, paired: PairedTables | None
) -> Iterator[tuple[Element | None, Element | None, bool]]:
    """The rows of two tables side by side, as lists of changes have them, and whether they say the same; rows of other cells can't be
    merged."""
    if paired is None:
        yield from _rows_alike(old, new)
        return
    for one, other, same in rows_of(paired, old, new):
        if one is None or other is None or same or cells_of(one) == cells_of(other):
            yield one, other, same
        else:
            yield one, None, False
            yield None, other, False


def _rows_alike(old: Element, new: Element) -> Iterator[tuple[Element | None, Element | None, bool]]:
    """The same by likeness alone."""
    rows = old.findall(w("tr")), new.findall(w("tr"))
    said = [bare_of(each) for each in rows[0]], [bare_of(each) for each in rows[1]]
    for one, other, same in in_step(*rows, said, _row_likeness, _ALIKE_ROWS):
        yield None if one is None else rows[0][one], None if other is None else rows[1][other], same


def _row_likeness(old: Element, new: Element) -> float:
    """The likeness of two rows, apart from cells that are merged with those below; rows of other cells can't be merged."""
    return likeness(_own_text(old), _own_text(new)) if cells_of(old) == cells_of(new) else 0.0


def _own_text(row: Element) -> str:
    merged = f"{w('tcPr')}/{w('vMerge')}"
    return "".join(text_of(cell) for cell in row.findall(w("tc")) if cell.find(merged) is None)


def is_drawing(table: Element) -> bool:
    """Whether a table's cells are boxes and lines: its description has a title."""
    return table.find(f"{w('tblPr')}/{w('tblCaption')}") is not None


def look_of_table(table: Element) -> tuple[str | None, int]:
    """A table's style, and how many columns it has."""
    style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    columns = table.findall(f"{w('tblGrid')}/*")
    return None if style is None else style.get(w("val")), len(columns)


def shape_of(table: Element) -> list[list[CellLook]]:
    return [cells_of(row) for row in table.findall(w("tr"))]


def cells_of(row: Element) -> list[CellLook]:
    """What tells whether cells match."""
    return [look_of_cell(cell) for cell in row.findall(w("tc"))]
