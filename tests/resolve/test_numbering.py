"""Headings, tables, figures and notes get the numbers that Word would give them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.numbers import Level, Scheme
from pipeline.problems import Code, Problem
from pipeline.resolve.numbering import Counter
from tests.small_plan import (
    CHAPTER,
    PLAN_YAML,
    PNG,
    SCHEME,
    TEXTS,
    chapter,
    expect,
    level,
    problems_in,
    problems_with,
    resolved,
)

APPENDIX = "chapters/91-glossary.md"


def full(levels: tuple[Level, ...], *path: int) -> list[str]:
    """The numbers in full context of headings of these levels, one after the other."""
    counter = Counter(levels)
    return [counter.count(depth).full for depth in path]


def labels(levels: tuple[Level, ...], *path: int) -> list[str]:
    """The numbers as they stand at headings of these levels."""
    counter = Counter(levels)
    return [counter.count(depth).label for depth in path]


def number_of(identity: str, markdown: str, scheme: Scheme = SCHEME, **files: str | bytes) -> str:
    """The number of a target of a plan with this first chapter."""
    return resolved({CHAPTER: chapter(markdown), **files}, scheme).targets[identity].number


def test_a_plan_is_numbered_as_plans_are() -> None:
    """章 → 節 → １ → (1) → ア → (ア), in full context as references show it."""
    assert full(SCHEME.body, 1, 2, 3, 4, 5, 6, 6, 4, 2, 3, 1, 2) == [
        "第１章",
        "第１章第１節",
        "第１章第１節１",
        "第１章第１節１(1)",
        "第１章第１節１(1)ア",
        "第１章第１節１(1)ア(ア)",
        "第１章第１節１(1)ア(イ)",
        "第１章第１節１(2)",
        "第１章第２節",
        "第１章第２節１",
        "第２章",
        "第２章第１節",
    ]


def test_an_appendix_is_numbered_by_its_own_list() -> None:
    """資料１ → １ → (1)."""
    assert full(SCHEME.appendix, 1, 2, 3, 4, 5, 6, 1) == [
        "資料１",
        "資料１１",
        "資料１１(1)",
        "資料１１(1)ア",
        "資料１１(1)ア(ア)",
        "資料１１(1)ア(ア)①",
        "資料２",
    ]


def test_a_level_that_is_skipped_counts_as_begun() -> None:
    """Word shows its first number."""
    assert full(SCHEME.body, 1, 3) == ["第１章", "第１章第１節１"]


@pytest.mark.parametrize(
    ("restart_after", "found"),
    [(1, ["１", "２", "１"]), (0, ["１", "２", "３"])],
)
def test_sections_restart_after_a_chapter_or_never(restart_after: int, found: list[str]) -> None:
    """w:lvlRestart 0 lets sections run through the plan."""
    sections = replace(level("%2", "decimalFullWidth"), restart_after=restart_after)
    levels = (SCHEME.body[0], sections, *SCHEME.body[2:])
    assert [label for label in labels(levels, 1, 2, 2, 1, 2) if "章" not in label] == found


def test_a_level_may_restart_after_a_level_further_up_alone() -> None:
    """w:lvlRestart 1 on the third level: sections don't restart it, chapters do."""
    third = replace(level("%3"), restart_after=1)
    levels = (*SCHEME.body[:2], third, *SCHEME.body[3:])
    assert [label for label in labels(levels, 1, 2, 3, 2, 3, 1, 2, 3) if label.isascii()] == ["1", "2", "1"]


def test_a_level_may_begin_at_another_number() -> None:
    """w:start."""
    first = replace(SCHEME.body[0], start=3)
    assert full((first, *SCHEME.body[1:]), 1, 2, 1) == ["第３章", "第３章第１節", "第４章"]


