"""Charts of two versions: which values changed, and both charts where changes are tracked."""

from __future__ import annotations

import re

import pytest

from pipeline.compare.compare import compare
from pipeline.compare.lines import Reader
from pipeline.documents.plan import plan_content
from pipeline.model.charts import ChartKind
from pipeline.model.floats import Float
from pipeline.model.numbers import ResolvedPlan
from tests.charts.plans import RATES, changes
from tests.hostile.projects import parts_of
from tests.properties.documents import template
from tests.redlines import redline_of, wrong_in_redline
from tests.samples import numbered
from tests.small_plan import CHAPTER

KIND = ChartKind.BARS_AND_LINES
LATER = RATES.replace("6201", "6202")


def plan(csv: str = RATES, attributes: str = "") -> ResolvedPlan:
    """The small plan with one chart of these numbers."""
    changed = changes(KIND, **{KIND.name: csv})
    changed[CHAPTER] = changed[CHAPTER].replace('右の単位="％"', f'右の単位="％"{attributes}')
    return numbered(template("plan"), changed)


def lines_of(resolved: ResolvedPlan) -> list[str]:
    (chart,) = (block for block in resolved.body if isinstance(block, Float))
    return [f"{line.label}：{line.text}" for line in Reader(resolved.targets, {}).lines(chart)]


def test_a_chart_is_read_category_by_category_with_the_value_of_each_series() -> None:
    """So that a line tells what changed where."""
    assert lines_of(plan())[:6] == [
        "グラフの種類：棒と折れ線",
        "グラフの系列：認定者数｜認定率",
        "グラフの単位：人｜％",
        "令和２年度：認定者数：6,120人　認定率：18.1％",
        "令和３年度：認定者数：6,201人　認定率：18.4％",
        "令和４年度：認定者数：…　認定率：18.8％",
    ]


def test_of_a_value_that_changed_its_category_and_its_series_are_told() -> None:
    """And nothing of what stayed."""
    before, after = plan(), plan(LATER)
    comparison = compare((before, plan_content(before)), (after, plan_content(after)))
    (change,) = comparison.changes
    told = repr(change)
    assert "令和３年度" in told
    assert "6,202" in told
    assert "6,120" not in told


@pytest.mark.parametrize(
    ("csv", "attributes", "parts"),
    [
        (LATER, "", 2),
        (RATES + "令和５年度,6300,19.0\n", "", 2),
        (RATES.replace("認定率", "割合"), "", 2),
        (RATES, ' 説明="増えている"', 1),
    ],
    ids=["value", "category", "series", "description"],
)
def test_a_chart_that_changed_stands_as_it_was_and_as_it_is(csv: str, attributes: str, parts: int) -> None:
    """Accepting and rejecting gives each version; what is drawn alike has one part."""
    before, after = plan(), plan(csv, attributes)
    redline = redline_of(before, after, template("plan"))
    charts = [name for name in parts_of(redline) if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
    assert len(charts) == parts
    assert wrong_in_redline(before, after, template("plan")) == []


def test_a_chart_that_stayed_is_written_once() -> None:
    """Also where its number is another one now."""
    before = numbered(template("plan"), changes(KIND, ChartKind.SHARES))
    changed = changes(KIND, ChartKind.SHARES)
    figure = changed[CHAPTER].index("::: {.グラフ #fig-1")
    changed[CHAPTER] = "# 本文 {#sec-text}\n\n" + changed[CHAPTER][figure:]
    after = numbered(template("plan"), changed)
    redline = redline_of(before, after, template("plan"))
    assert wrong_in_redline(before, after, template("plan")) == []
    charts = [name for name in parts_of(redline) if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
    assert len(charts) == 2
