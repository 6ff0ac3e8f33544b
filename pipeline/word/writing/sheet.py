"""The framework sheet: rows under the header that staff designed, as low as the widths can make them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import accumulate, groupby, islice, pairwise

from lxml import etree

from pipeline.model.floats import Grid, GridRow
from pipeline.model.xml_names import w
from pipeline.word.markup.oxml import DECLARATIONS
from pipeline.word.markup.placeholders import remove
from pipeline.word.markup.sections import SectionBreaks, section_of
from pipeline.word.markup.styles import as_drawn
from pipeline.word.measuring.grid_layout import GridLayout
from pipeline.word.writing.document import Draft
from pipeline.word.writing.heights import height_above
from pipeline.word.writing.laying import laid_out
from pipeline.word.writing.tables import write_rows

# So much of a page is filled by what is estimated.
_FILLED = 0.94
# Less of a page stays empty rather than that an item is parted.
_WORTH_FILLING = 0.25
# A paragraph without height, which begins a page: two tables need one between them.
_NEXT_PAGE = (
    '<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


def fill_sheet(draft: Draft, mark: etree._Element, grid: Grid, parted: bool = False) -> None:
    """Replace the row in which `mark` stands by the grid's rows, and all rows where the grid has heads of its own; and fit the
    table's columns to them. One that is `parted` is a table on each page, if it takes more than one.

    The template's check has seen to it that the mark stands in a table.
    """
    row = next(mark.iterancestors(w("tr")))
    table = next(row.iterancestors(w("tbl")))
    replaced = table.findall(w("tr")) if grid.head_rows else [row]
    styles = as_drawn(draft.styles, grid.style, table)
    wide = grid, SectionBreaks(section_of(table)).width
    (layout,) = laid_out([wide], styles, draft.targets, draft.share, draft.layouts)
    markup = "".join(write_rows(draft, grid, layout))
    for element in etree.fromstring(f"<w:tbl {DECLARATIONS}>{markup}</w:tbl>".encode()):
        row.addprevious(element)
    for old in replaced:
        table.remove(old)
    _set_widths(table, layout.widths)
    _describe(table, grid.alt)
    if parted:
        heads = len(table.findall(w("tr"))) - len(grid.rows) + grid.head_rows
        above = height_above(table, draft.styles, SectionBreaks(section_of(table)).width)
        room = SectionBreaks(section_of(table)).height
        _part(table, heads, list(rows_of_pages(grid, layout, room, above)))


def rows_of_pages(grid: Grid, layout: GridLayout, room: int, above: float) -> Iterator[int]:
    """How many rows of a sheet stand on each page of this height: those of as many outermost items as it holds. One that doesn't fit any
    more is parted between the items under it, unless little of the page is left."""
    heights = iter(layout.rows[grid.head_rows :])
    heads = sum(layout.rows[: grid.head_rows]) or max(layout.rows, default=0)
    whole = room * _FILLED - heads
    rows, left = 0, whole - above
    for branch in _branches(grid):
        pieces = [(count, sum(islice(heights, count))) for count in branch]
        height = sum(each for _, each in pieces)
        if height <= left or (rows and left < whole * _WORTH_FILLING and height <= whole):
            pieces = [(sum(branch), height)]
        for count, needed in pieces:
            if rows and needed > left:
                yield rows
                rows, left = 0, whole
            rows, left = rows + count, left - needed
    yield rows


def _branches(grid: Grid) -> Iterator[list[int]]:
    """How many rows each of the framework's outermost items has: those under it together that nothing but its own cells joins with the
    rows before."""
    at = grid.head_rows
    for _, rows in groupby(accumulate(map(_branch_of, grid.rows[grid.head_rows :]), max)):
        count = len(list(rows))
        yield _pieces(grid.rows[at : at + count])
        at += count


def _pieces(rows: Sequence[GridRow]) -> list[int]:
    """The numbers of rows between which the rows of an outermost item may be parted."""
    covered: list[set[int]] = [set() for _ in rows]  # by row: the columns into which a cell above goes on
    outermost: set[int] = set()
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            columns = range(column, column + cell.colspan)
            if cell.rowspan == len(rows) > 1:
                outermost.update(columns)
            for below in covered[at + 1 : at + cell.rowspan]:
                below.update(columns)
    if not outermost:
        return [len(rows)]
    begins = [at for at, columns in enumerate(covered) if at == 0 or columns <= outermost]
    return [end - begin for begin, end in pairwise((*begins, len(rows)))]


def _branch_of(row: GridRow) -> int:
    return max((cell.branch for cell in row if cell), default=0)


def _part(table: etree._Element, heads: int, pages: Sequence[int]) -> None:
    """Tables with these numbers of rows under the same heads, each further one on a page of its own."""
    rows = table.findall(w("tr"))[heads:]
    done = pages[0] if pages else 0
    before = table
    for count in pages[1:]:
        part = deepcopy(table)
        copied = part.findall(w("tr"))
        for row in copied[heads:]:
            part.remove(row)
        say_again(rows, done)
        part.extend(rows[done : done + count])
        between = etree.fromstring(f"<w:body {DECLARATIONS}>{_NEXT_PAGE}</w:body>".encode())[0]
        before.addnext(between)
        between.addnext(part)
        before, done = part, done + count


def say_again(rows: Sequence[etree._Element], begin: int) -> None:
    """Let a row begin a table: what goes on into it from above (17.4.85) is said again there."""
    begun: dict[int, etree._Element] = {}
    for row in rows[:begin]:
        begun |= {column: cell for column, cell in _cells(row) if not _goes_on(cell)}
    for column, cell in list(_cells(rows[begin])):
        if _goes_on(cell) and column in begun:
            again = deepcopy(begun[column])
            for mark in list(again.iter(w("bookmarkStart"), w("bookmarkEnd"))):
                remove(mark)
            cell.addnext(again)
            remove(cell)


def _goes_on(cell: etree._Element) -> bool:
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return merge is not None and merge.get(w("val"), "continue") == "continue"


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row with the columns in which they begin."""
    column = 0
    for cell in row.findall(w("tc")):
        yield column, cell
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        column += int(span.get(w("val"), "1")) if span is not None else 1


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
        for column, cell in _cells(row):
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            count = int(span.get(w("val"), "1")) if span is not None else 1
            size = cell.find(f"{w('tcPr')}/{w('tcW')}")
            if size is not None:
                size.set(w("w"), str(sum(widths[column : column + count])))
                size.set(w("type"), "dxa")
