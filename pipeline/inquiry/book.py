"""A department's workbook: its tables, ready to be filled in and printed, and what they said when they were sent."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.excel import (
    A4,
    FONT,
    FORMULA_SIGNS,
    HEAD,
    MOST_IN_HEADER,
    QUOTED,
    TEXT,
    Looks,
    undated,
    without_padding,
)
from pipeline.frozen import dataclass
from pipeline.inquiry.baseline import NAME, baseline_rows
from pipeline.inquiry.layout import ID_WIDTH, LINE, REMARK_WIDTH, height_of, lines_in, widths_of
from pipeline.inquiry.model import Column, Holds, Row, Sent, Table, Value

ID, REMARKS = "id", "連絡欄"
# What tells of the version wherever a sheet goes: it stands over each table.
NUMBER = "照会番号"
_CHOICES = "選択肢"
_A3 = 8
# Wider than this, in characters, a sheet is printed on A3; so much of one is seen at once on a small screen.
_WIDE, _SEEN = 150, 165
# Rows for what is new.
_EMPTY = 5
_UNLOCKED = {"locked": 0, "num_format": "@"}
_CLOSED = {"bg_color": "#EFEFEF", "font_color": "#404040"}
_ID_LOOK = {**_CLOSED, "font_color": "#808080", "font_size": 7}
_NEW = {"bg_color": "#FFFBE6"}
_INSTRUCTIONS = """\
白い欄を直してください。灰色の欄は、ほかの表と合わせるためのもので、直せません（直す所は連絡欄に書いてください）。直さない欄は、そのままにしてください。
・段落や一覧は、セルの中の行（Alt+Enter）で分けます。「第２章」「表３－１」などの番号と題は、計画から自動で入っているものなので、書き換えたり、書き足したりしないでください。
・選ぶ欄は、▼から選んでください。新しく加えるものは、表の下の黄色の行に書いてください（idは空のまま）。やめるものは、行を消さずに連絡欄に「削除」と書いてください。
・並べ替え、絞り込み、列の幅の変更は自由です。保護にパスワードはありません（校閲タブの「シート保護の解除」）。このファイルを、Excel ブックのまま返してください。"""
_Lists = dict[tuple[str, ...], str]


@dataclass(frozen=True)
class Book:
    """What a workbook is made of: the plan's name with its stage, and the tables of the one department, or of all (an empty name)."""

    plan: str
    office: str
    department: str
    tables: tuple[Table, ...]
    sent: Sent


def write_book(book: Book) -> bytes:
    """The bytes of the workbook: the same for the same tables."""
    result = io.BytesIO()
    workbook = Workbook(result, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = Looks(workbook)
    names = sheet_names([table.name for table in book.tables])
    sheets = [workbook.add_worksheet(name) for name in names]
    lists = _write_choices(workbook, book.tables)
    for sheet, table in zip(sheets, book.tables, strict=True):
        _Sheet(sheet, looks, book, table, lists).write()
    _write_baseline(workbook.add_worksheet(NAME), book.sent)
    workbook.set_properties({"title": f"{book.plan}の照会", "author": book.office})
    workbook.close()
    return undated(result.getvalue(), _growing)


def _growing(part: bytes) -> bytes:
    """A sheet whose rows have the heights that they are given until somebody writes more into them (18.3.1.73)."""
    return part.replace(b' customHeight="1"', b"")


def sheet_names(names: Iterable[str]) -> list[str]:
    """Names that sheets can have: 31 characters, without those that stand for something in formulas, no two alike."""
    taken: list[str] = []
    for name in names:
        plain = re.sub(r"[\[\]:*?/\\']", "・", name)[:28] or "表"
        known = {each.casefold() for each in taken}
        number = next(
            n for n in range(1, 100) if (plain if n == 1 else f"{plain}{n}").casefold() not in known
        )
        taken.append(plain if number == 1 else f"{plain}{number}")
    return taken


def _write_choices(workbook: Workbook, tables: Sequence[Table]) -> _Lists:
    """A hidden sheet with what can be chosen, and the ranges of it: a list within a cell's own rule is short, and parted by commas."""
    wanted = dict.fromkeys(values for table in tables for values in _choices_of(table) if values)
    if not wanted:
        return {}
    sheet = workbook.add_worksheet(_CHOICES)
    sheet.hide()
    found: _Lists = {}
    for at, values in enumerate(wanted):
        for line, value in enumerate(values):
            sheet.write_string(line, at, value)
        column = chr(ord("A") + at) if at < 26 else f"A{chr(ord('A') + at - 26)}"
        found[values] = f"={_CHOICES}!${column}$1:${column}${len(values)}"
    return found


def _choices_of(table: Table) -> list[tuple[str, ...]]:
    """By column, what can be chosen there: a column's values, or for a new row the titles that stand around others."""
    return [
        column.values or (_titles(table, at) if at < table.around else ())
        for at, column in enumerate(table.columns)
    ]


def _titles(table: Table, at: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.values[at].text for row in table.rows))


def _write_baseline(sheet: Worksheet, sent: Sent) -> None:
    for line, row in enumerate(baseline_rows(sent)):
        for at, text in enumerate(row):
            if text:
                sheet.write_string(line, at, text)
    sheet.very_hidden()
    sheet.protect()


