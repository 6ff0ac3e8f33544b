"""Where lines of a text end, as Word and LibreOffice end them in fonts whose widths are known: to the character in nine of ten paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    """A text with the widths of its characters, in hundredths of an em. With those that are `never_first` no line begins, with those
    that are `never_last` none ends; `hangs` says whether marks may stand out of lines."""

    text: str
    widths: Sequence[int]
    never_first: frozenset[str]
    never_last: frozenset[str]
    hangs: bool

    def lines(self, first: float, rest: float, less: float = 0) -> Iterator[Line]:
        """The lines that a text takes, of which the first one is as wide as that and the others as `rest`, where each character is
        narrower by so much (`less`)."""
        text, widths, length = self.text, self.widths, len(self.text)
        begin, room = 0, first
        while begin < length:
            end, width = begin, 0.0
            while end < length:
                own = widths[end] - less
                if width + own > room and not (self.hangs and text[end] in _HANGING and width <= room):
                    break
                width, end = width + own, end + 1
            after = end
            while begin < after < length and not self._may_end(after):
                after -= 1
            if after == begin:
                after = max(end, begin + 1)
            yield Line(after - begin, width - sum(each - less for each in widths[after:end]), room)
            begin, room = after, rest

    def _may_end(self, place: int) -> bool:
        """Whether a line may end before the character at a place."""
        before, after = self.text[place - 1], self.text[place]
        if after in self.never_first or before in self.never_last:
            return False
        return before in _BLANKS or FULL in (character_width(before, False), character_width(after, False))


def broken(widths: Sequence[int], text: str, joints: tuple[str, str], hangs: bool) -> BrokenText:
    """A text whose characters are so wide. At its `joints` no line begins, and none ends, beside those at which none ever does; `hangs`
    says whether marks hang out of lines, which LibreOffice lets them do in no cell."""
    never_first, never_last = frozenset(NEVER_FIRST + joints[0] + _BLANKS), frozenset(NEVER_LAST + joints[1])
    return BrokenText(text, widths, never_first, never_last, hangs)


def widths_in(font: str, text: str) -> list[int]:
    """How wide the characters of a text are; `font` is one whose characters have widths of their own."""
    return list(map(width_of(font), text))
