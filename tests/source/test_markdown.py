"""Markdown that a plan can't hold: each kind is refused where it stands, with what to write instead."""

from __future__ import annotations

import pytest

from pipeline.problems import Code, PlanErrors
from pipeline.source.load import load_plan
from tests.kept import parse
from tests.small_plan import (
    CHAPTER,
    MEASURES,
    PLAN_YAML,
    SUMMARY_YAML,
    TEXTS,
    chapter,
    expect,
    places,
    problems_in,
    problems_with,
    small_plan,
)

AT = f"{CHAPTER}:"


@pytest.mark.parametrize(
    ("markdown", "place", "shown"),
    [
        ("これは<b>太字です", "3:4", "「<b>」"),
        ("改行<br>する", "3:3", "「<br>」"),
        ("覚え書き<!-- 後で -->です", "3:5", "「<!-- 後で -->」"),
        ("<!-- 後で\n直す -->", "3:1", "「<!-- 後で 直す -->」"),
        ("<div>\n文章\n</div>", "3:1", "「<div> 文章 </div>」"),
        ("- <u>項目", "3:3", "「<u>」"),
        ("> 引用<i>文", "3:5", "「<i>」"),
        ("- <div>文章</div>", "3:3", "「<div>文章</div>」"),
        ("::: {.条文}\n第１条　目的\n\n<div>文章</div>\n:::", "6:1", "「<div>文章</div>」"),
        ("::: {.表 #tbl-a}\n題\n\n<p>文章</p>\n\n|a|\n|-|\n|b|\n:::", "6:1", "「<p>文章</p>」"),
    ],
)
def test_html_is_refused(markdown: str, place: str, shown: str) -> None:
    """Inline, as a block, as a comment; a backslash would make it text."""
    expect(problems_in(markdown), Code.MD_RAW, AT + place, shown, "\\<")


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("覚え<!-- 後で -->", "YAML"),
        ("<!-- 後で -->", "YAML"),
        ("改行<BR/>する", "行末に「\\」"),
        ("改行</br>する", "表のセルの中だけ"),
        ("## 見出し<br>の続き", "見出しの中で改行はできません"),
        ("用語<br>の続き\n: 説明", "用語の中で改行はできません"),
        ("::: {.表 #tbl-a}\n題<br>の続き\n\n|a|\n|-|\n|b|\n:::", "表の題の中で改行はできません"),
        ("::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n\n資料：市<br>国\n:::", "行末に「\\」"),
        ('::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b<br clear="all">c|\n:::', "セルの中の改行は <br>"),
        ("m<sup>2です", "m^2^"),
        ("<strong>太字です", "**"),
        ("<ruby>奥州", "{ruby="),
    ],
)
def test_html_is_told_by_what_it_was_for(markdown: str, words: str) -> None:
    """What a backslash at the end of a line does is no use for a comment, nor in a cell, nor where no line can end."""
    (problem,) = problems_in(markdown)
    assert problem.code is Code.MD_RAW
    assert words in problem.hint


@pytest.mark.parametrize(
    ("markdown", "place", "words"),
    [
        ("`コード`", "3:1", ("「`」",)),
        ("    字下げした段落", "3:5", ("空白を４つ",)),
        ("```\nコード\n```", "3:1", ("「```」の囲み",)),
        ("~~~\nコード", "3:1", ("「~~~」の囲み",)),
        ("***", "3:1", ("区切り線", "改頁")),
        ("節の見出し\n---", "3:1", ("「---」", "## ")),
        ("[x](ftp://example.jp)", "3:1", ("「ftp://example.jp」", "https://")),
        ("[x](javascript:alert)", "3:1", ("リンク先",)),
        ("[](sec-text)", "3:1", ("「sec-text」", "[](#id)")),
        ("[x]()", "3:1", ("リンク先",)),
        ("[注]: https://example.jp", "3:1", ("[名前]: アドレス",)),
        ("- [注]: https://example.jp", "3:1", ("[名前]: アドレス",)),
        ("a. 項目\nb. 項目", "3:1", ("「1. 」", "「(1) 」")),
        ("i) 項目\nii) 項目", "3:1", ("「1. 」",)),
    ],
)
def test_what_a_plan_has_no_form_for_is_refused(markdown: str, place: str, words: tuple[str, ...]) -> None:
    """Code, rules, headings that are underlined, addresses of other kinds, other lists."""
    expected = [Code.MD_UNSUPPORTED]
    problems = problems_in(markdown)
    assert [problem.code for problem in problems if problem.code is not Code.MD_CAPTION] == expected
    expect(
        [problem for problem in problems if problem.code in expected], Code.MD_UNSUPPORTED, AT + place, *words
    )


