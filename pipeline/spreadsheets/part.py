"""The part of a sheet, read once from its beginning to its end: values, what is marked in them, merges, and what nobody sees."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import datetime
from enum import Enum, auto
from typing import IO, Any

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.spreadsheets.looks import OFF, Look

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _COLUMN, _MERGE = f"{_MAIN}row", f"{_MAIN}col", f"{_MAIN}mergeCell"
_TEXT, _RUN, _VALUE, _FORMULA, _INLINE = f"{_MAIN}t", f"{_MAIN}r", f"{_MAIN}v", f"{_MAIN}f", f"{_MAIN}is"
_STRIKE = f".//{_MAIN}rPr/{_MAIN}strike"
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FRACTION = re.compile("[.eE]")
_UNSEEN = 0.5  # points of a row, characters of a column


class Mark(Enum):
    """What is said of a cell beside its value."""

    UNCALCULATED = auto()
    STRUCK = auto()


@dataclass(frozen=True)
class RawCell:
    """A cell that holds something: its column from 0, its address, and its value with its look."""

    column: int
    place: str
    value: Any
    look: Look
    mark: Mark | None = None


@dataclass(frozen=True)
class RawRow:
    """A row that holds something; `line` is its number from 1."""

    line: int
    cells: Sequence[RawCell]
    is_hidden: bool


@dataclass(frozen=True)
class String:
    """A text of a workbook's table of strings, and whether some of it is struck out."""

    text: str
    is_struck: bool


@dataclass(frozen=True)
class Book:
    """What the sheets of a workbook share: texts, looks, and the day from which it counts days."""

    strings: Sequence[String]
    looks: Sequence[Look]
    epoch: datetime


@dataclass
class Around:
    """What is told of a sheet beside its rows, once these are read: hidden columns (from 0), and the first column and row of each merge
    with the last ones."""

    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_strings(package: zipfile.ZipFile, part: str) -> Sequence[String]:
    """The table of strings (18.4.9); none where the workbook has no part for it."""
    if part not in package.namelist():
        return ()
    found: list[String] = []
    with package.open(part) as source:
        for _, item in etree.iterparse(source, tag=f"{_MAIN}si", resolve_entities=False, no_network=True):
            found.append(String(_text(item).replace("x005F_", ""), _struck(item)))
            item.clear()
    return found


def read_part(source: IO[bytes], book: Book, around: Around, most_columns: int) -> Iterator[RawRow]:
    """The rows that hold something, with their first columns; what stands beside them is put into `around`."""
    line = 0
    wanted = (_ROW, _COLUMN, _MERGE)
    for _, element in etree.iterparse(source, tag=wanted, resolve_entities=False, no_network=True):
        if element.tag == _ROW:
            line = int(element.get("r") or line + 1)
            cells = [each for each in _cells(element, line, book) if each.column < most_columns]
            if cells:
                yield RawRow(line, cells, _is_hidden(element, "ht"))
            _forget(element)
        elif element.tag == _COLUMN:
            if _is_hidden(element, "width"):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                around.hidden_columns.update(range(first - 1, min(last, most_columns)))
        elif found := _RANGE.fullmatch(element.get("ref", "")):
            around.merges.append((column_of(found[1]), int(found[2]), column_of(found[3]), int(found[4])))


def _forget(element: etree._Element) -> None:
    """What was read: a sheet may have a million rows that were only ever formatted."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Whether nobody sees a row or a column: it is hidden, or next to no height or width is left (18.3.1.73, 18.3.1.13)."""
    return element.get("hidden", "0") not in OFF or float(element.get(size, "1")) < _UNSEEN


def _cells(row: etree._Element, line: int, book: Book) -> Iterator[RawCell]:
    column = -1
    for element in row:
        place = element.get("r", "")
        if place:
            column = _column_at(place)
        else:
            column += 1
        look = book.looks[int(element.get("s") or 0)]
        value, mark = _value(element, look, book)
        if value is not None or mark:
            yield RawCell(column, place or f"{letters_of(column)}{line}", value, look, mark)


def _column_at(place: str) -> int:
    found = _PLACE.fullmatch(place)
    if found is None:
        raise ValueError(f"no cell is called {place}")
    return column_of(found[1])


def column_of(letters: str) -> int:
    """A column's number from 0 (AA is 26)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def letters_of(column: int) -> str:
    """A column, by its number from 0, as Excel calls it."""
    letters = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        letters = chr(ord("A") + rest) + letters
        column -= 1
    return letters


def _value(element: etree._Element, look: Look, book: Book) -> tuple[Any, Mark | None]:
    """A cell's value (18.3.1.4), what a formula came to at last; and what is said of it."""
    kind = element.get("t", "n")
    if kind == "inlineStr":
        inline = element.find(_INLINE)
        return (None, None) if inline is None else (_text(inline), Mark.STRUCK if _struck(inline) else None)
    written = element.findtext(_VALUE)
    if not written:
        # A formula whose result is an empty text says so by its kind.
        is_formula = element.find(_FORMULA) is not None and kind != "str"
        return None, Mark.UNCALCULATED if is_formula else None
    match kind:
        case "s":
            string = book.strings[int(written)]
            return string.text, Mark.STRUCK if string.is_struck else None
        case "n":
            return _number(written, look, book), None
        case "b":
            return bool(int(written)), None
        case "d":
            from openpyxl.utils.datetime import from_ISO8601

            return from_ISO8601(written), None
        case _:
            return written, None


def _number(written: str, look: Look, book: Book) -> Any:
    """A number; a day or a span of time where its look shows one, and what Excel shows of days that there are not."""
    number = (
        int(written) if written.isdecimal() else float(written) if _FRACTION.search(written) else int(written)
    )
    if not look.is_day:
        return number
    from openpyxl.utils.datetime import from_excel

    try:
        return from_excel(number, book.epoch, timedelta=look.is_span)
    except (OverflowError, ValueError):
        return "#VALUE!"


def _text(item: etree._Element) -> str:
    """The text of a string, without phonetic readings (18.4.6)."""
    parts: list[str] = []
    for child in item:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag == _RUN:
            parts.append(child.findtext(_TEXT) or "")
    return "".join(parts)


def _struck(element: etree._Element) -> bool:
    """Whether some run of rich text is struck out."""
    if element.find(_RUN) is None:  # as in most
        return False
    return any(strike.get("val", "1") not in OFF for strike in element.iterfind(_STRIKE))
