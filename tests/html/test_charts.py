"""Charts on pages: what is drawn has the values, the words and the numbers of the chart, and room for them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from lxml import etree

from pipeline.html.drawn.chart_table import chart_table
from pipeline.html.drawn.charts import chart_svg
from pipeline.html.drawn.looks import MOST, fill_of, patterns, symbol
from pipeline.html.drawn.svg import Pen
from pipeline.model.chart_axes import has_legend, names_slices
from pipeline.model.chart_words import called, told
from pipeline.model.charts import Chart, ChartKind, Series
from tests.html.charts import LONG, SAMPLES, YEARS, drawings, marks, numbers, shown, written

ALL = tuple(SAMPLES.values())
KINDS = pytest.mark.parametrize("chart", ALL, ids=[each.kind.name for each in ALL])


def lengths(chart: Chart, svg: etree._Element) -> dict[str, float]:
    """How long each bar is drawn, by what is said of it."""
    lies = chart.kind in (ChartKind.LYING_BARS, ChartKind.SHARES, ChartKind.PYRAMID)
    found = {said: each for said, each in marks(svg) if each.tag == "rect"}
    return {said: float(each.get("width" if lies else "height", "")) for said, each in found.items()}


def said(chart: Chart) -> list[str]:
    """What is said of every value that there is."""
    return [
        f"{category}　{series.name}　{chart.said(series, at)}"
        for series in chart.series
        for at, category in enumerate(chart.categories)
        if series.values[at] is not None
    ]


@KINDS
def test_every_value_is_drawn_once_and_nothing_else(chart: Chart) -> None:
    """In the drawing for a page as in that for a phone."""
    for svg in drawings(chart):
        assert sorted(name for name, _ in marks(svg)) == sorted(said(chart))


@pytest.mark.parametrize(
    "kind",
    [ChartKind.BARS, ChartKind.LYING_BARS, ChartKind.STACKED, ChartKind.SHARES, ChartKind.PYRAMID],
)
def test_bars_are_as_long_as_their_values(kind: ChartKind) -> None:
    """One scale for all of them; shares are those of their row."""
    chart = SAMPLES[kind]
    for svg in drawings(chart):
        drawn, scales = lengths(chart, svg), set()
        for series in chart.series:
            for at, value in enumerate(series.values):
                if value:
                    whole = sum(each.values[at] or 0 for each in chart.series)
                    share = value / whole if kind is ChartKind.SHARES else abs(value)
                    scales.add(
                        drawn[f"{chart.categories[at]}　{series.name}　{chart.said(series, at)}"]
                        / float(share)
                    )
        assert max(scales) == pytest.approx(min(scales), rel=0.03)


def test_the_points_of_lines_stand_at_their_values() -> None:
    """Equal steps of values are equal steps upwards; where there is no value the line is interrupted."""
    chart = SAMPLES[ChartKind.LINES]
    for svg in drawings(chart):
        places = {name: each.xpath("string(../@transform)") for name, each in marks(svg)}
        heights = {
            float(name.rsplit("　", 1)[1].rstrip("％")): float(at.rstrip(")").split()[1])
            for name, at in places.items()
        }
        (low, y_low), *_, (high, y_high) = sorted(heights.items())
        for value, y in heights.items():
            assert y == pytest.approx(y_low + (value - low) / (high - low) * (y_high - y_low), abs=0.2)
        lines = [each.get("d", "") for each in svg.iter("path") if each.get("class") == "stroke"][
            : len(chart.series)
        ]
        assert [line.count("M") for line in lines] == [2, 1]


def test_slices_are_as_wide_as_their_shares() -> None:
    """Clockwise from above."""
    chart = SAMPLES[ChartKind.PIE]
    for svg in drawings(chart):
        angles = []
        for _, each in marks(svg):
            x, y, x1, y1, x2, y2 = (
                float(found)
                for found in re.match(r"M(\S+) (\S+)L(\S+) (\S+)A.* (\S+) (\S+)Z", each.get("d", "")).groups()  # type: ignore[union-attr]
            )
            angles.append((math.atan2(x2 - x, y - y2) - math.atan2(x1 - x, y - y1)) % (2 * math.pi))
        whole = float(sum(chart.series[0].known))
        assert angles == pytest.approx(
            [float(each) / whole * 2 * math.pi for each in chart.series[0].known], abs=0.01
        )


def test_a_single_slice_is_the_whole_pie() -> None:
    """An arc from a point to itself would be nothing; a slice of nothing is not drawn."""
    chart = Chart(ChartKind.PIE, ("全て", "なし"), (Series("人", numbers("5", "0")),))
    for svg in drawings(chart):
        assert [name for name, _ in marks(svg)] == ["全て　人　5"]


@KINDS
def test_names_are_written_whole(chart: Chart) -> None:
    """Long ones in lines: of categories, of series, of slices."""
    for svg in drawings(chart):
        words = "／".join("".join(each.itertext()) for each in svg.iter("text"))
        names = [
            *chart.categories,
            *(each.name for each in chart.series if has_legend(chart) and chart.kind is not ChartKind.PIE),
        ]
        assert [name for name in names if name not in words] == []


@KINDS
def test_numbers_are_those_of_word(chart: Chart) -> None:
    """The same decimals, separators and signs; of those that have no room some are left out, and none is another one."""
    wide, narrow = map(shown, drawings(chart))
    if chart.kind is ChartKind.PIE:
        assert [each[-5:] for each in wide] == ["68.4%", "11.6%", "19.9%"]
        return
    values = [chart.shown(series, value) for series in chart.series for value in series.known]
    assert set(wide) <= set(values)
    assert set(narrow) <= set(wide)
    assert len(wide) >= len(values) - 2


def test_percentages_of_a_pie_are_shown_as_written() -> None:
    """And reckoned where they are counts: half a tenth is rounded up, as Word does it."""
    written_ones = Chart(ChartKind.PIE, ("ア", "イ"), (Series("割合", numbers("62.50", "37.50")),), "％")
    assert [each[1:] for each in shown(drawings(written_ones)[0])] == ["62.50％", "37.50％"]
    counted = Chart(ChartKind.PIE, ("ア", "イ"), (Series("人", numbers("245", "1755")),), "人")
    assert sorted(each[1:] for each in shown(drawings(counted)[0])) == ["12.3%", "87.8%"]


def test_values_are_hidden_where_their_author_says_so() -> None:
    """And shown where they would have no room, if that is wanted."""
    chart = SAMPLES[ChartKind.BARS]
    assert shown(drawings(replace(chart, shows_values=False))[0]) == []
    many = Chart(
        ChartKind.BARS,
        tuple(map(str, range(20))),
        tuple(Series(f"系列{at}", numbers(*["12345"] * 20)) for at in range(1)),
    )
    assert shown(drawings(many)[1]) == []
    assert len(shown(drawings(replace(many, shows_values=True))[0])) == 20


CROWDED = [
    *ALL,
    Chart(ChartKind.BARS, (LONG,) * 4, (Series("数", numbers("1", "2", "3", "-1234567")),), "件"),
    Chart(ChartKind.BARS, tuple(f"{LONG}{at}" for at in range(30)), (Series("数", numbers(*["12"] * 30)),)),
    Chart(
        ChartKind.LYING_BARS,
        (LONG * 2, "Wide-Latin-Word-" * 3),
        (Series("数", numbers("1234567", "1")),),
        "円",
    ),
    Chart(ChartKind.SHARES, (LONG * 2,), tuple(Series(f"{LONG}{at}", numbers("10")) for at in range(12))),
    Chart(ChartKind.STACKED, YEARS, tuple(Series(f"区分{at}", numbers("1", "2", "3")) for at in range(12))),
    Chart(ChartKind.LINES, YEARS, tuple(Series(f"{LONG}{at}", numbers("1", "2", "3")) for at in range(12))),
    Chart(
        ChartKind.PIE, tuple(f"{LONG}{at}" for at in range(12)), (Series("数", numbers("90", *["1"] * 11)),)
    ),
    Chart(ChartKind.PIE, tuple(f"{LONG}{at}" for at in range(8)), (Series("数", numbers(*["1"] * 8)),)),
    Chart(
        ChartKind.LINES,
        YEARS * 4,
        tuple(Series(f"線{at}", numbers(*["1234567.5", "12", "7654321.5"] * 4)) for at in range(4)),
        "円",
        shows_values=True,
    ),
    Chart(ChartKind.STACKED, YEARS, (Series("額", numbers(*["123456789012"] * 3)),) * 2, shows_values=True),
    Chart(
        ChartKind.PYRAMID,
        tuple(f"{at}歳" for at in range(20)),
        tuple(Series(name, numbers(*["123456"] * 20)) for name in "男女"),
    ),
]


def extents(svg: etree._Element) -> list[tuple[float, float, float, float]]:
    """The room of each line of text that stands level: from where to where, and its upper and lower edge."""
    pen = Pen(float(svg.get("font-size", "")))
    found = []
    for text in svg.iter("text"):
        if text.get("transform"):
            continue
        x, y = float(text.get("x", "")), float(text.get("y", ""))
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
        lines = [text.text or "", *(each.text or "" for each in text.iter("tspan"))]
        for at, line in enumerate(lines):
            left, baseline = x - pen.width(line) * share, y + at * pen.size * 1.3
            found.append((left, left + pen.width(line), baseline - pen.size * 0.8, baseline + pen.size * 0.2))
    return found


@pytest.mark.parametrize("chart", CROWDED)
def test_nothing_is_cut(chart: Chart) -> None:
    """Every text that stands level is within the drawing, however long names and numbers are."""
    for svg in drawings(chart):
        _, _, width, height = map(float, svg.get("viewBox", "").split())
        for left, right, top, bottom in extents(svg):
            assert (left >= -2, right <= width + 2, top >= -2, bottom <= height + 2) == (True,) * 4


@pytest.mark.parametrize("chart", [each for each in CROWDED if each.kind is not ChartKind.PIE])
def test_numbers_at_axes_are_apart(chart: Chart) -> None:
    """Where they have no room side by side some are left out, and 0 is not."""
    for svg in drawings(chart):
        pen = Pen(float(svg.get("font-size", "")))
        ticks = [each for each in svg.iter("text") if each.get("class") == "tick"]
        level = sorted(
            (float(each.get("x", "")), pen.width(each.text or ""))
            for each in ticks
            if each.get("text-anchor") == "middle"
        )
        for (x, width), (other, wide) in pairwise(level):
            assert x + width / 2 + 0.3 * pen.size < other - wide / 2
        assert any(set(each.text or "") <= set("0.%") for each in ticks) or chart.kind is ChartKind.LINES


@pytest.mark.parametrize("chart", [each for each in CROWDED if each.kind is ChartKind.PIE])
def test_labels_of_slices_do_not_stand_on_each_other(chart: Chart) -> None:
    """Those that are near are moved apart, with a line to their slice."""
    for svg in drawings(chart):
        found = extents(svg)
        for at, (left, right, top, bottom) in enumerate(found):
            for other in found[at + 1 :]:
                assert (
                    right <= other[0] + 1
                    or other[1] <= left + 1
                    or bottom <= other[2] + 1
                    or other[3] <= top + 1
                )


def test_names_that_are_turned_and_still_too_near_are_written_at_even_distances() -> None:
    """The first one among them; the table has all of them."""
    chart = Chart(
        ChartKind.BARS, tuple(str(1965 + at) for at in range(60)), (Series("人", numbers(*["9"] * 60)),)
    )
    wide, narrow = (written(svg, "name") for svg in drawings(chart))
    assert wide[0] == narrow[0] == "1965"
    assert len(narrow) < len(wide) < 60
    assert chart_table(chart).count('<th scope="row">') == 60


@KINDS
def test_a_chart_is_an_image_with_a_name_and_a_description(chart: Chart) -> None:
    """What its author says of it, or what is told in the PDF; ids of the two drawings differ."""
    for described, expected in ((chart, told(chart)), (replace(chart, description="増え<た"), "増え<た")):
        pair = drawings(described)
        ids = [each.get("id") for svg in pair for each in svg.iter() if each.get("id")]
        assert len(ids) == len(set(ids))
        for svg in pair:
            by_id = {each.get("id"): each for each in svg.iter()}
            assert svg.get("role") == "img"
            assert by_id[svg.get("aria-labelledby")].text == called(chart)
            assert by_id[svg.get("aria-describedby")].text == expected
            used = re.findall(r"url\(#([^)]*)\)", etree.tostring(svg, encoding="unicode"))
            assert set(used) <= set(by_id)


def test_looks_differ_without_their_colours() -> None:
    """Of one brightness, which is every other one, each has a texture of its own; of lines each pair of dashes and symbol."""
    tiles = [re.sub(r'id="[^"]*"|series-\d+', "", patterns("a", [at])) for at in range(MOST)]
    for brightness in (0, 1):
        assert len(set(tiles[brightness::2])) == MOST // 2
    assert len({(symbol(at), at % 6) for at in range(MOST)}) == MOST
    assert fill_of("a", 0) == ' fill="var(--series)"'
    assert 'id="a-texture-3"' in patterns("a", [2])


def test_lines_over_bars_are_dark_where_bars_are_not() -> None:
    """Else a line could not be seen where it crosses them."""
    wide, _ = drawings(SAMPLES[ChartKind.BARS_AND_LINES])
    groups = [each.get("class") for each in wide.iter("g") if "series" in each.get("class", "")]
    assert groups[:2] == ["series-2", "line series-1"]


def table_of(chart: Chart) -> etree._Element:
    """The table of a chart's numbers."""
    return etree.fromstring(f"<table>{chart_table(chart).replace('<wbr>', '<wbr/>')}</table>")


