"""The lines that text takes, and the heights of cells and rows that follow.

Text is measured as in `model.text_widths`; what stands in a table is in twips. Nothing hangs out of a line and nothing
is compressed, so that Word, which does both, needs no more lines than are counted here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from math import ceil

from pipeline.frozen import dataclass
from pipeline.model.text_widths import FULL, character_width, is_wide, may_break

_NEVER = 1 << 30  # wider than any column


@lru_cache(maxsize=8192)
def find_breaks(line: str, proportional: bool = False, tab: int = 0) -> tuple[int, ...]:
    """The lengths of the text up to each place where a line may end, and up to its own end.

    What follows a tab character begins at `tab` or later.
    """
    breaks, length, previous = [], 0, ""
    for character in line:
        if previous and may_break(previous, character):
            breaks.append(length)
        own = character_width(character, proportional)
        length = max(length, tab) if character == "\t" else length + own
        previous = character
    return (*breaks, length)


@lru_cache(maxsize=8192)
def longest_stretch(line: str) -> str:
    """The longest part of a line within which it may not end."""
    longest, most, begin = "", 0, 0
    for at in range(1, len(line) + 1):
        if at == len(line) or may_break(line[at - 1], line[at]):
            part, begin = line[begin:at], at
            if 2 * len(part) > most and (width := _half_widths(part)) > most:
                longest, most = part, width
    return longest.strip()


def _half_widths(text: str) -> int:
    return len(text) + sum(map(is_wide, text))


def count_lines(breaks: Sequence[int], first: float, rest: float) -> int:
    """The lines of a text, the first `first` wide, the others `rest`; a word longer than a line is broken anywhere."""
    lines, done, room = 1, 0.0, first
    while True:
        room = max(room, FULL / 2)
        place = bisect_right(breaks, done + room) - 1
        done = breaks[place] if place >= 0 and breaks[place] > done else done + room
        if done >= breaks[-1]:
            return lines
        lines, room = lines + 1, rest


@dataclass(frozen=True)
class Passage:
    """A paragraph in a cell: the breaks of its lines, and its style's measures in twips."""

    lines: tuple[tuple[int, ...], ...]
    size: int
    pitch: int
    space: int = 0  # above and below together
    first: int = 0  # what the first line lacks of the width, and what the others lack
    rest: int = 0

    @property
    def length(self) -> float:
        """Its width if no line is broken, in twips."""
        lengths = [line[-1] * self.size / FULL + self.rest for line in self.lines]
        return max(lengths[0] + self.first - self.rest, *lengths[1:], 0.0)

    def height(self, width: float) -> int:
        """Its height in `width`, both in twips."""
        scale = FULL / self.size
        first, rest = (width - self.first) * scale, (width - self.rest) * scale
        count = count_lines(self.lines[0], first, rest)
        for line in self.lines[1:]:
            count += count_lines(line, rest, rest)
        return count * self.pitch + self.space


@dataclass(frozen=True)
class Box:
    """A cell and what stands in it, with its first row and column. Lengths in twips."""

    row: int
    rows: int
    column: int
    columns: int
    passages: tuple[Passage, ...]
    inset: int = 0  # lost to margins left and right
    extra: int = 0  # to those above and below, and to the line between rows

    @property
    def last(self) -> int:
        return self.row + self.rows - 1

    @property
    def after(self) -> int:
        """The column after its last one."""
        return self.column + self.columns

    @cached_property
    def _needs(self) -> dict[int, int]:
        return {}

    def need(self, heights: Sequence[int], less: int = 0) -> int:
        """The least width at which it fits these heights of its rows, `less` taken off them; more than any if there is none."""
        height = (heights[self.row] if self.rows == 1 else sum(heights[self.row : self.last + 1])) - less
        if height not in self._needs:
            self._needs[height] = self.inset + _least_width(self.passages, height - self.extra)
        return self._needs[height]

    def height(self, width: int) -> int:
        return sum(passage.height(width - self.inset) for passage in self.passages) + self.extra


def row_heights(boxes: Iterable[Box], widths: Sequence[int], rows: int) -> list[int]:
    """The height of each row; a merged cell that its rows can't hold makes the last of them higher."""
    heights = [0] * rows
    merged = []
    for box in boxes:
        if box.rows > 1:
            merged.append(box)
        else:
            heights[box.row] = max(heights[box.row], box.height(sum(widths[box.column : box.after])))
    for box in sorted(merged, key=lambda box: box.last):
        height = box.height(sum(widths[box.column : box.after]))
        heights[box.last] += max(0, height - sum(heights[box.row : box.last + 1]))
    return heights


def share_out(shares: Sequence[float], total: int) -> list[int]:
    """Whole numbers in the same proportions that sum to `total`."""
    scaled = [int(total * share / sum(shares)) for share in shares]
    scaled[-1] += total - sum(scaled)
    return scaled


@lru_cache(maxsize=1 << 16)
def _least_width(passages: tuple[Passage, ...], height: int) -> int:
    """The least width at which passages are no higher than `height`; more than any if there is none.

    Many cells are alike in this: most numbers of a table are as long as one another.
    """

    def fits(width: int) -> bool:
        return sum(passage.height(width) for passage in passages) <= height

    spare = height - sum([len(each.lines) * each.pitch + each.space for each in passages])
    if spare < 0:
        return _NEVER
    if passages and spare < min([each.pitch for each in passages]):  # no line may be broken
        low, step = ceil(max([each.length for each in passages])) - 2, 2
    else:
        areas = ((each.length - max(each.first, each.rest)) * each.pitch for each in passages)
        low, step = int(sum(areas) / max(height, 1)), 64
    while not fits(low + step):
        low, step = low + step, step * 2
    widths = range(low, low + step + 1)
    return widths[bisect_left(widths, True, key=fits)]
