"""Which text of a document is on none of its pages: what a row, a box or an edge cuts is not painted at all.

A PDF's text is not the document's to the letter: it has parts of ligatures, no soft hyphens, other forms of characters
that look alike, and numbers, dots and heads of tables beside. So both are compared in one plain form, each piece is
looked for where it has to stand, the longest first, and what is found is not there for another.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from pipeline.layout.texts import Text

Window = tuple[int, int]  # the first and the last page, from 0, on which something stands
_Span = tuple[int, int]
# What pages show of something else is no more than this much longer, in characters.
_OTHERWISE = 4
_CHANCE = 3  # as many characters do not stand anywhere by chance


class _Dropped(dict[int, int | None]):
    """What no comparison looks at: marks, blanks, what can't be seen, and hyphens, which pdfium takes away at ends of
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


@dataclass(frozen=True)
class Lost:
    """A paragraph of which something is missing: what it is, and the page (from 0) where it should stand."""

    text: Text
    missing: str
    page: int


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

    def span(self, window: Window, beyond: int = 0) -> _Span:
        """The places between which its pages stand, with so many pages before and after."""
        first, last = window
        return self.starts[max(first - beyond, 0)], self.starts[min(last + beyond + 1, len(self.starts) - 1)]

    def take(self, plain: str, start: int, end: int) -> int:
        """The place of a text between two places that nothing has taken; -1 if there is none."""
        later = max(start, self._after.get(plain, 0))
        place = self._free(plain, later, end) if later < end else -1
        if place < 0 and later > start:
            place = self._free(plain, start, end)
        if place >= 0:
            self._taken[place : place + len(plain)] = b"\1" * len(plain)
            self._after[plain] = place + len(plain)
        return place

    def longest(self, plain: str, span: _Span) -> int:
        """How many characters of a text, from its first, stand together within a span."""
        most, least = len(plain), 0
        while least < most:
            middle = (least + most + 1) // 2
            if self._free(plain[:middle], *span) < 0:
                most = middle - 1
            else:
                least = middle
        return least

    def is_free(self, start: int, end: int) -> bool:
        """Whether something is left between two places."""
        return self._taken.find(0, start, end) >= 0

    def _free(self, plain: str, start: int, end: int) -> int:
        place = self.text.find(plain, start, end)
        while place >= 0 and (clash := self._taken.rfind(1, place, place + len(plain))) >= 0:
            place = self.text.find(plain, clash + 1, end)
        return place


@dataclass
class _Piece:
    """A piece of a paragraph, in its plain form, with the pages where it may stand and the parts that were found."""

    plain: str
    window: Window
    in_line: bool  # beside its neighbours and nowhere else
    in_margin: bool  # anywhere on its page
    found: list[tuple[_Span, int]] = field(default_factory=list)  # span of the piece, place in the pages

    @property
    def start(self) -> int:
        """Where on the pages it begins, as far as it was found."""
        return min(place for _, place in self.found)

    @property
    def end(self) -> int:
        return max(place + stop - start for (start, stop), place in self.found)

    @property
    def gaps(self) -> list[_Span]:
        """The spans that were not found."""
        spans = sorted(span for span, _ in self.found)
        edges = [(0, 0), *spans, (len(self.plain), len(self.plain))]
        return [(stop, start) for (_, stop), (start, _) in pairwise(edges) if stop < start]

    def find(self, printed: PrintedText, start: int, end: int) -> None:
        """Find it as a whole."""
        place = -1 if self.found else printed.take(self.plain, start, end)
        if place >= 0:
            self.found.append(((0, len(self.plain)), place))

    def find_parts(self, printed: PrintedText, span: _Span, least: int) -> None:
        """Find what is still missing in parts of at least so many characters: a page may end within it."""
        for start, stop in self.gaps:
            at = start
            while at < stop:
                length = printed.longest(self.plain[at:stop], span)
                if length < min(least, stop - start):
                    at += 1
                    continue
                place = printed.take(self.plain[at : at + length], *span)
                self.found.append(((at, at + length), place))
                at += length


