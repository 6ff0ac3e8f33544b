"""The legend of a chart: symbol and name of each series, side by side in as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.html.drawn.looks import dash_of, fill_of, point, series_class
from pipeline.html.drawn.svg import Pen, group, path, rectangle

_SYMBOL, _GAP, _BETWEEN = 2.4, 0.6, 1.4  # ems


class LegendEntry(NamedTuple):
    """A name, and the place of its look. That of a line has its `order` among lines, too."""

    name: str
    place: int
    order: int | None = None


def draw_legend(
    entries: Sequence[LegendEntry], pen: Pen, width: float, top: float, prefix: str
) -> tuple[str, float]:
    """The legend under `top`, and where it ends."""
    size = pen.size
    drawn, x, y, tallest = [], 0.0, top, 0.0
    for each in entries:
        lines = pen.lines(each.name, width - (_SYMBOL + _GAP) * size)
        wide = (_SYMBOL + _GAP) * size + pen.widest(lines)
        if x and x + wide > width:
            x, y, tallest = 0.0, y + tallest, 0.0
        middle = y + pen.height(lines) / 2 + size * 0.1
        drawn.append(_symbol(each, pen, x, middle, prefix))
        drawn.append(pen.write(lines, x + (_SYMBOL + _GAP) * size, middle, "start"))
        x += wide + _BETWEEN * size
        tallest = max(tallest, pen.height(lines) + size * 0.2)
    return group("".join(drawn), "legend"), y + tallest + size * 0.3


def _symbol(entry: LegendEntry, pen: Pen, x: float, middle: float, prefix: str) -> str:
    wide, high = _SYMBOL * pen.size, pen.size * 0.9
    if entry.order is None:
        box = rectangle(x, middle - high / 2, wide, high, "shape", look=fill_of(prefix, entry.place))
        return group(box, series_class(entry.place))
    stroke = path(f"M{x:.1f} {middle:.1f}h{wide:.1f}", "stroke", look=dash_of(entry.order))
    return group(stroke + point(entry.order, x + wide / 2, middle), f"line {series_class(entry.place)}")
