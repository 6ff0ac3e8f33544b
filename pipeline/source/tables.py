"""Rows of cells → a table: merged cells, alignment, and tables from CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.model.floats import Align, Cell, Table
from pipeline.model.inlines import Paragraph, Text, plain_text
from pipeline.model.patterns import SIGN, one_of
from pipeline.model.prose import Prose
from pipeline.problems import Code, Location, Problem
from pipeline.source.cells import INDENT, cell_content, read_csv_text
from pipeline.source.unparsed_markup import error_hint, plain_leftover


class Merge(StrEnum):
    """A cell that belongs to another one; the value is what the author writes."""

    UP = "^^"
    LEFT = "<<"


_NUMBER = re.compile(rf"{SIGN}?\d[\d,，]*(?:[.．]\d+)?[%％]?|{one_of(*'-－―…')}")
_INTEGER = re.compile(rf"({SIGN}?)([1-9１-９]\d{{3,}})(\.\d+)?")
# The most columns that a table of Word's can have.
MOST_COLUMNS = 63
# Where the first row is the wrong one, all others are told otherwise.
_ENOUGH = 10
_SHOWN = 20  # characters of a value
_OTHER_SEPARATORS = r"[\t;，；]"
_CSV_PLAIN = "ここの値には太字や参照などを使えません。記号を消してください"
_CSV_FORM = (
    "CSVの値に書けるのは、太字（**…**）、参照（[](#id)）、改行（<br>）、「・」で始まる一覧です。"
    "ほかは、記号を消すか、前に「\\」を置くか、表をMarkdownで書いてください"
)

Place = tuple[int, int]  # row and column from 0
Locate = Callable[[int, int], Location]
# What a cell says, or the mark that merges it.
Content = tuple[Prose, ...]
Rows = Sequence[Sequence[Content | Merge]]


@dataclass(frozen=True)
class CsvFile:
    """A CSV file's text; `name` is what messages call it."""

    name: str
    text: str


@dataclass(frozen=True)
class TableResult:
    """A table, or the problems that its rows have."""

    table: Table | None
    problems: tuple[Problem, ...]


def make_table(
    rows: Rows,
    head_rows: int,
    aligns: Sequence[Align | None],
    widths: tuple[float, ...],
    locate: Locate,
) -> TableResult:
    """A table from a full grid of contents, in which `^^` and `<<` merge.

    `aligns` has None where the author left it open: columns of numbers then stand right. `locate`
    gives the place of a row and column (from 0).
    """
    if len(aligns) > MOST_COLUMNS:
        return TableResult(None, (_too_wide(locate(0, 0), len(aligns)),))
    if widths and len(widths) != len(aligns):
        wrong = f"widthsの数は{len(widths)}ですが、表の列の数は{len(aligns)}です"
        return TableResult(
            None, (Problem(locate(0, 0), Code.MD_ATTRIBUTE, wrong, "列の数だけ割合を書いてください"),)
        )
    if len(rows) <= head_rows:
        return TableResult(None, (_no_rows(locate(0, 0)),))
    owners, problems = _merged(rows, locate)
    problems += _rules(rows, locate)
    covered: dict[Place, list[Place]] = {}
    for place, owner in owners.items():
        covered.setdefault(owner, [owner]).append(place)
    spans: dict[Place, tuple[int, int]] = {}
    for owner, places in covered.items():
        height = max(r for r, _ in places) - owner[0] + 1
        width = max(c for _, c in places) - owner[1] + 1
        crosses_head = owner[0] < head_rows < owner[0] + height
        if height * width != len(places) or crosses_head:
            problems.append(
                Problem(
                    locate(*owner),
                    Code.TABLE_MERGE,
                    "結合したセルが長方形になっていないか、見出しの行と本体の行にまたがっています",
                    "「^^」は上のセルと、「<<」は左のセルと結合します",
                )
            )
        spans[owner] = (width, height)
    if problems:
        return TableResult(None, tuple(problems))
    cells = tuple(
        tuple(
            None if isinstance(content, Merge) else Cell(content, *spans.get((r, c), ()))
            for c, content in enumerate(row)
        )
        for r, row in enumerate(rows)
    )
    full = tuple(align or _natural_align(cells[head_rows:], column) for column, align in enumerate(aligns))
    return TableResult(Table(cells, head_rows, full, widths), ())


