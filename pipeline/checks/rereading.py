"""The body of a document read in pieces: what was read of the very same bytes at the same place before is taken from there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .names import Element
from .pieces import Pieces, bodies_of
from .reader import StoryReader
from .story import Story
from .uses import uses_in


class Span(NamedTuple):
    """Pieces that were read one after another, from where nothing was open to where nothing was open again.

    `added` is what they added to each thing that grows, `cells` the number of cells up to their end, `uses` those in them.
    """

    pieces: tuple[bytes, ...]
    added: tuple[tuple[Any, ...], ...]
    cells: int
    uses: tuple[Element, ...]


# By the first piece, and how much was read before it.
Spans = Mapping[tuple[bytes, tuple[int, ...]], Span]


class Rereader:
    """Reads the body of a part; `known` are the spans of it as it was before, `trees` those of its pieces, as far as they are there."""

    def __init__(self, part: str, body: Pieces, known: Spans, trees: Mapping[int, Element]) -> None:
        self._pieces = body.pieces
        self._body = body
        self._known = known
        self._trees = dict(trees)
        self.parsed = len(trees)  # pieces
        self._reader = StoryReader(part)
        self.spans: dict[tuple[bytes, tuple[int, ...]], Span] = {}

    def story(self) -> Story:
        """The body's story, the same as that of the whole."""
        at = 0
        while at < len(self._pieces):
            key = self._pieces[at], self._reader.place
            span = self._known.get(key)
            if span and self._pieces[at : at + len(span.pieces)] == span.pieces:
                self._reader.take(span.added, span.cells)
            else:
                span = self._read(at)
            self.spans[key] = span
            at += len(span.pieces)
        return self._reader.story()

    @property
    def uses(self) -> Iterator[Element]:
        """The elements by which the body uses what stands elsewhere."""
        for span in self.spans.values():
            yield from span.uses

    def _read(self, at: int) -> Span:
        growing = self._reader.growing
        before = [len(each) for each in growing]
        trees = []
        for end in range(at, len(self._pieces)):
            trees.append(self._tree(end))
            self._reader.read(trees[-1])
            if self._reader.is_between:
                break
        return Span(
            self._pieces[at : at + len(trees)],
            tuple(tuple(each[length:]) for each, length in zip(growing, before, strict=True)),
            self._reader.place[1],
            uses_in(trees),
        )

    def _tree(self, at: int) -> Element:
        if at not in self._trees:
            # A piece that was known, and stands at another place: so does all that follows.
            self._trees.update(enumerate(bodies_of(self._body.tree(self._pieces[at:])), at))
            self.parsed += len(self._pieces) - at
        return self._trees[at]
