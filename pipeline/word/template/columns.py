"""The columns that a row's cells cover (ECMA-376 Part 1, 17.4.17 and 17.4.15)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import w
from pipeline.word.markup.styles import value_of


@dataclass(frozen=True)
class Cell:
    """A cell of a row: the columns that it covers, from 0."""

    element: etree._Element
    first: int
    last: int


def cells_of_row(row: etree._Element) -> Iterator[Cell]:
    """The cells of a row from the left, those of tables in them left out."""
    properties = row.find(w("trPr"))
    column = _number(properties, "gridBefore", 0)
    for cell in row.iter(w("tc")):
        if next(cell.iterancestors(w("tr")), None) is row:
            width = _number(cell.find(w("tcPr")), "gridSpan", 1)
            yield Cell(cell, column, column + width - 1)
            column += width


def width_of(row: etree._Element) -> int:
    """The columns of a row."""
    cells = list(cells_of_row(row))
    return (cells[-1].last + 1 if cells else 0) + _number(row.find(w("trPr")), "gridAfter", 0)


def span(cell: etree._Element, columns: int) -> None:
    """Lets a cell cover this many columns; w:gridSpan follows the width (17.4.69)."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    found = properties.find(w("gridSpan"))
    if found is None:
        if columns == 1:
            return
        found = etree.Element(w("gridSpan"))
        width = properties.find(w("tcW"))
        properties.insert(0 if width is None else properties.index(width) + 1, found)
    found.set(w("val"), str(columns))


def _number(properties: etree._Element | None, name: str, default: int) -> int:
    value = value_of(properties, w(name)) if properties is not None else ""
    return int(value) if value.isdecimal() else default
