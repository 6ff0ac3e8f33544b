"""Charts as they are written: what their attributes choose, and what numbers they can't show."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.model.charts import Chart, ChartKind
from pipeline.model.floats import Float, FloatKind
from pipeline.model.inlines import plain_text
from pipeline.problems import Code
from tests.small_plan import CHAPTER, blocks_of, expect, problems_in

CSV = "data/a.csv"
PEOPLE = '年度,総人口,65歳以上,高齢化率\n令和２年度,"112,937",39358,34.8\n令和３年度,111520,39520,35.40\n令和４年度,－,39402,\n'
ANSWERS = "区分,はい,いいえ,無回答\n全体,60.1,37.4,2.5\n18歳以上,50,50,\n"


def float_of(attributes: str, csv: str = PEOPLE) -> Float:
    """The figure of a chart of a CSV file with this text."""
    (block,) = blocks_of(
        f'::: {{.グラフ #fig-a csv="{CSV}" {attributes}}}\n題\n\n資料：国勢調査\n:::', {CSV: csv}
    )
    assert isinstance(block, Float)
    return block


def chart_of(attributes: str, csv: str = PEOPLE) -> Chart:
    body = float_of(attributes, csv).body
    assert isinstance(body, Chart)
    return body


def wrong(attributes: str, csv: str, code: Code, place: str, *words: str) -> None:
    """A chart has one problem."""
    problems = problems_in(f'::: {{.グラフ #fig-a csv="{CSV}" {attributes}}}\n題\n:::', {CSV: csv})
    expect(problems, code, f"{CSV}:{place}" if place[0].isdigit() else f"{CHAPTER}:{place[1:]}", *words)


def numbers(*written: str) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(each) if each else None for each in written)


def test_a_chart_is_a_figure_with_its_caption_and_notes() -> None:
    """Whatever is said of figures is said of it."""
    block = float_of('種類="棒"')
    assert block.kind is FloatKind.FIGURE
    assert plain_text(block.caption) == "題"
    assert [plain_text(note) for note in block.notes] == ["資料：国勢調査"]


def test_numbers_are_as_exact_as_they_are_written_and_missing_ones_are_none() -> None:
    """Thousands, decimals, dashes and empty cells."""
    chart = chart_of('種類="折れ線"')
    assert chart.categories == ("令和２年度", "令和３年度", "令和４年度")
    assert [each.name for each in chart.series] == ["総人口", "65歳以上", "高齢化率"]
    assert chart.series[0].values == numbers("112937", "111520", "")
    assert str(chart.series[2].values[1]) == "35.40"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("△38", "-38"),
        ("▲1.5", "-1.5"),
        ("−2", "-2"),
        ("-0", "0"),
        ("+3", "3"),
        ("１，２３４", "1234"),
        ("12.5％", "12.5"),
    ],
)
def test_numbers_may_be_written_as_tables_have_them(cell: str, value: str) -> None:
    """Signs, full-width digits and thousands, percent."""
    chart = chart_of('種類="折れ線"', f'年度,値\n令和２年度,"{cell}"\n')
    assert chart.series[0].values == numbers(value)


def test_columns_and_rows_are_chosen_by_their_names_and_stand_in_that_order() -> None:
    """By 、, or by blanks."""
    chart = chart_of('種類="棒" 列="65歳以上 総人口" 行="令和３年度、令和２年度"')
    assert [each.name for each in chart.series] == ["65歳以上", "総人口"]
    assert chart.series[0].values == numbers("39520", "39358")


@pytest.mark.parametrize(
    ("order", "categories"),
    [
        ("大きい順", ("乙", "丙", "甲", "丁")),
        ("小さい順", ("甲", "丙", "乙", "丁")),
        ("逆順", ("丁", "丙", "乙", "甲")),
    ],
)
def test_categories_are_sorted_by_the_first_column(order: str, categories: tuple[str, ...]) -> None:
    """What has no value stands last."""
    csv = "地区,件数\n甲,2\n乙,10\n丙,9.5\n丁,\n"
    assert chart_of(f'種類="横棒" 順="{order}"', csv).categories == categories


def test_lines_are_the_last_column_or_those_that_are_named() -> None:
    """Beside bars, on an axis of their own with its unit."""
    chart = chart_of('種類="棒と折れ線" 列="総人口 高齢化率" 単位="人" 右の単位="%"')
    assert [each.second for each in chart.series] == [False, True]
    assert (chart.unit, chart.second_unit) == ("人", "％")
    named = chart_of('種類="棒と折れ線" 折れ線="総人口"')
    assert [each.second for each in named.series] == [True, False, False]


def test_percent_signs_in_cells_are_the_unit_of_their_axis() -> None:
    """Where the author says no other."""
    csv = "年度,人数,率\n令和２年度,12,3.5%\n"
    chart = chart_of('種類="棒と折れ線" 単位="人"', csv)
    assert (chart.unit, chart.second_unit) == ("人", "％")


@pytest.mark.parametrize(("attributes", "shows"), [("", None), ('値="なし"', False), ('値="あり"', True)])
def test_whether_values_are_shown_is_the_authors_choice_or_that_of_the_room(
    attributes: str, shows: bool | None
) -> None:
    """Which is known where the chart is written."""
    assert chart_of(f'種類="棒" {attributes}').shows_values is shows


def test_numbers_of_an_axis_are_shown_with_as_many_decimals_as_the_most_exact_one() -> None:
    """Signs are the author's."""
    chart = chart_of('種類="棒" 負="△"', "年度,甲,乙\n令和２年度,-1234.5,2\n")
    assert [chart.said(each, 0) for each in chart.series] == ["△1,234.5", "2.0"]


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ("", ("種類がありません", "棒")),
        ('種類="帯"', ('種類="帯"',)),
        ('種類="棒" 順="降順"', ('順="降順"', "大きい順")),
        ('種類="棒" 値="有"', ('値="有"',)),
        ('種類="棒" 列="総人ロ"', ("「総人ロ」", "もしかして: 総人口")),
        ('種類="棒" 列="総人口、総人口"', ("二度",)),
        ('種類="棒" 行="令和９年度"', ("「令和９年度」",)),
        ('種類="棒" 折れ線="総人口"', ("棒と折れ線",)),
        ('種類="棒" head="2"', ("「head」",)),
    ],
)
def test_attributes_that_choose_nothing_are_told(attributes: str, words: tuple[str, ...]) -> None:
    """With the nearest that there is."""
    wrong(attributes, PEOPLE, Code.MD_ATTRIBUTE, "+3:1", *words)


