"""Pieces of paragraphs, and what of them was found on pages: each as a whole or in parts, between its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from pipeline.frozen import dataclass
from pipeline.layout.printed import CHANCE, Parts, PrintedText, Span, Window


@dataclass
class Piece:
    """A piece of a paragraph, in its plain form, with the pages where it may stand and the parts that were found."""

    plain: str
    window: Window
    in_line: bool  # beside its neighbours and nowhere else
    afloat: bool  # anywhere on its pages
    line: int  # its paragraph's number among all
    found: Parts = field(default_factory=list)

    @property
    def is_number(self) -> bool:
        """Whether it has hardly a letter: numbers stand everywhere, in pictures and footers too."""
        return sum(map(str.isalpha, self.plain)) < CHANCE

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
        """The end of its first part: what stands beside a cell that goes on over a page's end stands before the rest of it."""
        (start, stop), place = min(self.found, key=lambda part: part[1])
        return place + stop - start

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
        at, parts = 0, Parts()
        while not self.found and at < len(self.plain):
            length = printed.longest(self.plain[at:], (start, end))
            if length < min(CHANCE, len(self.plain) - at):
                return
            place = printed.free(self.plain[at : at + length], start, end)
            parts.append(((at, at + length), place))
            at, start = at + length, place + length
        self.take(parts, printed)

    def take(self, parts: Parts, printed: PrintedText) -> None:
        """Take the parts in which it was found."""
        for (start, stop), place in parts:
            printed.mark(self.plain[start:stop], place)
        self.found += parts

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


class Story:
    """Pieces in the order in which pages show them; between those that were found in it the others have to stand."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
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

    def take(self, index: int, parts: Parts, printed: PrintedText) -> None:
        """Take the parts in which a piece was found."""
        self.pieces[index].take(parts, printed)
        self._anchors[index] = not self.pieces[index].afloat

    def find_before(self, index: int, printed: PrintedText) -> None:
        """Find a piece right before what its line goes on with, as numbers of headings stand in a contents list."""
        piece, end = self.pieces[index], 0
        if self._anchors[index + 1 : index + 2] == b"\1" and self.pieces[index + 1].line == piece.line:
            end = self.pieces[index + 1].start
        start, _ = self.between(index, printed)
        if start <= end - len(piece.plain) and piece.find(printed, end - len(piece.plain), end):
            self._anchors[index] = not piece.afloat


# A piece of a story: the story, and which it is.
Place = tuple[Story, int]
