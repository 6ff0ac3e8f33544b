"""The tokens of a paragraph as it was and as it is, in one order, with marks, links and bookmarks around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import groupby

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import W
from pipeline.word.tracked.changes import Element, Mark, Tracker
from pipeline.word.tracked.tokens import PARAGRAPH_END, Token, Tokenised, link_look

_SIDES: dict[Mark | None, tuple[int, ...]] = {
    None: (0, 1),
    **dict.fromkeys((Mark.DELETED, Mark.MOVED_FROM), (0,)),
    **dict.fromkeys((Mark.INSERTED, Mark.MOVED_TO), (1,)),
}


@dataclass
class Interleaved:
    """The tokens of both sides in order, with what is said of each; and where they came from.

    `begun[side][n]` is where a side's token n stands here, `ended[side][n]` where the one before it ends.
    """

    before: Tokenised
    after: Tokenised
    items: list[tuple[Token, Mark | None]] = field(default_factory=list)
    begun: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    ended: tuple[list[int], list[int]] = field(default_factory=lambda: ([0], [0]))

    def add(self, token: Token, mark: Mark | None) -> None:
        for side in _SIDES[mark]:
            self.begun[side].append(len(self.items))
            self.ended[side].append(len(self.items) + 1)
        self.items.append((token, mark))

    def paragraphs(self, tracker: Tracker) -> Iterator[tuple[list[Element], Mark | None]]:
        """The content of each paragraph, and whether one side alone has its end."""
        places = self._bookmarks()
        breaks = [index for index, (token, _) in enumerate(self.items) if token.text == PARAGRAPH_END]
        borders = sorted({0, len(self.items), *places, *breaks, *(each + 1 for each in breaks)})
        content: list[Element] = []
        for begin, end in zip(borders, [*borders[1:], len(self.items)], strict=True):
            content += places.get(begin, ())
            if begin < end and self.items[begin][0].text == PARAGRAPH_END:
                yield content, self.items[begin][1]
                content = []
            else:
                content += self._runs(tracker, begin, end)
        yield content, None

    def _runs(self, tracker: Tracker, begin: int, end: int) -> Iterator[Element]:
        for _, linked in groupby(self.items[begin:end], key=lambda item: link_look(item[0].link)):
            items = list(linked)
            link, runs = items[0][0].link, list(_marked(tracker, items))
            if link is None:
                yield from runs
            else:
                around = etree.Element(link.tag, dict(link.attrib), {"w": W})
                around.extend(runs)
                yield around

    def _bookmarks(self) -> dict[int, list[Element]]:
        """The bookmarks' ends by where they stand; one that both sides have spans what it spans on either."""
        ends: dict[int, list[tuple[int, Element]]] = {}
        begins: dict[int, list[Element]] = {}
        for name in dict.fromkeys((*self.before.begins, *self.after.begins)):
            sides = [side for side, each in enumerate((self.before, self.after)) if name in each.ends]
            here = [(self.before, self.after)[side] for side in sides]
            begin = min(
                (*self.begun[side], len(self.items))[each.begins[name][0]]
                for side, each in zip(sides, here, strict=True)
            )
            end = max(self.ended[side][each.ends[name][0]] for side, each in zip(sides, here, strict=True))
            opening, closing = here[-1].begins[name][1], here[-1].ends[name][1]
            begins.setdefault(begin, []).append(opening)
            ends.setdefault(end, []).insert(0, (begin, closing))
        # What begins within another one ends within it.
        closings = {
            at: [each for _, each in sorted(found, key=lambda each: -each[0])] for at, found in ends.items()
        }
        return {at: [*closings.get(at, ()), *begins.get(at, ())] for at in {*begins, *ends}}


def _marked(tracker: Tracker, items: Sequence[tuple[Token, Mark | None]]) -> Iterator[Element]:
    for mark, group in groupby(items, key=lambda item: item[1]):
        runs = [run for token, _ in group for run in token.runs]
        if mark is None:
            yield from runs
        else:
            yield tracker.wrapped(runs, mark)
