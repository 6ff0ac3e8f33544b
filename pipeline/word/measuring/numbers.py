"""Numbers and words in the cells of tables: which there are, and how wide a column has to be so that none is broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import ceil
from operator import itemgetter

from pipeline.frozen import dataclass
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import lines_of
from pipeline.model.numbers import Target
from pipeline.model.text_widths import FULL, text_width
from pipeline.word.markup.styles import Styles, is_proportional
from pipeline.word.measuring.icons import wide_text
from pipeline.word.measuring.widths import longest_stretch, share_out

_OPENING = "（「『【〔［｛〈《"
# Signs that are no letters of Chinese or Japanese: half-width ones, ×, φ, №, →, ※, ①. What is behind one begins no line, but for dashes.
_SIGNS = "!-.:-@[-`{-~¡-¿×÷Ͱ-Ͽ‐-⯿"
_DASHES = "-–—…"
_FULL_WIDTH = "\u2e80"  # from this character on letters are Chinese or Japanese
# Digits with separators and a decimal point, the signs or the brackets before them, a unit that is read with them, and what may begin no
# line: a line that has no room for that takes the last digit with it to the next.
_NUMBER = re.compile(
    rf"[－＋￥{_OPENING}{_SIGNS}]{{0,3}}[0-9０-９](?:[0-9０-９,，.．/:]*[0-9０-９])?"
    "[%％‰℃℉°€£¢￠￡￥²³′″]?[)）」』】〕］｝〉》、。，．・：；？！〜]{0,2}"
)
# What has more characters than this is no quantity, but a code that may be broken.
_LONGEST = 20
# Fonts whose half-width digits are half an em wide; in others they are proportional, and up to so much wider.
_FIXED = re.compile("BIZ|明朝|ゴシック|Mincho|Gothic|HG")
_NOT_FIXED = re.compile("游|Yu|メイリオ|Meiryo")
_WIDER = 1.25


def numbers_in(text: str) -> Iterator[str]:
    """The numbers of a text, each as it has to stand on one line: with others that no line's end may part from it (1.2×10, 5（3））."""
    for number in _joined(text, _is_one):
        yield from _worth(number)


def _lists_in(text: str) -> Iterator[str]:
    """Lists of numbers (10、11、12), in which LibreOffice ends no line at a mark, but between digits."""
    for found in _joined(text, lambda before, number: before[-1:] == "、" or _is_one(before, number)):
        values = found.split("、")
        if len(values) > 1 and any(sum(map(str.isdigit, each)) > 1 for each in values):
            yield from _worth(found)


def _joined(text: str, is_one: Callable[[str, str], bool]) -> Iterator[str]:
    """The numbers of a text, as one those that stand side by side and are one."""
    whole, end = "", 0
    for found in _NUMBER.finditer(text):
        number = found[0]
        if found.start() == end and is_one(whole, number):
            whole += number
        else:
            yield whole
            whole = number
        end = found.end()
    yield whole


def _is_one(before: str, number: str) -> bool:
    """Whether a number is one with that right before it."""
    last, first = before[-1:], number[0]
    is_glued = first in _OPENING or (last < _FULL_WIDTH and first < _FULL_WIDTH and first not in _DASHES)
    return bool(before) and is_glued and len(before) + len(number) <= _LONGEST


def _worth(number: str) -> Iterator[str]:
    """A number, if it has more than a digit and is no code."""
    if 1 < len(number) <= _LONGEST:
        yield number


@dataclass(frozen=True)
class _Whole:
    """A number or word in a cell: its row, the columns of the cell, and the width that they have to have together, in twips."""

    text: str
    row: int
    column: int
    columns: int
    width: int


@dataclass(frozen=True)
class Wholes:
    """The widest number or word of each cell, and the least widths (twips) of a grid's columns in which none is broken; columns
    without any hold a character."""

    found: tuple[_Whole, ...]
    needed: tuple[int, ...]


@dataclass(frozen=True)
class Split:
    """A number, or a word, that its column (from 1, in a `row` from 0) is too narrow for: it needs `own` twips, of which there are
    `room`; `needed` is how wide the grid would have to be."""

    text: str
    row: int
    column: int
    own: int
    room: int
    needed: int
    is_number: bool = True


