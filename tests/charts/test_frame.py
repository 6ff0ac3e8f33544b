"""The room that a chart gives to its words and numbers, and the ends of its axes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from pipeline.model.chart_axes import has_legend
from pipeline.model.charts import Chart, ChartKind, Series
from pipeline.model.scale import scale_of
from pipeline.word.charts.frame import Frame, Lettering, frame_of
from pipeline.word.charts.looks import Palette

LETTERING = Lettering("BIZ UDゴシック", "BIZ UDゴシック", 8.5, False)
WIDTH = 453.5  # 160 mm


def chart(kind: ChartKind, values: list[list[str]], names: str = "項目", **more: object) -> Chart:
    """A chart of rows of numbers, a series each."""
    count = len(values[0])
    series = tuple(
        Series(f"系列{at}", tuple(map(Decimal, each)), second=kind is ChartKind.BARS_AND_LINES and at > 0)
        for at, each in enumerate(values)
    )
    made = Chart(kind, tuple(f"{names}{at}" for at in range(count)), series)
    return replace(made, **more)  # type: ignore[arg-type]


def framed(made: Chart, width: float = WIDTH) -> Frame:
    return frame_of(made, width, LETTERING)


@pytest.mark.parametrize(
    ("values", "least", "most", "step"),
    [
        (("112937", "107401"), "0", "125000", "25000"),
        (("0.5", "0.21"), "0", "0.5", "0.1"),
        (("-4.25", "12.5"), "-5", "15", "5"),
        (("-3", "-8"), "-8", "0", "2"),
        (("0", "0"), "0", "1", "0.2"),
    ],
)
def test_axes_of_bars_end_at_round_numbers_and_hold_zero(
    values: tuple[str, ...], least: str, most: str, step: str
) -> None:
    """Both programs are told the same ends."""
    scale = scale_of(map(Decimal, values))
    assert (scale.least, scale.most, scale.step) == (Decimal(least), Decimal(most), Decimal(step))


def test_lines_that_hardly_differ_do_not_begin_at_zero() -> None:
    """They would all be flat."""
    assert scale_of([Decimal(980), Decimal(1000)], from_zero=False).least > 900
    assert scale_of([Decimal(100), Decimal(1000)], from_zero=False).least == 0


def test_percentages_end_at_a_hundred() -> None:
    """There is no 120 %."""
    assert scale_of([Decimal(98)], limit=Decimal(100)).most == 100


def test_bars_that_lie_leave_room_for_the_title_on_their_page() -> None:
    """They get thinner, as long as their names have their lines."""
    made = chart(ChartKind.LYING_BARS, [["5"] * 10] * 2)
    own = framed(made).height
    lower = frame_of(made, WIDTH, LETTERING, highest=own * 0.8)
    assert lower.height == pytest.approx(own * 0.8)
    assert frame_of(made, WIDTH, LETTERING, highest=own * 2).height == own
    least = frame_of(made, WIDTH, LETTERING, highest=1)
    assert least.down > 10 * LETTERING.size


def test_values_are_shown_where_they_have_room() -> None:
    """The same chart in a page's width and in a column's."""
    made = chart(ChartKind.STACKED, [["3155", "2508"] * 5] * 2, "令和２年")
    assert framed(made).shows_values
    assert not framed(made, WIDTH / 2).shows_values
    assert framed(replace(made, shows_values=True), WIDTH / 2).shows_values


def test_values_that_the_author_wants_are_turned_where_bars_are_narrow() -> None:
    """Else they would stand on each other."""
    made = chart(ChartKind.BARS, [["12345"] * 8] * 4)
    assert not framed(made).shows_values
    wanted = framed(replace(made, shows_values=True))
    assert wanted.turned_values
    assert wanted.top > framed(made).top


def test_long_names_stand_in_lines_and_then_turned() -> None:
    """As many lines as their place needs, up to three."""
    short = framed(chart(ChartKind.BARS, [["1"] * 6], "短い"))
    long = framed(chart(ChartKind.BARS, [["1"] * 6], "中央地域包括支援センター"))
    many = framed(chart(ChartKind.BARS, [["1"] * 30], "中央地域包括支援センター"))
    assert short.bottom < long.bottom < many.bottom
    assert (short.turned, long.turned, many.turned) == (False, False, True)


def test_lying_bars_are_as_high_as_their_categories_need() -> None:
    """Each more makes the chart higher; names have up to two fifths of the width."""
    few, many = (framed(chart(ChartKind.LYING_BARS, [["1"] * count])) for count in (3, 12))
    assert many.height - few.height == pytest.approx(9 * 2.6 * 8.5)
    assert framed(chart(ChartKind.SHARES, [["50"], ["50"]], "長い名前" * 20)).left < WIDTH / 2


def test_a_pyramid_leaves_room_for_numbers_at_both_sides() -> None:
    """Its axis is as long to the left as to the right."""
    scale = framed(chart(ChartKind.PYRAMID, [["3490"], ["3655"]])).scales[0]
    assert scale.least == -scale.most
    assert scale.most > 4000


def test_slices_bear_their_names_unless_one_is_too_small() -> None:
    """Then a legend has them."""
    assert not has_legend(chart(ChartKind.PIE, [["50", "50"]]))
    small = chart(ChartKind.PIE, [["97", "3"]])
    assert has_legend(small)
    assert (framed(small).legend, framed(small, WIDTH / 3).legend) == ("r", "b")
    assert framed(small, WIDTH / 3).height > framed(small, WIDTH / 3).across


GREYS = ("FFFFFF", "FFFF00", "000000", "808080", "1F4A5C", "C0504D")


@pytest.mark.parametrize("accents", [GREYS, tuple(reversed(GREYS)), ("FFFFFF",) * 6, ("000000",) * 6])
def test_fills_differ_whatever_colours_a_theme_has(accents: tuple[str, ...]) -> None:
    """By pattern, or by how bright they are."""
    fills = Palette(accents).fills(12)
    assert len(set(fills)) == 12
    for one, other in pairwise(fills):
        assert one.pattern != other.pattern or one.color != other.color


def test_lines_differ_in_dashes_or_symbols() -> None:
    """No two of twelve are alike."""
    strokes = Palette().strokes(12)
    assert len({(each.dash, each.symbol, each.hollow) for each in strokes}) == 12