def _merged(rows: Rows, locate: Locate) -> tuple[dict[Place, Place], list[Problem]]:
    """For each mark the cell that shows there, and the marks that have none beside them."""
    owners: dict[Place, Place] = {}
    problems: list[Problem] = []
    for r, row in enumerate(rows):
        for c, content in enumerate(row):
            if isinstance(content, Merge):
                beside = (r - 1, c) if content is Merge.UP else (r, c - 1)
                if min(beside) < 0:
                    problems.append(_bad_merge(locate(r, c), content))
                else:
                    owners[r, c] = owners.get(beside, beside)
    return owners, problems


def _rules(rows: Rows, locate: Locate) -> Iterator[Problem]:
    """Rows that were meant to stand under the heads of a table: one is read as such, all others would be cells of dashes."""
    for r, row in enumerate(rows):
        texts = [plain_text(each.content) for each in _paragraphs(row)]
        if len(texts) == len(row) > 1 and all(re.fullmatch(":?-{3,}:?", text) for text in texts):
            yield Problem(
                locate(r, 0),
                Code.MD_LEFTOVER,
                "「---」の行が、表の途中にあります",
                '「|---|---|」の行は、見出しの行の下に一度だけ書きます。見出しが何行かあるときは head="2" とし、二つの表は、間を空けて、それぞれの囲みに入れてください',
            )


def _paragraphs(row: Sequence[Content | Merge]) -> Iterator[Paragraph]:
    """What is said by those cells of a row that hold one paragraph each."""
    for cell in row:
        if not isinstance(cell, Merge) and len(cell) == 1 and isinstance(cell[0], Paragraph):
            yield cell[0]


def read_csv(file: CsvFile, head_rows: int, widths: tuple[float, ...]) -> TableResult:
    """A table from a CSV file: whole numbers get thousands separators, but for the first column's labels."""
    read, problems = csv_rows(file.name, file.text, head_rows, _is_text, _tidied)
    if problems:
        return TableResult(None, problems)
    contents = [
        [
            _csv_cell(value, Location(file.name, line), grouped=r >= head_rows and c > 0)
            for c, value in enumerate(row)
        ]
        for r, (line, row) in enumerate(read)
    ]
    return make_table(
        contents, head_rows, [None] * len(read[0][1]), widths, lambda r, c: Location(file.name, read[r][0])
    )


def csv_rows(
    file: str,
    text: str,
    head_rows: int = 1,
    is_text: Callable[[str], str] = str,
    tidied: Callable[[str], str] = str.strip,
) -> tuple[Sequence[tuple[int, list[str]]], tuple[Problem, ...]]:
    """The rows of a CSV that say something, each with its line, all of one length; and what stands in the way. `is_text` has what of
    a value is text, where some of it may be markup; `tidied` is a value without the blanks around it."""
    every, problems = csv_cells(file, text, tidied)
    rows = [row for row in every if any(row[1])]
    if not problems and len(rows) <= head_rows:
        problems = (_no_rows(Location(file, 1)),)
    return rows, problems or tuple(_markup_in(file, rows, is_text))


def csv_cells(
    file: str, text: str, tidied: Callable[[str], str] = str.strip
) -> tuple[Sequence[tuple[int, list[str]]], tuple[Problem, ...]]:
    """The rows of a CSV, each with its line, as they are; those that say something are of one length. And what stands in the way."""
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for row in reader:
            rows.append((before + 1, [tidied(value) for value in row]))
            before = reader.line_num
    except csv.Error:
        return (), (
            Problem(
                Location(file, reader.line_num),
                Code.CSV_SYNTAX,
                "CSVとして読めません",
                '引用符（"）が閉じているか見てください。Excelで開いて「CSV UTF-8」で保存し直すと整います',
            ),
        )
    return rows, tuple(_misparted(file, [row for row in rows if any(row[1])]))[:_ENOUGH]


