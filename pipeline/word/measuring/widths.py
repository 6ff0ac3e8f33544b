"""Widths of text, the lines that it takes, and the heights of cells and rows that follow.

Text is measured in hundredths of an em, the width of a full-width character, so that one measuring serves
every font size; what stands in a table is in twips. Lines break as Japanese lines do (JIS X 4051): anywhere
but before closing marks, after opening ones and inside Latin words. Nothing hangs out of a line and nothing
is compressed, so that Word, which does both, needs no more lines than are counted here.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from pipeline.frozen import dataclass

# The number of a form, which belongs to the kanji before it.
_FORM = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
FULL = 100  # the width of a full-width character
_NEVER = 1 << 30  # wider than any column
_NOT_AT_START = frozenset(
    " 　、。，．・：；？！）」』】〕］｝〉》ー々ゝゞヽヾ゛゜ァィゥェォッャュョぁぃぅぇぉっゃゅょ,.:;?!)]}%％℃"
)
_NOT_AT_END = frozenset("（「『【〔［｛〈《([{￥＄$")
# What BIZ UDPゴシック has, rounded up; other proportional Japanese fonts are narrower. The rest is full-width.
_WIDTHS = {
    35: "゛゜ !',.:;_ilｉｌ",
    45: "Ijr|Ｉｊｒ",
    50: '"()*-/[\\]^`ft~〈〉《》「」『』【】〔〕・（）：；［］＾｀ｆｔ｛｝',
    60: "{}JLsvxz、。．，ＪＬｓｖｘｚ",
    65: "1acky１ａｃｋｙ",
    70: "　EFTeghnouＥＦＴｅｇｈｎｏｕ",
    76: "KPSVYZbdpqトＫＰＳＶＹＺｂｄｐｑ",
    80: "$023456789?ABCRXゝイ０２３４５６７８９ＡＢＣＲＸ",
    84: "ぅょゞィドノュョリヵヽ",
    86: "+<=>DGHNUぇくしゥェォッャヮヶヾＤＧＨＮＵ",
    88: "りゖァエクタヌヒミレ",
    90: "&OQwぃこっゃゅゎアコシソフムヲＯＱｗ",
    92: "ぁうぉじらウオツニネマメヨン",
    94: "えそとまんゕカケスセチテナヘヤラロワヰ",
    96: "#mぐけすちもよるろキゴサジゾハピベペホモユヱーｍ",
    98: "あおきごさずせたつてでどなにぬひふへみむめやゆれゐゑをゔガグゲズゼダヅビブプルヴヺ",
    100: "%@MW",
}
_PROPORTIONAL = {character: width for width, characters in _WIDTHS.items() for character in characters}


@lru_cache(maxsize=8192)
def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


@lru_cache(maxsize=8192)
def character_width(character: str, proportional: bool) -> int:
    """In a proportional font, or in one whose characters are full-width or half-width."""
    if _FORM.match(character):
        return 0
    own = FULL if _is_wide(character) else FULL // 2
    return _PROPORTIONAL.get(character, own) if proportional else own


def text_width(text: str, proportional: bool) -> int:
    """The width of a line that is not broken."""
    return sum(character_width(character, proportional) for character in text)


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
    return len(text) + sum(map(_is_wide, text))


@lru_cache(maxsize=8192)
def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after in _NOT_AT_START or before in _NOT_AT_END or _FORM.match(after):
        return False
    return before in " -\t" or _is_wide(before) or _is_wide(after)


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


@dataclass(frozen=True, eq=False)
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

    def need(self, height: int) -> int:
        """The least width at which it is no higher than `height`; more than any if there is none."""
        if height not in self._needs:
            self._needs[height] = self.inset + _least_width(self.passages, height - self.extra)
        return self._needs[height]

    def height(self, width: int) -> int:
        return sum(passage.height(width - self.inset) for passage in self.passages) + self.extra


def row_heights(boxes: Iterable[Box], widths: Sequence[int], rows: int) -> list[int]:
    """The height of each row; a merged cell that its rows can't hold makes the last of them higher."""
    heights = [0] * rows
    for box in sorted(boxes, key=lambda box: (box.rows > 1, box.last)):
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

    if not fits(_NEVER):
        return _NEVER
    areas = ((each.length - max(each.first, each.rest)) * each.pitch for each in passages)
    low, step = int(sum(areas) / max(height, 1)), 64
    while not fits(low + step):
        low, step = low + step, step * 2
    widths = range(low, low + step + 1)
    return widths[bisect_left(widths, True, key=fits)]