@pytest.mark.parametrize(
    ("markdown", "place", "words"),
    [
        ("## 節\n\n#### 飛ばした", "5:1", ("「#」2個の次に4個", "「###」")),
        ("### 飛ばした", "3:1", ("「##」",)),
        ("## 節\n\n### 項\n\n## 節\n\n#### 飛ばした", "9:1", ("「###」",)),
    ],
)
def test_a_skipped_level_of_heading_is_told(markdown: str, place: str, words: tuple[str, ...]) -> None:
    """Numbers would have holes."""
    expect(problems_in(markdown), Code.MD_HEADING_SKIPPED, AT + place, *words)


def test_a_second_chapter_in_a_file_is_told() -> None:
    """One file is one chapter."""
    expect(problems_in("# 次の章"), Code.MD_CHAPTER_HEADING, f"{AT}3:1", "二つ", "##")


@pytest.mark.parametrize(
    ("markdown", "place", "words"),
    [
        ("::: {.ひょう #tbl-a}\n題\n:::", "3:1", ("「ひょう」", "表")),
        ("::: {.改ページ}\n:::", "3:1", ("「改ページ」", "改頁")),
        ("::: {.表 .図}\n題\n:::", "3:1", ("「表、図」",)),
        ("::: {#tbl-a}\n題\n:::", "3:1", ("種類がありません",)),
        ("::: {.要約}\n文\n:::", "3:1", ("idがありません", "#sum-")),
        ("::: {.横長}\n文", "3:1", ("「横長」", "閉じていません")),
        (":::: {.横長}\n::: {.横長-}\n文\n::::", "3:1", ("閉じていません",)),
        ("::: {.改頁}\n\n文\n\n## 節", "3:1", ("閉じていません",)),
    ],
)
def test_a_div_that_is_unknown_or_open_is_told(markdown: str, place: str, words: tuple[str, ...]) -> None:
    """An open div would swallow all that follows."""
    problems = [problem for problem in problems_in(markdown) if str(problem.location).endswith(f":{place}")]
    expect([p for p in problems if p.code is Code.MD_DIV], Code.MD_DIV, AT + place, *words)


@pytest.mark.parametrize(
    ("markdown", "place", "words"),
    [
        ("文章 {#sec-a}", "3:4", ("{#sec-a}",)),
        ("文章{.題}です", "3:3", ("{.題}",)),
        ("[](#sec-text) {.題}", "3:15", ("すぐ後",)),
        ("**太字**{.a}", "3:7", ("{.a}",)),
        ("## 節{#sec-a}", "3:5", ("{#sec-a}", "半角の空白")),
        ("## 節 {.番号無し}", "3:1", ("番号なし",)),
        ("## 節 {.改頁}", "3:1", ("「.改頁」",)),
        ("## 節 {key=1}", "3:1", ("「key」", "{.番号なし}")),
        ("[](#sec-text){.ページ}", "3:1", ("「.ページ」", "{.頁}")),
        ("[](#sec-text){#a}", "3:1", ("{.題}",)),
        ("[文字](#sec-text){.題}", "3:1", ("「.題」",)),
        ('[](#sec-text "題")', "3:1", ("{.題}",)),
        ("[](https://example.jp)", "3:1", ("文字が要ります",)),
        ("[x]{.a}", "3:1", ("ruby",)),
        ('[]{ruby="よみ"}', "3:1", ("ruby",)),
        ('[奥州]{ruby=""}', "3:1", ("ruby",)),
        ("[奥州]{ruby=”おうしゅう”}", "3:6", ('ruby="おうしゅう"',)),
        ("::: {.改頁 幅=1}\n:::", "3:1", ("「幅」",)),
        ("::: {.改頁 width=1}\n:::", "3:1", ("「width」",)),
        ('::: {.表 #t cvs="a.csv"}\n題\n\n|a|\n|-|\n|b|\n:::', "3:1", ("もしかして: csv",)),
        ('::: {.表 #t head="4"}\n題\n\n|a|\n|-|\n|b|\n:::', "3:1", ('head="4"', "1から3")),
        ('::: {.表 #t widths="２　３"}\n題\n\n|a|b|\n|-|-|\n|c|d|\n:::', "3:1", ("割合",)),
        ('::: {.表 #t widths="0 1"}\n題\n\n|a|b|\n|-|-|\n|c|d|\n:::', "3:1", ("割合",)),
        ('::: {.表 #t widths="1 2"}\n題\n\n|a|\n|-|\n|b|\n:::', "6:2", ("数は2", "数は1")),
    ],
)
def test_an_attribute_that_has_no_place_is_told(markdown: str, place: str, words: tuple[str, ...]) -> None:
    """pandoc would take it out of the text without a word."""
    expect(problems_in(markdown), Code.MD_ATTRIBUTE, AT + place, *words)


