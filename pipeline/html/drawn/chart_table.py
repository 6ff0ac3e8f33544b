"""The numbers of a chart as a table, for whom a drawing says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.html.drawn.pie import share_shown
from pipeline.html.markup import escaped, in_phrases
from pipeline.model.charts import PERCENT, Chart, ChartKind, Series

# The head over the names of categories, and that over shares that a pie shows and nobody wrote.
_NAMES, _SHARES = "項目", "割合"


def chart_table(chart: Chart) -> str:
    """The rows of the table: a head, and a row a category, with the same numbers as in Word; … where there is none."""
    heads = "".join(f'<th scope="col">{in_phrases(each)}</th>' for each in _heads(chart))
    rows = "".join(
        f'<tr><th scope="row">{in_phrases(name)}</th>{"".join(_cells(chart, at))}</tr>'
        for at, name in enumerate(chart.categories)
    )
    return f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"


def _heads(chart: Chart) -> Iterator[str]:
    yield _NAMES
    for series in chart.series:
        unit = f"（{chart.unit_of(series)}）" if chart.unit_of(series) else ""
        # Many names of columns say their unit themselves.
        yield series.name if series.name.endswith(unit) else f"{series.name}{unit}"
    if _has_shares(chart):
        yield f"{_SHARES}（{PERCENT}）"


def _cells(chart: Chart, at: int) -> Iterator[str]:
    for series in chart.series:
        yield f'<td class="number">{_shown(chart, series, at)}</td>'
    if _has_shares(chart):
        yield f'<td class="number">{share_shown(chart, at).rstrip("%")}</td>'


def _shown(chart: Chart, series: Series, at: int) -> str:
    value = series.values[at]
    return "…" if value is None else escaped(chart.shown(series, value))


def _has_shares(chart: Chart) -> bool:
    return chart.kind is ChartKind.PIE and chart.unit != PERCENT
