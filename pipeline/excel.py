"""Sheets as an Excel workbook: text as text, words marked, ready to print. The same sheets give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from lxml import etree
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.frozen import dataclass
from pipeline.model.workbook import Cell, Mark, Marks, WorkbookSheet
from pipeline.model.workbook import Column as SheetColumn
from pipeline.system.reproducible_zip import undated_entry

if TYPE_CHECKING:
    from decimal import Decimal

_SHADE, _GREY = "#E6EDF0", "#8A969C"
# The text styles of the plan's own tables, in a font that is on every Windows since 2018. By the charset (Japanese) Excel
# finds another one where it is missing.
FONT = {"font_name": "BIZ UDゴシック", "font_size": 10, "font_charset": 128}
_BOX = {"border": 1, "border_color": _GREY, "text_wrap": True}
TEXT = {**FONT, **_BOX, "valign": "top"}
HEAD = {**FONT, **_BOX, "bold": True, "align": "center", "valign": "vcenter", "bg_color": _SHADE}
_CHANGED = {"underline": 1}
# As if it had been typed with an apostrophe before it: what Excel would take for a formula once somebody edits the cell.
QUOTED = {"quote_prefix": True}
FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
A4 = 9
# Excel refuses a file with more characters in a cell, or in a header, where & counts twice.
MOST, MOST_IN_HEADER = 32_767, 125
# Of rows, in points: a line of text, what is around it, and the highest that Excel lets a row be. Characters from here on take the
# width of two of Latin text.
_LINE, _MARGIN, _HIGHEST, _WIDE = 13.5, 3, 409, "\u2e80"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DATES, _DC = "http://purl.org/dc/terms/", "http://purl.org/dc/elements/1.1/"


def write_workbook(title: str, author: str, sheets: Iterable[WorkbookSheet]) -> bytes:
    """The bytes of an .xlsx with these sheets. No temporary file is made, which a run that is killed would leave for ever."""
    result = io.BytesIO()
    workbook = Workbook(result, {"in_memory": True})
    looks = Looks(workbook)
    for sheet in sheets:
        _write_sheet(workbook.add_worksheet(sheet.name), sheet, looks)
    workbook.set_properties({"title": title, "author": author})
    workbook.close()
    return undated(result.getvalue())


@dataclass(frozen=True)
class Column:
    """A column of numbers under its name, None where a cell is empty; `format_code` is how Excel shows them (18.8.31)."""

    name: str
    numbers: Sequence[Decimal | None]
    format_code: str


def write_columns(sheet: str, names: Sequence[str], columns: Sequence[Column]) -> bytes:
    """The bytes of an .xlsx with one sheet: names in its first column, numbers in the others, as a chart has them."""
    result = io.BytesIO()
    workbook = Workbook(result, {"in_memory": True, "strings_to_numbers": False})
    worksheet, looks = workbook.add_worksheet(sheet), Looks(workbook)
    worksheet.set_column(0, 0, _wide_enough(names))
    for line, name in enumerate(names, 1):
        _write_text(worksheet, (line, 0), name, looks)
    for at, column in enumerate(columns, 1):
        worksheet.set_column(at, at, _wide_enough([column.name]))
        _write_text(worksheet, (0, at), column.name, looks)
        look = looks(FONT, {"num_format": column.format_code})
        for line, number in enumerate(column.numbers, 1):
            if number is not None:
                worksheet.write_number(line, at, float(number), look)
    workbook.close()
    return undated(result.getvalue())


def _wide_enough(texts: Iterable[str]) -> float:
    """The width of a column for the longest of these, in half-width characters; not less than Excel's own, and no more than a window
    shows."""
    return min(max(8.43, *(2 * len(text) + 2.0 for text in texts)), 60.0)


def _write_text(worksheet: Worksheet, place: tuple[int, int], text: str, looks: Looks) -> None:
    quoted = QUOTED if text.startswith(FORMULA_SIGNS) else {}
    refused = worksheet.write_string(*place, text, looks(FONT, quoted))
    assert refused == 0, place


class Looks:
    """The formats of one workbook, each made once of the properties that XlsxWriter knows; later ones go before earlier ones."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[str, Format] = {}

    def __call__(self, *properties: dict[str, Any]) -> Format:
        wanted = {name: value for each in properties for name, value in each.items()}
        key = repr(wanted)
        if key not in self._made:
            self._made[key] = self._workbook.add_format(wanted)
        return self._made[key]