@dataclass(frozen=True)
class Lines:
    """What a cell shows, with its place: its lines, each with its style."""

    row: int
    column: int
    cell: GridCell
    lines: tuple[tuple[str, str], ...]


def read_lines(targets: Mapping[str, Target], grid: Grid) -> tuple[Lines, ...]:
    """The lines of a grid's cells; vertical text is not set in the column's width."""
    return tuple(
        Lines(at, column, cell, tuple(_lines(cell, targets)))
        for at, row in enumerate(grid.rows)
        for column, cell in enumerate(row)
        if cell and not cell.vertical
    )


def _lines(cell: GridCell, targets: Mapping[str, Target]) -> Iterator[tuple[str, str]]:
    for paragraph in cell.content:
        for line in lines_of(paragraph.content):
            yield paragraph.role, wide_text(line, targets)


def read_numbers(styles: Styles, grid: Grid, cells: Iterable[Lines], least: int) -> Wholes:
    """The numbers of a grid whose columns are no narrower than `least` (twips)."""
    found = tuple(_wholes(styles, grid, cells, numbers_in))
    return Wholes(found, tuple(_needed(grid, found, least)))


def read_words(styles: Styles, grid: Grid, cells: Iterable[Lines], numbers: Wholes, least: int) -> Wholes:
    """The words of a grid, and its numbers."""
    found = (*numbers.found, *_wholes(styles, grid, cells, words_in))
    return Wholes(found, tuple(_needed(grid, found, least)))


def words_in(line: str) -> Iterator[str]:
    """The longest stretch of a line within which no line may end, where that is more than a character, and lists of numbers."""
    found = longest_stretch(line)
    if 1 < len(found) <= _LONGEST:
        yield found
    if "、" in line:
        yield from _lists_in(line)


def _needed(grid: Grid, numbers: Iterable[_Whole], least: int) -> list[int]:
    needed = [least] * len(grid.rows[0])
    for number in sorted(numbers, key=lambda number: number.columns):
        columns = range(number.column, number.column + number.columns)
        missing = max(0, number.width - sum(needed[column] for column in columns))
        if missing:
            for column, more in zip(columns, share_out([1] * number.columns, missing), strict=True):
                needed[column] += more
    return needed


def split_at(wholes: Wholes, widths: Sequence[int]) -> Split | None:
    """What is most too wide for its cell in columns of these widths (twips), if anything is."""

    def room(whole: _Whole) -> int:
        return sum(widths[whole.column : whole.column + whole.columns])

    worst = max(wholes.found, key=lambda whole: whole.width - room(whole), default=None)
    if worst is None or worst.width <= room(worst):
        return None
    return Split(worst.text, worst.row, worst.column + 1, worst.width, room(worst), sum(wholes.needed))


def _wholes(
    styles: Styles, grid: Grid, cells: Iterable[Lines], parts: Callable[[str], Iterable[str]]
) -> Iterator[_Whole]:
    """The widest of the parts of each cell's lines."""
    inset = styles.inset(grid.style)
    for each in cells:
        found = [(_width(styles, role, text), text) for role, line in each.lines for text in parts(line)]
        if found:
            width, text = max(found, key=itemgetter(0))
            behind = room_of(styles, each.cell.content[0].role, each.cell.behind)
            yield _Whole(text, each.row, each.column, each.cell.colspan, width + behind + inset)


def _width(styles: Styles, style: str, number: str) -> int:
    """The width of a number in a paragraph style, in twips."""
    return room_of(styles, style, number) + styles.indents[style].rest


def room_of(styles: Styles, style: str, text: str) -> int:
    """The room that a text takes in a line of this style, in twips."""
    if not text:
        return 0
    width = text_width(text, is_proportional(styles.fonts[style])) * styles.sizes[style] * 10 / FULL
    return ceil(width * (1 if _has_half_digits(styles.latin[style]) else _WIDER))


@cache
def _has_half_digits(font: str) -> bool:
    return not font or bool(_FIXED.search(font) and not _NOT_FIXED.search(font))