def test_a_legal_level_shows_upper_numbers_as_decimals() -> None:
    """w:isLgl: 1-1 under 第一章."""
    levels = (level("第%1章", "japaneseCounting"), replace(level("%1-%2"), legal=True), *SCHEME.body[2:])
    assert labels(levels, 1, 2, 1, 2) == ["第一章", "1-1", "第二章", "2-1"]


def test_a_label_that_holds_upper_numbers_is_not_doubled_in_references() -> None:
    """1-1 is the full number already; below it, only what is new is added."""
    levels = (level("第%1章"), level("%1-%2"), level("(%3)"), *SCHEME.body[3:])
    assert full(levels, 1, 2, 3) == ["第1章", "1-1", "1-1(1)"]


def test_a_dot_after_a_number_does_not_reach_references() -> None:
    """REF \\w leaves it out."""
    levels = (level("%1."), level("%1.%2."), *SCHEME.body[2:])
    assert (labels(levels, 1, 2), full(levels, 1, 2)) == (["1.", "1.1."], ["1", "1.1"])


def test_measures_are_sections_of_their_chapter() -> None:
    """基本方針 as 節, 施策の基本方向 as １, 取組 as (1)."""
    targets = resolved().targets
    assert [
        targets[identity].number for identity in ("policy-a", "direction-a", "measure-a", "measure-b")
    ] == [
        "第２章第１節",
        "第２章第１節１",
        "第２章第１節１(1)",
        "第２章第１節１(2)",
    ]


def test_an_unnumbered_heading_takes_its_subheadings_with_it() -> None:
    """And the count goes on after it as if it were not there."""
    markdown = "## 一 {#a}\n\n## 間 {#b .番号なし}\n\n### 下 {#c}\n\n## 二 {#d}\n\n### 下 {#e}"
    targets = resolved({CHAPTER: chapter(markdown)}).targets
    assert [targets[identity].number for identity in "abcde"] == [
        "第１章第１節",
        "",
        "",
        "第１章第２節",
        "第１章第２節１",
    ]


def test_turned_paper_does_not_change_which_headings_have_numbers() -> None:
    """A 横長 begins under an unnumbered heading, ends that one's part, and begins another that goes on after it."""
    markdown = """\
## 一 {#a}

### 間 {#b .番号なし}

::: {.横長}
#### 下 {#c}

## 二 {#d}

### 間 {#e .番号なし}
:::

#### 下 {#f}
"""
    targets = resolved({CHAPTER: chapter(markdown)}).targets
    assert [targets[identity].number for identity in "abcdef"] == [
        "第１章第１節",
        "",
        "",
        "第１章第２節",
        "",
        "",
    ]


def test_an_unnumbered_chapter_is_passed_over() -> None:
    """The next chapter has its number."""
    files = {CHAPTER: "# 本文 {#sec-text .番号なし}\n\n## 節 {#sec-a}\n"}
    targets = resolved(files).targets
    assert [targets[identity].number for identity in ("sec-text", "sec-a", "sec-measures")] == [
        "",
        "",
        "第１章",
    ]


def test_a_preface_has_no_numbers() -> None:
    """前付 stands before the contents."""
    files = {
        "plan.yaml": f"{PLAN_YAML}前付: [chapters/00.md]\n",
        "chapters/00.md": "# はじめに {#a}\n\n## 節 {#b}\n",
    }
    targets = resolved(files).targets
    assert [targets[identity].number for identity in ("a", "b", "sec-text")] == ["", "", "第１章"]


TABLE = "::: {{.表 #{0}}}\n題\n\n|a|\n|-|\n|b|\n:::\n\n"
FIGURE = "::: {{.図 #{0}}}\n![図](a.png)\n\n題\n:::\n\n"