@pytest.mark.parametrize(
    ("markdown", "place", "words"),
    [
        ("##", "3:1", ("見出しに文字がありません",)),
        ("## {#sec-a}", "3:1", ("見出しに文字がありません",)),
        ("|a|\n|-|\n|b|", "3:1", ("表に題がありません", "::: {.表")),
        ("![図](figures/a.png)", "3:1", ("図に題がありません", "::: {.図")),
        ("::: {.表 #t}\n|a|\n|-|\n|b|\n:::", "3:1", ("表に題がありません",)),
        (
            "::: {.表 #t}\n題\n\n二つ目\n\n|a|\n|-|\n|b|\n:::",
            "6:1",
            ("題のほか", "「二つ目」", "「資料：」「注：」「※」"),
        ),
        ("::: {.位置付け図 #f}\n:::", "3:1", ("図に題がありません",)),
        ("- \n- 項目", "3:1", ("項目",)),
        ("1.\n2. 項目", "3:1", ("項目",)),
        ("文[^a]\n\n[^a]:", "3:2", ("脚注に文章がありません",)),
    ],
)
def test_what_lacks_its_text_is_told(markdown: str, place: str, words: tuple[str, ...]) -> None:
    """Headings, captions, items and notes without words."""
    expect(problems_in(markdown), Code.MD_CAPTION, AT + place, *words)


TABLE = "::: {{.表 #t}}\n{}\n\n|a|\n|-|\n|b|\n\n{}\n:::"


@pytest.mark.parametrize(
    "line",
    [
        "出典：国勢調査",
        "出典: 国勢調査",
        "（注）速報値",
        "(注) 速報値",
        "注1 速報値",
        "注２：速報値",
        "資料: 国勢調査",
        "速報値",
    ],
)
def test_a_line_under_a_table_that_begins_otherwise_is_told_where_it_stands(line: str) -> None:
    """With how such lines begin; the title is the paragraph that can be one."""
    for markdown, place in (TABLE.format("題", line), "10:1"), (TABLE.format(line, "題"), "4:1"):
        expected = place if line != "速報値" else "10:1"
        expect(
            problems_in(markdown),
            Code.MD_CAPTION,
            AT + expected,
            "題のほか",
            "「資料：」「注：」「※」",
            "全角",
        )


def test_a_line_under_a_table_is_no_title() -> None:
    """It would be numbered and stand above."""
    found = [(str(each.location), each.message) for each in problems_in(TABLE.format("", "出典：国勢調査"))]
    assert [place.rpartition("md:")[2] for place, _ in found] == ["3:1", "10:1"]
    assert "題がありません" in found[0][1]


@pytest.mark.parametrize(
    ("above", "under", "place", "start"),
    [
        ("題\n資料：国勢調査", "", "5:1", "「資料：」"),
        ("題\n出典：国勢調査", "", "5:1", "「出典：」"),
        ("題", "資料：国勢調査\n※速報値", "11:1", "「※」"),
        ("題", "資料：国勢調査\nと市民調査\n注：速報値", "12:1", "「注：」"),
    ],
)
def test_a_line_under_a_table_that_becomes_one_with_the_line_before_is_told(
    above: str, under: str, place: str, start: str
) -> None:
    """The title would end with its source."""
    expect(problems_in(TABLE.format(above, under)), Code.MD_LEFTOVER, AT + place, start, "１行空けて")


