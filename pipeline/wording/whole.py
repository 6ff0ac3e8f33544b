"""All texts of a plan as one, so that what stands nowhere is looked for once and not in each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

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
            at = bisect_right(self.begins, match.start()) - 1
            text, begin = self.texts[at], self.begins[at]
            if match.end() <= begin + len(text.text):
                yield text, begin, match


def whole_of(texts: Sequence[Text]) -> Whole:
    """The texts as one."""
    lengths = accumulate((len(text.text) + 1 for text in texts), initial=0)
    return Whole("\n".join(text.text for text in texts), texts, list(lengths)[: len(texts)])