def test_tables_and_figures_are_counted_by_chapter_and_kind() -> None:
    """表１－１, 表１－２, 図１－１; sections don't restart them, chapters do."""
    markdown = TABLE.format("t1") + FIGURE.format("f1") + "## 節\n\n" + TABLE.format("t2")
    files: dict[str, str | bytes] = {
        CHAPTER: chapter(markdown),
        "a.png": PNG,
        APPENDIX: "# 資料\n\n" + TABLE.format("t3") + TABLE.format("t4"),
    }
    targets = resolved(files).targets
    assert [targets[identity].number for identity in ("t1", "t2", "f1", "t3", "t4")] == [
        "表１－１",
        "表１－２",
        "図１－１",
        "表資料１－１",
        "表資料１－２",
    ]


def test_a_table_on_a_landscape_page_is_counted_where_it_stands() -> None:
    """The page's direction changes nothing."""
    markdown = f"{TABLE.format('t1')}:::: {{.横長}}\n{TABLE.format('t2')}::::\n\n{TABLE.format('t3')}"
    assert [number_of(identity, markdown) for identity in ("t1", "t2", "t3")] == [
        "表１－１",
        "表１－２",
        "表１－３",
    ]


def test_a_caption_shows_the_chapters_number_in_its_format() -> None:
    """第一章 gives 表一－１."""
    scheme = replace(SCHEME, body=(level("第%1章", "japaneseCounting"), *SCHEME.body[1:]))
    assert number_of("t1", TABLE.format("t1"), scheme) == "表一－１"


def test_notes_are_counted_through_the_whole_plan_in_the_order_of_their_marks() -> None:
    """A table's caption stands above it, a figure's below; the next chapter counts on."""
    markdown = (
        "文[^n1]\n\n::: {.図 #f}\n![図](a.png)\n\n題[^n2]\n:::\n\n::: {.表 #t}\n題[^n3]\n\n|a[^n4]|\n|-|\n|b|\n\n資料：x[^n5]\n:::\n\n"
        + "\n\n".join(f"[^n{number}]: 注" for number in (5, 4, 3, 2, 1))
    )
    files: dict[str, str | bytes] = {
        CHAPTER: chapter(markdown),
        "a.png": PNG,
        APPENDIX: "# 資料\n\n文[^n6]\n\n[^n6]: 注\n",
    }
    targets = resolved(files).targets
    assert [targets[f"n{number}"].number for number in range(1, 7)] == ["1", "2", "3", "4", "5", "6"]


def test_notes_have_the_format_of_the_template() -> None:
    """w:footnotePr."""
    markdown = "文[^n1]\n\n[^n1]: 注"
    assert number_of("n1", markdown, replace(SCHEME, note_format="decimalFullWidth")) == "１"


@pytest.mark.parametrize(("depth", "last"), [(5, 46), (6, 46)])
def test_headings_past_the_last_number_are_told(depth: int, last: int) -> None:
    """ア to ン."""
    above = "\n\n".join(f"{'#' * upper} 上" for upper in range(2, depth))
    headings = "\n\n".join(f"{'#' * depth} 見出し" for _ in range(last + 1))
    line = 3 + 2 * (depth - 2) + 2 * last
    expect(problems_in(f"{above}\n\n{headings}"), Code.NUMBER_RANGE, f"{CHAPTER}:{line}:1", "aiueoFullWidth")


def test_notes_past_the_last_number_are_told() -> None:
    """① to ⑳, in a template that has them."""
    marks = "".join(f"文[^n{number}]\n\n" for number in range(21))
    notes = "\n\n".join(f"[^n{number}]: 注" for number in range(21))
    scheme = replace(SCHEME, note_format="decimalEnclosedCircle")
    problems = problems_with({CHAPTER: chapter(marks + notes)}, scheme)
    expect(problems, Code.NUMBER_RANGE, f"{CHAPTER}:43:2", "脚注")


@pytest.mark.parametrize("kind", ["表", "図"])
def test_a_table_or_figure_in_an_unnumbered_chapter_is_told(kind: str) -> None:
    """Its number begins with the chapter's."""
    text = (TABLE if kind == "表" else FIGURE).format("x")
    files: dict[str, str | bytes] = {CHAPTER: f"# 本文 {{.番号なし}}\n\n{text}", "a.png": PNG}
    expect(problems_with(files), Code.NUMBER_NO_CHAPTER, f"{CHAPTER}:3:1", kind, "番号のある章")


