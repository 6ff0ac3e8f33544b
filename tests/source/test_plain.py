"""Lines without markup are not given to pandoc; what stands for its answer is its answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.source.load import load_plan
from pipeline.source.plain import plain_document
from pipeline.system import pandoc
from tests.small_plan import FOLDER, load, small_plan

# What plans are written with, and all that markup is made of; short pieces, so that markup comes about often.
PIECES = st.sampled_from(
    [
        *"計画の々ーぁＡｚ９0aZi、。・（）［］｛｝「」：；？！＃＊＾｜＜％…※○→　",
        *"*_`~^[](){}<>#+-=|\\:.,;!?\"'&/@%$ \n\t\u00a0\u200b\u3099\u034f\uf900",
        *("1.", "1)", "(1)", "i)", "a.", "#.", "- ", ": ", "> ", "**", "[^a]", "](#b)", "{.c}", ":::", "  "),
        *("https://example.jp", "<br>", "&amp;", "&#12354;", "|---|", "---", "===", "１．", "ア　", "第１章"),
    ]
)
LINES = st.lists(PIECES, min_size=1, max_size=12).map("".join)
# Every character that may stand in a plain line, beside every other.
PLAIN = [
    chr(code)
    for code in range(0x20, 0x10000)
    if not 0xD800 <= code < 0xE000 and plain_document(f"あ{chr(code)}")
]
MARKS = [each for each in PLAIN if not "一" <= each <= "龥"]
PLAIN_LINES = st.text(st.sampled_from([*MARKS, *"計画市民"]), min_size=1, max_size=30)


def answers(texts: Sequence[str]) -> list[Any]:
    return [document and document["blocks"] for document in pandoc.read(texts)]


def assert_agreement(texts: Sequence[str]) -> None:
    """Whatever is taken for plain is what pandoc makes of it, places included."""
    plain = {text: document["blocks"] for text in texts if (document := plain_document(text))}
    assert list(plain.values()) == answers(list(plain))


@given(st.lists(LINES, min_size=10, max_size=30))
def test_what_skips_pandoc_is_what_pandoc_would_say(texts: list[str]) -> None:
    """Whatever the line is."""
    assert_agreement([*texts, *(f"計画{text}" for text in texts)])


@given(st.lists(PLAIN_LINES, min_size=10, max_size=30))
def test_lines_of_plain_characters_in_any_order_are_what_pandoc_would_say(texts: list[str]) -> None:
    assert_agreement(texts)


def test_each_plain_character_is_read_as_pandoc_reads_it() -> None:
    """At the beginning, in the middle and at the end."""
    assert len(PLAIN) > 20_000
    shown = "".join(PLAIN)
    assert_agreement([f"あ{shown[at : at + 500]}あ" for at in range(0, len(shown), 500)])
    assert_agreement([f"{each}あ{each}{each} {each} あ{each}" for each in MARKS])
    assert_agreement(MARKS[::10])


@pytest.mark.parametrize(
    "text", ["市民の安全を守る。", "平成28年度 から", "「率先避難」（自ら逃げる）", "ハザードマップの更新\n"]
)
def test_a_usual_value_skips_pandoc(text: str) -> None:
    assert plain_document(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        " ",
        " あ",
        "あ ",
        "1. あ",
        "- あ",
        "あ\nい",
        "**あ**",
        "[](#a)",
        "あ_い_",
        "か\u3099",
        "\uf900",
        "あ\\",
        "あ:",
        "あ\n\n",
    ],
)
def test_what_may_be_markup_or_changes_on_reading_is_given_to_pandoc(text: str) -> None:
    assert plain_document(text) is None


def test_pandoc_is_given_nothing_but_the_texts_that_may_hold_markup() -> None:
    """Of the smallest plan its chapters alone."""
    given_to_pandoc: list[str] = []

    def parse(texts: Sequence[str]) -> Iterable[dict[str, Any] | None]:
        given_to_pandoc.extend(texts)
        return pandoc.read(texts)

    files = small_plan()
    plan = load_plan(files, parse, FOLDER)
    chapters = [chapter.decode() for path, chapter in files.items() if path.startswith("chapters/")]
    assert sorted(given_to_pandoc) == sorted(chapters)
    assert plan == load()
