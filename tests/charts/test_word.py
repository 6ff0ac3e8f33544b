"""Charts in Word: their parts, the workbook of their numbers, and what is read aloud."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from pipeline import checks
from pipeline.model.charts import ChartKind
from tests.charts.plans import NUMBERS, changes, written
from tests.hostile.projects import parts_of
from tests.small_plan import CHAPTER, chapter

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ALL = tuple(ChartKind)
CHART, SHEET = "word/charts/chart{}.xml", "word/embeddings/Microsoft_Excel_Worksheet{}.xlsx"


@pytest.fixture(scope="module")
def parts() -> Mapping[str, bytes]:
    """The parts of a document with a chart of each kind."""
    return parts_of(written(changes(*ALL)))


def tree(parts: Mapping[str, bytes], kind: ChartKind) -> etree._Element:
    return etree.fromstring(parts[CHART.format(ALL.index(kind) + 1)])


def points(cache: etree._Element) -> dict[int, str]:
    return {int(each.get("idx", "")): each.findtext(f"{C}v", "") for each in cache.iter(f"{C}pt")}


def value(parts: Mapping[str, bytes], kind: ChartKind, path: str) -> str | None:
    found = tree(parts, kind).find(".//" + "/".join(f"{C}{name}" for name in path.split("/")))
    return None if found is None else found.get("val")


@pytest.mark.parametrize("kind", ALL)
def test_the_workbook_of_a_chart_has_what_its_caches_show(
    parts: Mapping[str, bytes], kind: ChartKind
) -> None:
    """Every cell that the chart refers to, and no other; Word draws the caches and edits the cells."""
    number = ALL.index(kind) + 1
    sheet = load_workbook(io.BytesIO(parts[SHEET.format(number)]))["Sheet1"]
    seen = set()
    for reference in tree(parts, kind).iter(f"{C}strRef", f"{C}numRef"):
        cells = sheet[reference.findtext(f"{C}f", "").removeprefix("Sheet1!")]
        rows = cells if isinstance(cells, tuple) else ((cells,),)
        cached = points(reference)
        for at, (cell,) in enumerate(rows):
            seen.add(cell.coordinate)
            if isinstance(cell.value, str):
                assert cached[at] == cell.value
            elif cell.value is None:
                assert at not in cached
            else:
                assert float(cached[at]) == cell.value
                assert reference.findtext(f".//{C}formatCode") == cell.number_format
    filled = {cell.coordinate for row in sheet for cell in row if cell.value is not None}
    assert filled <= seen


def test_each_chart_is_related_to_its_own_workbook(parts: Mapping[str, bytes]) -> None:
    """By a package relationship that the chart names as its data (21.2.2.63)."""
    for number in range(1, len(ALL) + 1):
        chart = etree.fromstring(parts[CHART.format(number)])
        related = etree.fromstring(parts[f"word/charts/_rels/chart{number}.xml.rels"])
        assert [each.get("Target") for each in related] == [f"../embeddings/{SHEET.format(number)[16:]}"]
        data = chart.find(f"{C}externalData")
        assert data is not None
        assert list(data.attrib.values()) == [related[0].get("Id")]
        assert data[0].get("val") == "0"


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Workbooks have no times."""
    assert written(changes(*ALL)) == written(changes(*ALL))


def test_charts_are_valid_and_the_reader_finds_nothing_wrong(tmp_path: Path) -> None:
    """All kinds in one document."""
    docx = written(changes(*ALL))
    (tmp_path / "plan.docx").write_bytes(docx)
    result = OpenXmlValidator().validate(tmp_path / "plan.docx")
    assert not result.errors, [str(each) for each in result.errors]
    assert not list(checks.check_document(checks.read("plan", checks.without_contents(docx))))


def test_all_text_has_the_fonts_and_the_size_of_the_style(parts: Mapping[str, bytes]) -> None:
    """Of Latin letters and of Japanese, so that neither program takes another."""
    for kind in ALL:
        for properties in tree(parts, kind).iter(f"{A}defRPr", f"{A}rPr"):
            assert properties.get("sz") == "850"
            fonts = [properties.find(f"{A}{slot}") for slot in ("latin", "ea")]
            assert {each.get("typeface") for each in fonts if each is not None} == {"BIZ UDゴシック"}


def test_series_that_lie_beside_each_other_have_other_patterns(parts: Mapping[str, bytes]) -> None:
    """A black-and-white copy tells them apart."""
    for kind in (ChartKind.STACKED, ChartKind.SHARES, ChartKind.PYRAMID):
        looks = [etree.tostring(each) for each in tree(parts, kind).iterfind(f".//{C}ser/{C}spPr")]
        assert len(set(looks)) == len(looks) > 1
    dashes = [
        each.get("val") for each in tree(parts, ChartKind.LINES).iterfind(f".//{C}ser/{C}spPr//{A}prstDash")
    ]
    symbols = [each.get("val") for each in tree(parts, ChartKind.LINES).iterfind(f".//{C}symbol")]
    assert len(set(dashes)) == len(set(symbols)) == 2


