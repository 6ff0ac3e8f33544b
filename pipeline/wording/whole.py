"""All texts of a plan as one, so that what stands nowhere is looked for once and not in each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from operator import add

from pipeline.frozen import dataclass
from pipeline.wording.texts import Span, Text


@dataclass(frozen=True)
class Whole:
    """The texts with a line feed between them, and where each begins."""

    text: str
    texts: Sequence[Text]
    begins: Sequence[int]

    def found(
        self, pattern: re.Pattern[str], having: Sequence[str] = ()
    ) -> Iterator[tuple[Text, int, re.Match[str]]]:
        """What a pattern finds within one text: the text, where it begins, and the match. With words that each match has one of,
        the texts that have any are searched, and no others."""
        for begin, end in map(self._span, self._having(having)) if having else ((0, len(self.text)),):
            for match in pattern.finditer(self.text, begin, end):
                text, start = self.around(match.start())
                if match.end() <= start + len(text.text):
                    yield text, start, match

    def having(self, words: Sequence[str]) -> Iterator[Text]:
        """The texts in which one of some words stands."""
        return (self.texts[at] for at in self._having(words))

    def _having(self, words: Sequence[str]) -> Sequence[int]:
        return sorted({self._at(place) for each in words for place in self.places(each)})

    def _span(self, at: int) -> Span:
        """Where a text stands, with its line feed."""
        return self.begins[at], self.begins[at] + len(self.texts[at].text) + 1

    def _at(self, place: int) -> int:
        return bisect_right(self.begins, place) - 1

    def around(self, place: int) -> tuple[Text, int]:
        """The text in which a place is, and where it begins."""
        at = self._at(place)
        return self.texts[at], self.begins[at]

    @cached_property
    def pairs(self) -> frozenset[str]:
        """All pairs of characters."""
        return frozenset(map(add, self.text, self.text[1:]))

    def may_have(self, words: str) -> bool:
        """Whether all pairs of some words stand somewhere: of nearly all that are looked for one does not, which is told at once."""
        return self.pairs.issuperset(map(add, words, words[1:]))

    def has(self, words: str) -> bool:
        """Whether words stand in any of the texts."""
        return self.may_have(words) and words in self.text

    def places(self, words: str) -> Iterator[int]:
        """Where words stand."""
        at = self.text.find(words) if self.may_have(words) else -1
        while at >= 0:
            yield at
            at = self.text.find(words, at + len(words))


_last: list[Whole] = []


def whole_of(texts: Sequence[Text]) -> Whole:
    """The texts as one; of the very same ones, for which one rule after another asks, made once."""
    if not _last or _last[0].texts is not texts:
        lengths = accumulate((len(text.text) + 1 for text in texts), initial=0)
        _last[:] = [Whole("\n".join(text.text for text in texts), texts, list(lengths)[: len(texts)])]
    return _last[0]
