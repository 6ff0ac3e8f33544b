"""A document with a chart of each kind and with diagrams, and the figures of its pages, as the program makes both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.checks import Edition, Finding, Reading, check_edition, read
from pipeline.documents.plan import plan_content
from pipeline.html.drawn.chart_table import chart_table
from pipeline.html.drawn.charts import chart_svg
from pipeline.html.drawn.diagrams import diagram
from pipeline.html.markup import escaped
from pipeline.model.blocks import walk_blocks
from pipeline.model.charts import Chart, ChartKind
from pipeline.model.floats import Float, Flow, FrameworkTree, PositionDiagram
from pipeline.model.inlines import Inlines, plain_text
from pipeline.model.numbers import ResolvedPlan
from pipeline.word.compose import compose
from tests.charts.plans import changes
from tests.documents.test_flow import PARTING
from tests.properties.documents import template
from tests.samples import numbered
from tests.small_plan import CHAPTER
from tests.source.test_positions import BOXES, FILE

from .small_pages import page

_DIAGRAMS = f"\n\n{PARTING}\n\n::: {{.位置付け図 #fig-p}}\n題\n:::\n\n::: {{.施策の体系 #fig-t}}\n題\n:::\n"


@cache
def _plan() -> ResolvedPlan:
    changed = changes(*ChartKind)
    return numbered(template("plan"), {**changed, CHAPTER: changed[CHAPTER] + _DIAGRAMS, FILE: BOXES})


@cache
def _reading() -> Reading:
    return read("plan.docx", compose(plan_content(_plan()), template("plan")))


def _inline(content: Inlines) -> str:
    return escaped(plain_text(content))


def figures() -> Sequence[str]:
    """The figures of its page."""
    floats = (each for each in walk_blocks(_plan().body) if isinstance(each, Float))
    return [_figure(each) for each in floats]


def _figure(block: Float) -> str:
    match block.body:
        case Chart() as chart:
            table = f"<details><table>{chart_table(chart)}</table></details>"
            figure = f'<figure class="chart" id="{block.id}">{chart_svg(chart, block.id)}</figure>'
            return f"<div>{figure}{table}</div>"
        case PositionDiagram() | FrameworkTree() | Flow() as drawn:
            return f'<figure class="drawing">{diagram(drawn, _plan(), _inline, lambda place: "")}</figure>'
        case _:
            raise AssertionError(block)


def drawn_findings(old: str = "", new: str = "") -> list[Finding]:
    """What is found of what is drawn, with something in the page replaced."""
    markup = "".join(figures())
    assert old in markup, f"nothing drawn has {old}"
    files = {"text.html": page("chapter", f"<h1>題</h1>{markup.replace(old, new, 1) if old else markup}")}
    found = check_edition(Edition(files, {"plan": _reading()}, {}, {}, "", ""))
    return [each for each in found if each.code in ("html.chart", "html.diagram")]
