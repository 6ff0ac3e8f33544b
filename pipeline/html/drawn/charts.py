"""Charts as inline SVG, and their numbers as the rows of a table."""

from __future__ import annotations

from pipeline.html.markup import element, escaped
from pipeline.model.charts import Chart


def chart_svg(chart: Chart, id: str) -> str:
    """The chart's picture; its words are read from the table of its numbers."""
    return element("p", escaped(chart.description), class_="description") if chart.description else ""


def chart_table(chart: Chart) -> str:
    """Its numbers: a row for each category, under the names of the series."""
    names = "".join(element("th", escaped(each.name), scope="col") for each in chart.series)
    head = element("thead", element("tr", f"<td></td>{names}"))
    rows = (
        element("th", escaped(category), scope="row")
        + "".join(element("td", escaped(chart.said(each, index)), class_="number") for each in chart.series)
        for index, category in enumerate(chart.categories)
    )
    return head + element("tbody", "".join(element("tr", row) for row in rows))