def test_the_table_has_every_number_with_the_unit_in_its_head() -> None:
    """… where there is none, and shares beside the counts of a pie."""
    table = table_of(SAMPLES[ChartKind.BARS_AND_LINES])
    rows = [[("".join(each.itertext()), each.get("scope")) for each in row] for row in table.iter("tr")]
    assert rows[0] == [("項目", "col"), ("認定者数（人）", "col"), ("認定率（％）", "col")]
    assert rows[2] == [("令和３年度", "row"), ("6,201", None), ("…", None)]
    pie = table_of(SAMPLES[ChartKind.PIE])
    assert [each.text for each in pie.iter("td")] == ["412", "68.4", "120", "19.9", "70", "11.6"]


def test_a_unit_that_a_name_says_itself_is_not_said_again() -> None:
    """出生数（人） of people has no second （人）."""
    chart = Chart(ChartKind.BARS, YEARS, (Series("出生数（人）", numbers("1", "2", "3")),), "人")
    assert [each.text for each in table_of(chart).iter("th")][1] == "出生数"
    assert chart_table(chart).count("（人）") == 1


def test_words_are_escaped() -> None:
    """In drawings and in the table."""
    chart = Chart(ChartKind.BARS, ("<a> & b",), (Series("c<d", numbers("1")),), "e&f")
    assert "<a>" not in chart_svg(chart, "x") + chart_table(chart)
    for svg in drawings(chart):
        assert written(svg, "name") == ["<a> & b"]


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("中央地域包括支援センター", 7, ["中央地域包", "括支援センター"]),
        ("短い", 7, ["短い"]),
        ("「かぎ」で、始まる", 4, None),
        ("a" * 30, 5, None),
    ],
)
def test_lines_are_about_as_long_as_each_other(text: str, room: int, lines: Sequence[str] | None) -> None:
    """None is wider than its room, and none begins with what no line begins with."""
    pen = Pen(10)
    found = pen.lines(text, room * 10)
    assert "".join(found) == text
    assert all(pen.width(each) <= room * 10 for each in found)
    assert not any(each[0] in "、。」ー" for each in found)
    if lines:
        assert len(found) == len(lines)


def test_names_of_slices_are_in_a_legend_where_one_is_small() -> None:
    """As in Word."""
    small = Chart(ChartKind.PIE, ("大", "小"), (Series("数", (Decimal(97), Decimal(3))),))
    assert not names_slices(small)
    wide, _ = drawings(small)
    assert sorted(shown(wide)) == ["3.0%", "97.0%"]
    assert [each for each in wide.iter("g") if each.get("class") == "legend"]
