"""Charts as SVG, and the table of their numbers.

Each is drawn twice, for a page's width and for that of a phone, where its letters would be too small to read: the style sheet shows
the one for which there is room.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.html.drawn.legend import LegendEntry, draw_legend
from pipeline.html.drawn.looks import bar_place, line_place, patterns
from pipeline.html.drawn.pie import draw_pie
from pipeline.html.drawn.plot import Plot, plot_of
from pipeline.html.drawn.series import bar_labels, bars_of, draw_bars, draw_labels, draw_lines, line_labels
from pipeline.html.drawn.svg import Pen, number
from pipeline.html.markup import escaped
from pipeline.model.chart_axes import has_legend
from pipeline.model.chart_words import called, told
from pipeline.model.charts import Chart, ChartKind


class _Sheet(NamedTuple):
    """A width for which charts are drawn, in units, and the size of its letters."""

    name: str
    width: float
    size: float


_SHEETS = (_Sheet("wide", 680, 13.5), _Sheet("narrow", 340, 12.5))


def chart_svg(chart: Chart, id: str) -> str:
    """A chart; `id` is that of no other element of the page. What is read aloud in its place is its author's, or made of its
    numbers."""
    return f'<div class="chart">{"".join(_svg(chart, id, sheet) for sheet in _SHEETS)}</div>'


def _svg(chart: Chart, identity: str, sheet: _Sheet) -> str:
    prefix = f"{identity}-{sheet.name}"
    pen = Pen(sheet.size)
    content, height = _drawn(chart, pen, sheet.width, prefix)
    if has_legend(chart):
        legend, height = draw_legend(_entries(chart), pen, sheet.width, height + pen.size * 0.6, prefix)
        content += legend
    textured = [each.place for each in _entries(chart) if each.order is None]
    return (
        f'<svg class="chart-{sheet.name}" viewBox="0 0 {number(sheet.width)} {number(height)}" role="img" '
        f'aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc" font-size="{number(pen.size)}">'
        f'<title id="{prefix}-title">{called(chart)}</title>'
        f'<desc id="{prefix}-desc">{escaped(chart.description or told(chart))}</desc>'
        f"{patterns(prefix, textured)}{content}</svg>"
    )


def _drawn(chart: Chart, pen: Pen, width: float, prefix: str) -> tuple[str, float]:
    if chart.kind is ChartKind.PIE:
        return draw_pie(chart, pen, width, prefix)
    plot = plot_of(chart, pen, width)
    return plot.axes() + _series(plot, prefix), plot.below


def _series(plot: Plot, prefix: str) -> str:
    match plot.chart.kind:
        case ChartKind.LINES:
            labels = [(each, False) for each in line_labels(plot, 0, ())]
            return draw_lines(plot, 0) + draw_labels(plot, labels)
        case ChartKind.BARS_AND_LINES:
            bars = bars_of(plot)
            labels = bar_labels(plot, bars)
            labels += [(each, True) for each in line_labels(plot, 1, [each for each, _ in labels])]
            return draw_bars(plot, bars, prefix) + draw_lines(plot, 1) + draw_labels(plot, labels)
        case _:
            bars = bars_of(plot)
            return draw_bars(plot, bars, prefix) + draw_labels(plot, bar_labels(plot, bars))


def _entries(chart: Chart) -> list[LegendEntry]:
    """The names of series with the places of their looks: bars and lines are counted apart."""
    if chart.kind is ChartKind.PIE:
        return [LegendEntry(name, at) for at, name in enumerate(chart.categories)]
    lines = chart.kind is ChartKind.LINES
    bars = [each for each in chart.series if not (lines or each.second)]
    return [
        *(LegendEntry(each.name, bar_place(chart, at)) for at, each in enumerate(bars)),
        *(
            LegendEntry(each.name, line_place(chart, at), at)
            for at, each in enumerate(each for each in chart.series if lines or each.second)
        ),
    ]