@pytest.mark.parametrize(
    ("attributes", "csv", "code", "place", "words"),
    [
        (
            '種類="棒"',
            "年度,人口\n令和２年度,約1200\n",
            Code.CHART_VALUE,
            "2",
            ("「令和２年度」", "「人口」", "約1200"),
        ),
        ('種類="棒"', "年度,人口\n令和２年度,1200人\n", Code.CHART_VALUE, "2", ("1200人", "単位")),
        ('種類="棒"', '年度,人口\n令和２年度,"1,20"\n', Code.CHART_VALUE, "2", ("1,20",)),
        ('種類="円"', "区分,人\n甲,-3\n乙,4\n", Code.CHART_VALUE, "2", ("「甲」", "負の数")),
        ('種類="円"', "区分,人\n甲,3\n乙,\n", Code.CHART_VALUE, "3", ("「乙」", "値がありません")),
        ('種類="ピラミッド"', "年齢,男,女\n0歳,3,△4\n", Code.CHART_VALUE, "2", ("「女」", "負の数")),
        ('種類="円"', "区分,男,女\n甲,3,4\n", Code.CHART_SERIES, "+3:1", ("1列", "2列")),
        ('種類="ピラミッド"', "年齢,計\n0歳,3\n", Code.CHART_SERIES, "+3:1", ("2列", "男、女")),
        ('種類="棒と折れ線"', "年度,人口\n令和２年度,3\n", Code.CHART_SERIES, "+3:1", ("折れ線",)),
        ('種類="棒"', "年度,甲,甲\n令和２年度,3,4\n", Code.CHART_SERIES, "1", ("「甲」の列が二つ",)),
        ('種類="棒"', "年度,甲,\n令和２年度,3,4\n", Code.CHART_SERIES, "1", ("3列目",)),
        ('種類="棒"', "年度,甲\n,3\n", Code.CHART_SERIES, "2", ("項目の名前",)),
        (
            '種類="棒"',
            "年度," + ",".join("甲乙丙丁戊己庚辛壬癸子丑寅") + "\n令和２年度" + ",1" * 13 + "\n",
            Code.CHART_SERIES,
            "+3:1",
            ("13",),
        ),
        (
            '種類="円"',
            "区分,人\n" + "".join(f"甲{n},3\n" for n in range(13)),
            Code.CHART_SERIES,
            "+3:1",
            ("13", "その他"),
        ),
        (
            '種類="横積上げ棒" 単位="％"',
            "区分,はい,いいえ\n全体,60,41.2\n",
            Code.CHART_SUM,
            "2",
            ("「全体」", "101.2", "横棒"),
        ),
        ('種類="横積上げ棒"', "区分,はい,いいえ\n全体,60%,30%\n", Code.CHART_SUM, "2", ("90", "無回答")),
        ('種類="円" 単位="%"', "区分,割合\nはい,60\nいいえ,50\n", Code.CHART_SUM, "2", ("「割合」", "110")),
        ('種類="円"', "区分,人\nはい,6\nいいえ,5\n計,11\n", Code.CHART_SUM, "4", ("「計」",)),
        (
            '種類="積上げ棒"',
            "年度,男,女,計\n令和２年度,6,5,11\n令和３年度,6,4,10\n",
            Code.CHART_SUM,
            "2",
            ("「計」", "列="),
        ),
        ('種類="棒"', "年度,甲,乙\n令和２年度,3,\n", Code.CHART_EMPTY, "+3:1", ("「乙」",)),
        ('種類="円"', "区分,人\n甲,0\n乙,0\n", Code.CHART_EMPTY, "+3:1", ("０",)),
        ('種類="棒"', "年度\n令和２年度\n", Code.CHART_EMPTY, "1", ("数の列",)),
        ('種類="棒"', "年度,人口\n", Code.TABLE_EMPTY, "1", ()),
        ('種類="棒"', "年度,人口\n令和２年度,1,2\n", Code.TABLE_RAGGED, "2", ()),
    ],
)
def test_numbers_that_a_chart_cant_show_are_told(
    attributes: str, csv: str, code: Code, place: str, words: tuple[str, ...]
) -> None:
    """With the names of row and column, at the row in the file or at the chart."""
    wrong(attributes, csv, code, place, *words)


