"""Text that is on none of its document's pages: what a row, a box or an edge cuts is not painted at all.

A PDF's text is not the document's to the letter: it has parts of ligatures, no soft hyphens, other forms of characters
that look alike, and numbers, dots and heads of tables beside. So both are compared in one plain form, each piece is
looked for where it has to stand, the longest first, and what is found is not there for another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import field
from itertools import chain, count, pairwise

from pipeline.frozen import dataclass
from pipeline.layout.printed import PrintedText, Span, Window, folded
from pipeline.layout.texts import Text

# What pages show of something else is no more than this much longer, in characters.
_OTHERWISE = 4
_CHANCE = 3  # as many characters do not stand anywhere by chance


@dataclass(frozen=True)
class Lost:
    """A paragraph of which something is missing: what it is, and the page (from 0) where it should stand."""

    text: Text
    missing: str
    page: int


@dataclass
class _Piece:
    """A piece of a paragraph, in its plain form, with the pages where it may stand and the parts that were found."""

    plain: str
    window: Window
    in_line: bool  # beside its neighbours and nowhere else
    afloat: bool  # anywhere on its pages
    line: int  # its paragraph's number among all
    found: list[tuple[Span, int]] = field(default_factory=list)  # span of the piece, place in the pages

    @property
    def is_number(self) -> bool:
        """Whether it has hardly a letter: numbers stand everywhere, in pictures and footers too."""
        return sum(map(str.isalpha, self.plain)) < _CHANCE

    @property
    def is_fixed(self) -> bool:
        """Whether it is nowhere but beside its neighbours, however many like it there are: a line's page number."""
        return self.in_line and self.is_number and not self.afloat

    @property
    def start(self) -> int:
        """Its beginning on the pages, as far as it was found."""
        return min(place for _, place in self.found)

    @property
    def end(self) -> int:
        return max(place + stop - start for (start, stop), place in self.found)

    @property
    def gaps(self) -> list[Span]:
        """The spans that were not found."""
        if self.found and self.found[0][0] == (0, len(self.plain)):
            return []
        spans = sorted(span for span, _ in self.found)
        edges = [(0, 0), *spans, (len(self.plain), len(self.plain))]
        return [(stop, start) for (_, stop), (start, _) in pairwise(edges) if stop < start]

    def find(self, printed: PrintedText, start: int, end: int) -> bool:
        """Find it as a whole."""
        place = -1 if self.found else printed.take(self.plain, start, end)
        if place >= 0:
            self.found.append(((0, len(self.plain)), place))
        return place >= 0

    def find_parted(self, printed: PrintedText, start: int, end: int) -> None:
        """Find all of it in parts that follow each other: ends of pages, notes and heads of tables stand between them."""
        at, parts = 0, []
        while not self.found and at < len(self.plain):
            length = printed.longest(self.plain[at:], (start, end))
            if length < min(_CHANCE, len(self.plain) - at):
                return
            place = printed.free(self.plain[at : at + length], start, end)
            parts.append(((at, at + length), place))
            at, start = at + length, place + length
        for (first, stop), place in parts:
            printed.mark(self.plain[first:stop], place)
            self.found.append(((first, stop), place))

    def find_parts(self, printed: PrintedText, span: Span, least: int) -> None:
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


class _Story:
    """Pieces in the order in which pages show them; between those that were found in it the others have to stand."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self.pieces = pieces
        self._anchors = bytearray(len(pieces))

    def between(self, index: int, printed: PrintedText) -> Span:
        """The places between which a piece has to stand."""
        piece = self.pieces[index]
        start, end = printed.span(piece.window)
        if piece.afloat:
            return start, end
        before, behind = self._anchors.rfind(1, 0, index), self._anchors.find(1, index + 1)
        return (
            start if before < 0 else max(start, self.pieces[before].end),
            end if behind < 0 else min(end, self.pieces[behind].start),
        )

    def find(self, index: int, printed: PrintedText) -> None:
        """Find a piece where it has to stand."""
        piece = self.pieces[index]
        if piece.find(printed, *self.between(index, printed)):
            self._anchors[index] = not piece.afloat

    def find_before(self, index: int, printed: PrintedText) -> None:
        """Find a piece right before what its line goes on with, as numbers of headings stand in a contents list."""
        piece, end = self.pieces[index], 0
        if self._anchors[index + 1 : index + 2] == b"\1" and self.pieces[index + 1].line == piece.line:
            end = self.pieces[index + 1].start
        start, _ = self.between(index, printed)
        if start <= end - len(piece.plain) and piece.find(printed, end - len(piece.plain), end):
            self._anchors[index] = not piece.afloat


# A piece of a story: the story, and which it is.
_Place = tuple[_Story, int]


def lost_texts(
    stories: Sequence[Sequence[tuple[Text, Window]]], printed: PrintedText, lacking: Collection[str]
) -> Iterator[Lost]:
    """The paragraphs, each with the pages on which it stands, of which something is not `printed`.

    Pages show each of the `stories` in its order: the body, notes, headers. What a PDF says of characters that are `lacking`
    in its fonts can't be relied on.
    """
    lines, lacking = count(), frozenset(lacking)
    pieces = [
        [list(_pieces_of(text, window, lacking, next(lines))) for text, window in story] for story in stories
    ]
    _find([_Story([piece for own in story for piece in own]) for story in pieces], printed)
    page = 0
    for (text, (first, last)), own in zip(chain(*stories), chain(*pieces), strict=True):
        missing = _as_written(text, own, printed, lacking)
        places = [place for piece in own for _, place in piece.found]
        known = places and missing != text.whole
        # What is lost as a whole stood behind what stands before it.
        page = printed.page_at(max(places)) if known else min(max(page, first), last)
        # Of a text under furigana, a kanji or a number may be taken for its like in another line.
        if missing and not (text.read and len(missing) < _CHANCE):
            yield Lost(text, missing, page)


def _pieces_of(text: Text, window: Window, lacking: frozenset[str], line: int) -> Iterator[_Piece]:
    for _, plain in _parted(text, lacking):
        yield _Piece(plain, window, bool(text.part), text.afloat, line)


def _parted(text: Text, lacking: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The pieces of a text, parted where a character is `lacking`, as they are written and in their plain form."""
    for piece in text.pieces:
        whole = lacking.isdisjoint(piece)
        parts = [piece] if whole else "".join("\n" if each in lacking else each for each in piece).split("\n")
        yield from ((part, plain) for part in parts if (plain := folded(part)))


