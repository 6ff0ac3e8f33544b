"""The office's table as rows of text: an Excel workbook, opened with care.

The rows are read one by one, and no further than an office's table can reach: workbooks come with a million rows
that were only ever formatted, and others are made to fill a machine's memory.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any, NoReturn

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model import limits
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.spreadsheets.cells import Marks, read_cell, read_marks, struck_strings
from pipeline.spreadsheets.remarks import Remark, read_remarks, relationships
from pipeline.spreadsheets.rows import SMALLER, Row
from pipeline.system.damaged_zip import DAMAGE

_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
_LAST_ROW = 1_048_576  # of any sheet: what a sheet says of its own size may be wrong
_UNREADABLE = "Excelのブック（.xlsx）として読めません"
_SAVE_AGAIN = "Excelで開けるか確かめ、［名前を付けて保存］で「Excel ブック (*.xlsx)」を選んでください。パスワードは外します"
_MERGE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
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
    from openpyxl import load_workbook  # heavy, and wanted for workbooks alone

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out when it writes: nothing is written here
        # What Excel shows in a cell with a formula is what was calculated last.
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        struck = struck_strings(data)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _parts(package)
            for sheet in workbook.worksheets:
                visible, part = sheet.sheet_state == "visible", parts[sheet.title]
                if not visible and not whole:
                    continue
                with package.open(part) as source:
                    marks = read_marks(source, struck, _MOST_COLUMNS)
                rows = list(_rows(file, sheet, marks))
                with package.open(part) as source:
                    rows = _merged(rows, source)
                remarks = tuple(read_remarks(package, relationships(package, part))) if whole else ()
                yield Sheet(sheet.title, rows, frozenset(marks.hidden_columns), visible, remarks)


def _parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by its name (ECMA-376 Part 1, 18.2.19): what openpyxl leaves out is read there."""
    (workbook,) = (target for kind, _, target in relationships(package, "") if kind == "officeDocument")
    targets = {identity: target for _, identity, target in relationships(package, workbook)}
    sheets = etree.fromstring(package.read(workbook), _PARSER).iter("{*}sheet")
    return {sheet.get("name", ""): targets[sheet.get(_ID, "")] for sheet in sheets}


def _rows(file: str, sheet: Any, marks: Marks) -> Iterator[Row]:
    """The rows that hold something."""
    from openpyxl.cell.read_only import EMPTY_CELL

    rows = sheet.iter_rows(min_row=1, max_row=_LAST_ROW, max_col=_MOST_COLUMNS)
    for line, cells in enumerate(rows, 1):
        if line not in marks.lines and all(each is EMPTY_CELL or each.value is None for each in cells):
            continue
        values = [read_cell(cell, marks.of(line, column), sheet) for column, cell in enumerate(cells)]
        if not any(each.text or each.doubt for each in values):
            continue
        if line > _MOST_ROWS:
            _refuse(file, Code.FILE_TOO_LARGE, f"表が{_MOST_ROWS:,}行より長くなっています", SMALLER)
        yield Row(
            line,
            tuple(each.text for each in values),
            doubts={column: each.doubt for column, each in enumerate(values) if each.doubt},
            days=frozenset(column for column, each in enumerate(values) if each.is_day),
            hidden=line in marks.hidden,
        )


def _merged(rows: list[Row], source: IO[bytes]) -> list[Row]:
    """The rows with what cells that are merged downwards show in each of the rows that they cover."""
    by_line = {row.line: row for row in rows}
    for first, top, last, bottom in _merges(source):
        if first >= _MOST_COLUMNS:
            continue
        shown = by_line[top].cells[first] if top in by_line else ""
        beside = frozenset(range(first + 1, min(last + 1, _MOST_COLUMNS)))
        for line in range(top, bottom + 1):
            if row := by_line.get(line):
                row = replace(row, covered=row.covered | beside)
                if top < line and top in by_line:
                    cells = (*row.cells[:first], shown, *row.cells[first + 1 :])
                    row = replace(row, cells=cells, merged=row.merged | {first})
                by_line[line] = row
    return list(by_line.values())


def _merges(source: IO[bytes]) -> Iterator[tuple[int, int, int, int]]:
    """The first column (from 0) and row, and the last ones, of each merge: openpyxl leaves them out when it reads row by row."""
    from openpyxl.utils import column_index_from_string

    covered = 0
    for _, element in etree.iterparse(source, tag=_MERGE, resolve_entities=False, no_network=True):
        if found := _RANGE.fullmatch(element.get("ref", "")):
            top, bottom = int(found[2]), min(int(found[4]), _MOST_ROWS)
            covered += max(bottom - top + 1, 0)
            if covered > _MOST_ROWS * _MOST_COLUMNS:
                raise ValueError("merges lie over one another")
            yield column_index_from_string(found[1]) - 1, top, column_index_from_string(found[3]) - 1, bottom


def _refuse(file: str, code: Code, message: str, hint: str) -> NoReturn:
    raise PlanErrors([Problem(Location(file), code, message, hint)]) from None
