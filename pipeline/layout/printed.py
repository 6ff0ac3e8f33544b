"""The text of pages in a plain form, in which whatever looks alike is equal, and from which what is found is taken."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

Window = tuple[int, int]  # the first and the last page, from 0, on which something stands
Span = tuple[int, int]  # two places in a text


class _Dropped(dict[int, int | None]):
    """The characters at which no comparison looks: marks, blanks, what can't be seen, and hyphens, which pdfium takes away at ends of
    lines (it says U+FFFE)."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        dropped = unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Cn", "Zs", "Zl", "Zp")
        self[code] = None if dropped or character in "-\u2010\u115f\u1160" else code
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
        self._taken[place : place + len(plain)] = b"\1" * len(plain)
        self._after[plain] = place + len(plain)

    def places(self, plain: str, span: Span, most: int) -> list[int]:
        """A text's places within a span: up to `most` of those that nothing has taken."""
        found: list[int] = []
        at, end = span
        while len(found) < most and (place := self.free(plain, at, end)) >= 0:
            found.append(place)
            at = place + len(plain)
        return found

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
