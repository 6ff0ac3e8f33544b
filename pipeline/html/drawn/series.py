"""The series of a chart with axes: bars that stand and lie, side by side or on each other, and lines, with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.html.drawn.looks import bar_place, dash_of, fill_of, line_place, point, series_class
from pipeline.html.drawn.plot import Plot, total_of
from pipeline.html.drawn.svg import group, number, path, rectangle, title
from pipeline.model.chart_axes import BAR_GAP
from pipeline.model.charts import Chart, ChartKind, Series

_PYRAMID_GAP = 0.15  # between its bars, in widths of a bar


class Bar(NamedTuple):
    """The bar of a value (`at` of its series): between two places along the axis of numbers, and `begin` and `thick` across it."""

    series: int
    at: int
    least: float
    most: float
    begin: float
    thick: float
    negative: bool


class Label(NamedTuple):
    """A number beside what is drawn: its middle, and half of the width and of the height that it takes."""

    text: str
    x: float
    y: float
    half: float
    height: float

    def meets(self, other: Label) -> bool:
        near = abs(self.y - other.y) < self.height + other.height
        return near and abs(self.x - other.x) < self.half + other.half


def said(chart: Chart, series: Series, at: int) -> str:
    """A value as it is said where a pointer rests on it."""
    return f"{chart.categories[at]}　{series.name}　{chart.said(series, at)}"


# Bars


def bars_of(plot: Plot) -> list[Bar]:
    """The bars of a chart, series by series."""
    match plot.chart.kind:
        case ChartKind.STACKED:
            return list(_stacked(plot))
        case ChartKind.SHARES:
            return list(_shares(plot))
        case ChartKind.PYRAMID:
            return list(_pyramid(plot))
        case _:
            return list(_beside(plot))


def _known(plot: Plot) -> Iterator[tuple[int, int, Decimal]]:
    """The values that bars show: series, category, value."""
    for index, series in enumerate(plot.chart.series):
        if not series.second:
            yield from ((index, at, value) for at, value in enumerate(series.values) if value is not None)


def _beside(plot: Plot) -> Iterator[Bar]:
    drawn = [index for index, each in enumerate(plot.chart.series) if not each.second]
    thick = plot.slot / (len(drawn) + BAR_GAP)
    for index, at, value in _known(plot):
        begin = plot.begin(at) + thick * (BAR_GAP / 2 + drawn.index(index))
        yield _bar(plot, index, at, Decimal(0), value, begin, thick)


def _stacked(plot: Plot) -> Iterator[Bar]:
    thick = plot.slot / (1 + BAR_GAP)
    ends: dict[tuple[int, bool], Decimal] = {}
    for index, at, value in _known(plot):
        side = at, value < 0
        begin = ends.get(side, Decimal(0))
        ends[side] = begin + value
        yield _bar(plot, index, at, begin, begin + value, plot.begin(at) + thick * BAR_GAP / 2, thick)


def _shares(plot: Plot) -> Iterator[Bar]:
    thick = plot.slot / (1 + BAR_GAP)
    totals = [total_of(row) for row in zip(*(each.values for each in plot.chart.series), strict=True)]
    ends = [Decimal(0)] * len(totals)
    for index, at, value in _known(plot):
        begin = ends[at]
        ends[at] += value * 100 / totals[at] if totals[at] else Decimal(0)
        yield _bar(plot, index, at, begin, ends[at], plot.begin(at) + thick * BAR_GAP / 2, thick)


def _pyramid(plot: Plot) -> Iterator[Bar]:
    thick = plot.slot / (1 + _PYRAMID_GAP)
    for index, at, value in _known(plot):
        end = value if index else -value
        yield _bar(plot, index, at, Decimal(0), end, plot.begin(at) + thick * _PYRAMID_GAP / 2, thick)


def _bar(plot: Plot, index: int, at: int, begin: Decimal, end: Decimal, across: float, thick: float) -> Bar:
    least, most = sorted((plot.place(begin), plot.place(end)))
    return Bar(index, at, least, most, across, thick, end < begin)


def draw_bars(plot: Plot, bars: Sequence[Bar], prefix: str) -> str:
    """The bars, a group a series."""
    chart, drawn = plot.chart, []
    for order, index in enumerate(dict.fromkeys(bar.series for bar in bars)):
        place = bar_place(chart, order)
        shapes = (
            _shape(plot, bar, prefix, place, title(said(chart, chart.series[index], bar.at)))
            for bar in bars
            if bar.series == index
        )
        drawn.append(group("".join(shapes), series_class(place)))
    return "".join(drawn)


def _shape(plot: Plot, bar: Bar, prefix: str, look: int, inner: str) -> str:
    length = bar.most - bar.least
    place = (
        (bar.least, bar.begin, length, bar.thick) if plot.lies else (bar.begin, bar.least, bar.thick, length)
    )
    return rectangle(*place, "shape", inner, look=fill_of(prefix, look))


def bar_labels(plot: Plot, bars: Sequence[Bar]) -> list[tuple[Label, bool]]:
    """The numbers of bars, and whether each stands on what is drawn. In a stack, those without room are left out."""
    if not plot.shows:
        return []
    stacked = plot.chart.kind in (ChartKind.STACKED, ChartKind.SHARES)
    inside = plot.chart.kind is ChartKind.BARS_AND_LINES
    labels = [(_label(plot, bar, stacked, inside), stacked or inside) for bar in bars]
    return [
        each for each, bar in zip(labels, bars, strict=True) if not stacked or _has_room(plot, bar, each[0])
    ]


def _has_room(plot: Plot, bar: Bar, label: Label) -> bool:
    return bar.most - bar.least >= 2 * (label.half if plot.lies else label.height * 1.25)


def _label(plot: Plot, bar: Bar, stacked: bool, inside: bool) -> Label:
    series, pen = plot.chart.series[bar.series], plot.pen
    value = series.values[bar.at]
    assert value is not None, "bars are drawn of values"
    text = plot.chart.shown(series, value)
    wide, height = pen.width(text), pen.size * 1.2
    if plot.turned_values:
        wide, height = height, wide
    room = (wide if plot.lies else height) / 2 + pen.size * 0.15
    # Values grow to the right, or upwards.
    outward = (1 if plot.lies else -1) * (-1 if bar.negative else 1)
    end = bar.most if outward > 0 else bar.least
    if stacked:
        along = (bar.least + bar.most) / 2
    else:
        along = end + outward * (-room if inside and bar.most - bar.least > 2 * room else room)
    across = _inside(bar.begin + bar.thick / 2, wide / 2, plot.bottom if plot.lies else plot.width)
    x, y = (_inside(along, wide / 2, plot.width), across) if plot.lies else (across, along)
    return Label(text, x, y, wide / 2, height / 2)


def draw_labels(plot: Plot, labels: Sequence[tuple[Label, bool]]) -> str:
    """Numbers, those that stand on what is drawn in boxes."""
    pen = plot.pen
    drawn = (
        pen.boxed(each.text, each.x, each.y)
        if boxed
        else pen.write([each.text], each.x, each.y, name="value", turned=plot.turned_values)
        for each, boxed in labels
    )
    return group("".join(drawn), "values") if labels else ""


def _inside(middle: float, half: float, end: float) -> float:
    """The middle of something, moved so that it begins and ends within a drawing that is so long."""
    return max(min(middle, end - half), half)


# Lines


def draw_lines(plot: Plot, axis: int) -> str:
    """The lines of an axis, a group a series: interrupted where there is no value, with a symbol at each."""
    chart = plot.chart
    drawn = []
    for order, series in enumerate(each for each in chart.series if each.second is bool(axis)):
        points = [
            None if value is None else (plot.middle(at), plot.place(value, axis))
            for at, value in enumerate(series.values)
        ]
        stroke = path(_through(points), "stroke", look=dash_of(order))
        symbols = "".join(
            point(order, *each, title(said(chart, series, at))) for at, each in enumerate(points) if each
        )
        drawn.append(group(stroke + symbols, f"line {series_class(line_place(chart, order))}"))
    return "".join(drawn)


def _through(points: Sequence[tuple[float, float] | None]) -> str:
    data, joined = [], False
    for each in points:
        if each:
            data.append(f"{'L' if joined else 'M'}{number(each[0])} {number(each[1])}")
        joined = each is not None
    return "".join(data)


def line_labels(plot: Plot, axis: int, taken: Sequence[Label]) -> list[Label]:
    """The numbers of lines: above or below their points, where they meet none of those that are `taken`; else there is none."""
    if not plot.shows:
        return []
    found: list[Label] = []
    for order, series in enumerate(each for each in plot.chart.series if each.second is bool(axis)):
        for at, value in enumerate(series.values):
            if value is not None:
                text, place = plot.chart.shown(series, value), plot.place(value, axis)
                free = (
                    each
                    for each in _beside_point(plot, text, at, place, order)
                    if each.height <= each.y < plot.bottom - each.height
                    and not any(each.meets(other) for other in (*taken, *found))
                )
                found += [label] if (label := next(free, None)) else []
    return found


def _beside_point(plot: Plot, text: str, at: int, y: float, order: int) -> Iterator[Label]:
    """The places of a number at a point: above it, then below; of every other line below, then above."""
    size, half = plot.pen.size, plot.pen.width(text) / 2
    x = _inside(plot.middle(at), half, plot.width)
    for side in (1, -1) if order % 2 else (-1, 1):
        yield Label(text, x, y + side * size * 1.15, half, size * 0.6)
