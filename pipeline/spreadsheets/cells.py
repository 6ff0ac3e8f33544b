"""One cell of a workbook as the office sees it, and what of it is not certain."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from pipeline.frozen import dataclass
from pipeline.spreadsheets.number_formats import GENERAL, shown, shown_text
from pipeline.spreadsheets.part import Book, Mark, RawCell
from pipeline.spreadsheets.rows import Doubt, tidied

# The formats that show text as it is, without being taken apart.
_AS_IT_IS = (GENERAL, "@")


@dataclass(frozen=True)
class CellText:
    """The text that a cell shows; `is_day` says that its value is a day or a time."""

    text: str
    doubt: Doubt | None = None
    is_day: bool = False


def read_cell(cell: RawCell, sheet: str, book: Book) -> CellText:
    """A cell's shown text, and why it can't be taken so."""

    def doubt(what: str, hint: str) -> Doubt:
        return Doubt(f"シート「{sheet}」の{cell.place}{what}", hint)

    if cell.mark is Mark.UNCALCULATED:
        hint = "Excelで開いて保存し直すか、式の結果を値として入れてください"
        return CellText("", doubt("の式は、まだ計算されていません", hint))
    text, known, is_day = _shown(cell, book)
    if not known:
        what = f"の表示形式（{cell.look.code}）では、何と見えるか分かりません"
        hint = "セルの表示形式を［文字列］にし、見えているとおりに入れ直してください"
        return CellText(text, doubt(what, hint), is_day)
    if cell.mark is Mark.STRUCK or (text and cell.look.is_struck):
        hint = "消すのなら文字を消し、残すのなら取消線を外してください"
        return CellText(text, doubt("に、取消線の付いた文字があります", hint), is_day)
    return CellText(text, None, is_day)


def _shown(cell: RawCell, book: Book) -> tuple[str, bool, bool]:
    """The text of a cell, whether it is certain, and whether its value is a day or a time."""
    value, look = cell.value, cell.look
    if isinstance(value, bool):
        return str(value).upper(), True, False
    if isinstance(value, str):
        said = _unescaped(value)
        return tidied(said if look.code in _AS_IT_IS else shown_text(said, look.code)), True, False
    if look.japanese and isinstance(value, int | float):
        from openpyxl.utils.datetime import from_excel

        value = from_excel(value, book.epoch)
    is_day = isinstance(value, datetime | time)
    text = shown(value, look.japanese or look.code)
    if text is None:
        return str(value), False, is_day
    return tidied(text), True, is_day or isinstance(value, timedelta)


def _unescaped(text: str) -> str:
    """Text with the characters that XML can't hold, which Excel writes as _x000D_ (22.9.2.19)."""
    if "_x" not in text:
        return text
    from openpyxl.utils.escape import unescape

    return str(unescape(text))