def lost_texts(
    texts: Sequence[tuple[Text, Window]], printed: PrintedText, lacking: Collection[str]
) -> Iterator[Lost]:
    """The paragraphs, each with the pages on which it stands, of which something is not `printed`.

    What a PDF says of characters that are `lacking` in its fonts can't be relied on.
    """
    pieces = [list(_pieces_of(text, window, lacking)) for text, window in texts]
    _find([piece for own in pieces for piece in own], printed)
    page = 0
    for (text, (first, last)), own in zip(texts, pieces, strict=True):
        missing = _as_written(text, own, printed, lacking)
        places = [place for piece in own for _, place in piece.found]
        known = places and missing != text.whole
        # What is lost as a whole stood behind what stands before it.
        page = printed.page_at(max(places)) if known else min(max(page, first), last)
        if missing:
            yield Lost(text, missing, page)


def _pieces_of(text: Text, window: Window, lacking: Collection[str]) -> Iterator[_Piece]:
    for written in _written_pieces(text, lacking):
        yield _Piece(folded(written), window, bool(text.part), text.in_margin)


def _written_pieces(text: Text, lacking: Collection[str]) -> Iterator[str]:
    """The pieces of a text, parted where a character is `lacking`."""
    for piece in text.pieces:
        parted = "".join("\n" if each in lacking else each for each in piece)
        yield from (part for part in parted.split("\n") if folded(part))


def _find(pieces: Sequence[_Piece], printed: PrintedText) -> None:
    """Find all pieces, in the order of the document: what can't be mistaken for something else first."""
    longest_first = sorted(pieces, key=lambda piece: -len(piece.plain))
    telling = [piece for piece in longest_first if len(piece.plain) >= _CHANCE]
    for piece in telling:
        piece.find(printed, *printed.span(piece.window))
    _find_between(pieces, printed)
    for beyond in (0, 1):
        for piece in longest_first[len(telling) :]:
            if not piece.in_line:
                piece.find(printed, *printed.span(piece.window, beyond))
    for least in (_CHANCE, 1):
        for piece in telling:
            piece.find_parts(printed, printed.span(piece.window), least)
    for piece in telling:
        piece.find_parts(printed, (0, len(printed.text)), _CHANCE)
    for piece in telling:
        piece.find_parts(printed, printed.span(piece.window, beyond=1), 1)


def _find_between(pieces: Sequence[_Piece], printed: PrintedText) -> None:
    """Find what is short where it has to stand: between what was found before and behind it."""
    limits, limit = [], len(printed.text)
    for piece in reversed(pieces):
        limits.append(limit)
        limit = piece.start if piece.found and not piece.in_margin else limit
    at = 0
    for piece, limit in zip(pieces, reversed(limits), strict=True):
        start, end = printed.span(piece.window)
        if not piece.found and len(piece.plain) < _CHANCE:
            # Headers come last here, and are painted in any order before, behind and among the rest of their page.
            piece.find(printed, *((start, end) if piece.in_margin else (max(start, at), min(end, limit))))
        at = piece.end if piece.found else at


def _missing(piece: _Piece, printed: PrintedText) -> list[_Span]:
    """The spans of a piece that pages do not show, in no form."""
    places = {start: place for (start, _), place in piece.found}
    ends = {stop: place + stop - start for (start, stop), place in piece.found}
    return [
        (start, stop)
        for start, stop in piece.gaps
        if not (
            start in ends
            and stop in places
            and 0 < places[stop] - ends[start] <= _OTHERWISE * (stop - start)
            and printed.is_free(ends[start], places[stop])
        )
    ]


def _as_written(text: Text, pieces: Sequence[_Piece], printed: PrintedText, lacking: Collection[str]) -> str:
    """What is missing of a text, as its author wrote it: all of it, where nearly nothing is left."""
    if not any(piece.gaps for piece in pieces):
        return ""
    missing = ""
    for written, piece in zip(_written_pieces(text, lacking), pieces, strict=True):
        spans, at = _missing(piece, printed), 0
        for character in written:
            if any(start <= at < stop for start, stop in spans):
                missing += character
            at += len(folded(character))
    return missing if 2 * len(missing) < len(text.whole) else text.whole
