"""Markup that was not understood is told; what only looks like it, or has a backslash, is text."""

from __future__ import annotations

import pytest

from pipeline.problems import Code
from tests.small_plan import CHAPTER, expect, places, problems_in, text_of

AT = f"{CHAPTER}:"


@pytest.mark.parametrize(
    ("markdown", "place", "shown"),
    [
        ("これは**太字です", "3:4", "「**」"),
        ("これは太字**です。", "3:6", "「**」"),
        ("文章:::です", "3:3", "「:::」"),
        (":::\n\n文章", "3:1", "「:::」"),
        ("::: {.改頁}\n:::\n:::", "5:1", "「:::」"),
        ("## 節 {# sec}", "3:6", "「{# sec}」"),
        ("## 節 {番号なし}", "3:6", "「{番号なし}」"),
        ("[](#sec-text){題}", "3:14", "「{題}」"),
        ("本文[^a]です", "3:3", "「[^a]」"),
        ("本文[^", "3:3", "「[^」"),
        ("本文^[注]です", "3:3", "「^[」"),
        ("[文字] (https://example.jp)と](#a)", "3:27", "「](」"),
        ("![図] と![", "3:1", "「![」"),
        ("~~消した文~~", "3:1", "「~~」"),
        ("##空白のない見出し", "3:1", "「##」"),
        ("##　全角の空白", "3:1", "「##」"),
        ("-　全角の空白", "3:1", "「-」"),
        ("1.　全角の空白", "3:1", "「1.」"),
        (">　全角の空白", "3:1", None),
        ("文章\n3. 途中の番号", "4:1", "「3.」"),
        ("|a|b|\n|c|d|", "3:1", "「|」"),
        ("　字下げ", "3:1", "「　」"),
        ("\u00a0字下げ", "3:1", "字下げ"),
        ("一つ目。\n　二つ目", "4:1", "「　」"),
        ("用語\n：説明", "4:1", "「：」"),
        ("用語\n:説明", "4:1", "「:」"),
        ("文章の終わり\\", "3:7", "「\\」"),
        ("## 見出しの終わり\\", "3:11", "「\\」"),
    ],
)
def test_markup_that_was_not_understood_is_told(markdown: str, place: str, shown: str | None) -> None:
    """It would be printed as it stands."""
    problems = problems_in(markdown)
    if shown is None:  # a quote needs no blank
        assert not problems or {code for code, _ in places(problems)} == {"md.leftover"}
        return
    expect(problems[:1], Code.MD_LEFTOVER, AT + place, shown)
    assert {problem.code for problem in problems} == {Code.MD_LEFTOVER}


@pytest.mark.parametrize(
    ("markdown", "place", "shown"),
    [
        ("これは＊＊太字＊＊です", "3:4", "「＊＊太字＊＊」"),
        ("＃＃ 見出し", "3:1", "「＃＃」"),
        ("＃ 見出し", "3:1", "「＃」"),
        ("：：： 改頁", "3:1", "「：：：」"),
        ("## 節 ｛#sec-a｝", "3:6", "「｛#sec-a｝」"),
        ("本文［^a］です", "3:3", "「［^」"),
        ("[]（#sec-text）", "3:2", "「]（#」"),
        ("[](＃sec-text)", "3:1", None),
        ("＞ 引用", "3:1", "「＞」"),
    ],
)
def test_markup_from_a_keyboard_on_full_width_is_told(markdown: str, place: str, shown: str | None) -> None:
    """The signs look alike."""
    problems = problems_in(markdown)
    expect(problems, Code.MD_LEFTOVER if shown else Code.MD_UNSUPPORTED, AT + place, shown or "リンク先")
    assert "半角" in problems[0].hint or not shown


@pytest.mark.parametrize(
    "markdown",
    [
        "・見守り\n・相談",
        "次のとおりです。\n①見守り\n②相談",
        "（1）見守り\n（2）相談",
        "１．見守り\n２．相談",
        "○見守り\n○相談",
        "-見守り\n-相談",
    ],
)
def test_items_that_would_run_into_one_line_are_told(markdown: str) -> None:
    """Lines of a paragraph join, also those that begin like items."""
    (problem,) = problems_in(markdown)
    assert problem.code is Code.MD_LEFTOVER
    assert "つながって" in problem.message
    assert "「- 」" in problem.hint


@pytest.mark.parametrize(
    "markdown",
    [
        "・一つだけの行",
        "・見守り\\\n・相談",
        "・見守り  \n・相談",
        "保健\n・福祉・医療",
        "気温は\n-5度から\n-3度です",
        "次の①から\n③までです",
        "平成29年\n2020年",
    ],
)
def test_lines_that_do_not_look_like_a_list_are_text(markdown: str) -> None:
    """One such line alone, hard breaks between them, numbers."""
    assert not problems_in(markdown)


def test_each_leftover_of_a_paragraph_is_told_once_and_in_its_line() -> None:
    """Soft breaks, joiners and bold text before it don't shift the place."""
    problems = problems_in("これは**「太字」**です。\n次の行は**（太字）**と**残りです。\n:::")
    assert places(problems) == [("md.leftover", f"{AT}4:14"), ("md.leftover", f"{AT}5:1")]


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        (r"\*\*太字でない\*\*", "**太字でない**"),
        (r"\*印と\#1", "*印と#1"),
        (r"\::: 囲みでない", "::: 囲みでない"),
        (r"\{#sec-a}と\{.題}", "{#sec-a}と{.題}"),
        (r"\[^1]と\[](#a)と\[x](#a)と\![x]", "[^1]と[](#a)と[x](#a)と![x]"),
        (r"\~\~消さない\~\~", "~~消さない~~"),
        (r"\<b>と\&amp;", "<b>と&amp;"),
        (r"\`コード\`", "`コード`"),
        (r"\| 縦線", "| 縦線"),
        (r"\- 項目でない", "- 項目でない"),
        (r"1\. 項目でない", "1. 項目でない"),
        (r"\(1) 項目でない", "(1) 項目でない"),
        (r"\> 引用でない", "> 引用でない"),
        (r"\# 見出しでない", "# 見出しでない"),
        (r"円記号\\です", "円記号\\です"),
        (r"終わりの\\", "終わりの\\"),
    ],
)
def test_a_backslash_makes_text_of_markup(markdown: str, shown: str) -> None:
    """Every sign can be written."""
    assert text_of(markdown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "65~74歳と75~84歳",
        "5$から10$",
        "a_b_c、5*3",
        "3 < 5、A&B、a > b",
        "[相談支援]と[a][b]",
        "令和３年４月１日（木）：施行",
        "（※）と※印",
        "C:\\data、100%",
        "“引用”と‘引用’と---と...",
        "https://www.example.jp/a_b?c=d#e",
        "①②③、１．２、(1)(2)",
        "ア：支え合い、イ：相談",
        "＃1と＊印と＞と［注］と｛例｝",
    ],
)
def test_signs_in_prose_are_text(text: str) -> None:
    """No sign of everyday writing needs a backslash."""
    assert text_of(text) == text


@pytest.mark.parametrize(
    ("entity", "shown"),
    [("&amp;", "&"), ("&lt;b&gt;", "<b>"), ("&#x3042;", "あ"), ("&#42;&#42;", "**"), ("&foo;", "&foo;")],
)
def test_html_entities_are_the_characters_that_they_name(entity: str, shown: str) -> None:
    """They are markup of Markdown itself, and what they spell is text."""
    assert text_of(entity) == shown
