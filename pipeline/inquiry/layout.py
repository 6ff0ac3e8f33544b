"""Widths of columns and heights of rows, by the text that stands in them: what is not seen is not read by anybody."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence

from pipeline.inquiry.model import Column, Holds, Table

# In characters of Latin text: Excel's unit, 7 pixels. Text of 10 points has kanji of 13.3 pixels.
_PIXELS, _PADDING, _KANJI = 7, 10, 40 / 3
ID_WIDTH = 7.0
REMARK_WIDTH = 24.0
_LEAST = {Holds.TEXT: 44.0, Holds.WORDS: 20.0, Holds.LIST: 24.0, Holds.FIXED: 14.0}
_WIDEST = {Holds.TEXT: 160.0, Holds.WORDS: 60.0, Holds.LIST: 40.0, Holds.FIXED: 22.0}
_NARROW, _REFERENCES = 10.0, 26.0
# In points. No row of a sheet is higher (18.3.1.73).
LINE, _AROUND, MOST_HEIGHT = 14.0, 5.0, 409.0
_LINES = int((MOST_HEIGHT - _AROUND) / LINE)


def lines_in(text: str, width: float) -> int:
    """The number of lines that a text takes in a column of this width."""
    room = width * _PIXELS - _PADDING
    return sum(max(math.ceil(_pixels(line) / room), 1) for line in text.split("\n"))


def _pixels(text: str) -> float:
    return sum(_KANJI if unicodedata.east_asian_width(c) in "FWA" else _KANJI / 2 for c in text)


def widths_of(table: Table) -> tuple[float, ...]:
    """The widths of a table's columns: as wide as short texts need, and as texts need that fill the highest of rows."""
    return tuple(
        _width(column, [row.values[at].text for row in table.rows]) for at, column in enumerate(table.columns)
    )


def _width(column: Column, texts: Sequence[str]) -> float:
    least = _LEAST.get(column.holds, _NARROW)
    widest = _WIDEST.get(column.holds, 2 * _NARROW)
    if (
        column.holds is Holds.FIXED and column.key
    ):  # numbers and titles of what it refers to, and no title around
        least = widest = _REFERENCES
    filled = [text for text in texts if text]
    longest = max((_pixels(line) for text in (column.head, *filled) for line in text.split("\n")), default=0)
    width = least if filled else min(least, 2 * _NARROW)
    needed = (longest + _PADDING) / _PIXELS
    if column.holds is not Holds.TEXT:
        # One line where it fits, else two or more.
        width = min(max(_NARROW if needed < least else least, min(needed, least)), widest)
    while width < widest and any(lines_in(text, width) > _LINES for text in filled):
        width += 10
    return round(width, 1)


def height_of(texts: Iterable[str], widths: Sequence[float]) -> float:
    """The height that a row needs, as far as a row can be high."""
    most = max((lines_in(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return min(most * LINE + _AROUND, MOST_HEIGHT)