def test_what_rounding_leaves_is_no_fault_of_sums() -> None:
    """Each share may be half a step off."""
    csv = "区分,甲,乙,丙\n全体,33.3,33.3,33.3\n男,33.4,33.4,33.3\n"
    assert chart_of('種類="横積上げ棒" 単位="％"', csv).kind is ChartKind.SHARES
    assert len(chart_of('種類="横積上げ棒" 単位="％"', ANSWERS).series) == 3


def test_counts_need_no_sum() -> None:
    """They are drawn as shares of what there is."""
    assert chart_of('種類="横積上げ棒" 単位="人"', "区分,甲,乙\n全体,612,540\n").unit == "人"


def test_columns_that_are_not_drawn_may_hold_anything() -> None:
    """Remarks, and totals."""
    csv = "年度,男,女,計,備考\n令和２年度,6,5,11,速報\n"
    assert len(chart_of('種類="積上げ棒" 列="男、女"', csv).series) == 2


def test_a_chart_without_a_file_is_told() -> None:
    """Numbers stand in a CSV file."""
    problems = problems_in('::: {.グラフ #fig-a 種類="棒"}\n題\n:::')
    expect(problems, Code.CHART_EMPTY, f"{CHAPTER}:3:1", "csv=")


def test_a_description_is_the_authors_where_there_is_one() -> None:
    """Else it is made from the numbers."""
    assert chart_of('種類="棒" 説明="人口は減っている"').description == "人口は減っている"
    assert not chart_of('種類="棒"').description
