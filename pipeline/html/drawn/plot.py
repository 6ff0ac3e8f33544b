"""The room around what a chart on a page draws, as wide as its words need it: nothing is cut, long names stand in lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from pipeline.frozen import dataclass
from pipeline.html.drawn.svg import LINE, Pen, group, line
from pipeline.model.chart_axes import BAR_GAP, axis_number, scales_of, shows_values, widest_value
from pipeline.model.charts import Chart, ChartKind
from pipeline.model.scale import Scale, scale_of

_GAP = 0.7  # between words and what they stand beside, in sizes of letters
_UPRIGHT = 0.42  # the least height of a plot, as a share of the width
_LONGEST = 11  # ems of a line of a name that is turned
_NARROWEST = 2.6  # ems of a category whose name stands in lines
_MOST_LINES = 3
_NAMES = 0.4  # of the width, at most, is that of names beside lying bars
_BAR, _BETWEEN, _YEAR = 1.5, 1.1, 1.35  # heights of lying bars, in sizes of letters


@dataclass(frozen=True)
class Names:
    """The names of categories in lines; of names that are `turned`, and still too near each other, one in `every` is written."""

    lines: tuple[tuple[str, ...], ...]
    turned: bool = False
    every: int = 1


@dataclass(frozen=True)
class Plot:
    """Where a chart's axes stand in a drawing that is `width` wide: from `left` to `right`, from `top` to `bottom`."""

    chart: Chart
    pen: Pen
    width: float
    left: float
    right: float
    top: float
    bottom: float
    below: float  # where what stands under its axes ends
    names: Names
    scales: tuple[Scale, ...]
    shows: bool
    turned_values: bool = False
    under: float = 0  # the room under the axis for numbers of negative bars

    @property
    def slot(self) -> float:
        """The room of a category, along the axis of names."""
        length = self.bottom - self.top if self.lies else self.right - self.left
        return length / len(self.chart.categories)

    @property
    def lies(self) -> bool:
        return self.chart.kind in (ChartKind.LYING_BARS, ChartKind.SHARES, ChartKind.PYRAMID)

    def begin(self, at: int) -> float:
        """Where the room of a category begins: from the left, from above, or in a pyramid from below."""
        if not self.lies:
            return self.left + self.slot * at
        if self.chart.kind is ChartKind.PYRAMID:
            return self.bottom - self.slot * (at + 1)
        return self.top + self.slot * at

    def middle(self, at: int) -> float:
        return self.begin(at) + self.slot / 2

    def place(self, value: Decimal | float, axis: int = 0) -> float:
        """Where a value stands along an axis of numbers."""
        scale = self.scales[axis]
        share = (float(value) - float(scale.least)) / float(scale.most - scale.least)
        if self.lies:
            return self.left + share * (self.right - self.left)
        return self.bottom - share * (self.bottom - self.top)

    # What is drawn

    def axes(self) -> str:
        """Lines across, numbers, names and units."""
        drawn = self._lying() if self.lies else self._upright()
        return group(drawn, "axes")

    def _upright(self) -> str:
        pen, drawn = self.pen, []
        for value in self.scales[0].numbers:
            y = self.place(value)
            drawn.append(line(self.left, y, self.right, y, "axis" if value == 0 else "grid"))
            text = axis_number(self.chart, self.scales[0], value)
            drawn.append(pen.write([text], self.left - pen.size * 0.5, y, "end", "tick"))
        drawn.append(line(self.left, self.bottom, self.right, self.bottom, "axis"))
        if len(self.scales) > 1:
            drawn.append(line(self.right, self.top, self.right, self.bottom, "axis"))
            for value in self.scales[1].numbers:
                text = axis_number(self.chart, self.scales[1], value)
                drawn.append(
                    pen.write([text], self.right + pen.size * 0.5, self.place(value, 1), "start", "tick")
                )
        return "".join((*drawn, *self._names_below(), *self._units_above()))

    def _names_below(self) -> list[str]:
        pen, top = self.pen, self.bottom + self.under + self.pen.size * _GAP
        drawn = []
        for at, lines in enumerate(self.names.lines):
            if at % self.names.every == 0:
                x = self.middle(at)
                if self.names.turned:
                    drawn.append(pen.write(lines, x, top, "end", "name", turned=True))
                else:
                    drawn.append(pen.write(lines, x, top + pen.height(lines) / 2, "middle", "name"))
        return drawn

    def _units_above(self) -> list[str]:
        y, drawn = self.pen.size * LINE / 2, []
        if self.chart.unit:
            drawn.append(self.pen.write([_unit(self.chart.unit)], 0, y, "start", "unit"))
        if self.chart.second_unit and len(self.scales) > 1:
            drawn.append(self.pen.write([_unit(self.chart.second_unit)], self.width, y, "end", "unit"))
        return drawn

    def _lying(self) -> str:
        pen, drawn = self.pen, []
        scale, y = self.scales[0], self.bottom + pen.size * (_GAP + LINE / 2)
        every = self._every(scale)
        for value in scale.numbers:
            x = self.place(value)
            drawn.append(line(x, self.top, x, self.bottom, "axis" if value == 0 else "grid"))
            if value / scale.step % every == 0:
                drawn.append(pen.write([_number(self.chart, scale, value)], x, y, "middle", "tick"))
        drawn.append(line(self.left, self.top, self.left, self.bottom, "axis"))
        for at, lines in enumerate(self.names.lines):
            drawn.append(pen.write(lines, self.left - pen.size * _GAP, self.middle(at), "end", "name"))
        if self.chart.unit and self.chart.kind is not ChartKind.SHARES:
            drawn.append(pen.write([_unit(self.chart.unit)], self.right, y + pen.size * LINE, "end", "unit"))
        return "".join(drawn)

    def _every(self, scale: Scale) -> int:
        """Of so many numbers side by side one is written, counted from 0: others have no room between."""
        between = abs(self.place(scale.least + scale.step) - self.place(scale.least))
        return max(ceil((_numbers(self.chart, self.pen, scale) + self.pen.size * 0.4) / between), 1)


