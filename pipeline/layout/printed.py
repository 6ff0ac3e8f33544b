"""The text of pages in a plain form, in which whatever looks alike is equal, and from which what is found is taken."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

Window = tuple[int, int]  # the first and the last page, from 0, on which something stands
Span = tuple[int, int]  # two places in a text
Parts = list[tuple[Span, int]]  # where a text stands: spans of it in order, each with its place in the pages

CHANCE = 3  # as many characters do not stand anywhere by chance


class _Dropped(dict[int, int | None]):
    """The characters at which no comparison looks: marks, blanks, what can't be seen, and hyphens, which pdfium takes away at ends of
    lines (it says U+FFFE)."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        dropped = unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Cn", "Zs", "Zl", "Zp")
        self[code] = None if dropped or character in "-\u2010\u115f\u1160\u2800" else code
        return self[code]


_DROPPED = _Dropped()


def folded(text: str) -> str:
    """The plain form of a text: equal for what looks alike (Unicode's form NFKD, without marks and capitals)."""
    return unicodedata.normalize("NFKD", text).casefold().translate(_DROPPED)


class PrintedText:
    """The plain text of all pages, from which what is found is taken."""

    def __init__(self, pages: Sequence[str]) -> None:
        plain = [folded(page) for page in pages]
        self.text = "".join(plain)
        self.starts = list(accumulate(map(len, plain), initial=0))
        self._taken = bytearray(len(self.text))
        self._after: dict[str, int] = {}  # of a piece that was found: nothing before is left

    def page_at(self, place: int) -> int:
        return min(bisect_right(self.starts, place), len(self.starts) - 1) - 1

    def span(self, window: Window, beyond: int = 0) -> Span:
        """The places between which its pages stand, with so many pages before and after."""
        first, last = window
        return self.starts[max(first - beyond, 0)], self.starts[min(last + beyond + 1, len(self.starts) - 1)]

    def take(self, plain: str, start: int, end: int) -> int:
        """The place of a text between two places that nothing has taken; -1 if there is none."""
        later = max(start, self._after.get(plain, 0))
        place = self.free(plain, later, end) if later < end else -1
        if place < 0 and later > start:
            place = self.free(plain, start, end)
        if place >= 0:
            self.mark(plain, place)
        return place

    def mark(self, plain: str, place: int) -> None:
        """Take a text at its place."""
        self._take(place, len(plain))
        self._after[plain] = place + len(plain)

    def _take(self, place: int, length: int) -> None:
        self._taken[place : place + length] = b"\1" * length

    def wholes(self, plain: str, span: Span, most: int) -> list[Parts]:
        """A text's places within a span: up to `most` of those that nothing has taken."""
        found: list[Parts] = []
        at, end = span
        while len(found) < most and (place := self.free(plain, at, end)) >= 0:
            found.append([((0, len(plain)), place)])
            at = place + len(plain)
        return found

    def readings(self, plain: str, span: Span, most: int) -> list[Parts]:
        """The same as one reads: a text goes on behind ends of pages, notes and heads of tables."""
        found: list[Parts] = []
        at, end = span
        taken = self._taken[at:end]
        while len(found) < most and (parts := self._read_on(plain, at, end)):
            found.append(parts)
            for (start, stop), place in parts:
                self._take(place, stop - start)
            at = parts[0][1]
        self._taken[slice(*span)] = taken
        return found

    def _read_on(self, plain: str, start: int, end: int) -> Parts:
        """A text from a place on: on the first page where it goes on, as much as there is of it; nothing where its end is not reached."""
        parts: Parts = []
        at = 0
        while at < len(plain):
            begun = self.free(plain[at : at + CHANCE], start, end)
            if begun < 0:
                return []
            reach = min(self.starts[self.page_at(begun) + 1], end)
            length = self.longest(plain[at:], (begun, reach))
            place = self.free(plain[at : at + length], begun, reach)
            parts.append(((at, at + length), place))
            at, start = at + length, place + length
        return parts

    def longest(self, plain: str, span: Span) -> int:
        """The length of a text's longest beginning that stands together within a span."""
        most, least = len(plain), 0
        while least < most:
            middle = (least + most + 1) // 2
            if self.free(plain[:middle], *span) < 0:
                most = middle - 1
            else:
                least = middle
        return least

    def is_free(self, start: int, end: int) -> bool:
        """Whether something is left between two places."""
        return self._taken.find(0, start, end) >= 0

    def free(self, plain: str, start: int, end: int) -> int:
        """The first place of a text between two places that nothing has taken; -1 if there is none."""
        place = self.text.find(plain, start, end)
        while place >= 0 and (clash := self._taken.rfind(1, place, place + len(plain))) >= 0:
            place = self.text.find(plain, clash + 1, end)
        return place
