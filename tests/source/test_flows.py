"""The steps of a 流れ図 as they are written, and what can be none."""

from __future__ import annotations

import pytest

from pipeline.model.floats import Float, Flow, FrameworkTree
from pipeline.problems import Code
from tests.small_plan import CHAPTER, blocks_of, expect, problems_in

BEGIN = "::: {.流れ図 #fig-a}\n題\n\n"


def flow(steps: str) -> str:
    return f"{BEGIN}{steps}\n:::"


def test_a_numbered_list_is_a_flow() -> None:
    """With its title and its notes, like a figure."""
    (block,) = blocks_of(flow("1. 甲\n2. 乙\n\n※ 注です。"))
    assert isinstance(block, Float)
    assert isinstance(block.body, Flow)
    assert len(block.body.steps.items) == 2
    assert len(block.notes) == 1


def test_a_tree_shows_all_levels_unless_told_otherwise() -> None:
    """`levels` is how many."""
    shown = blocks_of('::: {.施策の体系 #a}\n題\n:::\n\n::: {.施策の体系 #b levels="2"}\n題\n:::')
    assert [block.body for block in shown if isinstance(block, Float)] == [FrameworkTree(), FrameworkTree(2)]


@pytest.mark.parametrize(
    ("steps", "place", "code", "words"),
    [
        ("", "3:1", Code.DIAGRAM_EMPTY, ("手順がありません", "「1. 」")),
        ("1. 甲", "6:1", Code.DIAGRAM_EMPTY, ("一つしかありません",)),
        ("- 甲\n- 乙", "6:1", Code.DIAGRAM_EMPTY, ("番号がありません", "「1. 」")),
        ("1. 甲\n2. 乙\n\n間\n\n1. 丙\n2. 丁", "3:1", Code.MD_PLACE, ("2個",)),
        (
            "1. 甲\n   - 一\n   - 二\n2. 乙\n   - 三\n   - 四",
            "9:4",
            Code.DIAGRAM_BRANCH,
            ("「甲」と「乙」", "一つにして"),
        ),
        (
            "1. 甲\n   - 一\n     1. 丙\n        - 三\n        - 四\n   - 二\n2. 乙",
            "7:6",
            Code.MD_LIST_DEPTH,
            (),
        ),
        ("1. 甲\n   - 一\n2. 乙", "6:4", Code.DIAGRAM_BRANCH, ("「甲」", "行き先が一つ")),
        ("1. 甲\n" + "   - 一\n" * 21 + "2. 乙", "6:4", Code.DIAGRAM_SIZE, ("「甲」", "21")),
        ("1. 甲\n   1. 一\n   2. 二\n2. 乙", "6:4", Code.DIAGRAM_BRANCH, ("「甲」", "番号", "「- 」")),
        (
            "1. 甲\n   - 一\n     - 三\n     - 四\n   - 二\n2. 乙",
            "7:6",
            Code.DIAGRAM_BRANCH,
            ("もう一度", "「一」"),
        ),
        ("1. - 一\n   - 二\n2. 乙", "6:1", Code.DIAGRAM_EMPTY, ("言葉のない手順",)),
        ("1. 甲[^a]\n2. 乙\n\n[^a]: 注です。", "6:5", Code.MD_PLACE, ("脚注",)),
    ],
)
def test_what_is_no_flow_is_told(steps: str, place: str, code: Code, words: tuple[str, ...]) -> None:
    """With what to write instead."""
    found = problems_in(flow(steps))
    if code is Code.MD_LIST_DEPTH:
        assert code in {each.code for each in found}
    else:
        expect(found[:1], code, f"{CHAPTER}:{place}", *words)


@pytest.mark.parametrize(
    ("levels", "hint"), [("0", "半角の数字"), ("２", "半角の数字"), ("all", "半角の数字"), ("4", "1から3")]
)
def test_a_number_of_levels_that_there_are_not_is_told(levels: str, hint: str) -> None:
    """The smallest plan's framework has three."""
    markdown = f'::: {{.施策の体系 #fig-a levels="{levels}"}}\n題\n:::'
    expect(problems_in(markdown), Code.MD_ATTRIBUTE, f"{CHAPTER}:3:1", f'levels="{levels}"', hint)


def test_a_tree_shows_the_vision() -> None:
    """So the text need not."""
    measures = "# 施策 {#sec-measures}\n\n::: {.要約 #sum-purpose}\n目的です。\n:::\n\n::: {.施策}\n:::\n"
    changes = {"chapters/02-measures.md": measures}
    assert [each.code for each in problems_in("文章です。", changes)] == [Code.VISION_MISSING]
    assert problems_in("::: {.施策の体系 #fig-a}\n題\n:::", changes) == []
