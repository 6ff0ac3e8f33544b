"""What is decided of a chart before it is drawn, in Word and on a screen alike: the ends of its axes, and what is written beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from pipeline.model.charts import PERCENT, Chart, ChartKind, Series
from pipeline.model.scale import Scale, scale_of

LYING = frozenset((ChartKind.LYING_BARS, ChartKind.SHARES, ChartKind.PYRAMID))
_HUNDRED = Decimal(100)
# Between bars of two categories, in widths of a bar.
BAR_GAP = 0.55
# A pie whose smallest slice is less than this share names its slices in a legend.
_SMALL_SLICE = Decimal("0.08")
# As much of its greatest number a pyramid leaves free at each side, for the numbers there.
_BESIDE = Decimal("1.15")
_PLOT = 0.9  # of the width, about, that a plot has


def shows_values(chart: Chart, width: float, width_of: Callable[[str], float]) -> bool:
    """Whether numbers stand beside what is drawn in a chart of this width: as its author says, or as long as they don't stand in
    each other's way."""
    return _has_room(chart, width, width_of) if chart.shows_values is None else chart.shows_values


def scales_of(chart: Chart, shows: bool) -> tuple[Scale, ...]:
    """The scales of its axes, with room for its values if it `shows` them; a pie has none."""
    return () if chart.kind is ChartKind.PIE else tuple(_scale(chart, axis, shows) for axis in chart.axes)


def _has_room(chart: Chart, width: float, width_of: Callable[[str], float]) -> bool:
    if chart.kind is ChartKind.PIE or chart.kind in LYING:
        return True
    bars = sum(not each.second for each in chart.series)
    slot = width * _PLOT / len(chart.categories)
    widest = widest_value(chart, width_of)
    match chart.kind:
        case ChartKind.STACKED:
            return widest <= slot / (1 + BAR_GAP)
        case ChartKind.LINES:
            return len(chart.series) <= 2 and widest <= slot
        case ChartKind.BARS_AND_LINES:
            return len(chart.series) == 2 and widest <= slot / (1 + BAR_GAP)
        case _:
            return widest <= (slot if bars == 1 else slot / (bars + BAR_GAP))


def widest_value(chart: Chart, width_of: Callable[[str], float]) -> float:
    """The width of the longest of its numbers, as they are shown."""
    shown = (chart.shown(each, value) for each in chart.series for value in each.known)
    return max(map(width_of, shown))


def axis_number(chart: Chart, scale: Scale, number: Decimal) -> str:
    """A number at an axis, as it is printed."""
    sign = chart.negative if number < 0 and chart.kind is not ChartKind.PYRAMID else ""
    return f"{sign}{abs(number):,.{scale.decimals}f}"


def has_legend(chart: Chart) -> bool:
    """Whether a chart names its series apart: of one alone its title speaks, and a pie's slices bear their names if there is room."""
    return not names_slices(chart) if chart.kind is ChartKind.PIE else len(chart.series) > 1


def names_slices(chart: Chart) -> bool:
    """Whether names stand at the slices of a pie: none is so small that its name would cover another one's."""
    values = list(chart.series[0].known)
    return min(values) >= sum(values) * _SMALL_SLICE


def _scale(chart: Chart, axis: Sequence[Series], shows: bool) -> Scale:
    values = [value for each in axis for value in each.known]
    limit = _HUNDRED if chart.unit_of(axis[0]) == PERCENT else None
    match chart.kind:
        case ChartKind.SHARES:
            return Scale(Decimal(0), _HUNDRED, Decimal(20))
        case ChartKind.STACKED:
            columns = list(zip(*(each.values for each in axis), strict=True))
            return scale_of([*map(_above, columns), *map(_below, columns)], limit=limit)
        case ChartKind.PYRAMID:
            one = scale_of([*values, max(values) * _BESIDE] if shows else values)
            return Scale(-one.most, one.most, one.step)
        case ChartKind.LINES:
            return scale_of(values, from_zero=False, limit=limit)
        case ChartKind.BARS_AND_LINES:
            return scale_of(values, limit=limit)
        case _:
            return scale_of(values, limit=limit)


def _above(column: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in column if each and each > 0), Decimal(0))


def _below(column: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in column if each and each < 0), Decimal(0))
