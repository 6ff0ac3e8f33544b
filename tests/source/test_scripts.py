"""Superscripts and subscripts wherever text stands, and the ^ and ~ that are none."""

from __future__ import annotations

import pytest

from pipeline.model.blocks import Heading, walk
from pipeline.model.floats import Float
from pipeline.model.inlines import Inlines, Reference, Strong, Subscript, Superscript, Text
from pipeline.problems import Code
from pipeline.source.nfc_guard import StandIns
from pipeline.source.scripts import hide_unmeant
from tests.small_plan import TEXTS, blocks_of, expect, inlines_of, problems_in, problems_with


def high(text: str) -> Superscript:
    return Superscript((Text(text),))


def low(text: str) -> Subscript:
    return Subscript((Text(text),))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("m^2^です", (Text("m"), high("2"), Text("です"))),
        ("CO~2~の量", (Text("CO"), low("2"), Text("の量"))),
        ("H~2~Oと", (Text("H"), low("2"), Text("Oと"))),
        ("PM~2.5~、NO~x~", (Text("PM"), low("2.5"), Text("、NO"), low("x"))),
        ("SO~4~^2-^が", (Text("SO"), low("4"), high("2-"), Text("が"))),
        ("10^6^m^3^", (Text("10"), high("6"), Text("m"), high("3"))),
        ("T~平均~は", (Text("T"), low("平均"), Text("は"))),
        ("人口^（注1）^は", (Text("人口"), high("（注1）"), Text("は"))),
        ("人口^※^20万", (Text("人口"), high("※"), Text("20万"))),
        ("^14^C", (high("14"), Text("C"))),
        ("**CO~2~**が", (Strong((Text("CO"), low("2"))), Text("が"))),
        ("3~5日のCO~2~", (Text("3~5日のCO"), low("2"))),
        ("9~17時のm^2^、6~7時", (Text("9~17時のm"), high("2"), Text("、6~7時"))),
    ],
)
def test_a_pair_of_signs_around_a_short_text_raises_or_lowers_it(markdown: str, expected: Inlines) -> None:
    assert inlines_of(markdown) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3~5日と6~7日",
        "65~74歳、75~84歳",
        "4月~6月、7月~9月",
        "10時~12時と13時~15時",
        "月~金、土~日",
        "A~C、D~F",
        "A~CとD~F",
        "A~東京~B",
        "第1～3～5回",
        "9～12時と13～17時",
        "a^b",
        "(^^)",
    ],
)
def test_ranges_and_faces_stay_as_they_are(text: str) -> None:
    """Two ~ in a sentence are mostly two ranges."""
    assert inlines_of(text) == (Text(text),)


def test_a_backslash_keeps_signs_as_text() -> None:
    assert inlines_of(r"m\^2\^とCO\~2\~") == (Text("m^2^とCO~2~"),)


def test_addresses_keep_their_signs() -> None:
    (link,) = inlines_of("[市](https://www.example.jp/~a~b/~c~)")
    assert getattr(link, "url", "") == "https://www.example.jp/~a~b/~c~"


def test_a_reference_may_be_raised() -> None:
    """As the number of a note is, where it is named a second time."""
    raised = inlines_of("注^[](#fn-a)^[^fn-a]\n\n[^fn-a]: 注の文")[1]
    assert isinstance(raised, Superscript)
    assert isinstance(raised.content[0], Reference)


def test_they_stand_wherever_text_stands() -> None:
    """In headings, titles, cells, notes under tables, lists, quotes, explanations and footnotes."""
    blocks = blocks_of(
        "## CO~2~の量 {#sec-a}\n\n- m^2^\n\n> m^2^\n\n面積\n: m^2^\n\n::: {.表 #tbl-a}\nCO~2~の推移\n\n"
        "| m^2^ | 年 |\n|---|---|\n| CO~2~ | [^a] |\n\n※ m^2^当たり\n:::\n\n[^a]: m^2^の注\n"
    )
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert low("2") in headings[-1].content
    (table,) = [block for block in blocks if isinstance(block, Float)]
    assert low("2") in table.caption
    assert high("2") in table.notes[0]
    found = [node for node in walk(blocks) if isinstance(node, Superscript | Subscript)]
    assert len(found) == 9


def test_values_of_yaml_with_markup_may_hold_them() -> None:
    text = TEXTS["framework.yaml"]
    assert "対応方針: " in text
    begin, _, rest = text.partition("対応方針: ")
    changed = f"{begin}対応方針: 1人に2m^2^の広さを{rest}"
    assert not problems_with({"framework.yaml": changed})


def test_values_of_plain_text_refuse_them_and_say_what_to_write() -> None:
    problems = problems_with({"plan.yaml": TEXTS["plan.yaml"].replace("計画名: ", "計画名: CO~2~")})
    assert [problem.code for problem in problems if problem.code is Code.MD_LEFTOVER]
    told = next(problem for problem in problems if problem.code is Code.MD_LEFTOVER)
    assert "CO₂（U+2082）" in told.hint


def test_the_hint_of_what_was_not_understood_shows_how_it_is_written() -> None:
    problems = problems_in("面積は10m^2です")
    expect(problems, Code.MD_LEFTOVER, "chapters/01-text.md:3:7", "「^」")
    assert "m^2^" in problems[0].hint
    assert "CO~2~" in problems[0].hint


def test_formulas_are_told_and_money_is_none() -> None:
    for formula in ("$x^2$", "$$x=1$$", "$m^2^$", "\\frac{1}{2}"):
        assert any("数式" in problem.hint for problem in problems_in(f"式{formula}です")), formula
    for money in ("$100と$200", "US$5、HK$3", "1＄は150円", "$1,000 と $2,000"):
        assert not problems_in(f"金額は{money}です"), money


def test_bold_words_in_square_brackets_are_no_formula() -> None:
    """Brackets have a backslash each, as text in them that is no link asks for."""
    assert not problems_in(r"\[A - **B**\]です")
    assert problems_in(r"\[A * B\]です")


@pytest.mark.parametrize("piece", ["^[", "^a", "a~b", "~", "^", "a^[x](y", "[^", "](", "<a"])
def test_signs_without_end_take_no_longer_than_other_text(piece: str) -> None:
    """Each is looked at with a few characters around it."""
    text = piece * (40_000 // len(piece))
    assert len(hide_unmeant(StandIns(text, {})).text) == len(text)
