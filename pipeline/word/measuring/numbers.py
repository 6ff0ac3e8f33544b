"""Numbers in the cells of tables: which there are, and how wide a column has to be so that none is broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import ceil

from pipeline.frozen import dataclass
from pipeline.model.blocks import Grid
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


def widths_of_numbers(styles: Styles, targets: Mapping[str, Target], grid: Grid) -> list[int]:
    """The least widths (twips) of a grid's columns in which no number is broken; columns without any hold a character."""
    return _needed(styles, grid, _numbers(styles, targets, grid))


def _needed(styles: Styles, grid: Grid, numbers: Iterable[_Number]) -> list[int]:
    sizes = [styles.sizes[each.role] for row in grid.rows for cell in row if cell for each in cell.content]
    needed = [min(sizes) * 10 + styles.inset(grid.style)] * len(grid.rows[0])
    for number in sorted(numbers, key=lambda number: number.columns):
        columns = range(number.column, number.column + number.columns)
        missing = max(0, number.width - sum(needed[column] for column in columns))
        for column, more in zip(columns, share_out([1] * number.columns, missing), strict=True):
            needed[column] += more
    return needed


@dataclass(frozen=True)
class Split:
    """A number that its column (from 1) is too narrow for; `needed` is how wide the grid would have to be, in twips."""

    number: str
    column: int
    needed: int


def split_number(styles: Styles, targets: Mapping[str, Target], grid: Grid, width: int) -> Split | None:
    """The number that is most too wide for its cell in a grid `width` twips wide, if there is one."""
    numbers = list(_numbers(styles, targets, grid))
    needed = _needed(styles, grid, numbers)
    if not grid.widths and sum(needed) <= width:
        return None
    widths = share_out(grid.widths or needed, width)

    def excess(number: _Number) -> int:
        return number.width - sum(widths[number.column : number.column + number.columns])

    worst = max(numbers, key=excess, default=None)
    if worst is None or excess(worst) <= 0:
        return None
    return Split(worst.text, worst.column + 1, sum(needed))


@dataclass(frozen=True)
class _Number:
    """A number in a cell: the columns of that, and the width that they have to have together, in twips."""

    text: str
    column: int
    columns: int
    width: int


def _numbers(styles: Styles, targets: Mapping[str, Target], grid: Grid) -> Iterator[_Number]:
    """The widest number of each cell; vertical text is not set in the column's width."""
    for row in grid.rows:
        for column, cell in enumerate(row):
            if cell and not cell.vertical:
                found = [
                    _Number(text, column, cell.colspan, _width(styles, paragraph.role, text))
                    for paragraph in cell.content
                    for text in numbers_in(shown_text(paragraph.content, targets))
                ]
                if found:
                    widest = max(found, key=lambda number: number.width)
                    yield replace(widest, width=widest.width + styles.inset(grid.style))


def _width(styles: Styles, style: str, number: str) -> int:
    """The width of a number in a paragraph style, in twips."""
    width = text_width(number, is_proportional(styles.fonts[style])) * styles.sizes[style] * 10 / FULL
    return ceil(width * (1 if _has_half_digits(styles.latin[style]) else _WIDER)) + styles.indents[style].rest


def _has_half_digits(font: str) -> bool:
    return not font or bool(_FIXED.search(font) and not _NOT_FIXED.search(font))
