"""The 体系図 in HTML: a table with heads and scopes, and a list for narrow screens."""

from __future__ import annotations

from pipeline.html.drawn.diagrams import Inline
from pipeline.html.markup import attributes, element
from pipeline.model.content import DocumentContent, FrameworkRows
from pipeline.model.floats import GridCell
from pipeline.model.numbers import ResolvedPlan


def framework_sheet(resolved: ResolvedPlan, content: DocumentContent, inline: Inline) -> str:
    """Its rows as a table."""
    slot = content.slots["体系図"]
    assert isinstance(slot, FrameworkRows), "the sheet's slot holds its rows"
    rows = (element("tr", "".join(_cell(each, inline) for each in row if each)) for row in slot.grid.rows)
    table = element("table", element("tbody", "".join(rows)), class_="data")
    return element("div", table, class_="scroll", tabindex=0, role="group", aria_label=slot.grid.alt)


def _cell(cell: GridCell, inline: Inline) -> str:
    spans = attributes(colspan=cell.colspan, rowspan=cell.rowspan)
    return element("td", "".join(element("p", inline(each.content)) for each in cell.content), spans)
