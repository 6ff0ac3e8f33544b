"""Tables and figures with what belongs to them: caption, unit, notes, numbers of charts as a table."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from pipeline.html.drawn.chart_table import chart_table
from pipeline.html.drawn.charts import chart_svg
from pipeline.html.drawn.diagrams import diagram
from pipeline.html.inlines import write_inlines, write_title
from pipeline.html.markup import APART, attributes, element, escaped, share
from pipeline.html.tables import grid_rows, table_rows, write_table
from pipeline.html.writing import Writing
from pipeline.model.charts import Chart
from pipeline.model.floats import (
    Float,
    FloatKind,
    Flow,
    FrameworkTree,
    Grid,
    Picture,
    Pictures,
    PositionDiagram,
    Table,
)
from pipeline.model.reference_text import said_text

# What ids of parts of something without an id begin with, before its place on the page.
_NAMELESS = f"float{APART}"


def write_float(writing: Writing, block: Float, nameless: int) -> str:
    """A table or figure. `nameless` is its place among those of its page, which names one that has no id."""
    name = block.id or f"{_NAMELESS}{nameless}"
    caption = _caption(writing, block)
    notes = "".join(element("p", write_inlines(writing, note), class_="source-note") for note in block.notes)
    place = writing.at(block.location)
    match block.body:
        case Table() as table:
            content = _table(writing, block, table, caption, name)
            return element("div", content + notes, place, id=block.id, class_="table")
        case Grid(draws=None) as grid:
            content = write_grid(writing, grid, name, caption, label=_said(writing, block))
            return element("div", content + notes, place, id=block.id, class_="table")
        case Grid(draws=drawn):
            assert drawn is not None
            body, kind = _drawn(writing, drawn), "drawing"
        case PositionDiagram() | FrameworkTree() | Flow() | Pictures() as drawn:
            body, kind = _drawn(writing, drawn), "drawing"
        case Picture() as picture:
            body, kind = _picture(writing, picture), "picture"
        case Chart() as chart:
            body, kind = chart_svg(chart, name), "chart"
        case _:
            assert_never(block.body)
    said = (element("p", caption, class_="caption") if caption else "") + notes
    title = element("figcaption", said) if said else ""
    # A table's caption stands above it, whatever is drawn in it; a figure's below.
    shown = title + body if block.kind is FloatKind.TABLE else body + title
    if not isinstance(block.body, Chart):
        return element("figure", shown, place, id=block.id, class_=kind)
    # The caption stands under the drawing, and behind both what they show in numbers.
    figure = element("figure", shown, id=block.id, class_=kind)
    return element("div", figure + _numbers(block.body, _said(writing, block)), place, class_="charted")


def _drawn(writing: Writing, drawn: PositionDiagram | FrameworkTree | Flow | Pictures) -> str:
    return diagram(drawn, writing.resolved, partial(write_inlines, writing), writing.at)


def _caption(writing: Writing, block: Float) -> str:
    """表２－１　題, with the number that the plan gives it; outside the plan the caption says all."""
    if not block.caption:
        return ""
    title = element("span", write_title(writing, block.caption), class_="title")
    if not (block.id and block.numbered):
        return title
    number = writing.resolved.targets[block.id].number
    return f"{element('span', escaped(number), class_='number')}　{title}"


def _said(writing: Writing, block: Float) -> str:
    """The caption as it is read aloud."""
    targets = writing.resolved.targets
    number = targets[block.id].number if block.id and block.numbered else ""
    return "　".join(filter(None, (number, said_text(block.caption, targets))))


def _table(writing: Writing, block: Float, table: Table, caption: str, name: str) -> str:
    unit = element("span", write_inlines(writing, table.unit), class_="unit") if table.unit else ""
    return write_table(
        table_rows(writing, table),
        table.head_rows,
        name,
        caption + unit,
        "data",
        table.widths,
        label=_said(writing, block),
    )


def write_grid(
    writing: Writing, grid: Grid, name: str, caption: str = "", extra: str = "", label: str = ""
) -> str:
    """A laid-out table that is a table in every sense."""
    look = "measure" if any(cell and cell.heads for row in grid.rows for cell in row) else "data"
    label = label or grid.alt
    return write_table(
        grid_rows(writing, grid), grid.head_rows, name, caption, look, grid.widths, extra, label
    )


def _picture(writing: Writing, picture: Picture) -> str:
    image = writing.resolved.plan.images[picture.path]
    named = attributes(src=writing.images[picture.path], class_=share(picture.width))
    alt = escaped(said_text(picture.alt, writing.resolved.targets))
    size = f'width="{image.width}" height="{image.height}"'
    return f'<img{named} alt="{alt}" {size}>'


def _numbers(chart: Chart, said: str) -> str:
    """The numbers of a chart, which open at a click and on paper."""
    title = element("caption", f"{escaped(said or '図')}の数値")
    table = element("table", title + chart_table(chart), class_="data")
    shown = element("div", table, class_="scroll", tabindex=0, role="group", aria_label="図の数値")
    return element("details", element("summary", "図の数値を表で見る") + shown, class_="numbers")
