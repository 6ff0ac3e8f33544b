"""How wide text is, how many lines it takes, and the column widths with which a table gets as low as can be.

Text is measured in hundredths of an em, the width of a full-width character, so that one measuring serves
every font size; what stands in a table is in twips. Lines break as Japanese lines do (JIS X 4051): anywhere
but before closing marks, after opening ones and inside Latin words. Nothing hangs out of a line and nothing
is compressed, so that Word, which does both, needs no more lines than are counted here.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

FULL = 100  # the width of a full-width character
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


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


@lru_cache(maxsize=8192)
def character_width(character: str, proportional: bool) -> int:
    """In a proportional font, or in one whose characters are full-width or half-width."""
    own = FULL if _is_wide(character) else FULL // 2
    return _PROPORTIONAL.get(character, own) if proportional else own


@lru_cache(maxsize=8192)
def find_breaks(line: str, proportional: bool = False, tab: int = 0) -> tuple[int, ...]:
    """How long the text is up to each place where a line may end, and up to its own end.

    What follows a tab character begins at `tab` or later.
    """
    breaks, length, previous = [], 0, ""
    for character in line:
        if previous and _may_break(previous, character):
            breaks.append(length)
        own = character_width(character, proportional)
        length = max(length, tab) if character == "\t" else length + own
        previous = character
    return (*breaks, length)


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_AT_START or before in _NOT_AT_END:
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
        """How wide it is if no line is broken, in twips."""
        lengths = [line[-1] * self.size / FULL + self.rest for line in self.lines]
        return max(lengths[0] + self.first - self.rest, *lengths[1:], 0.0)

    def height(self, width: float) -> int:
        """How high it is in `width`, both in twips."""
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
        height = box.height(sum(widths[box.column : box.column + box.columns]))
        heights[box.last] += max(0, height - sum(heights[box.row : box.last + 1]))
    return heights


# Choosing widths. What is searched are target heights of the rows: they say how wide each column must be.

_NEVER = 1 << 30
# The search takes nearly the cube of the rows: of longer tables so many rows speak for all.
_MOST_ROWS = 200


@dataclass(frozen=True)
class Floor:
    """Rows that are together at least so high (twips), whatever stands in them: vertical text needs it."""

    row: int
    rows: int
    height: float

    def missing(self, heights: Sequence[int]) -> float:
        return max(0.0, self.height - sum(heights[self.row : self.row + self.rows]))


@dataclass(frozen=True)
class Table:
    """What widths are chosen for: cells of one column each, the columns' least widths, the sum of all widths."""

    boxes: tuple[Box, ...]
    least: tuple[int, ...]
    total: int
    rows: int
    floors: tuple[Floor, ...] = ()

    @cached_property
    def crossing(self) -> list[list[Box]]:
        """The cells that stand in each row, merged ones in all of theirs."""
        crossing: list[list[Box]] = [[] for _ in range(self.rows)]
        for box in self.boxes:
            for row in range(box.row, box.last + 1):
                crossing[row].append(box)
        return crossing

    @cached_property
    def beside(self) -> list[set[int]]:
        """For each row those that share a cell with it, itself among them."""
        return [
            {row, *(each for box in boxes if box.rows > 1 for each in range(box.row, box.last + 1))}
            for row, boxes in enumerate(self.crossing)
        ]

    @cached_property
    def pitch(self) -> int:
        """By how much rows are made lower."""
        return min((passage.pitch for box in self.boxes for passage in box.passages), default=1)

    def height(self, heights: Sequence[int]) -> float:
        """The height of all rows, with what floors add."""
        return sum(heights) + sum(floor.missing(heights) for floor in self.floors)


def fit_widths(table: Table) -> list[int]:
    """The least widths with which the table gets as low as can be found (the columns' least if they fill it)."""
    if sum(table.least) >= table.total:
        return list(table.least)
    table = _shortened(table)
    return _narrowest(table, _lowest(table))


