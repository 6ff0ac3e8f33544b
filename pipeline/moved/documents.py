"""Changed text of documents, beyond the numbers, titles and references that are told by themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.side_by_side import likeness

# What stands in a projection's line beside the text: bookmarks, fields, widths, and the number before a title.
_MARKS = re.compile(r"→?\{/?\w*\}|⟦[^⟧]*⟧|[^\s｜\]⇥]{1,12}⇥| 列幅 [\d. ]+ mm|^注[^:\s]{1,8}: ")
_HEADING = re.compile(r"^#+ (?:\[[^\]]*\] )?[^　⇥]{1,12}　")
# From here on two lines are one that was edited; with so many others each is compared.
_ALIKE, _MOST = 0.5, 200
# A shorter number could stand for anything.
_TELLING = 3
_CONTENTS = re.compile(r"\[(?:toc|table of figures)\b")


def unexplained(before: str, after: str, explained: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The lines of two projections that differ, as pairs, without those that differ by what is explained alone, those that
    stand elsewhere now, and the contents lists.

    `explained` are texts in whose place others stand. Lines without a partner have an empty one.
    """
    known = any_of(text for each in explained if each[0] != each[1] for text in each if len(text) >= _TELLING)
    old, new = _Version(before, known), _Version(after, known)
    return list(_paired(old.without(new), new.without(old)))


def _paired(gone: Sequence[str], come: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each new line with the likest old one, in the new order; then what is left of the old ones."""
    left = list(gone)
    for line in come:
        scores = [(likeness(each, line), -index) for index, each in enumerate(left[:_MOST])]
        score, index = max(scores, default=(0.0, 0))
        yield (left.pop(-index) if score >= _ALIKE else "", line)
    yield from ((line, "") for line in left)


def any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Finds the longest of these texts wherever one stands."""
    longest_first = sorted(set(texts), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) if longest_first else r"(?!)")


class _Version:
    """The lines of a projection without their marks, and each without what is told elsewhere."""

    def __init__(self, projection: str, known: re.Pattern[str]) -> None:
        lines = [line for line in projection.splitlines() if line and not _CONTENTS.search(line)]
        self.lines = [_MARKS.sub("", _HEADING.sub("", line)).strip() for line in lines]
        self.plain = [known.sub("◇", line) for line in self.lines]

    def without(self, other: _Version) -> list[str]:
        """The lines that the other version has not, each as often as it lacks it."""
        there = Counter(other.plain)
        found = []
        for line, plain in zip(self.lines, self.plain, strict=True):
            there[plain] -= 1
            if there[plain] < 0:
                found.append(line)
        return found