def test_a_table_in_an_unnumbered_section_has_its_number() -> None:
    """The chapter has one."""
    assert number_of("t1", f"## 節 {{.番号なし}}\n\n{TABLE.format('t1')}") == "表１－１"


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("第１節　計画の期間", "第１節"),
        ("第二章 現状", "第二章"),
        ("１　計画の期間", "１"),
        ("12. 計画の期間", "12."),
        ("(1) 見守り", "(1)"),
        ("（ア）見守り", "（ア）"),
        ("①見守り", "①"),
        ("資料１　用語", "資料１"),
        ("２－１　相談の充実", "２－１"),
        ("2.1 相談の充実", "2.1"),
        ("1.2.3 相談の充実", "1.2.3"),
        ("2 人口の動向", "2"),
        ("1 つながりのあるまち", "1"),
        ("2.1 からだの健康", "2.1"),
        ("3 ICTの活用", "3"),
        ("2 本市の現状", "2"),
        ("1）相談の充実", "1）"),
        ("第１　相談の充実", "第１"),
        ("ア　相談の充実", "ア"),
        ("Ⅱ　相談の充実", "Ⅱ"),
        ("二　相談の充実", "二"),
        ("１．１．相談の充実", "１．１．"),
        ("1．1相談の充実", "1．1"),
        ("１、相談の充実", "１、"),
        ("一、相談の充実", "一、"),
        ("１章　相談の充実", "１章"),
        ("２の１　相談の充実", "２の１"),
        ("２－(1)相談の充実", "２－(1)"),
        ("Ⅰ-1 相談の充実", "Ⅰ-1"),
        ("ⅱ）相談の充実", "ⅱ）"),
        ("〔１〕相談の充実", "〔１〕"),
        ("[1] 相談の充実", "[1]"),
        ("＜１＞相談の充実", "＜１＞"),
        ("(A) 相談の充実", "(A)"),
        ("（二）相談の充実", "（二）"),
        ("2 大気の保全", "2"),
        ("A. 相談の充実", "A."),
        ("Ａ　相談の充実", "Ａ"),
        ("II. 相談の充実", "II."),
        ("ii) 相談の充実", "ii)"),
        ("㈠相談の充実", "㈠"),
        ("⓪相談の充実", "⓪"),
        ("㋐相談の充実", "㋐"),
        ("❶相談の充実", "❶"),
        ("➁相談の充実", "➁"),
        ("㊁相談の充実", "㊁"),
        ("㉑相談の充実", "㉑"),
        ("2 eスポーツの推進", "2"),
        ("1 人権の尊重", "1"),
        ("1 日常の支援", "1"),
    ],
)
def test_a_number_that_is_typed_in_a_heading_is_told(title: str, typed: str) -> None:
    """It would stand there twice; an unnumbered heading may have one."""
    expect(problems_in(f"## {title}"), Code.MD_TYPED_NUMBER, f"{CHAPTER}:3:1", f"「{typed}」", "{.番号なし}")
    assert not problems_in(f"## {title} {{.番号なし}}")