def _misparted(file: str, rows: Sequence[tuple[int, list[str]]]) -> Iterator[Problem]:
    """Rows whose values are parted by something else, or that have more or fewer of them than the first."""
    if len(rows) > 1 and len(rows[0][1]) == 1 and (found := re.search(_OTHER_SEPARATORS, rows[0][1][0])):
        yield Problem(
            Location(file, rows[0][0]),
            Code.CSV_SYNTAX,
            f"値が「{'タブ' if found.group() == chr(9) else found.group()}」で区切られています",
            "区切りを半角の「,」にしてください。Excelで開いて「CSV UTF-8」で保存し直すと整います",
        )
        return
    for line, row in rows:
        if len(row) != len(rows[0][1]):
            yield Problem(
                Location(file, line),
                Code.TABLE_RAGGED,
                f"この行の列の数は{len(row)}ですが、１行目は{len(rows[0][1])}です",
                "区切りの「,」の数を１行目とそろえてください。値に「,」を含むときは引用符で囲みます",
            )


def _tidied(value: str) -> str:
    """A value without the blanks around it, but with those that set in the name of a row (　うち65歳以上)."""
    bare = value.strip()
    if not bare or bare[0] in "-・<^" or _NUMBER.fullmatch(bare):
        return bare
    return INDENT * value[: value.index(bare)].count(INDENT) + bare


def _is_text(value: str) -> str:
    return read_csv_text(value, Location("")).left


def _markup_in(
    file: str, rows: Iterable[tuple[int, Sequence[str]]], is_text: Callable[[str], str]
) -> Iterator[Problem]:
    """The values that would print markup. One pair of asterisks alone is a note of statistics."""
    has_form = is_text is not str
    for line, row in rows:
        for value in row:
            found = plain_leftover(is_text(value))
            if found and not (found == "**" and value.count("**") == 1):
                yield Problem(
                    Location(file, line),
                    Code.MD_LEFTOVER,
                    f"「{value[:_SHOWN]}」の「{found}」は、CSVでは書式にならず、文字のまま出ます",
                    error_hint(found) or (_CSV_FORM if has_form else _CSV_PLAIN),
                )


def _csv_cell(value: str, location: Location, grouped: bool) -> Content | Merge:
    """A value of a CSV file; a backslash says that `^^` and `<<` are text."""
    if value in set(Merge):
        return Merge(value)
    if value.removeprefix("\\") in set(Merge):
        return cell_content((Text(value[1:]),))
    read = read_csv_text(_grouped(value) if grouped else value, location)
    return cell_content(read.content, with_lists=not read.escaped)


def _no_rows(location: Location) -> Problem:
    return Problem(
        location,
        Code.TABLE_EMPTY,
        "表に、見出しの行だけがあり、値の行がありません",
        "見出しの次の行から値を書いてください。見出しの行数は head で決まります（書かなければ１行）",
    )


def _too_wide(location: Location, columns: int) -> Problem:
    return Problem(
        location,
        Code.TABLE_COLUMNS,
        f"表の列の数は{columns}です。Wordの表に入るのは{MOST_COLUMNS}列までです（結合したセルも、列の数だけ数えます）",
        "表を二つ以上に分けるか、行と列を入れ替えてください",
    )


def _bad_merge(location: Location, mark: Merge) -> Problem:
    side = "上" if mark is Merge.UP else "左"
    return Problem(
        location,
        Code.TABLE_MERGE,
        f"「{mark}」の{side}にセルがありません",
        "文字として書くときは、前に「\\」を置いてください",
    )


def _natural_align(rows: Sequence[Sequence[Cell | None]], column: int) -> Align:
    """Right for a column that holds only numbers, else left."""
    values = [plain_text(cell.text) for row in rows if (cell := row[column]) is not None]
    filled = [value for value in values if value.strip()]
    return Align.RIGHT if filled and all(_NUMBER.fullmatch(value.strip()) for value in filled) else Align.LEFT


def _grouped(value: str) -> str:
    """132039 as 132,039."""
    found = _INTEGER.fullmatch(value)
    return f"{found[1]}{int(found[2]):,}{found[3] or ''}" if found else value
