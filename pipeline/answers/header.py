"""The header of the office's table: which sheet has it, in which row, and what its columns are read as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from pipeline.answers.columns import HEADERS, NEEDED, Found, find_columns, same_header
from pipeline.frozen import dataclass
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.spreadsheets.rows import Row
from pipeline.spreadsheets.workbook import Sheet

# A table's header is not further down than this.
_DEEPEST_HEADER = 30


@dataclass(frozen=True)
class Head:
    """What a table's header says; `submitters` is the column that tells apart who gave the opinions, -1 where none was asked for.

    `rows` are those below it, `hidden` are columns that are read though nobody sees them.
    """

    columns: Found
    submitters: int
    rows: Sequence[Row]
    hidden: tuple[Problem, ...]


def find_head(file: str, sheets: Sequence[Sheet], submitters: str) -> Head:
    """The header of the one table there is. Raises PlanErrors."""
    found_in = [(sheet, *found) for sheet in sheets if (found := _header(sheet.rows))]
    # A sheet that counts opinions may have some of the names.
    headers = [each for each in found_in if not each[3].missing] or found_in
    if not headers:
        _refuse(
            file,
            0,
            f"見出しの行（{'、'.join(NEEDED)}）がありません",
            "意見の表の初めの行に、この四つの見出しを書いてください。上に題名の行があっても構いません",
        )
    if len(headers) > 1:
        names = "、".join(f"「{sheet.name}」" for sheet, *_ in headers)
        _refuse(
            file,
            0,
            f"意見の表のあるシートが二つ以上あります（{names}）",
            "一つのシートにまとめるか、要らないシートを消してください",
        )
    sheet, index, heads, header = headers[0]
    line = sheet.rows[index].line
    for column in header.twice:
        _refuse(file, line, f"「{column}」の列が二つ以上あります", "一つの列にまとめてください")
    for column in header.missing:
        _refuse(
            file,
            line,
            f"「{column}」の列がありません",
            f"見つかった列: {header.told}。見出しを「{column}」としてください（ほかに使える名前: {'、'.join(HEADERS[column][1:6])} など）。"
            "書くことがなければ、見出しだけの空の列を足します",
        )
    hidden = tuple(
        Problem(
            Location(file, line),
            Code.OPINION_HEADER,
            f"「{name}」の列が、Excelで隠れています",
            "公表する列なら再表示し、庁内だけの列なら見出しを別の名前にして、公表する意見を別の列に書いてください",
        )
        for name, place in header.places.items()
        if place in sheet.hidden_columns
    )
    return Head(header, _column_of(submitters, file, line, heads), sheet.rows[index + 1 :], hidden)


def _column_of(submitters: str, file: str, line: int, names: Sequence[str]) -> int:
    if not submitters:
        return -1
    found = same_header(submitters, names)
    if not found:
        _refuse(
            file,
            line,
            f"「{submitters}」という見出しの列がありません",
            "answers.yaml の「提出者の列」に、意見の表の見出しを、そのまま書いてください",
        )
    return names.index(found)


def _header(rows: Sequence[Row]) -> tuple[int, list[str], Found] | None:
    """The header row's index, its names, and the columns that they are: the first row that names all that is needed, else number and
    opinion.

    A header of two rows (意見 over 該当箇所 and 内容) counts as one, its lower names before its upper ones.
    """
    found: list[tuple[int, list[str], Found]] = []
    for index, row in enumerate(rows[:_DEEPEST_HEADER]):
        for upper in ((), rows[index - 1].cells if index else ()):
            names = [cell or (upper[at] if at < len(upper) else "") for at, cell in enumerate(row.cells)]
            if columns := find_columns(names):
                found.append((index, names, columns))
    whole = [each for each in found if not each[2].missing]
    return next(iter((*whole, *found)), None)


def _refuse(file: str, line: int, message: str, hint: str) -> NoReturn:
    raise PlanErrors([Problem(Location(file, line), Code.OPINION_HEADER, message, hint)])
