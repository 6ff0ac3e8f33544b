"""Rows → opinions: the header found among titles, the columns that it names read, and all others left alone.

Nothing that stands in another column gets into a value, and no message repeats what an opinion says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from pipeline.answers.columns import Column
from pipeline.answers.header import find_head
from pipeline.answers.model import Opinion, OpinionTable
from pipeline.answers.personal import address, personal_data
from pipeline.frozen import dataclass
from pipeline.model.characters import forbidden, forbidden_character
from pipeline.model.folded import folded, unspaced
from pipeline.model.private import OPINION_FILES
from pipeline.problems import Code, Location, PlanErrors, Problem, raise_if_any
from pipeline.spreadsheets.rows import Row, csv_rows
from pipeline.spreadsheets.workbook import Sheet, workbook_sheets

_NUMBER = re.compile(r"[a-z]{0,3}-?[0-9]{1,6}(?:-[0-9]{1,4})?", re.IGNORECASE)
# A row under the opinions that counts them or ends the table.
_FOOTER = re.compile(r"(?:合計|総計|小計|総数|計|以上)(?:[:、]?[0-9,]+件?)?|[0-9,]+件")
_NOTE = re.compile(r"[※*]|[(]?注[)0-9:]|備考")
_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|SPILL!|CALC!)")


def tidy_number(written: str) -> str:
    """A No. as it is compared: １ and No.1 and 001 are 1."""
    number = re.sub(r"^no\.?", "", unspaced(written), flags=re.IGNORECASE)
    number = re.sub(r"[(]([0-9]+)[)]$", r"-\1", number)
    return str(int(number)) if number.isdecimal() and len(number) < 10 else number


def read_opinions(files: Mapping[str, bytes], folder: str, submitters: str = "") -> OpinionTable:
    """The opinions of the one file there is among those of plan_source/ (path → bytes). `submitters` is the header of the column that
    tells them apart: of that nothing but their number is kept. Raises PlanErrors."""
    path = _opinion_file(files, folder)
    file = f"{folder}/{path}"
    if path.casefold().endswith(".csv"):
        sheets = [Sheet("", csv_rows(file, files[path]))]
    else:
        sheets = workbook_sheets(file, files[path], Code.OPINION_FILE)
    return _Table(file, sheets, submitters).table()


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
    submitters: str = ""
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    def table(self) -> OpinionTable:
        head = find_head(self.file, self.sheets, self.submitters)
        self.problems += head.hidden
        columns, people = head.columns.places, head.submitters
        found: dict[str, Opinion] = {}
        whose: list[str] = []
        last = ""
        for row in _filled(head.rows, columns):
            if _is_footer(row, columns):
                continue
            whose.append(_cell(row, people) if people >= 0 else "")
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
        submitters = self._submitters(whose) if people >= 0 else 0
        return OpinionTable(
            tuple(found.values()), head.columns.told, head.columns.unread, submitters, tuple(self.notices)
        )

    # Who gave them

    def _submitters(self, values: Sequence[str]) -> int:
        """The number of those who gave the opinions: different values of the column, or its sum where it counts them."""
        plain = [folded(value) for value in values]
        if self.submitters.endswith("数"):
            return sum(int(number[0]) for value in plain if (number := re.match("[0-9]{1,6}", value)))
        return len({value for value in plain if value}) + plain.count("")

    # One row

    def _opinion(self, row: Row, columns: Mapping[Column, int]) -> Opinion:
        """The columns of a row that the header names: what stands in the others is looked at by nobody."""

        def cell(column: Column) -> str:
            return _cell(row, columns[column]) if column in columns else ""

        return Opinion(
            tidy_number(cell(Column.NUMBER)),
            cell(Column.PLACE),
            cell(Column.TEXT),
            cell(Column.WAY),
            Location(self.file, row.line),
            cell(Column.SUMMARY),
            cell(Column.VIEW) or cell(Column.DRAFT),
            cell(Column.KIND),
            cell(Column.GROUP),
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
            (Column.SUMMARY, opinion.summary),
            (Column.VIEW, opinion.view),
            (Column.KIND, opinion.kind),
            (Column.GROUP, opinion.group),
        ):
            if found := next(forbidden(text), None):
                self.problems.append(forbidden_character(opinion.location, found.group()))
            if column is not Column.VIEW and (kind := personal_data(text)):
                self._problem(
                    opinion,
                    Code.OPINION_PERSONAL,
                    f"この行の「{column}」に、{kind}と思われるものがあります",
                    "公表する文書に出るので、「（電話番号）」や「●●」などに置き換えてください",
                )
            if column is not Column.VIEW and (kind := address(text)):
                self.notices.append(
                    Problem(
                        opinion.location,
                        Code.OPINION_ADDRESS,
                        f"この行の「{column}」に、{kind}と思われるものがあります",
                        "提出した人の住所なら、消すか「（住所）」などに置き換えてください。施設などの所在地なら、このままで構いません",
                        warning=True,
                    )
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
                "意見を書くか、行を消してください。No.のない合計や注記（※）の行は、読み飛ばします",
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

    last = max((i for i, row in enumerate(rows) if holds(row, set(columns) - {Column.NUMBER})), default=-1)
    return (row for row in rows[: last + 1] if holds(row, columns))


def _is_footer(row: Row, columns: Mapping[Column, int]) -> bool:
    """Whether a row without a No. counts the opinions (合計　12件), ends the table (以上) or is a note under it (※…)."""
    cells = {column: unicodedata.normalize("NFKC", _cell(row, at)) for column, at in columns.items()}
    said = ["".join(text.split()) for text in cells.values() if text.strip()]
    if _NUMBER.fullmatch(tidy_number(cells[Column.NUMBER])):
        return False
    if _NOTE.match(cells[Column.NUMBER].strip()):
        return not cells[Column.TEXT].strip()
    return (
        bool(said)
        and all(_FOOTER.fullmatch(text) or text.isdecimal() for text in said)
        and not all(text.isdecimal() for text in said)
    )


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _continued(first: Opinion, more: Opinion) -> Opinion:
    """An opinion that goes on in the next row, its No. merged over both."""
    places = [place for place in dict.fromkeys((first.place, more.place)) if place]
    text = "\n".join(text for text in (first.text, more.text) if text)
    return replace(first, place="、".join(places), text=text, way=first.way or more.way)
