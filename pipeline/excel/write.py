"""Sheets as an Excel workbook: text as text, words marked, ready to print. The same sheets give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE, ARC_STYLE, DCTERMS_NS, SHEET_MAIN_NS

from pipeline.model.workbook import Cell, Mark, Marks, Sheet
from pipeline.undated import undated_entry

# The text styles of the plan's own tables; on every Windows since 2018.
_FACE, _SIZE, _SHADE, _GREY = "BIZ UDゴシック", 10, "E6EDF0", "8A969C"
_JAPANESE = 128  # the charset by which Excel finds another font where this one is missing
_FONT = Font(name=_FACE, size=_SIZE, charset=_JAPANESE)
_HEAD_FONT = Font(name=_FACE, size=_SIZE, charset=_JAPANESE, bold=True)
_RUN = InlineFont(rFont=_FACE, sz=_SIZE, charset=_JAPANESE)
_CHANGED_RUN = InlineFont(rFont=_FACE, sz=_SIZE, charset=_JAPANESE, u="single")
_SIDE = Side(style="thin", color=_GREY)
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_TEXT = Alignment(vertical="top", wrap_text=True)
_HEAD = Alignment(horizontal="center", vertical="center", wrap_text=True)
_FILL = PatternFill("solid", fgColor=_SHADE)
# What Excel would take for a formula once somebody edits the cell.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
_A4 = 9
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "rFont", "family", "charset", "scheme"),
)
# Excel refuses a file with more characters in a cell.
_MOST = 32_767


def write_workbook(title: str, author: str, sheets: Iterable[Sheet]) -> bytes:
    """The bytes of an .xlsx with these sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        _write_sheet(workbook.create_sheet(sheet.name), sheet)
    properties = workbook.properties
    properties.title, properties.creator, properties.lastModifiedBy = title, author, author
    properties.language = "ja-JP"
    result = io.BytesIO()
    _InMemory(workbook, _Timeless(result, "w", zipfile.ZIP_DEFLATED)).save()
    return result.getvalue()


class _Timeless(zipfile.ZipFile):
    """A zip file without the time of day: what it holds depends on its source alone, and a clock before 1980 would end
    the run."""

    def writestr(
        self,
        zinfo_or_arcname: Any,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        entry = undated_entry(str(zinfo_or_arcname))
        if entry.filename == ARC_CORE:
            data = _undated(data)
        elif entry.filename == ARC_STYLE or (isinstance(data, bytes) and b"<rPr>" in data):
            data = _fonts_in_order(data)
        super().writestr(entry, data, compresslevel=6)


class _InMemory(ExcelWriter):  # type: ignore[misc]
    """A writer without temporary files: a run that is killed would leave them for ever."""

    def write_worksheet(self, ws: Any) -> None:
        writer = WorksheetWriter(ws, io.BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path.removeprefix("/"), writer.read())
        self.manifest.append(ws)


def _undated(properties: bytes) -> bytes:
    """The document's properties without the times at which it was made and changed."""
    root = etree.fromstring(properties)
    for element in root.findall(f"{{{DCTERMS_NS}}}*"):
        root.remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fonts_in_order(part: bytes | str) -> bytes:
    """A part with the properties of fonts in the order of Microsoft's schema (18.8.22, 18.4.7): openpyxl has others."""
    root = etree.fromstring(part.encode() if isinstance(part, str) else part)
    for font in root.iter(f"{{{SHEET_MAIN_NS}}}font", f"{{{SHEET_MAIN_NS}}}rPr"):
        font[:] = sorted(font, key=lambda each: _FONT_ORDER.index(etree.QName(each).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _write_sheet(worksheet: Worksheet, sheet: Sheet) -> None:
    for index, column in enumerate(sheet.columns, 1):
        worksheet.column_dimensions[get_column_letter(index)].width = column.width
        cell = worksheet.cell(1, index, column.head)
        cell.font, cell.alignment, cell.border, cell.fill = _HEAD_FONT, _HEAD, _BOX, _FILL
    for number, row in enumerate(sheet.rows, 2):
        for index, content in enumerate(row, 1):
            _write_cell(worksheet.cell(number, index), content)
    worksheet.freeze_panes = "A2"
    worksheet.print_title_rows = "1:1"
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    setup = worksheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", _A4, 1, 0
    worksheet.oddHeader.center.text = sheet.title.replace("&", "&&")
    worksheet.oddFooter.center.text = "&P"


def _write_cell(cell: Any, content: Cell) -> None:
    cell.font, cell.alignment, cell.border = _FONT, _TEXT, _BOX
    if isinstance(content, int):
        cell.value = content
        return
    runs = list(_runs(content))
    text = "".join(run.text for run in runs)
    if not text:
        return
    if any(run.changed for run in runs):
        cell.value = CellRichText(
            [TextBlock(_CHANGED_RUN if run.changed else _RUN, run.text) for run in runs]
        )
    else:
        cell.value = text
    cell.data_type = "s"  # whatever it looks like: =1+1, #N/A
    cell.quotePrefix = text.startswith(_FORMULA_SIGNS)


def _runs(text: Marks) -> Iterator[Mark]:
    """Marked text within what a cell may hold; blanks go with what stands before them, since Excel would drop them alone."""
    waiting: Mark | None = None
    left = _MOST
    for mark in text:
        piece, left = mark.text[:left], max(left - len(mark.text), 0)
        if waiting and (mark.changed == waiting.changed or not piece.strip()):
            waiting = Mark(waiting.text + piece, waiting.changed)
        else:
            if waiting:
                yield waiting
            waiting = Mark(piece, mark.changed)
    if waiting:
        yield waiting
