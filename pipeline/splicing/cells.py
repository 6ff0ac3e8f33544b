"""Values of CSV files: each with its place, its quotation marks, and the way in which its line ends."""

from __future__ import annotations

from pipeline.frozen import dataclass
from pipeline.splicing.mapped import Edit, Refused


@dataclass(frozen=True)
class Value:
    """A value as it is written: its span with its quotation marks, if it has any, and what it says."""

    start: int
    end: int
    text: str
    quoted: bool


@dataclass(frozen=True)
class Row:
    """A row: its first line (from 1), its values, and the end of its text without the line's end."""

    line: int
    values: tuple[Value, ...]
    start: int
    end: int


def scan(text: str) -> list[Row]:
    """The rows of a text (RFC 4180, with LF line ends), every character of which is in one of them or ends a line."""
    rows: list[Row] = []
    values: list[Value] = []
    at = start = 0
    line = first = 1
    while True:
        value, at = _value(text, at)
        values.append(value)
        line += text.count("\n", value.start, value.end)
        if at < len(text) and text[at] == ",":
            at += 1
            continue
        rows.append(Row(first, tuple(values), start, at))
        values = []
        if at >= len(text) or at + 1 >= len(text):
            return rows
        at += 1
        line += 1
        start, first = at, line


def _value(text: str, at: int) -> tuple[Value, int]:
    if text.startswith('"', at):
        end = at + 1
        while True:
            end = text.find('"', end)
            if end < 0:
                raise Refused("CSVの引用符が閉じていません")
            if not text.startswith('""', end):
                break
            end += 2
        written = text[at + 1 : end].replace('""', '"')
        stop = end + 1
        if stop < len(text) and text[stop] not in ",\n":
            raise Refused("CSVの引用符の後に文字があります")
        return Value(at, stop, written, True), stop
    stop = min((found for sign in ",\n" if (found := text.find(sign, at)) >= 0), default=len(text))
    return Value(at, stop, text[at:stop], False), stop


def written(text: str, quoted: bool = False) -> str:
    """A value as CSV has it."""
    if quoted or any(sign in text for sign in ',"\n') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def changed_value(text: str, line: int, column: int, new: str) -> Edit:
    """The edit that gives the value in a row (by its first line, from 1) and column (from 0) another text; blanks around it stay.
    Raises Refused."""
    row = row_at(text, line)
    if column >= len(row.values):
        raise Refused("CSVに、この列がありません")
    value = row.values[column]
    if value.quoted:
        return value.start, value.end, written(new, quoted=True)
    blank = len(value.text) - len(value.text.lstrip()) if value.text.strip() else 0
    tail = len(value.text) - len(value.text.rstrip()) if value.text.strip() else 0
    return value.start + blank, value.end - tail, written(new)


def row_at(text: str, line: int) -> Row:
    """The row that begins in a line. Raises Refused where none does."""
    found = next((row for row in scan(text) if row.line == line), None)
    if found is None:
        raise Refused("CSVに、この行がありません")
    return found
