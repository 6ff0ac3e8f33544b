"""Rows of cells → a table: merged cells, alignment, and tables from CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.model.blocks import Align, Cell, Table
from pipeline.model.inlines import Inline, Text, plain_text
from pipeline.problems import Code, Location, Problem

MERGE_UP = "^^"
MERGE_LEFT = "<<"
_NUMBER = re.compile(r"[-－△▲+]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?[%％]?|[-－―…]")
_INTEGER = re.compile(r"([-－△▲+]?)(\d{4,})(\.\d+)?")

Rows = Sequence[Sequence[tuple[Inline, ...]]]


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
    locate: Callable[[int, int], Location],
) -> TableResult:
    """A table from a full grid of contents, in which `^^` and `<<` merge.

    `aligns` has None where the author left it open: columns of numbers then stand right. `locate`
    gives the place of a row and column (from 0).
    """
    if widths and len(widths) != len(aligns):
        wrong = f"widthsの数は{len(widths)}ですが、表の列の数は{len(aligns)}です"
        return TableResult(
            None, (Problem(locate(0, 0), Code.MD_ATTRIBUTE, wrong, "列の数だけ割合を書いてください"),)
        )
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    problems: list[Problem] = []
    for r, row in enumerate(rows):
        for c, content in enumerate(row):
            mark = plain_text(content)
            step = {MERGE_UP: (r - 1, c), MERGE_LEFT: (r, c - 1)}.get(mark)
            owners[r, c] = (r, c) if step is None else owners.get(step, (r, c))
            if step is not None and step not in owners:
                problems.append(_bad_merge(locate(r, c), mark))
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for owner in dict.fromkeys(owners.values()):
        covered = [place for place, by in owners.items() if by == owner]
        height = max(r for r, _ in covered) - owner[0] + 1
        width = max(c for _, c in covered) - owner[1] + 1
        crosses_head = owner[0] < head_rows < owner[0] + height
        if height * width != len(covered) or crosses_head:
            problems.append(
                Problem(
                    locate(*owner),
                    Code.TABLE_MERGE,
                    "結合したセルが長方形になっていないか、見出しの行と本体の行にまたがっています",
                    "「^^」は上のセルと、「<<」は左のセルと結合します",
                )
            )
        spans[owner] = (height, width)
    if problems:
        return TableResult(None, tuple(problems))
    cells = tuple(
        tuple(
            Cell(content, colspan=spans[r, c][1], rowspan=spans[r, c][0]) if owners[r, c] == (r, c) else None
            for c, content in enumerate(row)
        )
        for r, row in enumerate(rows)
    )
    full = tuple(align or _natural_align(cells[head_rows:], column) for column, align in enumerate(aligns))
    return TableResult(Table(cells, head_rows, full, widths), ())


def read_csv(file: str, text: str, head_rows: int, widths: tuple[float, ...]) -> TableResult:
    """A table from CSV text: whole numbers get thousands separators, but for the first column's labels."""
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    before = 0
    try:
        for row in reader:
            if any(value.strip() for value in row):
                rows.append([value.strip() for value in row])
                lines.append(before + 1)
            before = reader.line_num
    except csv.Error:
        return TableResult(
            None,
            (
                Problem(
                    Location(file, reader.line_num),
                    Code.CSV_SYNTAX,
                    "CSVとして読めません",
                    '引用符（"）が閉じているか見てください。Excelで開いて「CSV UTF-8」で保存し直すと整います',
                ),
            ),
        )
    if len(rows) <= head_rows:
        return TableResult(
            None,
            (
                Problem(
                    Location(file, 1),
                    Code.CSV_EMPTY,
                    "表にする行がありません",
                    "１行目に見出し、２行目からに値を書いてください",
                ),
            ),
        )
    ragged = [
        Problem(
            Location(file, line),
            Code.TABLE_RAGGED,
            f"この行の列の数は{len(row)}ですが、１行目は{len(rows[0])}です",
            "区切りの「,」の数を１行目とそろえてください。値に「,」を含むときは引用符で囲みます",
        )
        for line, row in zip(lines, rows, strict=True)
        if len(row) != len(rows[0])
    ]
    if ragged:
        return TableResult(None, tuple(ragged))
    contents = [
        [
            (Text(value if r < head_rows or c == 0 else _grouped(value)),) if value else ()
            for c, value in enumerate(row)
        ]
        for r, row in enumerate(rows)
    ]
    return make_table(
        contents, head_rows, [None] * len(rows[0]), widths, lambda r, c: Location(file, lines[r])
    )


def _bad_merge(location: Location, mark: str) -> Problem:
    side = "上" if mark == MERGE_UP else "左"
    return Problem(
        location,
        Code.TABLE_MERGE,
        f"「{mark}」の{side}にセルがありません",
        "文字として書くときは、前に「\\」を置いてください",
    )


def _natural_align(rows: Sequence[Sequence[Cell | None]], column: int) -> Align:
    """Right for a column that holds only numbers, else left."""
    values = [plain_text(cell.content) for row in rows if (cell := row[column]) is not None]
    filled = [value for value in values if value.strip()]
    return Align.RIGHT if filled and all(_NUMBER.fullmatch(value) for value in filled) else Align.LEFT


def _grouped(value: str) -> str:
    """132039 as 132,039."""
    found = _INTEGER.fullmatch(value)
    return f"{found[1]}{int(found[2]):,}{found[3] or ''}" if found else value