@dataclass(frozen=True)
class _Sheet:
    """One writing of a table into its sheet."""

    sheet: Worksheet
    looks: Looks
    book: Book
    table: Table
    lists: _Lists

    def write(self) -> None:
        widths = (ID_WIDTH, *widths_of(self.table), REMARK_WIDTH)
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, without_padding(width))
        self._write_head(widths)
        for line, row in enumerate(self.table.rows, _FIRST):
            self._write_row(line, row)
            self.sheet.set_row(line, height_of(("", *(value.text for value in row.values), ""), widths))
        first_new = _FIRST + len(self.table.rows)
        for line in range(first_new, first_new + _EMPTY):
            self._write_empty(line)
        self._write_choices(first_new)
        self._set_up(widths, first_new)

    def _write_head(self, widths: Sequence[float]) -> None:
        department = self.book.department or "全課"
        last = len(widths) - 1
        title = f"{self.book.plan}　{self.table.name}（{department}）"
        self._write(0, 0, title, {**FONT, "bold": True, "font_size": 14})
        self.sheet.set_row(0, 22)
        look = self.looks(FONT, {"text_wrap": True, "valign": "top"})
        shown = _columns_seen(widths)
        self.sheet.merge_range(1, 0, 1, shown, "", look)
        self.sheet.write_string(1, 0, _INSTRUCTIONS, look)
        self.sheet.set_row(1, lines_in(_INSTRUCTIONS, sum(widths[: shown + 1])) * LINE + 6)
        number = f"{NUMBER}：{self.book.sent.version}／{self.book.department}"
        self._write(2, 0, number, {**FONT, "font_size": 8, "font_color": "#808080"})
        for at, head in enumerate((ID, *self.table.heads, REMARKS)):
            self.sheet.write_string(_FIRST - 1, at, head, self.looks(HEAD))
        self.sheet.set_row(
            _FIRST - 1,
            max(lines_in(h, w) for h, w in zip(self.table.heads, widths[1:last], strict=True)) * LINE + 6,
        )

    def _write_row(self, line: int, row: Row) -> None:
        self._write(line, 0, row.id, {**TEXT, **_ID_LOOK})
        for at, (column, value) in enumerate(zip(self.table.columns, row.values, strict=True), 1):
            self._write(line, at, value.text, {**TEXT, **(_UNLOCKED if is_open(column, value) else _CLOSED)})
        self._write(line, len(row.values) + 1, "", {**TEXT, **_UNLOCKED})

    def _write_empty(self, line: int) -> None:
        """A row for something new: all but its id is open."""
        self._write(line, 0, "", {**TEXT, **_ID_LOOK})
        for at in range(1, len(self.table.columns) + 2):
            self._write(line, at, "", {**TEXT, **_UNLOCKED, **_NEW})

    def _write(self, line: int, at: int, text: str, look: Mapping[str, Any]) -> None:
        """Text as text, whatever it looks like."""
        if not text:
            refused = self.sheet.write_blank(line, at, None, self.looks(dict(look)))
        else:
            own = QUOTED if text.startswith(FORMULA_SIGNS) else {}
            refused = self.sheet.write_string(line, at, text, self.looks({**look, **own}))
        assert refused == 0, (line, at)

    def _write_choices(self, first_new: int) -> None:
        """Lists to choose from: in a column of choices for all rows, in one of titles for new rows."""
        for at, values in enumerate(_choices_of(self.table), 1):
            if values:
                begin = first_new if at <= self.table.around else _FIRST
                self.sheet.data_validation(
                    begin, at, first_new + _EMPTY - 1, at, self._choice(values, at <= self.table.around)
                )

    def _choice(self, values: tuple[str, ...], of_titles: bool) -> dict[str, Any]:
        return {
            "validate": "list",
            "source": self.lists[values],
            "error_title": "選べない言葉です",
            "error_message": "▼から選んでください。合うものがなければ、連絡欄に書いてください。",
            # A title that is not there yet may be meant.
            "error_type": "warning" if of_titles else "stop",
        }

    def _set_up(self, widths: Sequence[float], first_new: int) -> None:
        sheet, last = self.sheet, len(widths) - 1
        sheet.autofilter(_FIRST - 1, 0, first_new + _EMPTY - 1, last)
        sheet.freeze_panes(_FIRST, self.table.around + 2 if self.table.around < 2 else 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{first_new + _EMPTY}"})
        sheet.protect(
            "",
            {
                "objects": True,
                "format_cells": True,
                "format_columns": True,
                "format_rows": True,
                "sort": True,
                "autofilter": True,
            },
        )
        sheet.repeat_rows(_FIRST - 1)
        sheet.set_landscape()
        sheet.set_paper(_A3 if sum(widths) > _WIDE else A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        title = f"{self.book.plan}　{self.table.name}　{self.book.department}"
        sheet.set_header(f"&C{title[:MOST_IN_HEADER].replace('&', '&&')}", {"margin": 0.3})
        sheet.set_footer("&C&P／&N", {"margin": 0.3})


# The row (from 0) under the heads: title, instructions and number stand over them.
_FIRST = 4


def _columns_seen(widths: Sequence[float]) -> int:
    """The last column up to which instructions go, so that they are seen at once on a small screen."""
    total, last = 0.0, 1
    for at, width in enumerate(widths):
        total += width
        last = at
        if total > _SEEN:
            break
    return max(last, 1)


def is_open(column: Column, value: Value) -> bool:
    """Whether a cell can be changed in a sheet."""
    return column.holds is not Holds.FIXED and not value.closed
