"""The office's table as rows of text: CSV as Excel saves it, in CP932 or UTF-8."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Mapping
from dataclasses import field

from pipeline.frozen import dataclass
from pipeline.model import limits
from pipeline.model.characters import visible
from pipeline.problems import Code, Location, PlanErrors, Problem

# What Excel writes into a CSV for 1-2 and 1/2 that it took as days, in Japan and elsewhere, and for what a narrow column hides.
_DAY = re.compile(
    r"\d{1,2}月\d{1,2}日|\d{4}/\d{1,2}/\d{1,2}"
    r"|\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2}"
)
_TOO_NARROW = re.compile("#{3,}")
SMALLER = "表の、使っている行だけを新しいファイルに写して、置き換えてください"


@dataclass(frozen=True)
class Doubt:
    """A doubt about a cell's text: why it can't be taken as it is, and what to do."""

    message: str
    hint: str


@dataclass(frozen=True)
class Row:
    """A row of the table; `line` is where it stands in the file, `merged` the columns that belong to the row above.

    `doubts` are by column; `days` are the columns that hold a day or a time, `hidden` says that nobody sees the row. `covered` are
    the columns that lie under a cell at the left, which shows nothing of them.
    """

    line: int
    cells: tuple[str, ...]
    merged: frozenset[int] = frozenset()
    doubts: Mapping[int, Doubt] = field(default_factory=dict)
    days: frozenset[int] = frozenset()
    hidden: bool = False
    covered: frozenset[int] = frozenset()


def csv_rows(file: str, data: bytes) -> list[Row]:
    """The rows of a CSV file, lines within cells kept. Raises PlanErrors."""
    if len(data) > limits.TEXT:
        raise PlanErrors([limits.too_large(file, limits.TEXT, SMALLER)])
    reader = csv.reader(io.StringIO(_decoded(file, data), newline=""), strict=True)
    rows: list[Row] = []
    before = 0
    try:
        for cells in reader:
            rows.append(_row(before + 1, tuple(map(tidied, cells))))
            before = reader.line_num
    except csv.Error:
        _refuse(
            Location(file, reader.line_num), "CSVとして読めません", '引用符（"）が閉じているか見てください'
        )
    if (
        rows
        and all(len(row.cells) == 1 for row in rows)
        and any(re.search("[\t;]", row.cells[0]) for row in rows)
    ):
        _refuse(Location(file, 1), "値が「,」で区切られていません", "区切りを半角の「,」にしてください")
    return rows


def _row(line: int, cells: tuple[str, ...]) -> Row:
    """A row of a CSV, with what Excel made of its cells when it saved them."""
    narrow = Doubt(
        "この行に、列の幅が足りずに「###」となった値があります",
        "Excelで元の表を開き、列を広げてから保存し直してください",
    )
    return Row(
        line,
        cells,
        doubts={column: narrow for column, text in enumerate(cells) if _TOO_NARROW.fullmatch(text)},
        days=frozenset(column for column, text in enumerate(cells) if _DAY.fullmatch(text)),
    )


def tidied(text: str) -> str:
    """A cell's text without the blanks around it and without what can't be seen, and with line ends of one kind."""
    return visible(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _decoded(file: str, data: bytes) -> str:
    """UTF-8, or what Excel writes without being asked for UTF-8."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        for encoding in ("utf-8-sig", "cp932"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise PlanErrors(
        [
            Problem(
                Location(file),
                Code.FILE_ENCODING,
                "文字コードがUTF-8でもシフトJIS（CP932）でもないか、文章のファイルではありません",
                "Excelで開き、［名前を付けて保存］の種類を「CSV UTF-8」にして保存し直してください",
            )
        ]
    )


def _refuse(location: Location, message: str, hint: str) -> None:
    raise PlanErrors(
        [
            Problem(
                location,
                Code.CSV_SYNTAX,
                message,
                f"{hint}。Excelで開いて「CSV UTF-8」で保存し直すと整います",
            )
        ]
    )
