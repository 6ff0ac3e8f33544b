"""The framework sheet: rows under the header that staff designed, as low as the widths can make them."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.model.floats import Grid
from pipeline.model.xml_names import w
from pipeline.word.markup.oxml import DECLARATIONS
from pipeline.word.markup.sections import SectionBreaks, section_of
from pipeline.word.markup.styles import as_drawn
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.word.writing.document import Draft
from pipeline.word.writing.tables import write_rows


def fill_sheet(draft: Draft, mark: etree._Element, grid: Grid) -> None:
    """Replace the row in which `mark` stands by the grid's rows, and all rows where the grid has heads of its own; and fit the
    table's columns to them.

    The template's check has seen to it that the mark stands in a table.
    """
    row = next(mark.iterancestors(w("tr")))
    table = next(row.iterancestors(w("tbl")))
    replaced = table.findall(w("tr")) if grid.head_rows else [row]
    styles = as_drawn(draft.styles, grid.style, table)
    layout = lay_out(styles, draft.targets, grid, SectionBreaks(section_of(table)).width)
    markup = "".join(write_rows(draft, grid, layout))
    for element in etree.fromstring(f"<w:tbl {DECLARATIONS}>{markup}</w:tbl>".encode()):
        row.addprevious(element)
    for old in replaced:
        table.remove(old)
    _set_widths(table, layout.widths)
    _describe(table, grid.alt)


def _describe(table: etree._Element, text: str) -> None:
    """Alternative text, the last of w:tblPr's children (17.4.46)."""
    properties = table.find(w("tblPr"))
    if properties is not None and properties.find(w("tblDescription")) is None:
        etree.SubElement(properties, w("tblDescription"), {w("val"): text})


def _set_widths(table: etree._Element, widths: Sequence[int]) -> None:
    """The same widths for grid, table and the header row's cells (Word reads cells, LibreOffice the grid)."""
    grid = table.find(w("tblGrid"))
    assert grid is not None
    grid[:] = [etree.Element(w("gridCol"), {w("w"): str(width)}) for width in widths]
    total = table.find(f"{w('tblPr')}/{w('tblW')}")
    if total is not None:
        total.set(w("w"), str(sum(widths)))
        total.set(w("type"), "dxa")
    for row in table.findall(w("tr")):
        column = 0
        for cell in row.findall(w("tc")):
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            count = int(span.get(w("val"), "1")) if span is not None else 1
            size = cell.find(f"{w('tcPr')}/{w('tcW')}")
            if size is not None:
                size.set(w("w"), str(sum(widths[column : column + count])))
                size.set(w("type"), "dxa")
            column += count