def plot_of(chart: Chart, pen: Pen, width: float) -> Plot:
    """The plot of a chart that has axes."""
    shows = shows_values(chart, width, pen.width)
    scales = scales_of(chart, shows)
    lies = chart.kind in (ChartKind.LYING_BARS, ChartKind.SHARES, ChartKind.PYRAMID)
    return _lying(chart, pen, width, scales, shows) if lies else _upright(chart, pen, width, scales, shows)


def _upright(chart: Chart, pen: Pen, width: float, scales: tuple[Scale, ...], shows: bool) -> Plot:
    size = pen.size
    left = _numbers(chart, pen, scales[0]) + _GAP * size
    right = width - (_numbers(chart, pen, scales[1]) + _GAP * size if len(scales) > 1 else size)
    names = _names_of(chart, pen, (right - left) / len(chart.categories))
    turned = chart.kind is ChartKind.BARS and shows and _are_wide(chart, pen, right - left)
    # Also turned they need bars as thick as a letter is high.
    shows = shows and not (turned and _thick(chart, right - left) < size * 0.9)
    value = widest_value(chart, pen.width) + size * 0.4 if turned else LINE * size
    units = chart.unit or (chart.second_unit if len(scales) > 1 else "")
    top = (LINE * size if units else 0) + (value if shows else size * _GAP)
    # The number of a negative value stands under it.
    under = value if shows and scales[0].least < 0 and chart.kind is ChartKind.BARS else 0
    bottom = top + max(width * _UPRIGHT, 11 * size)
    if names.turned:
        tall = max(pen.widest(lines) for lines in names.lines)
    else:
        tall = max(pen.height(lines) for lines in names.lines)
    below = bottom + under + tall + 1.5 * _GAP * size
    return Plot(chart, pen, width, left, right, top, bottom, below, names, scales, shows, turned, under)


def _names_of(chart: Chart, pen: Pen, slot: float) -> Names:
    """Names below their categories: in lines, or turned where they would be too many."""
    level = tuple(tuple(pen.lines(each, slot * 0.94)) for each in chart.categories)
    most = max(map(len, level))
    if most == 1 or (most <= _MOST_LINES and slot >= _NARROWEST * pen.size):
        return Names(level)
    turned = tuple(tuple(pen.lines(each, _LONGEST * pen.size)) for each in chart.categories)
    thick = max(map(len, turned)) * LINE * pen.size
    return Names(turned, turned=True, every=max(ceil(thick * 0.9 / slot), 1))


def _are_wide(chart: Chart, pen: Pen, across: float) -> bool:
    """Whether values are wider than bars that stand beside each other."""
    alone = len(chart.series) == 1
    return widest_value(chart, pen.width) > (
        across / len(chart.categories) if alone else _thick(chart, across)
    )


def _thick(chart: Chart, across: float) -> float:
    """How thick bars are that stand beside each other."""
    return across / len(chart.categories) / (len(chart.series) + BAR_GAP)


def _lying(chart: Chart, pen: Pen, width: float, scales: tuple[Scale, ...], shows: bool) -> Plot:
    size = pen.size
    longest = min(pen.widest(chart.categories) + 0.1, width * _NAMES)
    names = Names(tuple(tuple(pen.lines(each, longest)) for each in chart.categories))
    bars = len(chart.series) if chart.kind is ChartKind.LYING_BARS else 1
    thick = _YEAR if chart.kind is ChartKind.PYRAMID else _BAR * bars + _BETWEEN
    row = max(thick * size, max(pen.height(lines) for lines in names.lines) + 0.4 * size)
    beside = widest_value(chart, pen.width) if shows and chart.kind is ChartKind.LYING_BARS else 0
    left = longest + _GAP * size
    if chart.kind is ChartKind.PYRAMID and shows:
        scales = (_with_room(chart, pen, width - left - 2 * size),)
    right = width - max(_numbers(chart, pen, scales[0]) / 2 + 0.2 * size, beside + 0.6 * size, 1.6 * size)
    top = _GAP * size
    bottom = top + row * len(chart.categories)
    units = chart.unit and chart.kind is not ChartKind.SHARES
    below = bottom + (2 * _GAP + LINE * (2 if units else 1)) * size
    return Plot(chart, pen, width, left, right, top, bottom, below, names, scales, shows)


def _with_room(chart: Chart, pen: Pen, across: float) -> Scale:
    """The scale of a pyramid at whose longest bars numbers have room."""
    known = [(value, chart.shown(series, value)) for series in chart.series for value in series.known]
    taken = max(pen.width(shown) + pen.size * 0.6 for _, shown in known) / (across / 2)
    longest = max(value for value, _ in known)
    one = scale_of([longest, longest / Decimal(max(1 - taken, 0.2))])
    return Scale(-one.most, one.most, one.step)


def _numbers(chart: Chart, pen: Pen, scale: Scale) -> float:
    """The width of the numbers at an axis."""
    return pen.widest(_number(chart, scale, each) for each in scale.numbers)


def _number(chart: Chart, scale: Scale, value: Decimal) -> str:
    return f"{value}%" if chart.kind is ChartKind.SHARES else axis_number(chart, scale, value)


def _unit(unit: str) -> str:
    return f"（{unit}）"


def total_of(values: Sequence[Decimal | None]) -> Decimal:
    return sum((each for each in values if each), Decimal(0))
