"""Counting headings as Word counts the paragraphs of a multilevel list (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import field

from pipeline.frozen import dataclass
from pipeline.model.numbers import Level
from pipeline.model.numerals import write_number


@dataclass(frozen=True)
class HeadingNumber:
    """A heading's number as it stands there, in full context, and its own numeral alone.

    第２節, 第４章第２節 and ２. In full context is what `REF \\w` shows (17.16.5.51).
    """

    label: str
    full: str
    numeral: str


@dataclass
class Counter:
    """The state of one multilevel list while its paragraphs are passed in order."""

    levels: tuple[Level, ...]
    values: dict[int, int] = field(default_factory=dict)

    def count(self, level: int) -> HeadingNumber:
        """The number of the next heading of `level` (from 1). Raises ValueError past a format's range."""
        self._advance(level)
        return HeadingNumber(self._label(level), self._full(level), self._numeral(level, level))

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
        return re.sub(
            r"%([1-9])", lambda found: self._placeholder(int(found[1]), level), self.levels[level - 1].text
        )

    def _placeholder(self, level: int, shown_in: int) -> str:
        return self._numeral(level, shown_in) if level in self.values else ""

    def _full(self, level: int) -> str:
        """The labels from the outermost level down; one that holds upper numbers already is not doubled."""
        parts: list[str] = []
        while level >= 1:
            parts.append(self._label(level).rstrip("."))
            shown = [int(digit) for digit in re.findall(r"%([1-9])", self.levels[level - 1].text)]
            level = min([level, *shown]) - 1
        return "".join(reversed(parts))