@pytest.mark.parametrize(
    "title",
    [
        "第３期計画の評価",
        "２０３０年の姿",
        "2025年問題",
        "（仮称）センター",
        "１人ひとりの暮らし",
        "８０５０問題",
        "イベント",
        "1.5℃目標への取組",
        "3.11の教訓",
        "2.5次医療圏",
        "１．５倍の目標",
        "３．１１を忘れない",
        "1.5 ℃目標への取組",
        "3.11 の教訓",
        "2.5 次医療圏",
        "24 時間の相談",
        "3 歳児の健診",
        "3 つの柱",
        "10 年後の姿",
        "アイデア",
        "①と②の比較",
        "①から③までの比較",
        "（１）及び（２）の関係",
        "1 on 1 面談",
        "4 Rの推進",
        "5 kmの散歩道",
        "1 人当たりの所得",
        "1 日の過ごし方",
        "1．5℃目標",
        "1．5度目標",
        "8.6水害の記録",
        "2.0時代",
        "1．1倍の目標",
        "A型事業所",
        "B 型の作業所",
        "IT活用",
        "ICTの推進",
        "II型糖尿病",
        "I　ターンの支援",
        "A. スミスの講演",
        "Ａ．Ｉ．の活用",
        "（一）東西線の整備",
        "3 大死因の推移",
        "3 世代同居の支援",
        "1 市2 町の連携",
        "5 か条の誓い",
        "１人１台端末",
        "５歳児健診",
        "24時間",
        "１、２歳児の保育",
        "二、三の課題",
        "1,200人の声",
        "５章の概要",
        "㈱みどりとの連携",
        "〔新〕相談の窓口",
        "２－３歳児",
        "■相談の充実",
        "１：相談の充実",
    ],
)
def test_a_title_may_begin_with_a_number(title: str) -> None:
    """Periods, years, names."""
    assert not problems_in(f"## {title}")


def test_a_measures_title_may_begin_with_a_decimal() -> None:
    """In framework.yaml there is no other way to write it."""
    assert not problems_with(
        {"framework.yaml": TEXTS["framework.yaml"].replace("題: 相談", "題: 3.11の教訓")}
    )


def test_a_number_that_is_typed_in_a_measures_title_is_told() -> None:
    """Headings that are made from framework.yaml, at their titles."""
    text = TEXTS["framework.yaml"].replace("題: 相談", "題: (2) 相談")
    expect(problems_with({"framework.yaml": text}), Code.MD_TYPED_NUMBER, "framework.yaml:16:16")
    assert "{.番号なし}" not in problems_with({"framework.yaml": text})[0].hint


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("表１－１　人口", "表１－１"),
        ("表1-1 人口", "表1-1"),
        ("表１　人口", "表１"),
        ("図３－１：人口", "図３－１"),
        ("図1", "図1"),
        ("【図１】人口", "図１"),
        ("**図１．** 人口", "図１"),
        ("表１－１人口", "表１－１"),
        ("表資料１－１　人口", "表資料１－１"),
        ("１　人口", "１"),
        ("１．人口", "１．"),
        ("1-1 人口", "1-1"),
        ("第１表　人口", "第１表"),
        ("別表１　人口", "別表１"),
        ("別表第２　人口", "別表第２"),
        ("（表１）人口", "表１"),
    ],
)
def test_a_number_that_is_typed_in_a_caption_is_told(title: str, typed: str) -> None:
    """It would stand there twice, where the title is; one without a number may have one."""
    expect(captioned(title), Code.MD_TYPED_NUMBER, f"{CHAPTER}:4:1", f"「{typed}」", "{.番号なし}")
    assert not [each for each in captioned(title, ".番号なし ") if each.code is Code.MD_TYPED_NUMBER]


@pytest.mark.parametrize(
    "title",
    [
        "表紙の案",
        "図書館の利用",
        "図10年の人口",
        "図１の内訳",
        "図１及び図２の比較",
        "表２枚の様式",
        "第１図書館の利用",
        "第１表彰の対象",
        "別表１の内訳",
        "（１）性別",
        "①男性",
        "65歳以上の人口",
        "1.5℃の目標",
        "5 年の推移",
        "10 大死因の推移",
    ],
)
def test_a_caption_may_begin_like_a_number(title: str) -> None:
    """Words, and numbers of others."""
    assert not captioned(title)


def captioned(title: str, unnumbered: str = "") -> list[Problem]:
    """The problems of a table with this title."""
    return problems_in(f"::: {{.表 {unnumbered}#tbl-a}}\n{title}\n\n|a|\n|-|\n|b|\n:::")
