"""Text that is on none of its document's pages: what a row, a box or an edge cuts is not painted at all.

A PDF's text is not the document's to the letter: it has parts of ligatures, no soft hyphens, other forms of characters
that look alike, and numbers, dots and heads of tables beside. So both are compared in one plain form, each piece is
looked for where it has to stand, the longest first, and what is found is not there for another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import chain, count

from pipeline.frozen import dataclass
from pipeline.layout.pieces import Piece, Place, Story
from pipeline.layout.printed import CHANCE, Parts, PrintedText, Span, Window, folded
from pipeline.layout.texts import Text

# What finds a text within a span up to so many times.
_Search = Callable[[str, Span, int], list[Parts]]
# What pages show of something else is no more than this much longer, in characters.
_OTHERWISE = 4


@dataclass(frozen=True)
class Lost:
    """A paragraph of which something is missing: what it is, and the page (from 0) where it should stand."""

    text: Text
    missing: str
    page: int


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
    _find([Story([piece for own in story for piece in own]) for story in pieces], printed)
    page = 0
    for (text, (first, last)), own in zip(chain(*stories), chain(*pieces), strict=True):
        missing = _as_written(text, own, printed, lacking)
        places = [place for piece in own for _, place in piece.found]
        known = places and missing != text.whole
        # What is lost as a whole stood behind what stands before it.
        page = printed.page_at(max(places)) if known else min(max(page, first), last)
        # Of a text under furigana, a kanji or a number may be taken for its like in another line.
        if missing and not (text.read and len(missing) < CHANCE):
            yield Lost(text, missing, page)


def _pieces_of(text: Text, window: Window, lacking: frozenset[str], line: int) -> Iterator[Piece]:
    for _, plain in _parted(text, lacking):
        yield Piece(plain, window, bool(text.part), text.afloat, line)


def _parted(text: Text, lacking: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The pieces of a text, parted where a character is `lacking`, as they are written and in their plain form."""
    for piece in text.pieces:
        whole = lacking.isdisjoint(piece)
        parts = [piece] if whole else "".join("\n" if each in lacking else each for each in piece).split("\n")
        yield from ((part, plain) for part in parts if (plain := folded(part)))


def _find(stories: Sequence[Story], printed: PrintedText) -> None:
    """Find all pieces: what can't be mistaken for something else first, and each where it has to stand before elsewhere."""
    in_order = [(story, index) for story in stories for index in range(len(story.pieces))]
    longest_first = sorted(in_order, key=lambda place: -len(_piece(place).plain))
    telling = [place for place in longest_first if len(_piece(place).plain) >= CHANCE]
    _find_sure(telling, printed, printed.wholes)
    _find_sure(_left(telling), printed, printed.readings)
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
    _find_short([place for place in in_order if len(_piece(place).plain) < CHANCE], telling, printed)
    _find_elsewhere([_piece(place) for place in longest_first], printed)


def _find_short(short: Sequence[Place], telling: Sequence[Place], printed: PrintedText) -> None:
    """Find short pieces in the order of the document; last what is likely lost along with the rest of its line."""
    lost = {_piece(place).line for place in _left(telling)}
    for story, index in short:
        story.find_before(index, printed)
    for story, index in sorted(_left(short), key=lambda place: _piece(place).line in lost):
        story.find(index, printed)


def _left(places: Sequence[Place]) -> list[Place]:
    return [(story, index) for story, index in places if not story.pieces[index].found]


def _piece(place: Place) -> Piece:
    story, index = place
    return story.pieces[index]


def _find_sure(longest_first: Sequence[Place], printed: PrintedText, search: _Search) -> None:
    """Find what stands where it has to as often as it has to: where one is lost, its likes would be taken for it."""
    alike: dict[str, list[Place]] = {}
    for place in longest_first:
        alike.setdefault(_piece(place).plain, []).append(place)
    for plain, likes in alike.items():
        for own in _contending([(story.between(index, printed), (story, index)) for story, index in likes]):
            start, end = own[0][0][0], max(end for (_, end), _ in own)
            found = search(plain, (start, end), len(own) + 1)
            pairs = list(_paired(own, found))
            if len(pairs) == len(found) == len(own):
                for (story, index), parts in pairs:
                    story.take(index, parts, printed)


def _contending(places: Iterable[tuple[Span, Place]]) -> Iterator[list[tuple[Span, Place]]]:
    """Pieces that are alike, with the spans in which they have to stand: those together of which one may stand for another."""
    own, reach = list[tuple[Span, Place]](), 0
    for (start, end), place in sorted(places, key=lambda each: each[0][0]):
        if own and start >= reach:
            yield own
            own = []
        own.append(((start, end), place))
        reach = max(reach, end)
    yield own


def _paired(own: Sequence[tuple[Span, Place]], found: Iterable[Parts]) -> Iterator[tuple[Place, Parts]]:
    """Pieces with what was found of them: each goes to the one of those that have to stand there whose span ends first."""
    waiting, at = list[tuple[int, int]](), 0
    for parts in found:
        place = parts[0][1]
        while at < len(own) and own[at][0][0] <= place:
            heappush(waiting, (own[at][0][1], at))
            at += 1
        if waiting and place < waiting[0][0]:
            yield own[heappop(waiting)[1]][1], parts


def _find_elsewhere(longest_first: Sequence[Piece], printed: PrintedText) -> None:
    """Find what is left: short pieces on their pages and the next ones, longer ones in parts."""
    left = [piece for piece in longest_first if piece.gaps]
    telling = [piece for piece in left if len(piece.plain) >= CHANCE and not piece.is_fixed]
    words = [piece for piece in telling if not piece.is_number]
    for beyond in (0, 1):
        for piece in left:
            if len(piece.plain) < CHANCE and not piece.in_line:
                piece.find(printed, *printed.span(piece.window, beyond))
    for piece in telling:
        piece.find_parts(printed, printed.span(piece.window), CHANCE)
    for piece in words:
        piece.find_parts(printed, printed.span(piece.window), 1)
    for piece in words:
        if not piece.in_line:
            piece.find_parts(printed, (0, len(printed.text)), CHANCE)
    for piece in words:
        piece.find_parts(printed, printed.span(piece.window, beyond=1), 1)


def _missing(piece: Piece, printed: PrintedText) -> list[Span]:
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


def _as_written(text: Text, pieces: Sequence[Piece], printed: PrintedText, lacking: frozenset[str]) -> str:
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
