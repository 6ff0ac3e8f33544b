"""Numbers, dots and brackets that documents put before a value anyway are told where somebody types them."""

from __future__ import annotations

import pytest

from pipeline.problems import Code
from tests.small_plan import (
    FRAMEWORK_YAML,
    MEASURES,
    POSITION_YAML,
    SUMMARY_YAML,
    TEXTS,
    expect,
    problems_in,
    problems_with,
)


@pytest.mark.parametrize(
    ("file", "text", "right", "wrong", "place"),
    [
        ("summary.yaml", SUMMARY_YAML, "題: 目的", "題: １　目的", "2:8"),
        ("summary.yaml", SUMMARY_YAML, "題: 目的", "題: 《１》目的", "2:8"),
        ("summary.yaml", SUMMARY_YAML, "題: 目的", "題: 【１】目的", "2:8"),
        ("position.yaml", POSITION_YAML, "題: 地域福祉,", "題: ①地域福祉,", "3:9"),
    ],
)
def test_a_number_before_a_title_is_told(file: str, text: str, right: str, wrong: str, place: str) -> None:
    """《１　１　目的》: the 概要 and the 位置付け図 number theirs."""
    (problem,) = problems_with({file: text.replace(right, wrong)})
    expect([problem], Code.MD_TYPED_NUMBER, f"{file}:{place}", "番号")
    assert problem.warning


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [("[見守り事業]", '["・見守り事業"]', "14:22"), ("支え合うまち\n", "「支え合うまち」\n", "1:7")],
)
def test_dots_and_brackets_that_documents_put_themselves_are_told(right: str, wrong: str, place: str) -> None:
    """・・見守り事業 and 「「支え合うまち」」."""
    said = TEXTS[MEASURES].replace("支え合うまち", "「支え合うまち」")
    files = {"framework.yaml": FRAMEWORK_YAML.replace(right, wrong), MEASURES: said}
    found = [each for each in problems_with(files) if each.code is Code.SCHEMA_VALUE]
    expect(found, Code.SCHEMA_VALUE, f"framework.yaml:{place}", "二重")


@pytest.mark.parametrize(
    "markdown",
    ["- ・見守り", "1. １．見守り", "1. ①見守り", "1) ①見守り", "(1) （１）見守り", "- 相談\n  - ･見守り"],
)
def test_a_mark_before_an_item_of_its_kind_is_told(markdown: str) -> None:
    """Both would be printed."""
    (problem,) = problems_in(markdown)
    assert (problem.code, problem.location.line) == (Code.MD_LEFTOVER, 3 + markdown.count("\n"))


@pytest.mark.parametrize(
    "markdown",
    [
        "1. ①から③までを確かめる",
        "1. １．５倍にする",
        "1. 10人をつなぐ",
        "- ①見守り",
        "- ○見守り",
        "1. 見守り\n\n   （１）相談",
    ],
)
def test_other_signs_begin_an_item_s_words(markdown: str) -> None:
    """Numbers behind a dot, what speaks of numbers, and what follows an item."""
    assert not problems_in(markdown)