def _write_sheet(worksheet: Worksheet, sheet: WorkbookSheet, looks: Looks) -> None:
    for index, column in enumerate(sheet.columns):
        worksheet.set_column(index, index, without_padding(column.width))
        worksheet.write_string(0, index, column.head, looks(HEAD))
    for line, row in enumerate(sheet.rows, 1):
        worksheet.set_row(line, _height(row, sheet.columns))
        for index, content in enumerate(row):
            _write_cell(worksheet, (line, index), content, looks)
    _offer_choices(worksheet, sheet)
    worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_header(f"&C{sheet.title[:MOST_IN_HEADER].replace('&', '&&')}")
    worksheet.set_footer("&C&P")


def _height(row: Sequence[Cell], columns: Sequence[SheetColumn]) -> float:
    """The height of a row in points: that of the cell with the most lines. Not every program finds it by itself."""
    lines = max(
        (
            _lines(cell, column.width)
            for cell, column in zip(row, columns, strict=True)
            if not isinstance(cell, int)
        ),
        default=1,
    )
    return min(max(1, lines) * _LINE + _MARGIN, _HIGHEST)


def _lines(text: Marks, width: float) -> int:
    """How many lines a text takes in a column of this width."""
    whole = "".join(mark.text for mark in text)
    widths = (sum(2 if each >= _WIDE else 1 for each in line) for line in whole.split("\n"))
    return sum(max(1, ceil(each / max(width - 2, 1))) for each in widths)


def _offer_choices(worksheet: Worksheet, sheet: WorkbookSheet) -> None:
    """What may be chosen in cells."""
    for index, column in enumerate(sheet.columns):
        if column.choices:
            choices = {"validate": "list", "source": list(column.choices)}
            worksheet.data_validation(1, index, len(sheet.rows), index, choices)


def without_padding(width: float) -> float:
    """A column's width as somebody types it into Excel: 5 pixels less than the file says (18.3.1.13), of 7 a character."""
    return (width * 7 - 5) / 7


def _write_cell(worksheet: Worksheet, place: tuple[int, int], content: Cell, looks: Looks) -> None:
    if isinstance(content, int):
        worksheet.write_number(*place, content, looks(TEXT))
        return
    runs = list(_runs(content))
    text = "".join(run.text for run in runs)
    # Whatever it looks like, it is text: =1+1, #N/A.
    own = (TEXT, QUOTED) if text.startswith(FORMULA_SIGNS) else (TEXT,)
    if not text:
        refused = worksheet.write_blank(*place, None, looks(TEXT))
    elif len(runs) == 1:
        refused = worksheet.write_string(*place, text, looks(*own, _CHANGED if runs[0].changed else {}))
    else:
        parts = ((looks(FONT, _CHANGED if run.changed else {}), run.text) for run in runs)
        refused = worksheet.write_rich_string(*place, *(each for part in parts for each in part), looks(*own))
    assert refused == 0, place


def _runs(text: Marks) -> Iterator[Mark]:
    """Marked text within what a cell may hold; blanks go with what stands before them, since Excel would drop them alone."""
    waiting: Mark | None = None
    left = MOST
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


def undated(workbook: bytes, of_sheets: Callable[[bytes], bytes] | None = None) -> bytes:
    """A workbook without the times and the machine at which it was made; `of_sheets` changes the part of each sheet."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as written, zipfile.ZipFile(result, "w") as package:
        for name in written.namelist():
            data = written.read(name)
            content = _CHANGED_PARTS[name](data) if name in _CHANGED_PARTS else data
            if of_sheets and name.startswith("xl/worksheets/sheet"):
                content = of_sheets(data)
            package.writestr(undated_entry(name), content, compresslevel=6)
    return result.getvalue()


def _properties(part: bytes) -> bytes:
    """The workbook's properties, with the language of its text instead of times."""
    root = etree.fromstring(part)
    for element in root.findall(f"{{{_DATES}}}*"):
        root.remove(element)
    etree.SubElement(root, f"{{{_DC}}}language").text = "ja-JP"
    return _serialized(root)


def _strings(part: bytes) -> bytes:
    """The texts of cells, with the charset of their words' font (18.4.1): XlsxWriter writes it for whole cells alone."""
    root = etree.fromstring(part)
    for properties in root.iter(f"{{{_SHEETS}}}rPr"):
        etree.SubElement(properties, f"{{{_SHEETS}}}charset", val=str(FONT["font_charset"]))
    return _serialized(root)


def _serialized(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


_CHANGED_PARTS = {"docProps/core.xml": _properties, "xl/sharedStrings.xml": _strings}
