"""The sizes of a chart and of what stands around its plot, in points: nothing in it depends on what Word or LibreOffice would choose."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf

from pipeline.frozen import dataclass
from pipeline.model.chart_axes import (
    BAR_GAP,
    LYING,
    axis_number,
    has_legend,
    names_slices,
    scales_of,
    shows_values,
    widest_value,
)
from pipeline.model.charts import Chart, ChartKind
from pipeline.model.scale import Scale
from pipeline.model.text_widths import FULL, text_width

# Shares of the text's width.
_UPRIGHT, _PIE, _LABELS = 0.5, 0.42, 0.4
# Parts of an em.
_LINE, _GAP, _LEGEND_LINE, _SYMBOL = 1.35, 0.7, 1.9, 2.6
_BAR, _BETWEEN_BARS, _YEAR = 1.5, 1.1, 1.35
_AROUND, _SMALLEST_PIE = 2.6, 9.0
_MOST_LINES = 3
_NARROWEST = 2.2  # of a category whose name stands level


@dataclass(frozen=True)
class Lettering:
    """The text of charts: fonts of Japanese and of Latin letters, its size in points; the style's own font where
    another one `stands_in` for it."""

    font: str
    latin: str
    size: float
    proportional: bool
    stands_in: str = ""

    def width(self, text: str) -> float:
        """The width of a line, in points."""
        return text_width(text, self.proportional) * self.size / FULL


@dataclass(frozen=True)
class Frame:
    """A chart of `width` by `height`, and what of that lies around its plot. The names of categories are `turned` where they have no
    room side by side, and so are values above bars. The `legend` stands below (b) or at the right (r)."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    scales: tuple[Scale, ...]
    shows_values: bool
    turned: bool = False
    turned_values: bool = False
    legend: str = "b"

    @property
    def across(self) -> float:
        return self.width - self.left - self.right

    @property
    def down(self) -> float:
        return self.height - self.top - self.bottom


def frame_of(chart: Chart, width: float, lettering: Lettering, highest: float = inf) -> Frame:
    """The frame of a chart in text of this width, and whether numbers stand beside what is drawn: as long as they don't stand in
    each other's way, where its author does not say. It is no higher than the `highest` if names then have their lines."""
    shows = shows_values(chart, width, lettering.width)
    if chart.kind is ChartKind.PIE:
        return _round(chart, width, lettering, shows)
    measured = _Measured(chart, width, lettering, scales_of(chart, shows), shows)
    return measured.lying(highest) if chart.kind in LYING else measured.upright()


def _round(chart: Chart, width: float, lettering: Lettering, shows: bool) -> Frame:
    """The frame of a pie: room around it for labels, and beside it for a legend, or below it where the width has none."""
    around = _AROUND * lettering.size
    across = max(width * _PIE - 2 * around, _SMALLEST_PIE * lettering.size)
    if names_slices(chart):
        return _pie(width, across, around, shows)
    entries = [lettering.width(each) + _SYMBOL * lettering.size for each in chart.categories]
    if across + 2 * around + max(entries) <= width:
        return _pie(width, across, around, shows, beside=max(entries))
    return _pie(width, across, around, shows, below=_legend_height(entries, width, lettering))


def _pie(
    width: float, across: float, around: float, shows: bool, beside: float = 0, below: float = 0
) -> Frame:
    left = (width - beside - across) / 2
    right, height = left + beside, across + 2 * around + below
    side = "r" if beside else "b"
    return Frame(width, height, left, around, right, around + below, (), shows, legend=side)


def _legend_height(entries: Sequence[float], width: float, lettering: Lettering) -> float:
    """The height of a legend below: its entries side by side, in as many lines as they need, in columns as wide as the widest one."""
    columns = max(int(width * 0.95 / max(entries)), 1)
    return (ceil(len(entries) / columns) * _LEGEND_LINE + _GAP) * lettering.size


@dataclass(frozen=True)
class _Measured:
    """A chart and the widths of its words."""

    chart: Chart
    width: float
    lettering: Lettering
    scales: tuple[Scale, ...]
    shows: bool

    def upright(self) -> Frame:
        """Bars that stand, and lines: numbers at the sides, names of categories below."""
        size, chart = self.lettering.size, self.chart
        left = self._numbers(0) + _GAP * size
        right = self._numbers(1) + _GAP * size if len(self.scales) > 1 else size
        slot = (self.width - left - right) / len(chart.categories)
        longest = self._longest
        lines = ceil(longest * 1.05 / slot)
        turned = lines > _MOST_LINES or (lines > 1 and slot < _NARROWEST * size)
        names = min(longest, 12 * size) if turned else lines * _LINE * size
        units = chart.unit or chart.second_unit
        turned_values = chart.kind is ChartKind.BARS and self.shows and self._are_wide(slot)
        widest = widest_value(chart, self.lettering.width)
        values = widest if turned_values else (_LINE if self.shows else _GAP) * size
        top = (_LINE if units else 0) * size + values
        bottom = names + _GAP * size + self._legend
        height = max(self.width * _UPRIGHT, top + bottom + 8 * size)
        return Frame(
            self.width, height, left, top, right, bottom, self.scales, self.shows, turned, turned_values
        )

    def lying(self, highest: float) -> Frame:
        """Bars that lie: names of categories at the left, numbers below. As high as its categories need."""
        size, chart = self.lettering.size, self.chart
        names = min(self._longest * 1.05, self.width * _LABELS)
        lines = max(ceil(self.lettering.width(each) * 1.05 / names) for each in chart.categories)
        bars = len(chart.series) if chart.kind is ChartKind.LYING_BARS else 1
        thick = _YEAR if chart.kind is ChartKind.PYRAMID else _BAR * bars + _BETWEEN_BARS
        units = _LINE if chart.unit and chart.kind is not ChartKind.SHARES else 0
        bottom = (_LINE + _GAP + units) * size + self._legend
        top = _GAP * size
        wanted = max(thick, lines * _LINE + 0.5) * size
        row = max(min(wanted, (highest - top - bottom) / len(chart.categories)), lines * _LINE * size)
        height = top + bottom + row * len(chart.categories)
        right = (self._numbers(0) / 2 + size) if not self.shows else max(3 * size, self._numbers(0))
        return Frame(self.width, height, names + _GAP * size, top, right, bottom, self.scales, self.shows)

    def _are_wide(self, slot: float) -> bool:
        """Whether values are wider than bars that stand beside each other."""
        bars, widest = len(self.chart.series), widest_value(self.chart, self.lettering.width)
        return widest > (slot if bars == 1 else slot / (bars + BAR_GAP))

    @property
    def _longest(self) -> float:
        return max(map(self.lettering.width, self.chart.categories))

    def _numbers(self, axis: int) -> float:
        """The width of the numbers at an axis."""
        scale = self.scales[axis]
        return max(self.lettering.width(axis_number(self.chart, scale, each)) for each in scale.numbers)

    @property
    def _legend(self) -> float:
        """The height of the legend below."""
        if not has_legend(self.chart):
            return 0
        entries = [
            self.lettering.width(each.name) + _SYMBOL * self.lettering.size for each in self.chart.series
        ]
        return _legend_height(entries, self.width, self.lettering)
