"""One cell of a workbook as the office sees it, and what of it is not certain.

What openpyxl does not tell of a sheet that is read row by row is taken from its XML: formulas that were never calculated, text that is
struck out in part, rows that are hidden.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from dataclasses import field
from datetime import datetime, time, timedelta
from enum import Enum, auto
from functools import cached_property
from typing import IO, Any

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.spreadsheets.number_formats import GENERAL, JAPANESE, shown, shown_text
from pipeline.spreadsheets.rows import Doubt, tidied

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRINGS = "xl/sharedStrings.xml"
_OFF = ("0", "false")
_UNSEEN = 0.5  # points of a row, characters of a column


class Mark(Enum):
    """A cell in a sheet's XML, beside its value."""

    UNCALCULATED = auto()
    STRUCK = auto()


@dataclass
class Marks:
    """The marks of a sheet by row and column (from 1, from A), and the rows and columns (from 1, from 0) that nobody sees."""

    cells: dict[tuple[int, str], Mark] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @cached_property
    def lines(self) -> frozenset[int]:
        """The rows in which a cell is marked."""
        return frozenset(line for line, _ in self.cells)

    def of(self, line: int, column: int) -> Mark | None:
        from openpyxl.utils import get_column_letter

        return self.cells.get((line, get_column_letter(column + 1))) if line in self.lines else None


@dataclass(frozen=True)
class CellText:
    """The text that a cell shows; `is_day` says that its value is a day or a time."""

    text: str
    doubt: Doubt | None = None
    is_day: bool = False


def struck_strings(data: bytes) -> frozenset[int]:
    """The numbers of the workbook's shared strings in which some text is struck out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if _STRINGS not in package.namelist():
            return frozenset()
        with package.open(_STRINGS) as part:
            found = set()
            items = etree.iterparse(part, tag=f"{_MAIN}si", resolve_entities=False, no_network=True)
            for number, (_, item) in enumerate(items):
                if _struck(item):
                    found.add(number)
                item.clear()
    return frozenset(found)


def read_marks(source: IO[bytes], struck: Collection[int], most_columns: int) -> Marks:
    """The marks of a sheet's first columns, out of its XML; `struck` are shared strings by number."""
    marks = Marks()
    wanted = (f"{_MAIN}c", f"{_MAIN}row", f"{_MAIN}col")
    for _, element in etree.iterparse(source, tag=wanted, resolve_entities=False, no_network=True):
        if element.tag == wanted[1]:
            line = element.get("r", "")
            if _is_hidden(element, "ht") and line.isdecimal():
                marks.hidden.add(int(line))
            element.clear()
            continue
        if element.tag == wanted[2]:
            if _is_hidden(element, "width"):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                marks.hidden_columns.update(range(first - 1, min(last, most_columns)))
            continue
        place = element.get("r", "")
        column = place.rstrip("0123456789")
        value = element.findtext(f"{_MAIN}v")
        mark = None
        # A formula whose result is an empty text says so by its kind.
        if element.find(f"{_MAIN}f") is not None and not value and element.get("t") != "str":
            mark = Mark.UNCALCULATED
        elif _struck(element) or (element.get("t") == "s" and value and int(value) in struck):
            mark = Mark.STRUCK
        if mark and column != place:
            marks.cells[int(place[len(column) :]), column] = mark
    return marks


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Whether nobody sees a row or a column: it is hidden, or next to no height or width is left (18.3.1.73, 18.3.1.13)."""
    return element.get("hidden", "0") not in _OFF or float(element.get(size, "1")) < _UNSEEN


def _struck(element: etree._Element) -> bool:
    """Whether some run of rich text is struck out."""
    return any(
        strike.get("val", "1") not in _OFF for strike in element.iterfind(f".//{_MAIN}rPr/{_MAIN}strike")
    )


def read_cell(cell: Any, mark: Mark | None, sheet: Any) -> CellText:
    """A cell's shown text, and why it can't be taken so."""
    if mark is Mark.UNCALCULATED:
        return CellText(
            "",
            _doubt(
                cell,
                "の式は、まだ計算されていません",
                "Excelで開いて保存し直すか、式の結果を値として入れてください",
            ),
        )
    if cell.value is None:
        return CellText("")
    text, known, is_day = _shown(cell, sheet)
    if not known:
        return CellText(
            text,
            _doubt(
                cell,
                f"の表示形式（{cell.number_format}）では、何と見えるか分かりません",
                "セルの表示形式を［文字列］にし、見えているとおりに入れ直してください",
            ),
            is_day,
        )
    if mark is Mark.STRUCK or (text and cell.has_style and cell.font and cell.font.strike):
        return CellText(
            text,
            _doubt(
                cell,
                "に、取消線の付いた文字があります",
                "消すのなら文字を消し、残すのなら取消線を外してください",
            ),
            is_day,
        )
    return CellText(text, None, is_day)


def _doubt(cell: Any, what: str, hint: str) -> Doubt:
    return Doubt(f"シート「{cell.parent.title}」の{cell.coordinate}{what}", hint)


def _shown(cell: Any, sheet: Any) -> tuple[str, bool, bool]:
    """The text of a cell, whether it is certain, and whether its value is a day or a time."""
    from openpyxl.utils.datetime import from_excel
    from openpyxl.utils.escape import unescape

    value, code = cell.value, cell.number_format or GENERAL
    if isinstance(value, bool):
        return str(value).upper(), True, False
    if isinstance(value, str):
        return tidied(shown_text(unescape(value), code)), True, False
    own = JAPANESE.get(cell.style_array.numFmtId) if cell.has_style else None
    if own and isinstance(value, int | float):
        value = from_excel(value, sheet.parent.epoch)
    is_day = isinstance(value, datetime | time)
    text = shown(value, own or code)
    return (
        (str(value), False, is_day)
        if text is None
        else (tidied(text), True, is_day or isinstance(value, timedelta))
    )
