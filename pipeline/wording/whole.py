"""All texts of a plan as one, so that what stands nowhere is looked for once and not in each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from operator import add

from pipeline.frozen import dataclass
from pipeline.wording.texts import Text


@dataclass(frozen=True)
class Whole:
    """The texts with a line feed between them, and where each begins."""

    text: str
    texts: Sequence[Text]
    begins: Sequence[int]

    def found(self, pattern: re.Pattern[str]) -> Iterator[tuple[Text, int, re.Match[str]]]:
        """What a pattern finds within one text: the text, where it begins, and the match."""
        for match in pattern.finditer(self.text):
            text, begin = self.around(match.start())
            if match.end() <= begin + len(text.text):
                yield text, begin, match

    def around(self, place: int) -> tuple[Text, int]:
        """The text in which a place is, and where it begins."""
        at = bisect_right(self.begins, place) - 1
        return self.texts[at], self.begins[at]

    @cached_property
    def pairs(self) -> frozenset[str]:
        """All pairs of characters: most words that are looked for begin with none of them."""
        return frozenset(map(add, self.text, self.text[1:]))

    def places(self, words: str) -> Iterator[int]:
        """Where words stand."""
        at = self.text.find(words) if len(words) < 2 or words[:2] in self.pairs else -1
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
