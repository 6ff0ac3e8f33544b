"""What a drafter types stays the character that it is, though pandoc normalises what it reads."""

from __future__ import annotations

import pytest

from pipeline.model.inlines import Note, Ruby, Strong
from pipeline.problems import Code
from tests.small_plan import (
    CHAPTER,
    FRAMEWORK_YAML,
    GLOSSARY_YAML,
    MEASURES,
    PLAN_YAML,
    PNG,
    TEXTS,
    blocks_of,
    expect,
    inlines_of,
    load,
    places,
    problems_in,
    problems_with,
    text_of,
)

# 塚, 神, 朗 as names write them, か and ハ with marks of their own, é of two, Korean letters, and forms of 葛 and 神.
CHANGING = (
    "\ufa10",
    "\ufa19",
    "\uf929",
    "\U0002f81a",
    "か\u3099",
    "ハ\u309a",
    "e\u0301",
    "\u1112\u1161\u11ab",
    "葛\U000e0100",
    "神\ufe00",
)
# What is copied from web pages and PDFs, and seen by nobody.
INVISIBLE = [
    *(
        "\u200b",
        "\u200c",
        "\u200d",
        "\u200e",
        "\u200f",
        "\u2060",
        "\u2063",
        "\ufeff",
        "\u00ad",
        "\u034f",
        "\u061c",
    ),
    *(
        "\u115f",
        "\u1160",
        "\u17b4",
        "\u180e",
        "\u2800",
        "\u3164",
        "\uffa0",
        "\ufe00",
        "\ufe0e",
        "\ufe0f",
        "\U000e0001",
        "\U000e0041",
    ),
    *("\U000e0100", "\U000e01ef", "\u206f"),
]


@pytest.mark.parametrize("written", CHANGING)
def test_characters_that_normalisation_would_change_stay(written: str) -> None:
    """Alone, after others, in bold beside punctuation, and with others that change."""
    assert text_of(f"あ{written}い") == f"あ{written}い"
    assert (
        text_of(f"これは**「{written}」**という{''.join(CHANGING)}")
        == f"これは「{written}」という{''.join(CHANGING)}"
    )


@pytest.mark.parametrize("written", CHANGING)
def test_bold_text_may_begin_and_end_with_any_character(written: str) -> None:
    """Characters that pandoc takes for punctuation meet letters outside."""
    _, bold, _ = inlines_of(f"あ**{written}い{written}**う")
    assert isinstance(bold, Strong)


@pytest.mark.parametrize("invisible", INVISIBLE)
def test_what_nobody_can_see_or_mean_is_dropped(invisible: str) -> None:
    """In running text, in bold, and at the beginning of a line."""
    assert text_of(f"あ{invisible}い") == "あい"
    assert text_of(f"あ**{invisible}い{invisible}**う") == "あいう"
    assert [type(block).__name__ for block in blocks_of(f"{invisible}## 節\n\nあ")] == [
        "Heading",
        "Paragraph",
    ]


@pytest.mark.parametrize(
    "spelled", ["&#x200B;", "&#8203;", "&lrm;", "&ZeroWidthSpace;", "&#xFEFF;", "&#x3164;"]
)
def test_it_is_dropped_where_it_is_spelled_out(spelled: str) -> None:
    """As web pages do it; and in the quotes of YAML."""
    assert text_of(f"あ{spelled}い") == "あい"
    assert load({"plan.yaml": PLAN_YAML.replace("市名: みどり市", '市名: "みど\\u200bり市"')}) == load()


@pytest.mark.parametrize("invisible", INVISIBLE)
def test_it_is_dropped_wherever_it_is_written(invisible: str) -> None:
    """In every file: keys and values, ids and what refers to them, cells, and alternative texts."""

    def files(here: str) -> dict[str, str | bytes]:
        return {
            CHAPTER: f"# 本文 {{#sec{here}-text}}\n\nい{here}[](#sec-{here}text)\n\n"
            f'::: {{.表 #tbl-a csv="data/a.csv"}}\n題い{here}\n:::\n\n'
            f"::: {{.図 #fig-a}}\n![図の{here}説明](figures/a.png)\n\n図い{here}\n:::\n",
            "data/a.csv": f"年,い{here}\nい{here},い\n",
            "figures/a.png": PNG,
            "plan.yaml": PLAN_YAML.replace(
                "市名: みどり", f"市名{here if here < '葛' else ''}: み{here}どり"
            ),
            "framework.yaml": FRAMEWORK_YAML.replace("です", f"で{here}す").replace(
                "measure-a", f"measure{here}-a"
            ),
            "glossary.yaml": GLOSSARY_YAML.replace("ちいき", f"ちい{here}き").replace("読み", f"読み{here}"),
        }

    assert load(files(invisible)) == load(files(""))