@pytest.mark.parametrize(
    "under",
    [
        "資料：国勢調査\n\n※速報値",
        "資料：国勢調査\\\n※速報値",
        "資料：国勢調査\nと市民調査（※を除く）",
        "※速報値",
    ],
)
def test_lines_under_a_table_are_silent(under: str) -> None:
    """Parted by a line or an end of line, or going on."""
    assert not problems_in(TABLE.format("注意すべき点", under))


def test_a_passage_without_text_is_told() -> None:
    """It would stand in the summary as nothing."""
    text = TEXTS[MEASURES].replace("目的です。\n", "")
    expect(problems_with({MEASURES: text}), Code.MD_CAPTION, f"{MEASURES}:5:1", "要約に文章がありません")


@pytest.mark.parametrize(
    ("markdown", "place", "words"),
    [
        ("- 項目\n\n  > 引用", "5:3", ("一覧の中",)),
        ("- # 見出し", "3:3", ("一覧の中",)),
        ("- 項目\n\n  ::: {.改頁}\n  :::", "5:3", ("一覧の中",)),
        ("> ## 見出し", "3:1", ("引用の中",)),
        ("用語\n: # 見出し", "3:1", ("用語の説明の中",)),
        ("::: {.改頁}\n文\n:::", "3:1", ("「改頁」", "何も書けません")),
        ("::: {.横長}\n:::", "3:1", ("何もありません",)),
        (":::: {.横長}\n::: {.横長}\n文\n:::\n::::", "3:1", ("「横長」の中に「横長」",)),
        ("## [](#sec-text)の節", "3:1", ("見出し",)),
        ("## 節[^a]\n\n[^a]: 注", "3:1", ("見出し",)),
        ("文[^a]\n\n[^a]: - 一覧", "3:2", ("脚注に書けるのは",)),
        ("文[^a]\n\n[^a]: 注[^b]\n\n[^b]: 注", "5:8", ("[^b]", "脚注の中")),
        ("::: {.表 #t}\n題\n\n- 一覧\n\n|a|\n|-|\n|b|\n:::", "6:1", ("「表」の囲み",)),
        ("::: {.表 #t}\n題\n:::", "3:1", ("0個",)),
        ("::: {.表 #t}\n題\n\n|a|\n|-|\n|b|\n\n|c|\n|-|\n|d|\n:::", "3:1", ("2個",)),
        ("::: {.表 #t}\n題\\\n二行目\n\n|a|\n|-|\n|b|\n:::", "3:1", ("改行",)),
        ("::: {.図 #f}\n題\n:::", "3:1", ("画像が0個",)),
    ],
)
def test_what_stands_where_it_may_not_is_told(markdown: str, place: str, words: tuple[str, ...]) -> None:
    """Each place holds what can be shown there."""
    expect(problems_in(markdown), Code.MD_PLACE, AT + place, *words)


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("## 見出し", ("要約の中",)),
        ("目的です。\n\n1. 一つ目", ("番号の付く一覧", "「- 」")),
        ("- 目的です。\n  1. 一つ目", ("番号の付く一覧",)),
    ],
)
def test_a_passage_holds_paragraphs_and_bulleted_lists(passage: str, words: tuple[str, ...]) -> None:
    """The summary's template has no other styles."""
    problems = problems_with({MEASURES: TEXTS[MEASURES].replace("目的です。", passage)})
    expect([p for p in problems if p.code is Code.MD_PLACE], Code.MD_PLACE, f"{MEASURES}:5:1", *words)


def test_a_note_in_a_passage_is_told() -> None:
    """The summary has no footnotes."""
    text = TEXTS[MEASURES].replace("目的です。", "目的[^a]です。") + "\n[^a]: 注\n"
    expect(problems_with({MEASURES: text}), Code.MD_PLACE, f"{MEASURES}:6:3", "要約には脚注")


@pytest.mark.parametrize(
    ("value", "place", "words"),
    [
        ("'- 項目'", "14:22", ("一つの段落",)),
        ("'# 見出し'", "14:22", ("一つの段落",)),
    ],
)
def test_a_value_that_is_one_paragraph_is_told_where_it_is_more(
    value: str, place: str, words: tuple[str, ...]
) -> None:
    """A name is one line of a cell."""
    text = TEXTS["framework.yaml"].replace("[見守り事業]", f"[{value}]", 1)
    expect(problems_with({"framework.yaml": text}), Code.MD_PLACE, f"framework.yaml:{place}", *words)


