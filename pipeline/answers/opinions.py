"""Rows → opinions: the header found among titles, four columns read, and all others left alone.

Nothing that stands in another column gets into a value, and no message repeats what an opinion says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import NoReturn

from pipeline.answers.model import Opinion
from pipeline.answers.personal import personal_data
from pipeline.frozen import dataclass
from pipeline.model.characters import FORBIDDEN, forbidden_character
from pipeline.model.private import OPINION_FILES
from pipeline.problems import Code, Location, PlanErrors, Problem, raise_if_any
from pipeline.spreadsheets.rows import Row, csv_rows
from pipeline.spreadsheets.workbook import Sheet, workbook_sheets


class Column(StrEnum):
    """The columns that are read; the value is what messages call them."""

    NUMBER = "No."
    PLACE = "該当箇所"
    TEXT = "意見"
    WAY = "提出方法"


# How offices call them, in NFKC, without blanks and in small letters.
HEADERS: Mapping[Column, tuple[str, ...]] = {
    Column.NUMBER: ("no.", "no", "番号", "意見no.", "意見no", "意見番号", "整理番号"),
    Column.PLACE: ("該当箇所", "該当個所", "該当か所", "該当部分"),
    Column.TEXT: ("意見", "ご意見", "御意見", "意見の内容", "意見内容", "意見等"),
    Column.WAY: ("提出方法", "提出の方法", "提出手段", "受付方法"),
}
_COLUMNS = {name: column for column, names in HEADERS.items() for name in names}
# A table's header is not further down than this.
_DEEPEST_HEADER = 30
_NUMBER = re.compile(r"[a-z]{0,3}-?[0-9]{1,6}(?:-[0-9]{1,4})?", re.IGNORECASE)
_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|SPILL!|CALC!)")


def tidy_number(written: str) -> str:
    """A No. as it is compared: １ and No.1 and 001 are 1."""
    number = re.sub(
        r"^no\.?", "", "".join(unicodedata.normalize("NFKC", written).split()), flags=re.IGNORECASE
    )
    return str(int(number)) if number.isdecimal() and len(number) < 10 else number


def read_opinions(files: Mapping[str, bytes], folder: str) -> tuple[Opinion, ...]:
    """The opinions of the one file there is among those of plan_source/ (path → bytes). Raises PlanErrors."""
    path = _opinion_file(files, folder)
    file = f"{folder}/{path}"
    if path.casefold().endswith(".csv"):
        sheets = [Sheet("", csv_rows(file, files[path]))]
    else:
        sheets = workbook_sheets(file, files[path], Code.OPINION_FILE)
    return _Table(file, sheets).opinions()


def _opinion_file(files: Mapping[str, bytes], folder: str) -> str:
    found = [path for path in sorted(files) if path.casefold() in OPINION_FILES]
    if len(found) == 1:
        return found[0]
    if found:
        raise PlanErrors(
            [
                Problem(
                    Location(f"{folder}/{found[1]}"),
                    Code.FILE_TWICE,
                    f"意見のファイルが二つあります（{'、'.join(found)}）",
                    "新しいほうだけを残し、もう一つは plan_source の外に移してください",
                )
            ]
        )
    if files:
        raise PlanErrors(
            [
                Problem(
                    Location(f"{folder}/{min(files)}"),
                    Code.OPINION_FILE,
                    "この名前や種類のファイルからは、意見を読めません",
                    f"Excelで「Excel ブック (*.xlsx)」として保存し、{folder}/opinions.xlsx としてください",
                )
            ]
        )
    raise PlanErrors(
        [
            Problem(
                Location(f"{folder}/{OPINION_FILES[0]}"),
                Code.FILE_MISSING,
                "意見のファイル（opinions.csv か opinions.xlsx）がありません",
                "意見の表を plan_source に置いてください。意見がなかったときは、見出しの行だけの表を置きます",
            )
        ]
    )


@dataclass
class _Table:
    """One reading of the office's table; `problems` grows as it goes."""

    file: str
    sheets: Sequence[Sheet]
    problems: list[Problem] = field(default_factory=list)

    def opinions(self) -> tuple[Opinion, ...]:
        columns, rows = self._below_header()
        found: dict[str, Opinion] = {}
        last = ""
        for row in _filled(rows, columns):
            opinion = self._opinion(row, columns)
            self._check_row(row, columns)
            self._check(opinion, doubted=columns[Column.TEXT] in row.doubts)
            if last and opinion.number == last and columns[Column.NUMBER] in row.merged:
                found[last] = _continued(found[last], opinion)
                continue
            if self._has_own_number(opinion, found):
                found[opinion.number] = opinion
                last = opinion.number
        raise_if_any(self.problems)
        return tuple(found.values())

    # The header

    def _below_header(self) -> tuple[dict[Column, int], Sequence[Row]]:
        """The columns by what they are, and the rows under the header. Raises PlanErrors where there is no one header."""
        headers = [(sheet, *found) for sheet in self.sheets if (found := _header(sheet.rows))]
        if not headers:
            self._refuse_header(
                0,
                f"見出しの行（{'、'.join(Column)}）がありません",
                "意見の表の初めの行に、この四つの見出しを書いてください。上に題名の行があっても構いません",
            )
        if len(headers) > 1:
            names = "、".join(f"「{sheet.name}」" for sheet, _, _ in headers)
            self._refuse_header(
                0,
                f"意見の表のあるシートが二つ以上あります（{names}）",
                "一つのシートにまとめるか、要らないシートを消してください",
            )
        sheet, index, cells = headers[0]
        line = sheet.rows[index].line
        for column in Column:
            places = [place for place, name in cells if name is column]
            if len(places) > 1:
                self._refuse_header(line, f"「{column}」の列が二つ以上あります", "一つの列にまとめてください")
            if not places:
                names = "、".join(HEADERS[column])
                self._refuse_header(
                    line,
                    f"「{column}」の列がありません",
                    f"見出しを「{column}」としてください（使える名前: {names}）",
                )
        self.problems += (
            Problem(
                Location(self.file, line),
                Code.OPINION_HEADER,
                f"「{name}」の列が、Excelで隠れています",
                "公表する列なら再表示し、庁内だけの列なら見出しを別の名前にして、公表する意見を別の列に書いてください",
            )
            for place, name in cells
            if place in sheet.hidden_columns
        )
        return {name: place for place, name in cells}, sheet.rows[index + 1 :]

    def _refuse_header(self, line: int, message: str, hint: str) -> NoReturn:
        raise PlanErrors([Problem(Location(self.file, line), Code.OPINION_HEADER, message, hint)])

    # One row

    def _opinion(self, row: Row, columns: Mapping[Column, int]) -> Opinion:
        """The four columns of a row: what stands in the others is looked at by nobody."""
        cells = {column: _cell(row, place) for column, place in columns.items()}
        return Opinion(
            tidy_number(cells[Column.NUMBER]),
            cells[Column.PLACE],
            cells[Column.TEXT],
            cells[Column.WAY],
            Location(self.file, row.line),
        )

    def _check_row(self, row: Row, columns: Mapping[Column, int]) -> None:
        """Find what a workbook's row shows otherwise than meant, in the four columns."""
        place = Location(self.file, row.line)
        if row.hidden:
            self.problems.append(
                Problem(
                    place,
                    Code.OPINION_CELL,
                    "この行は、Excelで隠れています（非表示か、フィルターで除かれています）",
                    "載せる意見なら行を再表示し（フィルターは解除し）、載せない意見なら行を消してください",
                )
            )
        for column, index in columns.items():
            if doubt := row.doubts.get(index):
                self.problems.append(Problem(place, Code.OPINION_CELL, doubt.message, doubt.hint))
            elif index in row.days and column in (Column.NUMBER, Column.PLACE):
                self.problems.append(
                    Problem(
                        place,
                        Code.OPINION_CELL,
                        f"この行の「{column}」が日付になっています（{row.cells[index]}）",
                        "「1-2」などと入れると、Excelが日付に変えます。セルの表示形式を［文字列］にして入れ直し、Excel ブック（.xlsx）として保存してください",
                    )
                )

    def _check(self, opinion: Opinion, doubted: bool) -> None:
        """Find what can't or must not be printed."""
        for column, text in (
            (Column.PLACE, opinion.place),
            (Column.TEXT, opinion.text),
            (Column.WAY, opinion.way),
        ):
            if found := FORBIDDEN.search(text):
                self.problems.append(forbidden_character(opinion.location, found.group()))
            if kind := personal_data(text):
                self._problem(
                    opinion,
                    Code.OPINION_PERSONAL,
                    f"この行の「{column}」に、{kind}と思われるものがあります",
                    "公表する文書に出るので、「（電話番号）」や「●●」などに置き換えてください",
                )
            if _ERROR.fullmatch(text):
                self._problem(
                    opinion,
                    Code.OPINION_TEXT,
                    f"この行の「{column}」が、Excelのエラー（{text}）になっています",
                    "「=」や「-」で始まる文章が式として読まれたときは、セルの書式を［文字列］にして入れ直してください",
                )
        if not opinion.text and not doubted:
            self._problem(
                opinion,
                Code.OPINION_TEXT,
                "この行に意見がありません",
                "意見を書くか、行を消してください。合計や注記の行は、表の外か別のシートに移してください",
            )

    def _has_own_number(self, opinion: Opinion, found: Mapping[str, Opinion]) -> bool:
        if not opinion.number:
            self._problem(
                opinion,
                Code.OPINION_NUMBER,
                "この行にNo.がありません",
                "No.を書いてください。上の行の意見の続きなら、上の行のセルに入れてください",
            )
        elif not _NUMBER.fullmatch(opinion.number):
            # Which is not repeated: the columns may have been shifted.
            self._problem(
                opinion,
                Code.OPINION_NUMBER,
                "この行のNo.は、意見の番号として使えません",
                "1、2、3 のような数か、A-1 のような英字と数にしてください",
            )
        elif opinion.number in found:
            self._problem(
                opinion,
                Code.OPINION_NUMBER,
                f"No.の「{opinion.number}」が二つあります",
                f"初めの行: {found[opinion.number].location}",
            )
        else:
            return True
        return False

    def _problem(self, opinion: Opinion, code: Code, message: str, hint: str) -> None:
        self.problems.append(Problem(opinion.location, code, message, hint))


