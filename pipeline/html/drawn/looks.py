"""The looks of series: each has a place in the style sheet's colours, and a texture or a symbol that tells it apart without them.

Colours of odd places are as much darker than those of even ones as WCAG 2.2 (1.4.11) asks of what lies side by side; textures are drawn
in the colour of the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.html.drawn.svg import number, path
from pipeline.model.charts import Chart, ChartKind

# As many as a chart may have (`source.chart_checks`).
MOST = 12
# Textures by place, each a path in a tile of this size. Those of one brightness differ.
_TILE = 8
_DOTS = "M2 2h.1M6 6h.1"
_TEXTURES = (
    "",
    "",
    "M-2 2L2 -2M0 8L8 0M6 10L10 6",
    _DOTS,
    "M0 2H8M0 6H8",
    "M-2 6L2 10M0 0L8 8M6 -2L10 2",
    "M0 4H8M4 0V8",
    "M2 0V8M6 0V8",
    "M0 8L8 0M0 0L8 8",
    "M0 4H8",
    "M4 0V8",
    "M0 4H8M4 0V8M0 0L8 8",
)
_ROUND = frozenset((_DOTS,))
_DASHES = ("", "7 3", "", "11 4", "2 3", "9 3 2 3")


class Symbol(NamedTuple):
    """The symbol of a line's points: its outline around 0 0, and whether it is hollow."""

    outline: str
    hollow: bool


_OUTLINES = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "M-3.6 -3.6H3.6V3.6H-3.6Z",
    "M0 -4.8L4.6 3.4H-4.6Z",
    "M0 -5L5 0L0 5L-5 0Z",
)


def series_class(at: int) -> str:
    """The class of the series at this place (from 0)."""
    return f"series-{at % MOST + 1}"


def bar_place(chart: Chart, order: int) -> int:
    """The place of the look of a bar, by its order among bars: those behind lines are none of the dark ones."""
    return 2 * order + 1 if chart.kind is ChartKind.BARS_AND_LINES else order


def line_place(chart: Chart, order: int) -> int:
    """The place of the colour of a line, by its order among lines: those over bars are dark."""
    return 2 * order if chart.kind is ChartKind.BARS_AND_LINES else order


def symbol(at: int) -> Symbol:
    """The symbol of the line at this place."""
    return Symbol(_OUTLINES[at % len(_OUTLINES)], at % 8 >= len(_OUTLINES))


def point(at: int, x: float, y: float, inner: str = "") -> str:
    """The symbol of the line at this place, at a point; `inner` is what it is called."""
    outline, hollow = symbol(at)
    name = "point hollow" if hollow else "point"
    return f'<g transform="translate({number(x)} {number(y)})">{path(outline, name, inner)}</g>'


def fill_of(prefix: str, at: int) -> str:
    """The attribute that fills a shape of the series at this place: with its texture, or with the colour of its class."""
    filled = f"url(#{_pattern(prefix, at)})" if _TEXTURES[at % MOST] else "var(--series)"
    return f' fill="{filled}"'


def dash_of(at: int) -> str:
    """The attribute that dashes the line at this place, if it is dashed."""
    dash = _DASHES[at % len(_DASHES)]
    return f' stroke-dasharray="{dash}"' if dash else ""


def patterns(prefix: str, places: Sequence[int]) -> str:
    """The definitions of the textures of these places, in a drawing whose ids begin with `prefix`."""
    wanted = [at for at in places if _TEXTURES[at % MOST]]
    if not wanted:
        return ""
    return f"<defs>{''.join(_definition(prefix, at) for at in wanted)}</defs>"


def _definition(prefix: str, at: int) -> str:
    texture = _TEXTURES[at % MOST]
    name = "texture dots" if texture in _ROUND else "texture"
    return (
        f'<pattern id="{_pattern(prefix, at)}" class="{series_class(at)}" width="{_TILE}" height="{_TILE}" '
        f'patternUnits="userSpaceOnUse"><rect fill="var(--series)" width="{_TILE}" height="{_TILE}"/>'
        f"{path(texture, name)}</pattern>"
    )


def _pattern(prefix: str, at: int) -> str:
    return f"{prefix}-texture-{at % MOST + 1}"
