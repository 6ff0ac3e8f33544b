"""The office's table as rows of text: an Excel workbook, opened with care.

The rows are read one by one, and no further than an office's table can reach: workbooks come with a million rows
that were only ever formatted, and others are made to fill a machine's memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NoReturn

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model import limits
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.spreadsheets.cells import read_cell
from pipeline.spreadsheets.looks import OFF, read_looks
from pipeline.spreadsheets.part import Around, Book, RawRow, read_part, read_strings
from pipeline.spreadsheets.remarks import Remark, read_remarks, relationships
from pipeline.spreadsheets.rows import SMALLER, Row
from pipeline.system.damaged_zip import DAMAGE

_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
_UNREADABLE = "Excelのブック（.xlsx）として読めません"
_SAVE_AGAIN = "Excelで開けるか確かめ、［名前を付けて保存］で「Excel ブック (*.xlsx)」を選んでください。パスワードは外します"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
# What Excel and those who write for it make of a file that is broken, besides what XML's readers raise.
_DAMAGE = (
    *(*DAMAGE, etree.XMLSyntaxError, SyntaxError),
    *(LookupError, AttributeError, TypeError, AssertionError),
)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, its columns (from 0) that nobody sees, and the remarks at its cells."""

    name: str
    rows: list[Row]
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    remarks: tuple[Remark, ...] = ()


def workbook_sheets(file: str, data: bytes, unreadable: Code, whole: bool = False) -> list[Sheet]:
    """The visible sheets with what their cells show; of the `whole` book also the hidden ones, and the remarks. Raises PlanErrors, with
    the code `unreadable` where it is no workbook."""
    if len(data) > limits.TEMPLATE:
        raise PlanErrors([limits.too_large(file, limits.TEMPLATE, SMALLER)])
    try:
        _check_package(file, data, unreadable)
        return list(_sheets(file, data, whole))
    except _DAMAGE:
        _refuse(file, unreadable, _UNREADABLE, _SAVE_AGAIN)


def _check_package(file: str, data: bytes, unreadable: Code) -> None:
    """Within limits, and without entities: they could grow without end."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        if sum(each.file_size for each in entries) > limits.WORKBOOK or len(entries) > limits.PARTS:
            _refuse(
                file,
                Code.FILE_TOO_LARGE,
                f"ブックの中身が大きすぎます（合わせて{limits.megabytes(limits.WORKBOOK)}まで）",
                SMALLER,
            )
        for name in package.namelist():
            if name.endswith((".xml", ".rels")) and _declares(package, name):
                _refuse(file, unreadable, f"{_UNREADABLE}（DTDが含まれています）", _SAVE_AGAIN)


def _declares(package: zipfile.ZipFile, name: str) -> bool:
    """Whether a part has a DTD, which would stand before its first element."""
    with package.open(name) as part:
        _, root = next(etree.iterparse(part, events=("start",), resolve_entities=False, no_network=True))
        return root.getroottree().docinfo.internalDTD is not None


def _sheets(file: str, data: bytes, whole: bool) -> Iterator[Sheet]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        (workbook,) = (each.target for each in relationships(package, "") if each.kind == "officeDocument")
        related = {each.identity: each for each in relationships(package, workbook)}
        root = etree.fromstring(package.read(workbook), _PARSER)
        book = _book(package, root, {each.kind: each.target for each in related.values()})
        for sheet in root.iter("{*}sheet"):
            part, visible = related[sheet.get(_ID, "")], sheet.get("state", "visible") == "visible"
            if part.kind == "worksheet" and (visible or whole):
                yield _sheet(file, package, part.target, sheet.get("name", ""), book, visible, whole)


def _book(package: zipfile.ZipFile, workbook: etree._Element, parts: Mapping[str, str]) -> Book:
    """What all sheets share; days count from 1904 in workbooks of old Macs (18.2.28)."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

    own = workbook.find("{*}workbookPr")
    from_1904 = own is not None and own.get("date1904", "0") not in OFF
    return Book(
        read_strings(package, parts.get("sharedStrings", "xl/sharedStrings.xml")),
        read_looks(package, parts.get("styles", "xl/styles.xml")),
        CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900,
    )


def _sheet(
    file: str, package: zipfile.ZipFile, part: str, name: str, book: Book, visible: bool, whole: bool
) -> Sheet:
    around = Around()
    with package.open(part) as source:
        rows = list(_rows(file, name, read_part(source, book, around, _MOST_COLUMNS), book))
    remarks = tuple(read_remarks(package, relationships(package, part))) if whole else ()
    return Sheet(name, _merged(rows, around), frozenset(around.hidden_columns), visible, remarks)


def _rows(file: str, sheet: str, raw: Iterable[RawRow], book: Book) -> Iterator[Row]:
    """The rows that hold something."""
    for row in raw:
        cells = {each.column: read_cell(each, sheet, book) for each in row.cells}
        if not any(each.text or each.doubt for each in cells.values()):
            continue
        if row.line > _MOST_ROWS:
            _refuse(file, Code.FILE_TOO_LARGE, f"表が{_MOST_ROWS:,}行より長くなっています", SMALLER)
        yield Row(
            row.line,
            tuple(cells[at].text if at in cells else "" for at in range(max(cells) + 1)),
            doubts={column: each.doubt for column, each in cells.items() if each.doubt},
            days=frozenset(column for column, each in cells.items() if each.is_day),
            hidden=row.is_hidden,
        )


def _merged(rows: list[Row], around: Around) -> list[Row]:
    """The rows with what cells that are merged downwards show in each of the rows that they cover."""
    by_line = {row.line: row for row in rows}
    covered = 0
    for first, top, last, end in around.merges:
        bottom = min(end, _MOST_ROWS)
        covered += max(bottom - top + 1, 0)
        if covered > _MOST_ROWS * _MOST_COLUMNS:
            raise ValueError("merges lie over one another")
        if first >= _MOST_COLUMNS:
            continue
        shown = _cell(by_line[top], first) if top in by_line else ""
        beside = frozenset(range(first + 1, min(last + 1, _MOST_COLUMNS)))
        for line in range(top, bottom + 1):
            if row := by_line.get(line):
                row = replace(row, covered=row.covered | beside)
                if top < line and top in by_line:
                    cells = (
                        *row.cells[:first],
                        *[""] * (first - len(row.cells)),
                        shown,
                        *row.cells[first + 1 :],
                    )
                    row = replace(row, cells=cells, merged=row.merged | {first})
                by_line[line] = row
    return list(by_line.values())


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _refuse(file: str, code: Code, message: str, hint: str) -> NoReturn:
    raise PlanErrors([Problem(Location(file), code, message, hint)]) from None
