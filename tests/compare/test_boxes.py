"""Boxes and columns in two versions: what is named in a box changes by itself, and a redline gives back either version."""

from __future__ import annotations

import pytest

from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.model.comparison import Change
from tests.properties.documents import resolved, template
from tests.redlines import wrong_in_redline
from tests.small_plan import CHAPTER, PNG, chapter, small_plan

BOX = """\
前の文章です。[](#tbl-a)と「[](#box-a){.題}」を見ます。

::: {.コラム #box-a 題="こどもの居場所"}
箱の初めの文章です[^fn-a]。

::: {.表 #tbl-a}
居場所の利用

| 区分 | 人数 |
|:--|--:|
| 小学生 | 12 |
| 中学生 | 34 |
:::

- 平日は午後８時まで
- 自習のできる部屋

箱の終わりの文章です。
:::

[^fn-a]: 箱の注です。

::: {.二段}
## 段の見出し {#sec-in}

段の一つ目の文章です。

段の二つ目の文章です。
:::

後の文章です。

::: {.右寄せ}
令和７年３月\\
市長
:::
"""
PORTRAIT = """\
::: {.写真と文}
横の文章です[^fn-b]。

- 項目

![説明](figures/a.png){width="20%"}
:::

[^fn-b]: 横の注です。
"""
EDITS = {
    "a sentence in a box": ("箱の初めの文章です", "箱の始めの文章でした"),
    "a note in a box": ("箱の注です", "箱の脚注です"),
    "a paragraph more in a box": ("箱の終わりの文章です。\n", "箱の終わりの文章です。\n\n加えた文章です。\n"),
    "a paragraph less in a box": ("箱の終わりの文章です。\n", ""),
    "the title of a box": ("こどもの居場所", "若者の居場所"),
    "a cell of a table in a box": ("| 中学生 | 34 |", "| 中学生 | 35 |"),
    "a row more in a table in a box": ("| 中学生 | 34 |", "| 中学生 | 34 |\n| 高校生 | 56 |"),
    "the title of a table in a box": ("居場所の利用", "居場所の使い方"),
    "an item more in a box": ("- 自習のできる部屋", "- 自習のできる部屋\n- 話せる部屋"),
    "a box of another kind": ("{.コラム #box-a", "{.枠 #box-a"),
    "a box without a title": ('::: {.コラム #box-a 題="こどもの居場所"}', "::: {.枠}"),
    "a sentence in columns": ("段の一つ目の文章です", "段の始めの文章でした"),
    "columns no more": ("::: {.二段}\n", ""),
    "text at the right": ("令和７年３月", "令和７年４月"),
    "text in the middle": ("{.右寄せ}", "{.中央}"),
}


def edited(name: str) -> tuple[str, str]:
    """The chapter before and after an edit."""
    old, new = EDITS[name]
    assert BOX.count(old) == 1
    after = BOX.replace(old, new)
    if name == "columns no more":
        after = after.replace("段の二つ目の文章です。\n:::\n", "段の二つ目の文章です。\n")
    if name == "a box without a title":
        after = after.replace("と「[](#box-a){.題}」", "")
    return BOX, after


def changes_between(before: str, after: str) -> list[Change]:
    old, new = (resolved(small_plan({CHAPTER: chapter(each)})) for each in (before, after))
    return list(compare((old, plan_content(old)), (new, plan_content(new))).changes)


@pytest.mark.parametrize("name", EDITS)
def test_a_redline_gives_back_both_versions_whatever_changed_in_boxes_and_columns(name: str) -> None:
    """Rows of a box are rows like any other, also where tables stand in them."""
    before, after = edited(name)
    old, new = (resolved(small_plan({CHAPTER: chapter(each)})) for each in (before, after))
    assert wrong_in_redline(old, new, template("plan")) == []
    assert wrong_in_redline(new, old, template("plan")) == []


@pytest.mark.parametrize(
    "written", [BOX.split("::: {.二段}")[0], "前の文章です。\n\n::: {.二段}\n段の文章です。\n:::\n"]
)
def test_a_redline_gives_back_both_versions_where_a_box_or_columns_are_new(written: str) -> None:
    """The whole of it is put in, or taken out."""
    without = "前の文章です。\n"
    old, new = (resolved(small_plan({CHAPTER: chapter(each)})) for each in (without, written))
    assert wrong_in_redline(old, new, template("plan")) == []
    assert wrong_in_redline(new, old, template("plan")) == []


def told(name: str) -> list[tuple[str, str]]:
    """What changed: of what kind it is, and what is said of it."""
    return [
        (change.unit.what, "／".join(each.value for each in change.kinds))
        for change in changes_between(*edited(name))
    ]


def test_what_is_named_in_a_box_changes_by_itself() -> None:
    """A table in a box is a table, and the box is told when its own text is another."""
    assert told("a cell of a table in a box") == [("表", "修正")]
    assert told("a sentence in a box") == [("コラム", "修正")]
    assert told("the title of a box") == [("コラム", "改題")]
    assert told("a sentence in columns") == [("見出し", "修正")]


@pytest.mark.parametrize(
    ("old", "new"),
    [("横の文章です", "横の文でした"), ("- 項目", "- 項目\n- 次の項目"), ("![説明]", "![別の説明]")],
)
def test_a_redline_gives_back_both_versions_of_text_beside_a_picture(old: str, new: str) -> None:
    """Text and picture are two cells of one row."""
    texts = (PORTRAIT, PORTRAIT.replace(old, new), "別の文章です。\n")
    first, second, without = (
        resolved(small_plan({CHAPTER: chapter(each), "figures/a.png": PNG})) for each in texts
    )
    for before, after in ((first, second), (second, first), (first, without), (without, first)):
        assert wrong_in_redline(before, after, template("plan")) == []


QUOTE = "前の文です。\n\n> 引用です。\n>\n> - 一つ目\n> - 二つ目\n"


@pytest.mark.parametrize("after", [QUOTE.replace("二つ目", "三つ目"), QUOTE.partition(">\n")[0]])
def test_a_redline_gives_back_both_versions_of_a_quote_with_a_list(after: str) -> None:
    """It is a table where it has a list, and paragraphs where it has none."""
    old, new = (resolved(small_plan({CHAPTER: chapter(each)})) for each in (QUOTE, after))
    assert wrong_in_redline(old, new, template("plan")) == []
    assert wrong_in_redline(new, old, template("plan")) == []
