"""Charts: numbers that are drawn, as their author wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.frozen import dataclass

if TYPE_CHECKING:
    from decimal import Decimal

PERCENT = "％"


class ChartKind(StrEnum):
    """The kinds of charts; the value is what their author writes."""

    BARS = "棒"
    LYING_BARS = "横棒"
    STACKED = "積上げ棒"
    SHARES = "横積上げ棒"  # of 100 %, as results of surveys are shown
    LINES = "折れ線"
    PIE = "円"
    BARS_AND_LINES = "棒と折れ線"
    PYRAMID = "ピラミッド"


@dataclass(frozen=True)
class Series:
    """One row of values, one a category, exact; None where there is none. Of bars and lines, the `second` axis is that of lines."""

    name: str
    values: tuple[Decimal | None, ...]
    second: bool = False

    @property
    def known(self) -> Iterator[Decimal]:
        return (each for each in self.values if each is not None)


@dataclass(frozen=True)
class Chart:
    """A chart. `second_unit` is that of the second axis; `shows_values` says whether numbers stand beside what is drawn, None where they
    do if they have room; `negative` is the sign of negative numbers where they are shown;
    `description` is what is read aloud in its place, empty where that is made from the numbers."""

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    second_unit: str = ""
    shows_values: bool | None = None
    negative: str = "-"
    description: str = ""

    @property
    def axes(self) -> tuple[tuple[Series, ...], ...]:
        """The series of each axis: those of the first, and those of the second where there is one."""
        axes = (tuple(each for each in self.series if each.second is second) for second in (False, True))
        return tuple(each for each in axes if each)

    @property
    def words(self) -> tuple[str, ...]:
        """All that is printed in it beside numbers."""
        units = (self.unit, self.second_unit)
        return (*self.categories, *(each.name for each in self.series), *filter(None, units))

    def unit_of(self, series: Series) -> str:
        return self.second_unit if series.second else self.unit

    def decimals_of(self, series: Series) -> int:
        """The decimals with which all numbers of its axis are shown: as many as the most exact of them has."""
        return self._decimals[series.second]

    @cached_property
    def _decimals(self) -> tuple[int, int]:
        """The decimals of the first axis and of the second one: asked for every number that is shown."""
        first, second = (
            [_decimals(value) for each in self.series if each.second is axis for value in each.known]
            for axis in (False, True)
        )
        return max(first, default=0), max(second, default=0)

    def shown(self, series: Series, value: Decimal) -> str:
        """A value as it is printed, without its unit: 12,345, -0.5."""
        sign = self.negative if value < 0 else ""
        return f"{sign}{abs(value):,.{self.decimals_of(series)}f}"

    def said(self, series: Series, index: int) -> str:
        """A value with its unit, as it is said in words; … where there is none."""
        value = series.values[index]
        return "…" if value is None else f"{self.shown(series, value)}{self.unit_of(series)}"


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
