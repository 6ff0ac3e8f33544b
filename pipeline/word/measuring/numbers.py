"""Numbers in the cells of tables: which there are, and how wide a column has to be so that none is broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from operator import itemgetter

from pipeline.frozen import dataclass
from pipeline.model.floats import Grid
from pipeline.model.numbers import Target
from pipeline.model.reference_text import shown_text
from pipeline.word.markup.styles import Styles, is_proportional
from pipeline.word.measuring.widths import FULL, share_out, text_width

# Digits with separators and a decimal point, the sign or the brackets around them, and a unit that is read with them.
_NUMBER = re.compile(r"[(（]?[-－−△▲+＋±¥￥$]?[0-9０-９](?:[0-9０-９,，.．/:]*[0-9０-９])?[%％‰℃°]?[)）]?")
# What has more characters than this is no quantity, but a code that may be broken.
_LONGEST = 20
# Fonts whose half-width digits are half an em wide; in others they are proportional, and up to so much wider.
_FIXED = re.compile("BIZ|明朝|ゴシック|Mincho|Gothic|HG")
_NOT_FIXED = re.compile("游|Yu|メイリオ|Meiryo")
_WIDER = 1.25


def numbers_in(text: str) -> Iterator[str]:
    """The numbers of a text, each as it has to stand on one line."""
    for found in _NUMBER.finditer(text):
        if 1 < len(found[0]) <= _LONGEST:
            yield found[0]


@dataclass(frozen=True)
class _Number:
    """A number in a cell: the columns of that, and the width that they have to have together, in twips."""

    text: str
    column: int
    columns: int
    width: int


@dataclass(frozen=True)
class Numbers:
    """The widest number of each cell, and the least widths (twips) of a grid's columns in which none is broken; columns
    without any hold a character."""

    found: tuple[_Number, ...]
    needed: tuple[int, ...]


@dataclass(frozen=True)
class Split:
    """A number that its column (from 1) is too narrow for; `needed` is how wide the grid would have to be, in twips."""

    number: str
    column: int
    needed: int


def read_numbers(styles: Styles, targets: Mapping[str, Target], grid: Grid) -> Numbers:
    """The numbers of a grid; vertical text is not set in the column's width."""
    found = tuple(_numbers(styles, targets, grid))
    return Numbers(found, tuple(_needed(styles, grid, found)))


def _needed(styles: Styles, grid: Grid, numbers: Iterable[_Number]) -> list[int]:
    sizes = [styles.sizes[each.role] for row in grid.rows for cell in row if cell for each in cell.content]
    needed = [min(sizes) * 10 + styles.inset(grid.style)] * len(grid.rows[0])
    for number in sorted(numbers, key=lambda number: number.columns):
        columns = range(number.column, number.column + number.columns)
        missing = max(0, number.width - sum(needed[column] for column in columns))
        if missing:
            for column, more in zip(columns, share_out([1] * number.columns, missing), strict=True):
                needed[column] += more
    return needed


def split_number(numbers: Numbers, declared: Sequence[float], width: int) -> Split | None:
    """The number that is most too wide for its cell in a grid `width` twips wide, if there is one; `declared` are the
    columns' relative widths where their author gave any."""
    if not declared and sum(numbers.needed) <= width:
        return None
    widths = share_out(declared or numbers.needed, width)

    def excess(number: _Number) -> int:
        return number.width - sum(widths[number.column : number.column + number.columns])

    worst = max(numbers.found, key=excess, default=None)
    if worst is None or excess(worst) <= 0:
        return None
    return Split(worst.text, worst.column + 1, sum(numbers.needed))


def _numbers(styles: Styles, targets: Mapping[str, Target], grid: Grid) -> Iterator[_Number]:
    inset = styles.inset(grid.style)
    for row in grid.rows:
        for column, cell in enumerate(row):
            if cell and not cell.vertical:
                found = [
                    (_width(styles, paragraph.role, text), text)
                    for paragraph in cell.content
                    for text in numbers_in(shown_text(paragraph.content, targets))
                ]
                if found:
                    width, text = max(found, key=itemgetter(0))
                    behind = room_of(styles, cell.content[0].role, cell.behind)
                    yield _Number(text, column, cell.colspan, width + behind + inset)


def _width(styles: Styles, style: str, number: str) -> int:
    """The width of a number in a paragraph style, in twips."""
    return room_of(styles, style, number) + styles.indents[style].rest


def room_of(styles: Styles, style: str, text: str) -> int:
    """The room that a text takes in a line of this style, in twips."""
    if not text:
        return 0
    width = text_width(text, is_proportional(styles.fonts[style])) * styles.sizes[style] * 10 / FULL
    return ceil(width * (1 if _has_half_digits(styles.latin[style]) else _WIDER))


def _has_half_digits(font: str) -> bool:
    return not font or bool(_FIXED.search(font) and not _NOT_FIXED.search(font))
