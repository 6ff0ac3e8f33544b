"""Charts of each kind as values, and what their drawings say, read back from the markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from lxml import etree

from pipeline.html.drawn.charts import chart_svg
from pipeline.model.charts import Chart, ChartKind, Series

LONG = "中央地域包括支援センターの北部と東部の山間地域"


def numbers(*values: str) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(each) if each else None for each in values)


YEARS = ("令和２年度", "令和３年度", "令和４年度")
PEOPLE = Series("認定者数", numbers("6120", "6201", "6390"))
RATE = Series("認定率", numbers("18.1", "", "18.8"), second=True)
SAMPLES: Mapping[ChartKind, Chart] = {
    ChartKind.BARS: Chart(
        ChartKind.BARS, YEARS, (Series("収支", numbers("12.5", "-4.25", "0")),), "億円", negative="△"
    ),
    ChartKind.LYING_BARS: Chart(
        ChartKind.LYING_BARS,
        ("忙しい", LONG, "無回答"),
        (Series("前回", numbers("62.5", "25.0", "12.5")), Series("今回", numbers("60", "", "3"))),
        "％",
    ),
    ChartKind.STACKED: Chart(
        ChartKind.STACKED,
        YEARS,
        (Series("入", numbers("1000", "1250", "800")), Series("出", numbers("-400", "-650", "-900"))),
        "万円",
    ),
    ChartKind.SHARES: Chart(
        ChartKind.SHARES,
        ("全体（n=1523）", "18〜29歳"),
        tuple(
            Series(name, numbers(*values))
            for name, values in (
                ("思う", ("63.5", "60")),
                ("思わない", ("33.4", "40")),
                ("無回答", ("3.1", "")),
            )
        ),
        "％",
    ),
    ChartKind.LINES: Chart(
        ChartKind.LINES,
        YEARS,
        (Series("市", numbers("98.2", "", "99.1")), Series("県", numbers("97.2", "98.8", "99.0"))),
        "％",
    ),
    ChartKind.PIE: Chart(
        ChartKind.PIE, ("持ち家", LONG, "その他"), (Series("世帯", numbers("412", "120", "70")),), "世帯"
    ),
    ChartKind.BARS_AND_LINES: Chart(ChartKind.BARS_AND_LINES, YEARS, (PEOPLE, RATE), "人", second_unit="％"),
    ChartKind.PYRAMID: Chart(
        ChartKind.PYRAMID,
        ("０〜４歳", "５〜９歳"),
        (Series("男", numbers("812", "900")), Series("女", numbers("790", "861"))),
        "人",
    ),
}


def drawings(chart: Chart) -> tuple[etree._Element, etree._Element]:
    """The wide drawing of a chart, and the narrow one."""
    wide, narrow = etree.fromstring(chart_svg(chart, "fig-a"))
    return wide, narrow


def marks(svg: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """What is drawn of each value, with what is said of it."""
    for each in svg.iter("rect", "path"):
        said = each.findtext("title")
        if said:
            yield said, each


def written(svg: etree._Element, name: str) -> list[str]:
    """The texts of a class, those of several lines put together."""
    return ["".join(each.itertext()) for each in svg.iter("text") if name in each.get("class", "").split()]


def shown(svg: etree._Element) -> list[str]:
    """The numbers beside what is drawn."""
    return [
        "".join(text.itertext())
        for group in svg.iter("g")
        if group.get("class") == "values"
        for text in group.iter("text")
    ]