@pytest.mark.parametrize(
    "div", ["::: {.改頁}\n      :::", "> 引用", "# 見出し", "::: {.用語解説}\n      :::"]
)
def test_running_text_in_a_value_holds_no_headings_and_no_other_divs(div: str) -> None:
    """It holds paragraphs, lists, tables and figures."""
    text = TEXTS["framework.yaml"].replace(
        "題: 安心なまち\n", f"題: 安心なまち\n    説明: |\n      {div}\n", 1
    )
    expect(
        problems_with({"framework.yaml": text}), Code.MD_PLACE, "framework.yaml:5:9", "文章、一覧、表、図だけ"
    )


@pytest.mark.parametrize("indent", ["  ", "   "])
def test_a_fourth_level_of_list_is_told(indent: str) -> None:
    """The template has three."""
    marker = "- " if indent == "  " else "1. "
    markdown = "\n".join(f"{indent * depth}{marker}項目" for depth in range(5))
    expect(problems_in(markdown), Code.MD_LIST_DEPTH, f"{AT}6:{len(indent) * 3 + 1}", "3段")


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("\n".join(f"{number}) 項目" for number in range(1, 22)), ("⑳",)),
        ("0) 項目", ("①",)),
        ("2021. 3月から", ("「2021」", "「\\」")),
    ],
)
def test_a_list_whose_numbers_have_no_form_is_told(markdown: str, words: tuple[str, ...]) -> None:
    """Circles go to ⑳; a year is no number of an item."""
    expect(problems_in(markdown), Code.NUMBER_RANGE, f"{AT}3:1", *words)


@pytest.mark.parametrize("identity", ["1a", "節", "a.b", "a:b", "-a"])
def test_an_id_that_word_could_not_take_is_told(identity: str) -> None:
    """On headings and on divs."""
    expect(problems_in(f"## 節 {{#{identity}}}"), Code.ID_INVALID, f"{AT}3:1", f"「{identity}」", "半角")
    table = f"::: {{.表 #{identity}}}\n題\n\n|a|\n|-|\n|b|\n:::"
    expect(problems_in(table), Code.ID_INVALID, f"{AT}3:1", f"「{identity}」")


def test_a_text_that_pandoc_fails_at_is_told_by_its_file() -> None:
    """The other files are read, and their problems told as well."""
    files = small_plan({CHAPTER: chapter("壊れる文章"), "chapters/91-glossary.md": "# 用語\n\n<b>\n"})
    with pytest.raises(PlanErrors) as caught:
        load_plan(
            files,
            lambda texts: [
                None if "壊れる" in text else document
                for text, document in zip(texts, parse(texts), strict=True)
            ],
        )
    unreadable = [problem for problem in caught.value.problems if problem.code is Code.MD_UNREADABLE]
    expect(unreadable, Code.MD_UNREADABLE, f"{CHAPTER}:1:1", "読み取れません", "半分ずつ")
    assert ("md.raw", "chapters/91-glossary.md:3:1") in places(caught.value.problems)


@pytest.mark.parametrize("markdown", [">" * 500 + " 引用", "**" * 3000, "[" * 3000 + "]" * 3000, "(" * 5000])
def test_endless_nesting_is_no_traceback(markdown: str) -> None:
    """Whatever is piled up ends in a plan or in problems."""
    assert isinstance(problems_in(markdown), list)


@pytest.mark.parametrize("front", ["# はじめに\n\n## 節\n\n文章です。\n", "# はじめに {.番号なし}\n"])
def test_a_preface_is_a_chapter_of_its_own(front: str) -> None:
    """What stands before the contents."""
    files = {"plan.yaml": f"{PLAN_YAML}前付: [chapters/00.md]\n", "chapters/00.md": front}
    assert not problems_with(files)


def test_a_summary_may_show_a_passage_twice() -> None:
    """Nothing says that it may not."""
    assert not problems_with({"summary.yaml": f"{SUMMARY_YAML}      - 要約: sum-purpose\n"})
