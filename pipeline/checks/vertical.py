"""Checks of vertical text: what is longer than its rows are high is cut, and nobody says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import partial

from .findings import Finding
from .names import child, w, whole
from .reading import Reading
from .story import Cell, Paragraph, Row, Table, paragraphs_of
from .styles import Styles, cell_margins

_WORD_SIZE = 20  # half points, where no style says any


def _is_vertical(direction: str) -> bool:
    return direction.startswith("tb")


def check_vertical(reading: Reading) -> Iterator[Finding]:
    """Rows of a least height are, with what Word adds to it, at least as high as the vertical text beside them."""
    for story in reading.stories:
        for table in story.tables:
            for index, message in _too_long(reading.styles, table):
                yield reading.finding("docx.row-low", story, index, message)


def _too_long(styles: Styles, table: Table) -> Iterator[tuple[int, str]]:
    for at, row in enumerate(table.rows):
        column = row.before
        for cell in row.cells:
            if _is_vertical(cell.direction) and cell.merge != "continue":
                rows = table.rows[at : at + _height_in_rows(table, at, column, cell)]
                if _are_lower(styles, table, rows, _need(styles, cell)):
                    first = next(paragraphs_of(cell.blocks))
                    yield first.index, f"縦書きの「{cell.text}」が、行の高さより長くなっています"
            column += cell.span


def _height_in_rows(table: Table, at: int, column: int, cell: Cell) -> int:
    """The number of rows a cell spans."""
    if cell.merge != "restart":
        return 1
    rows = 1
    for row in table.rows[at + 1 :]:
        place = row.before
        below = None
        for each in row.cells:
            below = each if place == column else below
            place += each.span
        if below is None or below.merge != "continue":
            break
        rows += 1
    return rows


def _are_lower(styles: Styles, table: Table, rows: tuple[Row, ...], need: float) -> bool:
    """Whether rows together are lower than that, in twips: those of a least height as Word makes them, but not lower than what else
    stands in them may be; others are as high as one likes."""
    heights = [height for row in rows if (height := _least_height(row)) is not None]
    lacking = need - sum(heights) - _inset(styles, table) * (len(rows) - 1)
    if lacking <= 0 or len(heights) < len(rows):  # as most
        return False
    return sum(map(partial(_grown, styles), rows, heights)) < lacking


def _grown(styles: Styles, row: Row, height: int) -> float:
    """How much higher a row of that least height may be, in twips, for the text that is not vertical."""
    texts = (_most(styles, cell) for cell in row.cells if not _is_vertical(cell.direction))
    return max((0.0, *(each - height for each in texts)))


def _most(styles: Styles, cell: Cell) -> float:
    """The most that the text of a cell may take in height, in twips: lines of three times its size, and one to spare."""
    width = max(1, whole(_width_of(cell)) or 0)
    height = 0.0
    for paragraph in paragraphs_of(cell.blocks):
        size = _size(styles, paragraph)
        height += (2 + _full_widths(paragraph.text) * size // width) * 3 * size
    return height


def _size(styles: Styles, paragraph: Paragraph) -> int:
    """The size of a paragraph's text by its style, in twips."""
    size = styles.in_force(paragraph.style or styles.default).size
    return (_WORD_SIZE if size is None else size) * 10


def _least_height(row: Row) -> int | None:
    properties = row.cells[0].element.getparent() if row.cells else None
    height = child(properties, "trPr", "trHeight")
    return None if height is None or height.get(w("hRule")) == "exact" else whole(height.get(w("val")))


def _inset(styles: Styles, table: Table) -> int:
    """A cell's margins at top and bottom, in twips."""
    own = cell_margins(child(table.element, "tblPr", "tblCellMar"))
    chain = [own, *(style.margins for style in styles.chain(table.style))]
    return sum(next((each[side] for each in chain if each[side] is not None), 0) or 0 for side in (0, 1))


def _need(styles: Styles, cell: Cell) -> float:
    """The least length of a vertical cell's text, in twips: as many lines beside one another as its width could hold."""
    paragraphs = list(paragraphs_of(cell.blocks))
    sizes = [_size(styles, each) for each in paragraphs]
    lengths = [_full_widths(each.text) * size for each, size in zip(paragraphs, sizes, strict=True)]
    width = whole(_width_of(cell)) or 0
    lines = max(1, width // max(1, min(sizes, default=1)))
    return sum(lengths) / lines


def _width_of(cell: Cell) -> str | None:
    """The w:w of a cell's w:tcW."""
    found = child(cell.element, "tcPr", "tcW")
    return None if found is None else found.get(w("w"))


def _full_widths(text: str) -> float:
    """The length of text in full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)
