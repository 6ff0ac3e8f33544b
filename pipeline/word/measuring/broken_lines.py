"""Where lines of a text end, as Word and LibreOffice end them in fonts whose widths are known: to the character in nine of ten paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.frozen import dataclass
from pipeline.model.kinsoku import NEVER_FIRST, NEVER_LAST
from pipeline.model.text_widths import FULL, character_width
from pipeline.word.measuring.advances import width_of

_HANGING = "、。，．,."
_BLANKS = " 　"


@dataclass(frozen=True)
class Line:
    """How many characters stand on a line, how wide they are, and the line itself, in hundredths of an em."""

    characters: int
    width: float
    room: float


@dataclass(frozen=True)
class BrokenText:
    """The characters of a text: how wide they are (hundredths of an em), whether a line may end behind each but the last, and
    whether they may stand out of lines."""

    widths: Sequence[int]
    breaks: Sequence[bool]
    hang: Sequence[bool]

    def lines(self, first: float, rest: float, less: float = 0) -> Iterator[Line]:
        """The lines that a text takes, of which the first one is as wide as that and the others as `rest`, where each character is
        narrower by so much (`less`)."""
        begin, room = 0, first
        breaks, length = (*self.breaks, True), len(self.widths)
        while begin < length:
            end, after, width, kept = begin, begin, 0.0, 0.0
            while end < length:
                own = self.widths[end] - less
                if width + own > room and not (self.hang[end] and width <= room):
                    break
                width, end = width + own, end + 1
                if breaks[end - 1]:
                    after, kept = end, width
            if after == begin:
                after, kept = max(end, begin + 1), width
            yield Line(after - begin, kept, room)
            begin, room = after, rest


def broken(widths: Sequence[int], text: str, joints: tuple[str, str], hangs: bool) -> BrokenText:
    """A text whose characters are so wide. At its `joints` no line begins, and none ends, beside those at which none ever does; `hangs`
    says whether marks hang out of lines, which LibreOffice lets them do in no cell."""
    never = (frozenset(NEVER_FIRST + joints[0] + _BLANKS), frozenset(NEVER_LAST + joints[1]))
    return BrokenText(
        widths,
        [_may_break(before, after, *never) for before, after in pairwise(text)],
        [hangs and character in _HANGING for character in text],
    )


def widths_in(font: str, text: str) -> list[int]:
    """How wide the characters of a text are; `font` is one whose characters have widths of their own."""
    return list(map(width_of(font), text))


def _may_break(before: str, after: str, never_first: frozenset[str], never_last: frozenset[str]) -> bool:
    if after in never_first or before in never_last:
        return False
    return (
        before in _BLANKS or character_width(before, False) == FULL or character_width(after, False) == FULL
    )
