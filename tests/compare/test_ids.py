"""Ids are for writers alone: what has another one now is the same, and so is what points to it."""

from __future__ import annotations

import re

import pytest

from pipeline.compare.compare import compare
from pipeline.compare.report import NOTHING, report
from pipeline.documents.plan import plan_content
from tests.properties.documents import resolved, template
from tests.redlines import wrong_in_redline
from tests.small_plan import CHAPTER, FOLDER, MEASURES, SUMMARY_YAML, TEXTS, chapter, small_plan
from tests.summary_review.passages import passage, summary_of

TEXT = """\
# 本文 {#sec-text}

詳しくは、[](#sec-lists)と[](#tbl-a)に示します[^a]。

## 表 {#sec-tables}

::: {.表 #tbl-a}
表の題

| 甲 | 乙 |
|---|---|
| 一、二 | [](#sec-lists) |
:::

## 一覧 {#sec-lists}

- 項目一、[](#tbl-a)。
- 項目二。

[^a]: 注の文、[](#sec-lists){.題}。
"""


def told(before: str, after: str) -> list[str]:
    """What is reported of two versions of a chapter."""
    old, new = (resolved(small_plan({CHAPTER: text})) for text in (before, after))
    return report(compare((old, plan_content(old)), (new, plan_content(new))))


@pytest.mark.parametrize("identity", ["sec-lists", "tbl-a", "sec-tables"])
def test_another_id_changes_nothing(identity: str) -> None:
    """Neither in paragraphs, items, cells and notes that point to it."""
    renamed = TEXT.replace(identity, f"{identity}-anew")
    assert told(TEXT, renamed) == [NOTHING]
    before, after = (resolved(small_plan({CHAPTER: text})) for text in (TEXT, renamed))
    assert wrong_in_redline(before, after, template("plan")) == []


def _table(identity: str, title: str = "表の題") -> str:
    return f"::: {{.表 #{identity}}}\n{title}\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n:::"


_APART = "## 節 {#sec-a}\n\n文章です。\n\n## 別の節 {#sec-b}\n\n別の文章です。"
NAMES = {
    "as what stood elsewhere": (f"{_table('x')}\n\n[](#x)です。", f"{_table('was-x')}\n\n[](#was-x)です。"),
    "as what moved": (
        f"{_table('x')}\n\n{_APART}\n\n{_table('was-x', '残る表')}",
        f"{_APART}\n\n{_table('was-x', '残る表')}\n\n{_table('x')}",
    ),
    "as a title": (f"{_table('x')}\n\n[](#x)です。", f"{_table('x-title')}\n\n[](#x-title)です。"),
    "as a heading with the words of the table": (
        f"{_table('x', '見守りの件数')}\n\n[](#x)です。\n\n## 見守り\n\n節の文章です。",
        f"{_table('y', '見守りの件数')}\n\n[](#y)です。\n\n## 見守りの件数 {{#x}}\n\n節の文章です。",
    ),
    "as a heading below the figure": (
        "::: {.施策の体系 #x}\n題の文字\n:::\n\n## 見守り\n\n節の文章です。\n\n[](#x)です。",
        "::: {.施策の体系}\n題の文字\n:::\n\n## 見守り {#x}\n\n節の文章です。\n\n[](#x){.題}です。",
    ),
    "as the title of what is gone": (
        f"{_table('x')}\n\n文章です。",
        "全く別の話をします。\n\n::: {.流れ図 #x-title}\n人の流れ\n\n1. 気付く\n2. つなぐ\n:::\n\n[](#x-title)です。",
    ),
}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_ids_that_read_as_names_of_the_redline_are_told_apart(name: str, turned: bool) -> None:
    """Word knows one bookmark of a name, whichever version it is in."""
    texts = reversed(NAMES[name]) if turned else NAMES[name]
    before, after = (resolved(small_plan({CHAPTER: chapter(text)})) for text in texts)
    assert wrong_in_redline(before, after, template("plan")) == []


TABLES = TEXT.replace(
    "- 項目二。",
    "- 項目二。\n\n::: {.表 #tbl-b}\n次の表\n\n| 甲 | 丙 |\n|---|---|\n| 一、二 | 三 |\n:::\n\n[](#tbl-b)と[](#tbl-c)です。\n\n"
    "::: {.表 #tbl-c}\n終わりの表\n\n| 甲 | 丁 |\n|---|---|\n| 一、二 | 四 |\n:::",
)


@pytest.mark.parametrize(
    "ids",
    [
        ("sec-lists", "sec-tables"),
        ("tbl-b", "tbl-c"),
        ("tbl-a", "tbl-b", "tbl-c"),
        ("tbl-a", "tbl-b", "tbl-c", "tbl-d"),
        ("sec-lists", "tbl-a"),
    ],
    ids="-".join,
)
def test_ids_that_change_places_change_nothing(ids: tuple[str, ...]) -> None:
    """Each is another's now, in pairs and rings, or the last one is new; however alike what has them is."""
    others = dict(zip(ids, (*ids[1:], ids[0]), strict=True))
    turned = re.sub("|".join(ids), lambda found: others[found[0]], TABLES)
    assert told(TABLES, turned) == [NOTHING]
    before, after = (resolved(small_plan({CHAPTER: text})) for text in (TABLES, turned))
    assert wrong_in_redline(before, after, template("plan")) == []


def test_a_passage_of_the_summary_under_another_id_is_the_same() -> None:
    """Its text stands where it stood."""
    changes = {
        MEASURES: str(TEXTS[MEASURES]).replace("sum-purpose", "sum-aim"),
        "summary.yaml": SUMMARY_YAML.replace("sum-purpose", "sum-aim"),
    }
    assert changes[MEASURES] != TEXTS[MEASURES]
    old, new = resolved(small_plan()), resolved(small_plan(changes))
    assert report(compare((old, plan_content(old)), (new, plan_content(new)))) == [NOTHING]


def test_a_passage_of_the_summary_that_is_new_or_gone_is_told() -> None:
    """With its section and its place."""
    new = {CHAPTER: chapter(f"文章です。\n\n{passage('sum-b')}"), "summary.yaml": summary_of("sum-b")}
    old, later = (resolved(small_plan(changes)) for changes in ({CHAPTER: chapter("文章です。")}, new))
    for before, after in ((old, later), (later, old)):
        assert report(compare((before, plan_content(before)), (after, plan_content(after)))) == [
            "概要で変わる所（1件）",
            f"  概要「目的」（{FOLDER}/{CHAPTER}:5:1）",
        ]


def test_a_heading_without_a_number_that_moved_is_told_by_its_title() -> None:
    """There is no number to say that it had and has."""
    first, second, third = (
        f"## {name}の節 {{.番号なし #sec-{i}}}\n\n{name}だけの文章です。\n\n"
        for i, name in enumerate("甲乙丙")
    )
    texts = (first + second + third, third + first + second)
    before, after = (resolved(small_plan({CHAPTER: chapter(text)})) for text in texts)
    lines = report(compare((before, plan_content(before)), (after, plan_content(after))))
    assert lines == ["移動（1件）", "  丙の節"]


def test_what_points_to_something_new_under_an_old_id_is_told() -> None:
    """The id stayed, and what it leads to did not."""
    after = TEXT.replace("{#sec-lists}", "{#sec-items}").replace(
        "[^a]:", "## 別の話 {#sec-lists}\n\n全く関わりのない、新しい節の文章です。\n\n[^a]:"
    )
    assert any("本文" in line for line in told(TEXT, after))