def _find(stories: Sequence[_Story], printed: PrintedText) -> None:
    """Find all pieces: what can't be mistaken for something else first, and each where it has to stand before elsewhere."""
    in_order = [(story, index) for story in stories for index in range(len(story.pieces))]
    longest_first = sorted(in_order, key=lambda place: -len(_piece(place).plain))
    telling = [place for place in longest_first if len(_piece(place).plain) >= _CHANCE]
    _find_sure(telling, printed)
    # Headers may say what goes on behind them.
    for story, index in _left(telling):
        if not story.pieces[index].afloat:
            story.find(index, printed)
    for story, index in _left(telling):
        if not story.pieces[index].afloat:
            story.pieces[index].find_parted(printed, *story.between(index, printed))
    for piece in map(_piece, _left(telling)):
        if not piece.is_fixed:
            piece.find(printed, *printed.span(piece.window))
    _find_short([place for place in in_order if len(_piece(place).plain) < _CHANCE], telling, printed)
    _find_elsewhere([_piece(place) for place in longest_first], printed)


def _find_short(short: Sequence[_Place], telling: Sequence[_Place], printed: PrintedText) -> None:
    """Find short pieces in the order of the document; last what is likely lost along with the rest of its line."""
    lost = {_piece(place).line for place in _left(telling)}
    for story, index in short:
        story.find_before(index, printed)
    for story, index in sorted(_left(short), key=lambda place: _piece(place).line in lost):
        story.find(index, printed)


def _left(places: Sequence[_Place]) -> list[_Place]:
    return [(story, index) for story, index in places if not story.pieces[index].found]


def _piece(place: _Place) -> _Piece:
    story, index = place
    return story.pieces[index]


def _find_sure(longest_first: Sequence[_Place], printed: PrintedText) -> None:
    """Find what stands on its pages as often as it has to: where one is lost, its likes would be taken for it."""
    alike: dict[tuple[str, Window], list[_Place]] = {}
    for place in longest_first:
        piece = _piece(place)
        alike.setdefault((piece.plain, piece.window), []).append(place)
    for (plain, window), own in alike.items():
        if len(printed.places(plain, printed.span(window), len(own) + 1)) == len(own):
            for story, index in own:
                story.find(index, printed)


def _find_elsewhere(longest_first: Sequence[_Piece], printed: PrintedText) -> None:
    """Find what is left: short pieces on their pages and the next ones, longer ones in parts."""
    left = [piece for piece in longest_first if piece.gaps]
    telling = [piece for piece in left if len(piece.plain) >= _CHANCE and not piece.is_fixed]
    words = [piece for piece in telling if not piece.is_number]
    for beyond in (0, 1):
        for piece in left:
            if len(piece.plain) < _CHANCE and not piece.in_line:
                piece.find(printed, *printed.span(piece.window, beyond))
    for piece in telling:
        piece.find_parts(printed, printed.span(piece.window), _CHANCE)
    for piece in words:
        piece.find_parts(printed, printed.span(piece.window), 1)
    for piece in words:
        if not piece.in_line:
            piece.find_parts(printed, (0, len(printed.text)), _CHANCE)
    for piece in words:
        piece.find_parts(printed, printed.span(piece.window, beyond=1), 1)


def _missing(piece: _Piece, printed: PrintedText) -> list[Span]:
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


def _as_written(text: Text, pieces: Sequence[_Piece], printed: PrintedText, lacking: frozenset[str]) -> str:
    """The missing part of a text, as its author wrote it: all of it, where nearly nothing is left."""
    if not any(piece.gaps for piece in pieces):
        return ""
    missing = ""
    for (written, _), piece in zip(_parted(text, lacking), pieces, strict=True):
        spans, at = _missing(piece, printed), 0
        for character in written:
            if any(start <= at < stop for start, stop in spans):
                missing += character
            at += len(folded(character))
    return missing if 2 * len(missing) < len(text.whole) else text.whole
