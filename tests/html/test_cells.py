"""Cells of tables on a screen: lines that end at phrases, points under one another; and charts with their numbers."""

from __future__ import annotations

import re

import pytest

from pipeline.model.charts import ChartKind
from tests.charts.plans import changes
from tests.html.test_site import markup, site, text_page

SENTENCE = "相談の窓口を、市内の五つの地区に一つずつ置いています。"
LONG = "地域で暮らす人が困ったときに相談できる窓口と、その相談を受けて支える仕組みを、市の全域に設けること"


def _cell(first: str, other: str) -> tuple[str, str]:
    table = f"::: {{.表 #tbl-cells}}\n窓口\n\n| 区分 | 内容 |\n|:--|:--|\n| {first} | {other} |\n:::"
    found = re.search(r'<th scope="row">(.*?)</th><td>(.*?)</td>', markup(text_page(table)))
    assert found
    return found[1], found[2]


@pytest.mark.parametrize(
    ("text", "parts"),
    [("権利と参画", "権利と|参画"), ("**保育の**量の見込み", "<strong>保育の</strong>量の|見込み")],
)
def test_lines_of_a_name_end_at_phrases_as_head_and_as_cell(text: str, parts: str) -> None:
    assert [each.replace("<wbr>", "|") for each in _cell(text, text)] == [parts, parts]


def test_a_sentence_and_a_long_text_have_lines_as_any_text_and_a_head_never() -> None:
    """A browser ends lines of running text where they are full."""
    assert "<wbr>" not in _cell("一", SENTENCE)[1] + _cell("一", LONG)[1]
    assert "<wbr>" in _cell(LONG, "一")[0]


def test_numbers_with_fewer_decimals_keep_the_room_of_what_they_lack() -> None:
    table = "::: {.表 #tbl-n}\n題\n\n| 年 | 率 |\n|:--|--:|\n| 一 | 12.5 |\n| 二 | 13 |\n| 三 | 計 |\n:::"
    cells = re.findall(r"<td[^>]*>[^<]*</td>", markup(text_page(table)))
    assert cells == [
        '<td class="number">12.5</td>',
        '<td class="number" data-behind=".5">13</td>',
        '<td class="number">計</td>',
    ]


def test_a_chart_s_caption_is_with_it_and_its_numbers_stand_behind_both() -> None:
    """So that they part from the caption on paper, and not the caption from the drawing."""
    page = markup(site(changes=changes(ChartKind.BARS)).page("sec-text.html"))
    written = re.search(r'<div class="charted">.*?</details></div>', page, re.DOTALL)
    assert written
    assert re.search(
        r'<figure id="fig-0" class="chart">.*</figcaption></figure><details', written[0], re.DOTALL
    )
