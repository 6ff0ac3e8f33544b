"""Pies: slices from above, clockwise, with their names and numbers around them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import cos, pi, sin, sqrt

from pipeline.frozen import dataclass
from pipeline.html.drawn.looks import fill_of, series_class
from pipeline.html.drawn.series import said
from pipeline.html.drawn.svg import Pen, group, line, number, path, title
from pipeline.model.chart_axes import names_slices, shows_values
from pipeline.model.charts import PERCENT, Chart

_RADIUS, _BESIDE = 0.19, 1.0  # of the width; ems between a slice and its label
_SMALLEST = 5.5  # ems of a radius
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class _Label:
    """What stands at a slice: its lines, at the right or the left of the pie, and the middle of their height."""

    lines: tuple[str, ...]
    angle: float
    y: float

    @property
    def is_right(self) -> bool:
        return sin(self.angle) >= 0


def share_shown(chart: Chart, at: int) -> str:
    """The share of a slice as it is printed: as its author wrote it, or reckoned to a tenth of a percent."""
    series = chart.series[0]
    value = series.values[at]
    assert value is not None, "the reader asks for the values of all slices"
    if chart.unit == PERCENT:
        return f"{chart.shown(series, value)}{PERCENT}"
    share = value * 100 / sum(series.known)
    return f"{share.quantize(_TENTH, ROUND_HALF_UP)}%"


def draw_pie(chart: Chart, pen: Pen, width: float, prefix: str) -> tuple[str, float]:
    """The pie without its legend, and its height."""
    radius = max(width * _RADIUS, _SMALLEST * pen.size)
    labels = _labels(chart, pen, width, radius)
    reach = [pen.height(each.lines) / 2 for each in labels]
    top = min([-radius, *(each.y - half for each, half in zip(labels, reach, strict=True))]) - pen.size * 0.3
    bottom = (
        max([radius, *(each.y + half for each, half in zip(labels, reach, strict=True))]) + pen.size * 0.3
    )
    x, y = width / 2, -top
    slices = "".join(_slice(chart, at, x, y, radius, prefix) for at in range(len(chart.categories)))
    written = "".join(_written(each, pen, x, y, radius) for each in labels)
    return slices + (group(written, "values") if written else ""), bottom - top


def _angles(chart: Chart) -> list[tuple[float, float]]:
    """Where each slice begins and ends, clockwise from above."""
    values = [float(each or 0) for each in chart.series[0].values]
    ends = [sum(values[: at + 1]) * 2 * pi / sum(values) for at in range(len(values))]
    return list(zip([0.0, *ends], ends, strict=False))


def _slice(chart: Chart, at: int, x: float, y: float, radius: float, prefix: str) -> str:
    begin, end = _angles(chart)[at]
    if end <= begin:
        return ""
    inner = title(f"{said(chart, chart.series[0], at)}")
    data = _whole(x, y, radius) if end - begin > 2 * pi - 1e-6 else _part(x, y, radius, begin, end)
    return group(path(data, "shape", inner, fill_of(prefix, at)), series_class(at))


def _part(x: float, y: float, radius: float, begin: float, end: float) -> str:
    (x1, y1), (x2, y2) = (_on_circle(x, y, radius, angle) for angle in (begin, end))
    large, arc = int(end - begin > pi), number(radius)
    return f"M{number(x)} {number(y)}L{number(x1)} {number(y1)}A{arc} {arc} 0 {large} 1 {number(x2)} {number(y2)}Z"


def _whole(x: float, y: float, radius: float) -> str:
    arc, across = number(radius), number(2 * radius)
    return f"M{number(x - radius)} {number(y)}a{arc} {arc} 0 1 0 {across} 0a{arc} {arc} 0 1 0 -{across} 0Z"


def _on_circle(x: float, y: float, radius: float, angle: float) -> tuple[float, float]:
    return x + radius * sin(angle), y - radius * cos(angle)


def _labels(chart: Chart, pen: Pen, width: float, radius: float) -> list[_Label]:
    named, shown = names_slices(chart), shows_values(chart, width, pen.width)
    if not (named or shown):
        return []
    found = []
    for at, (begin, end) in enumerate(_angles(chart)):
        angle = (begin + end) / 2
        room = width / 2 - radius - pen.size * _BESIDE
        said = ([chart.categories[at]] if named else []) + ([share_shown(chart, at)] if shown else [])
        lines = tuple(line for each in said for line in pen.lines(each, room))
        # Above and below the pie the whole height of a label is outside of it.
        outside = radius + pen.size * _BESIDE + pen.height(lines) / 2 * abs(cos(angle))
        found.append(_Label(lines, angle, -outside * cos(angle)))
    return [
        *_apart([each for each in found if each.is_right], pen),
        *_apart([each for each in found if not each.is_right], pen),
    ]


def _apart(labels: Sequence[_Label], pen: Pen) -> list[_Label]:
    """Labels of one side moved down, and then up from the lowest, until none stands on another."""
    placed = sorted(labels, key=lambda each: each.y)
    if not placed:
        return []
    ys = [each.y for each in placed]
    rooms = [(pen.height(one.lines) + pen.height(other.lines)) / 2 for one, other in pairwise(placed)]
    for at, room in enumerate(rooms):
        ys[at + 1] = max(ys[at + 1], ys[at] + room)
    # As far up as down: half of what the last one was moved.
    moved = (ys[-1] - placed[-1].y) / 2
    ys[-1] -= moved
    for at in reversed(range(len(rooms))):
        ys[at] = min(ys[at], ys[at + 1] - rooms[at])
    return [_Label(each.lines, each.angle, y) for each, y in zip(placed, ys, strict=True)]


def _written(label: _Label, pen: Pen, x: float, y: float, radius: float) -> str:
    """A label beside its slice, and a line to it where it had to move."""
    beside, half = radius + pen.size * _BESIDE, pen.height(label.lines) / 2
    # Outside of the circle from its upper edge to its lower one, wherever it had to move.
    nearest = max(abs(label.y) - half, 0)
    out = max(beside * abs(sin(label.angle)), sqrt(max(beside**2 - nearest**2, 0)))
    edge_x, edge_y = _on_circle(x, y, radius + 2, label.angle)
    moved = abs(y + label.y - edge_y) > half + pen.size
    if out < pen.size and not moved:
        return pen.write(label.lines, x, y + label.y, "middle", "value")
    at_x = x + (out if label.is_right else -out)
    text = pen.write(label.lines, at_x, y + label.y, "start" if label.is_right else "end", "value")
    lead = line(edge_x, edge_y, at_x - (3 if label.is_right else -3), y + label.y, "lead") if moved else ""
    return lead + text
