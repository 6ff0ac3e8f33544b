"""How wide text is and how many lines it takes: enough of typesetting to choose column widths.

One em is one full-width character; half-width characters count half. Lines break as Japanese lines do:
anywhere but before closing marks and after opening ones (JIS X 4051).
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_NOT_AT_START = frozenset(
    "、。，．・：；？！）」』】〕］｝〉》ー々ゝゞァィゥェォッャュョぁぃぅぇぉっゃゅょ,.)]}%"
)
_NOT_AT_END = frozenset("（「『【〔［｛〈《([{")


def em_width(text: str) -> float:
    """The width of `text` in em."""
    return sum(_character_width(character) for character in text)


@lru_cache(maxsize=4096)
def _character_width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def count_lines(text: str, width: float) -> int:
    """The lines that `text` takes in a column of `width` em (one at the least)."""
    lines, used, previous = 1, 0.0, ""
    for character in text:
        if character == "\n":
            lines, used, previous = lines + 1, 0.0, ""
            continue
        own = _character_width(character)
        if used + own > width and used > 0:
            lines += 1
            # The character that may not end or start the line goes along to the next one.
            moves = character in _NOT_AT_START or previous in _NOT_AT_END
            used = _character_width(previous) if moves and previous else 0.0
        used += own
        previous = character
    return lines


@dataclass(frozen=True)
class Column:
    """What stands in one column alone: each text with its share of a row, and the least width in em."""

    texts: tuple[tuple[int, str, float], ...]  # (row, text, height of its line)
    least: float


def fit_widths(columns: Sequence[Column], total: float, rows: int) -> list[float]:
    """Widths in em, summing to `total`, with which a table of `rows` rows gets as low as can be.

    Starts from each column's share of the text and moves width from one column to another as long as
    that lowers the table; where height does not tell, wide margins go to the columns with long lines.
    """
    needed = sum(column.least for column in columns)
    if needed > total:
        columns = [Column(column.texts, column.least * total / needed) for column in columns]
    widths = _shares(columns, total)
    best = _height(columns, widths, rows)
    step = total / 20
    while step > 0.25:
        improved = False
        for giver in range(len(columns)):
            for taker in range(len(columns)):
                if giver == taker or widths[giver] - step < columns[giver].least:
                    continue
                candidate = list(widths)
                candidate[giver] -= step
                candidate[taker] += step
                height = _height(columns, candidate, rows)
                if height < best - 1e-9:
                    widths, best, improved = candidate, height, True
        if not improved:
            step /= 2
    return widths


def row_heights(columns: Sequence[Column], widths: Sequence[float], rows: int) -> list[float]:
    """The height of each row, in the unit of the columns' line heights; paragraphs of one cell add up."""
    heights = [0.0] * rows
    for column, width in zip(columns, widths, strict=True):
        own = [0.0] * rows
        for row, text, line in column.texts:
            own[row] += count_lines(text, width) * line
        heights = [max(pair) for pair in zip(heights, own, strict=True)]
    return heights


def _height(columns: Sequence[Column], widths: Sequence[float], rows: int) -> float:
    return sum(row_heights(columns, widths, rows))


def _shares(columns: Sequence[Column], total: float) -> list[float]:
    """A first guess: short columns get what they need, long ones share the rest by the root of their text."""
    natural = [
        max([column.least, *(_longest_line(text) for _, text, _ in column.texts)]) for column in columns
    ]
    if sum(natural) <= total:
        spare = total - sum(natural)
        return [width + spare * width / sum(natural) for width in natural]
    fair = total / len(columns)
    wide = [index for index, width in enumerate(natural) if width > fair]
    fixed = sum(width for index, width in enumerate(natural) if index not in wide)
    roots = {index: math.sqrt(sum(em_width(text) for _, text, _ in columns[index].texts)) for index in wide}
    rest = total - fixed
    return [
        max(columns[index].least, rest * roots[index] / sum(roots.values()))
        if index in roots
        else natural[index]
        for index in range(len(columns))
    ]


def _longest_line(text: str) -> float:
    return max(em_width(line) for line in text.split("\n"))
