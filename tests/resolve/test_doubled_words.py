"""Words around a reference that it shows itself are told with what would be printed; others are the author's."""

from __future__ import annotations

import pytest

from pipeline.problems import Code
from tests.small_plan import CHAPTER, expect, problems_in

TABLE = "\n\n::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n:::"


@pytest.mark.parametrize(
    ("text", "column", "printed"),
    [
        ("第[](#sec-measures)です。", 1, "第第２章"),
        ("取組は[](#sec-measures)章です。", 21, "第２章章"),
        ("件数は表[](#tbl-a)です。", 4, "表表１－１"),
        ("[](#sec-measures){.番号と題}「施策」です。", 25, "第２章「施策」「施策」"),
        ('取組は[]{.数 .一つ of="取組"}つの柱です。', 22, "二つつ"),
    ],
)
def test_a_word_that_a_reference_shows_itself_is_told(text: str, column: int, printed: str) -> None:
    """At the word, with what would be printed."""
    (problem,) = problems_in(text + TABLE)
    expect(
        [problem], Code.REF_TYPED_NUMBER, f"{CHAPTER}:3:{column}", f"「{printed}」と出ます", "消してください"
    )


@pytest.mark.parametrize(
    "text",
    [
        "[](#sec-measures)の章",
        "年表[](#tbl-a)",
        "表（[](#tbl-a)）",
        "第２回[](#sec-measures)",
        "「[](#sec-measures){.題}」",
        "[](#sec-measures)章立て",
        "[](#sec-measures)「施策」",
        "広げつつあります。",
    ],
)
def test_other_words_around_a_reference_are_left_alone(text: str) -> None:
    """Nothing is there twice."""
    assert not problems_in(text + TABLE)
