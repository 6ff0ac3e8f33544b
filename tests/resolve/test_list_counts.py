"""Counts of a list's items that are typed before or behind it are those of the list."""

from __future__ import annotations

import pytest

from pipeline.problems import Code
from tests.small_plan import CHAPTER, expect, problems_in


@pytest.mark.parametrize(
    ("markdown", "place", "said"),
    [
        ("次の３点を進めます。\n\n- 見守り\n- 相談", "3:1", "「次の３点」"),
        ("計画です。以下の三つです：\n\n1. 見守り\n2. 相談", "3:6", "「以下の三つ」"),
        ("- 見守り\n- 相談\n\n上記３点を進めます。", "6:1", "「上記３点」"),
        ("(1) 見守り\n(2) 相談\n\n以上の四項目です。", "6:1", "「以上の四項目」"),
        ("::: {.枠}\n次の３点です。\n\n- 見守り\n- 相談\n:::", "4:1", "「次の３点」"),
        ("- 次の３点です。\n  - 見守り\n  - 相談", "3:3", "「次の３点」"),
    ],
)
def test_a_count_that_is_not_the_list_s_is_told(markdown: str, place: str, said: str) -> None:
    """Where the words stand, with the number of items."""
    expect(problems_in(markdown), Code.COUNT_WRONG, f"{CHAPTER}:{place}", said, "項目は２です")


@pytest.mark.parametrize(
    "markdown",
    [
        "次の２点です。\n\n- 見守り\n  - 朝\n  - 夜\n- 相談",
        "次の三つの視点から、５つの事業を進めます。\n\n- 見守り\n- 相談",
        "次の３点です。進め方も示します。\n\n- 見守り\n- 相談",
        "次の３点以上を選びます。\n\n- 見守り\n- 相談",
        "次の３点です。\n\n(1) 住民\n(2) 市\n\n文章を挟んで、\n\n(3) 国\n\n以上３点です。",
        "次の３点です。\n\n文章です。",
    ],
)
def test_other_counts_are_left_alone(markdown: str) -> None:
    """Those that are right, of which it is not sure, and of no list; a list may go on behind some text."""
    assert not problems_in(markdown)
