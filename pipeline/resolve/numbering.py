"""Counting headings as Word counts the paragraphs of a multilevel list (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache

from pipeline.frozen import dataclass
from pipeline.model.contract import DIVISION
from pipeline.model.numbers import Level
from pipeline.model.numerals import write_number

_NUMERALS = re.compile(r"%[1-9](?:.*%[1-9])?")


@dataclass(frozen=True)
class HeadingNumber:
    """A heading's number as it stands there, in full context, and its numeral alone, as `STYLEREF \\s` shows it.

    第２節, 第４章第２節 and ２. In full context is what `REF \\w` shows (17.16.5.51).
    """

    label: str
    full: str
    numeral: str


@dataclass(frozen=True)
class Headings:
    """The numbers of headings, from the template's lists: that of chapters and below, and one of 部, if they have their own."""

    chapters: Counter
    divisions: Counter
    above: int = 0  # levels of the chapters' list that are those of 部

    def number(self, level: int) -> HeadingNumber | None:
        """The number of the next heading of `level` (0 is a 部), None where it has none. Raises ValueError past a format's range."""
        counter, own = self._place(level)
        return counter.count(own) if counter.levels else None

    @property
    def hides_division(self) -> bool:
        """Whether chapters begin anew in each 部, and do not show its number themselves."""
        return bool(self.above) and "%1" not in self.chapters.levels[1].text

    def number_format(self, level: int) -> str:
        counter, own = self._place(level)
        return counter.levels[own - 1].format

    def _place(self, level: int) -> tuple[Counter, int]:
        if level == DIVISION and not self.above:
            return self.divisions, 1
        return self.chapters, level + self.above


def headings_of(body: tuple[Level, ...], divisions: tuple[Level, ...] = (), above: bool = False) -> Headings:
    """A count that begins, by these levels (see `Scheme`)."""
    return Headings(Counter(body), Counter(divisions), int(above))


@dataclass
class Counter:
    """The state of one multilevel list while its paragraphs are passed in order."""

    levels: tuple[Level, ...]
    values: dict[int, int] = field(default_factory=dict)
    _labels: dict[tuple[int | None, ...], str] = field(default_factory=dict)

    def count(self, level: int) -> HeadingNumber:
        """The number of the next heading of `level` (from 1). Raises ValueError past a format's range."""
        self._advance(level)
        return HeadingNumber(self._label(level), self._full(level), self._numerals(level))

    def _advance(self, level: int) -> None:
        for upper in range(1, level):
            self.values.setdefault(upper, self.levels[upper - 1].start)
        definition = self.levels[level - 1]
        self.values[level] = self.values[level] + 1 if level in self.values else definition.start
        for lower in range(level + 1, len(self.levels) + 1):
            # A level starts anew after any level above it, or only after the one it names (17.9.10).
            if 0 < self.levels[lower - 1].restart_after >= level:
                self.values.pop(lower, None)

    def _numeral(self, level: int, shown_in: int) -> str:
        number_format = "decimal" if self.levels[shown_in - 1].legal else self.levels[level - 1].format
        return write_number(self.values[level], number_format)

    def _label(self, level: int) -> str:
        text = self.levels[level - 1].text
        shown = level, *map(self.values.get, _levels_in(text))
        if shown not in self._labels:
            self._labels[shown] = self._shown(text, level)
        return self._labels[shown]

    def _numerals(self, level: int) -> str:
        """What stands in a label from its first number to its last: １－２ of one that shows an upper number, too."""
        found = _NUMERALS.search(self.levels[level - 1].text)
        return self._shown(found.group(), level) if found else ""

    def _shown(self, text: str, level: int) -> str:
        return "".join(
            each if isinstance(each, str) else self._placeholder(each, level) for each in _pieces(text)
        )

    def _placeholder(self, level: int, shown_in: int) -> str:
        return self._numeral(level, shown_in) if level in self.values else ""

    def _full(self, level: int) -> str:
        """The labels from the outermost level down; one that holds upper numbers already is not doubled."""
        parts: list[str] = []
        while level >= 1:
            parts.append(self._label(level).rstrip("."))
            level = min([level, *_levels_in(self.levels[level - 1].text)]) - 1
        return "".join(reversed(parts))


@lru_cache
def _pieces(text: str) -> tuple[str | int, ...]:
    """第%1章 as 第, 1 and 章: the levels whose numbers a label shows (17.9.11) among what stands around them."""
    parts = re.split("%([1-9])", text)
    return tuple(int(each) if at % 2 else each for at, each in enumerate(parts))


@lru_cache
def _levels_in(text: str) -> tuple[int, ...]:
    return tuple(each for each in _pieces(text) if isinstance(each, int))