def test_bars_begin_at_zero_and_shares_end_at_a_hundred(parts: Mapping[str, bytes]) -> None:
    """A bar that does not begin at 0 says something else."""
    assert value(parts, ChartKind.LYING_BARS, "valAx/scaling/min") == "0"
    assert value(parts, ChartKind.STACKED, "valAx/scaling/min") == "0"
    assert value(parts, ChartKind.SHARES, "valAx/scaling/max") == "1"
    assert value(parts, ChartKind.SHARES, "barChart/grouping") == "percentStacked"


def test_a_pyramid_has_one_side_to_the_left_and_shows_no_signs(parts: Mapping[str, bytes]) -> None:
    """Its axis reads alike on both sides."""
    pyramid = tree(parts, ChartKind.PYRAMID)
    left, right = (points(each) for each in pyramid.iter(f"{C}numCache"))
    assert left == {0: "-812", 1: "-900", 2: "-955"}
    assert right == {0: "790", 1: "861", 2: "930"}
    least, most = (
        float(value(parts, ChartKind.PYRAMID, f"valAx/scaling/{end}") or 0) for end in ("min", "max")
    )
    assert least == -most
    axis = pyramid.find(f".//{C}valAx/{C}numFmt")
    assert axis is not None
    assert axis.get("formatCode") == "#,##0;#,##0"


def test_negative_numbers_have_the_sign_of_the_author(parts: Mapping[str, bytes]) -> None:
    """In the chart and in the workbook."""
    codes = {each.text for each in tree(parts, ChartKind.BARS).iter(f"{C}formatCode")}
    assert codes == {'#,##0.00;"△"#,##0.00'}


def test_a_description_is_made_from_the_numbers(parts: Mapping[str, bytes]) -> None:
    """What, from where to where, extremes; the author's own stands in its place."""
    document = parts["word/document.xml"].decode()
    told = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', document)
    assert told[ALL.index(ChartKind.BARS)] == (
        "棒グラフ。令和２年度から令和３年度までの2項目。収支は、令和２年度 12.50億円、令和３年度 △4.25億円。"
    )
    assert (
        "18〜29歳（n=145）は、そう思う 60.0％、思わない 38.5％、無回答 1.5％"
        in told[ALL.index(ChartKind.SHARES)]
    )
    own = changes(ChartKind.BARS)
    own[CHAPTER] = own[CHAPTER].replace('種類="棒"', '種類="棒" 説明="収支は&quot;赤字&quot;"')
    assert "収支は" in parts_of(written(own))["word/document.xml"].decode()


def test_a_plan_without_charts_has_no_parts_of_charts() -> None:
    """And does not load what writes them."""
    names = parts_of(written({CHAPTER: chapter("文章です。")}))
    assert not [name for name in names if "chart" in name or "embed" in name]


def test_charts_with_the_same_numbers_have_a_part_each() -> None:
    """Word wants a part of its own for each drawing."""
    names = parts_of(written(changes(ChartKind.BARS, ChartKind.BARS)))
    assert {CHART.format(1), CHART.format(2), SHEET.format(1), SHEET.format(2)} <= names.keys()


def test_every_kind_has_numbers_in_these_tests() -> None:
    """A kind that is new stands there too."""
    assert NUMBERS.keys() == set(ChartKind)


def test_of_two_slices_that_are_too_small_for_two_labels_the_smaller_one_has_none() -> None:
    """The legend names both."""
    csv = "区分,割合\n甲,95.5\n乙,3.0\n丙,1.5\n"
    chart = etree.fromstring(parts_of(written(changes(ChartKind.PIE, PIE=csv)))["word/charts/chart1.xml"])
    without = [each.find(f"{C}idx") for each in chart.iter(f"{C}dLbl")]
    assert [each.get("val") for each in without if each is not None] == ["2"]
    assert chart.find(f".//{C}legend") is not None


def test_of_lines_that_are_too_close_for_their_labels_later_ones_have_none() -> None:
    """Point by point: where they part, each has its label; the first line has all of them."""
    numbers = "年度,一,二,三,四\n令和２年度,50.0,50.2,50.4,50.6\n令和３年度,50.0,10.0,90.0,30.0\n"
    text = '::: {.グラフ #fig-a 種類="折れ線" csv="data/a.csv" 値="あり"}\n題\n:::'
    chart = etree.fromstring(
        parts_of(written({CHAPTER: chapter(text), "data/a.csv": numbers}))["word/charts/chart1.xml"]
    )
    hidden = [
        [each.get("val") for each in series.iterfind(f".//{C}dLbl/{C}idx")]
        for series in chart.iter(f"{C}ser")
    ]
    assert hidden == [[], [], ["0"], ["0"]]