def _shortened(table: Table) -> Table:
    """A long table as the rows that decide: those with the longest texts of each column, and others from all over.

    Merged cells are left out; where vertical text asks for heights, all rows stay.
    """
    if table.rows <= _MOST_ROWS or table.floors:
        return table
    single = [box for box in table.boxes if box.rows == 1]
    columns = len(table.least)
    chosen = set(range(0, table.rows, 2 * table.rows // _MOST_ROWS + 1))
    for column in range(columns):
        own = [box for box in single if box.column == column]
        own.sort(key=lambda box: (-sum(passage.length for passage in box.passages), box.row))
        chosen |= {box.row for box in own[: _MOST_ROWS // 2 // columns]}
    place = {row: index for index, row in enumerate(sorted(chosen))}
    boxes = tuple(replace(box, row=place[box.row]) for box in single if box.row in place)
    return replace(table, boxes=boxes, rows=len(place))


def _lowest(table: Table) -> list[int]:
    """Target heights: from a first guess down, then again from each row that makes a column wide, one line higher."""

    def score(targets: Sequence[int]) -> tuple[float, int]:
        return table.height(targets), sum(_narrowest(table, targets))

    best = _lowered(table, row_heights(table.boxes, _first_widths(table), table.rows))
    tries = _binding(table, best)
    while tries:
        row = tries.pop()
        found = _lowered(table, _moved(best, row, table.pitch), kept=row)
        if score(found) < score(best):
            best, tries = found, _binding(table, found)
    return best


def _first_widths(table: Table) -> list[int]:
    """The least widths, and the rest shared out by the root of what stands in each column."""
    texts = [1.0] * len(table.least)
    for box in table.boxes:
        texts[box.column] += sum(passage.length for passage in box.passages)
    roots = [text**0.5 for text in texts]
    spare = table.total - sum(table.least)
    return [least + int(spare * root / sum(roots)) for least, root in zip(table.least, roots, strict=True)]


def _narrowest(table: Table, targets: Sequence[int]) -> list[int]:
    """The least widths with which all rows keep to their targets."""
    return _widened(table.least, ((box.column, _need(box, targets)) for box in table.boxes))


def _binding(table: Table, targets: Sequence[int]) -> list[int]:
    """The rows without which a column could be narrower."""
    widths = _narrowest(table, targets)
    return [
        row
        for row, boxes in enumerate(table.crossing)
        if any(table.least[box.column] < _need(box, targets) == widths[box.column] for box in boxes)
    ]


def _lowered(table: Table, targets: Sequence[int], kept: int = -1) -> list[int]:
    """The targets after lowering one row after another, the cheapest in width first, but never `kept`."""
    lowered, widths = list(targets), _narrowest(table, targets)
    needs: dict[int, list[tuple[int, int]]] = {}  # by row, until one beside it is lowered

    def lower(row: int) -> None:
        lowered[row] -= table.pitch
        for each in table.beside[row]:
            needs.pop(each, None)

    while True:
        offers = []
        for row in range(table.rows):
            if row == kept or lowered[row] < table.pitch or (gain := _gain(table, lowered, row)) <= 0:
                continue
            if row not in needs:
                needs[row] = [(box.column, _need(box, lowered, table.pitch)) for box in table.crossing[row]]
            wider = _widened(widths, needs[row])
            if sum(wider) > table.total:
                continue
            offers.append(((sum(wider) - sum(widths)) / gain, row, wider))
            if wider == widths:
                lower(row)  # for nothing
        if not offers:
            return lowered
        cost, row, wider = min(offers)
        if cost:
            lower(row)
            widths = wider


def _widened(widths: Sequence[int], needs: Iterable[tuple[int, int]]) -> list[int]:
    """The widths, each at least as its column needs."""
    wider = list(widths)
    for column, need in needs:
        if need > wider[column]:
            wider[column] = need
    return wider


def _gain(table: Table, targets: Sequence[int], row: int) -> float:
    """How much lower the table gets with `row` one line lower: nothing where a floor is not reached."""
    if not table.floors:
        return table.pitch
    return table.pitch - sum(
        floor.missing(_moved(targets, row, -table.pitch)) - floor.missing(targets) for floor in table.floors
    )


def _moved(targets: Sequence[int], row: int, by: int) -> list[int]:
    return [*targets[:row], targets[row] + by, *targets[row + 1 :]]


def _need(box: Box, targets: Sequence[int], less: int = 0) -> int:
    height = targets[box.row] if box.rows == 1 else sum(targets[box.row : box.last + 1])
    return box.need(height - less)


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
