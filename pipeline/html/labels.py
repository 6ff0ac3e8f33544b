"""The labels of lists' items as the plan's template counts them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.frozen import dataclass
from pipeline.model.numerals import number_or_digits
from pipeline.model.prose import ListKind, mark_of


@dataclass(frozen=True)
class ListLevel:
    """A level of a list (ECMA-376 Part 1, 17.9.6): the format of its numbers, and its text, in which %1 … %9 stand for them."""

    format: str
    text: str


@dataclass(frozen=True)
class Labels:
    """The levels of lists by the names of their styles; one that is not there is counted as texts of lines are."""

    levels: Mapping[str, tuple[ListLevel, ...]]

    def of(self, kind: ListKind, numbers: tuple[int, ...]) -> str:
        """The label of an item: `numbers` are those of the items around it, and its own."""
        levels = self.levels.get(kind.value, ())[: len(numbers)]
        if len(levels) < len(numbers) or "%" not in levels[-1].text:
            return mark_of(kind, numbers[-1])
        text = levels[-1].text
        for index, (level, number) in enumerate(zip(levels, numbers, strict=True), 1):
            text = text.replace(f"%{index}", number_or_digits(number, level.format))
        return text