@pytest.mark.parametrize(
    "meant",
    [
        "葛\U000e0100城",
        "辻\U000e0101",
        "神\ufe00",
        "self\u00adevident",
        "👨\u200d👩\u200d👧",
        "、\ufe00",
        "⠓\u2800⠒",
    ],
)
def test_what_can_be_meant_stays(meant: str) -> None:
    """Forms of kanji and of stops, hyphens within words of letters, pictures of several signs, blanks of Braille."""
    assert text_of(f"あ{meant}い") == f"あ{meant}い"


def test_places_count_what_was_dropped() -> None:
    """As editors do: in chapters and in YAML, before and behind."""
    assert places(problems_in("あ\u200bい\u2060う[^fn-c]え")) == [("md.leftover", f"{CHAPTER}:3:6")]
    spoilt = FRAMEWORK_YAML.replace("課題です。", "\u200b課\u200b題[^fn-c]です。", 1)
    line = next(number for number, text in enumerate(spoilt.split("\n"), 1) if "fn-c" in text)
    assert places(problems_with({"framework.yaml": spoilt})) == [("md.leftover", f"framework.yaml:{line}:23")]
    spoilt = PLAN_YAML.replace("市名: みどり市", "市\u200b名\u200b: みどり市\n市長: 長")
    assert places(problems_with({"plan.yaml": spoilt})) == [("schema.unknown-key", "plan.yaml:3:1")]


@pytest.mark.parametrize(
    ("radical", "right"),
    [
        ("⽇", "日"),
        ("⼈", "人"),
        ("⿓", "龍"),
        ("⻑", "長"),
        ("⺠", "民"),
        ("⻘", "青"),
        ("⻄", "西"),
        ("⺟", "母"),
    ],
)
def test_radicals_that_look_like_kanji_are_told_with_the_right_ones(radical: str, right: str) -> None:
    """With both codes: to the eye they are the same."""
    codes = f"U+{ord(radical):04X}", f"「{right}」（U+{ord(right):04X}）"
    expect(problems_in(f"あ\n\nい{radical}う"), Code.TEXT_RADICAL, f"{CHAPTER}:5:2", *codes)
    spoilt = PLAN_YAML.replace("みどり市\n", f"みどり{radical}市\n")
    expect(problems_with({"plan.yaml": spoilt}), Code.TEXT_RADICAL, "plan.yaml:2:8", *codes)
    spelled = PLAN_YAML.replace("市名: みどり市", f'市名: "\\u{ord(radical):04x}市"')
    expect(problems_with({"plan.yaml": spelled}), Code.TEXT_RADICAL, "plan.yaml:2:5", *codes)
    expect(problems_in(f"あ&#x{ord(radical):x};"), Code.TEXT_RADICAL, f"{CHAPTER}:3:2", *codes)


def test_text_copied_from_a_pdf_is_told_once_a_character() -> None:
    """Not a hundred times, and with how often it stands there."""
    problems = problems_in("⽇本の⼈⼝です。\n\n" * 60)
    assert [problem.message[:-1].split("（このファイルに")[1] for problem in problems] == ["60か所"] * 3
    assert places(problems) == [("text.radical", f"{CHAPTER}:3:{column}") for column in (1, 4, 5)]


def test_readings_keep_their_characters() -> None:
    """They are no text but an attribute."""
    assert inlines_of('[塚]{ruby="つか\u3099"}')[0] == Ruby("塚", "つか\u3099")


def test_places_after_such_characters_are_right() -> None:
    """Of footnotes, whose names are read there, and of problems."""
    notes = [
        inline
        for inline in inlines_of("か\u3099[^fn-a]き\u3099[^fn-b]\n\n[^fn-a]: 一\n\n[^fn-b]: 二")
        if isinstance(inline, Note)
    ]
    assert [note.id for note in notes] == ["fn-a", "fn-b"]
    assert places(problems_in("か\u3099と[^fn-c]")) == [("md.leftover", f"{CHAPTER}:3:4")]


def test_the_vision_is_found_in_text_that_spells_it_the_same() -> None:
    """YAML and Markdown are read alike."""
    vision = "\ufa19の住むまち"
    changes = {
        "framework.yaml": FRAMEWORK_YAML.replace("支え合うまち", vision),
        MEASURES: TEXTS[MEASURES].replace("支え合うまち", vision),
    }
    assert problems_with(changes) == []
