"""The 概要: what it takes from the plan, and what stands in it alone."""

from __future__ import annotations

import pytest

from pipeline.documents.summary import summary_content
from pipeline.model.blocks import Block, Box
from pipeline.model.charts import Chart
from pipeline.model.floats import Float, Picture, Table
from pipeline.model.inlines import Paragraph, Role, plain_text
from pipeline.model.prose import Definitions
from pipeline.problems import Code
from tests.small_plan import CHAPTER, PNG, SUMMARY_YAML, Changes, expect, problems_with, resolved

FLOATS = """\
# 本文 {#sec-text}

文章です。

::: {.表 #tbl-people}
人数

| 区分 | 令和元年 |
|---|--:|
| 市 | 1,234 |

資料：[](#sec-text)のとおり
:::

::: {.図 #fig-map}
地図

![市の地図](figures/map.png)
:::

::: {.位置付け図 #fig-position}
位置付け
:::
"""


def with_items(items: str) -> Changes:
    """The small plan, in whose 概要 these items follow the passage."""
    return {
        CHAPTER: FLOATS,
        "figures/map.png": PNG,
        "summary.yaml": SUMMARY_YAML + items,
        "data/a.csv": "年,人\n元年,1\n２年,2\n",
    }


def shown(items: str) -> tuple[Block, ...]:
    """The blocks that they become."""
    part = summary_content(resolved(with_items(items))).slots["概要本文"]
    return part.blocks[2:]  # type: ignore[union-attr]


def test_a_table_of_the_plan_has_its_number_there_as_text() -> None:
    """With its notes, in which references are text as well."""
    (table,) = shown("      - 表: tbl-people\n")
    assert isinstance(table, Float)
    assert not table.id
    assert plain_text(table.caption) == "表１－１　人数"
    assert [plain_text(note) for note in table.notes] == ["資料：第１章のとおり"]


@pytest.mark.parametrize(
    ("items", "caption"),
    [
        ("      - 図: fig-map\n", "図１－１　地図"),
        ("      - 図: fig-map\n        題: なし\n", ""),
        ("      - 図: fig-position\n", ""),
        ("      - 図: fig-position\n        題: あり\n", "図１－２　位置付け"),
    ],
    ids=["figure", "untitled", "position", "titled position"],
)
def test_figures_have_their_titles_but_for_the_position(items: str, caption: str) -> None:
    """The section's own title says what that shows, unless 題 asks for its own."""
    (figure,) = shown(items)
    assert isinstance(figure, Float)
    assert plain_text(figure.caption) == caption


def test_text_of_its_own_holds_terms_tables_figures_and_charts() -> None:
    """Which have titles without numbers, since no counter of the plan passes them."""
    own = """\
      - 文章: |
          相談支援
          : [](#sec-text)の支援です。

          ::: {.表 #tbl-own}
          窓口

          | 窓口 | 所管 |
          |---|---|
          | 総合 | 福祉課 |
          :::

          ::: {.図 #fig-own}
          地図

          ![市の地図](figures/map.png)
          :::

          ::: {.グラフ #fig-chart 種類="棒" csv="data/a.csv"}
          人数
          :::
"""
    terms, table, figure, chart = shown(own)
    assert isinstance(terms, Definitions)
    ((term, (meaning,)),) = terms.items
    assert plain_text(term) == "相談支援"
    assert plain_text(meaning.content) == "第１章の支援です。"  # type: ignore[union-attr]
    for block, body, caption in ((table, Table, "窓口"), (figure, Picture, "地図"), (chart, Chart, "人数")):
        assert isinstance(block, Float)
        assert isinstance(block.body, body)
        assert (block.id, plain_text(block.caption)) == ("", caption)


def test_a_box_holds_what_its_text_may_hold() -> None:
    """【参考：前計画】 and the like: its references are text, and it has no bookmark to be referred to by."""
    own = """\
      - 文章: |
          :::: {.枠 #box-before 題="参考：前計画"}
          [](#sec-text)のとおりです。

          ::: {.表 #tbl-own}
          窓口

          | 窓口 | 所管 |
          |---|---|
          | 総合 | 福祉課 |
          :::
          ::::
"""
    (box,) = shown(own)
    assert isinstance(box, Box)
    assert (box.id, plain_text(box.title)) == ("", "参考：前計画")
    text, table = box.content
    assert isinstance(text, Paragraph)
    assert (plain_text(text.content), text.role) == ("第１章のとおりです。", Role.FRAME_TEXT)
    assert isinstance(table, Float)
    assert not table.id


@pytest.mark.parametrize(
    ("items", "code", "place", "words"),
    [
        (
            "      - 文章: |\n          文章です[^a]。\n\n          [^a]: 注です。\n",
            Code.MD_PLACE,
            "6:15",
            ("summary.yaml の文章には脚注",),
        ),
        ("      - 文章: '# 見出し'\n", Code.MD_PLACE, "5:13", ("文章、一覧、用語の説明、表、図",)),
        ("      - 図: tbl-people\n", Code.REF_KIND, "5:9", ("表: tbl-people",)),
        ("      - 表: tbl-peopl\n", Code.REF_MISSING, "5:9", ("もしかして: tbl-people",)),
        (
            "      - 文章: |\n          ::: {.図 #fig-map}\n          地図\n\n          ![地図](figures/map.png)\n          :::\n",
            Code.ID_DUPLICATE,
            "6:11",
            ("fig-map",),
        ),
    ],
    ids=["note", "heading", "kind", "missing", "id"],
)
def test_what_the_summary_cannot_show_is_told(
    items: str, code: Code, place: str, words: tuple[str, ...]
) -> None:
    """With its place in summary.yaml."""
    problems = problems_with(with_items(items))
    expect(problems, code, f"summary.yaml:{place}", *words)