def _filled(rows: Sequence[Row], columns: Mapping[Column, int]) -> Iterator[Row]:
    """The rows that say something of their own, without those at the end that were only numbered beforehand."""

    def holds(row: Row, wanted: Iterable[Column]) -> bool:
        return any(
            _cell(row, columns[each]) or columns[each] in row.doubts
            for each in wanted
            if columns[each] not in row.merged
        )

    last = max((i for i, row in enumerate(rows) if holds(row, set(Column) - {Column.NUMBER})), default=-1)
    return (row for row in rows[: last + 1] if holds(row, Column))


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _header(rows: Sequence[Row]) -> tuple[int, list[tuple[int, Column]]] | None:
    """The header row's index, and its cells that say what is read: the first row that names all, else number and opinion.

    A header of two rows (意見 over 該当箇所 and 内容) counts as one, its lower names before its upper ones.
    """
    found: list[tuple[int, list[tuple[int, Column]]]] = []
    for index, row in enumerate(rows[:_DEEPEST_HEADER]):
        for upper in ((), rows[index - 1].cells if index else ()):
            cells = list(_named_cells(row.cells, upper))
            if {Column.NUMBER, Column.TEXT} <= {name for _, name in cells}:
                found.append((index, cells))
    whole = [each for each in found if {name for _, name in each[1]} == set(Column)]
    return next(iter((*whole, *found)), None)


def _named_cells(cells: Sequence[str], upper: Sequence[str]) -> Iterator[tuple[int, Column]]:
    for place, cell in enumerate(cells):
        name = cell or (upper[place] if place < len(upper) else "")
        plain = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
        if plain in _COLUMNS:
            yield place, _COLUMNS[plain]


def _continued(first: Opinion, more: Opinion) -> Opinion:
    """An opinion that goes on in the next row, its No. merged over both."""
    places = [place for place in dict.fromkeys((first.place, more.place)) if place]
    text = "\n".join(text for text in (first.text, more.text) if text)
    return Opinion(first.number, "、".join(places), text, first.way or more.way, first.location)
