"""Attributes of divs may have Japanese names, and are told as they were written."""

from __future__ import annotations

import time

import pytest

from pipeline.problems import Code
from pipeline.source.attribute_keys import spell_keys, written_key
from tests.small_plan import CHAPTER, expect, places, problems_in


def test_japanese_names_are_spelled_in_letters_that_pandoc_reads() -> None:
    """What is written so is read back, whatever characters it has."""
    line = spell_keys('::: {.グラフ #fig-a 種類="棒" csv="data/a.csv" 𠮷="値"}')
    assert line.replace('"棒"', "").replace("グラフ", "").replace('"値"', "").isascii()
    keys = [each.partition("=")[0] for each in line.removesuffix("}").split()[3:]]
    assert [written_key(each) for each in keys] == ["種類", "csv", "𠮷"]


def test_values_without_quotes_get_them() -> None:
    """pandoc reads ASCII alone without them."""
    assert spell_keys("::: {.表 head=2 単位=人}").endswith('="人"}')


@pytest.mark.parametrize(
    "text",
    [
        '::: {.表 csv="data/a.csv"}',
        '::: {.グラフ 種類="棒}',
        "文章の中の {種類=棒} と :::",
        ":::{.グラフ 種類＝棒}",
        "::: グラフ 種類=棒",
    ],
)
def test_what_opens_no_div_stays_as_it_is(text: str) -> None:
    """What is wrong in it is told by the author's own words."""
    assert spell_keys(text) == text


def test_a_name_that_an_author_spells_so_is_no_other_name() -> None:
    """Codes alone are read back."""
    assert written_key("keikaku-zz") == "keikaku-zz"
    assert written_key("keikaku") == "keikaku"


def test_a_long_line_takes_no_time() -> None:
    """However many signs a line has that might begin an attribute."""
    begin = time.process_time()
    spell_keys("::: {" + ".a#b=" * 20_000 + "あ")
    assert time.process_time() - begin < 1


BOX = "::: {.コラム %s}\n文章\n:::"
TABLE = "::: {.表 #tbl-a %s}\n題\n\n|区分|数|\n|-|-|\n|計|2|\n:::"


@pytest.mark.parametrize(
    ("markdown", "place", "right"),
    [
        (BOX % "題='見守りの始まり'", "3:11", '題="見守りの始まり"'),
        (BOX % "題='見守り の 始まり'", "3:11", '題="見守り の 始まり"'),
        (BOX % "題=“見守り”", "3:11", '題="見守り"'),
        (BOX % "題=”見守り”", "3:11", '題="見守り"'),
        (BOX % "題=＂見守り＂", "3:11", '題="見守り"'),
        (BOX % "題=‘見守り’", "3:11", '題="見守り"'),
        (TABLE % "単位='人'", "3:16", '単位="人"'),
        (TABLE % "合計='計'", "3:16", '合計="計"'),
        (TABLE % "合計=\"計\" widths='1 2'", "3:23", 'widths="1 2"'),
        ("[奥州]{ruby=“おうしゅう”}市", "3:6", 'ruby="おうしゅう"'),
        ("**市**の[奥州]{ruby=“おうしゅう”}", "3:12", 'ruby="おうしゅう"'),
        ("[]{.数 of=‘取組’}", "3:7", 'of="取組"'),
    ],
)
def test_a_value_in_other_quotes_is_told_where_it_stands(markdown: str, place: str, right: str) -> None:
    """Once, whatever the attribute is for: the quotes were printed, or asked for what there is not."""
    expect(problems_in(markdown), Code.MD_ATTRIBUTE, f"{CHAPTER}:{place}", right)


@pytest.mark.parametrize(
    ("markdown", "place", "words"),
    [
        ("## 節 {#sec-a #sec-b}", "3:14", ("#sec-a と #sec-b", "前のもの")),
        ("## 節 {#sec-a .番号なし #sec-b}", "3:20", ("#sec-b",)),
        (TABLE % '単位="#1" #tbl-b', "3:24", ("#tbl-a と #tbl-b",)),
        (BOX % '題="目的" 題="見守り"', "3:18", ("属性「題」", "後のもの")),
        (TABLE % '単位="人" 合計="計" 単位="円"', "3:30", ("属性「単位」",)),
        ('[奥州]{ruby="おう"}の[奥州]{ruby="おうしゅう" ruby="おう"}', "3:35", ("属性「ruby」",)),
        ('[]{.数 of="取組" of="基本方針"}', "3:15", ("属性「of」",)),
        ('[奥州]{ruby="おうしゅう" #sec-a}', "3:1", ("ruby と .数 だけ",)),
        ('[奥州]{.a ruby="おうしゅう"}', "3:1", ("ruby と .数 だけ",)),
    ],
)
def test_what_is_said_twice_or_of_no_use_is_told(markdown: str, place: str, words: tuple[str, ...]) -> None:
    """One of both would be lost without a word."""
    told = problems_in(markdown)
    assert ("md.attribute", f"{CHAPTER}:{place}") in places(told)
    assert all(word in f"{told[0].message}\n{told[0].hint}" for word in words)


@pytest.mark.parametrize(
    "markdown",
    [
        BOX % '題="#a と #b、a=１、a=２"',
        "## 節 \\{#a} {#sec-a}",
    ],
)
def test_signs_in_text_are_no_ids(markdown: str) -> None:
    """Nor are they in values."""
    assert not problems_in(markdown)


@pytest.mark.parametrize("value", ['"“見守り”の始まり"', '"‘96年"', "「見守り」", '"5\'"'])
def test_quotes_that_belong_to_a_value_are_printed(value: str) -> None:
    """Within those of half width any may stand."""
    assert not problems_in(BOX % f"題={value}")


@pytest.mark.parametrize(
    ("markdown", "place", "shown"),
    [
        (BOX % '題="「見守り」の**始まり**"', "3:20", "「**」"),
        (BOX % '題="「見守り」の*始まり*"', "3:20", "「*始まり*」"),
        (BOX % '題="目的[](#sec-text)"', "3:17", "「](」"),
        (BOX % '題="一行<br>二行"', "3:16", "「<br>」"),
        (TABLE % '単位="m^2^"', "3:21", "「^2^」"),
        ('[奥州]{ruby="おう**しゅう**"}', "3:14", "「**」"),
    ],
)
def test_markup_in_a_value_that_is_printed_is_told(markdown: str, place: str, shown: str) -> None:
    """It is plain text, as values of YAML files are that have no looks."""
    expect(problems_in(markdown), Code.MD_LEFTOVER, f"{CHAPTER}:{place}", shown)


def test_a_description_of_a_chart_is_plain_text() -> None:
    """It is read out, and stands in editions."""
    chart = '::: {.グラフ #fig-a 種類="棒" csv="a.csv" 右の単位="人" 単位=‘件’ 説明="**増えた**"}\n題\n:::'
    found = places(problems_in(chart))
    assert ("md.attribute", f"{CHAPTER}:3:46") in found
    assert ("md.leftover", f"{CHAPTER}:3:57") in found
