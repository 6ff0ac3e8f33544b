"""流れ図: steps as boxes, with arrows between them."""

from __future__ import annotations

from pipeline.documents.flow import flow_grid
from pipeline.model.blocks import walk_blocks
from pipeline.model.floats import Float, Flow, Grid
from tests.documents.drawings import assert_whole, boxes_of, marks_of, texts_of_boxes
from tests.small_plan import CHAPTER, chapter, resolved

STRAIGHT = """\
::: {.流れ図 #fig-a}
題

1. 受け付ける

   窓口

2. 決める
3. 知らせる
:::
"""
PARTING = """\
::: {.流れ図 #fig-a}
題

1. 受け付ける
2. 確かめる
   - 急ぐとき
     1. 会議
     2. 保護
   - そのほか
3. 終わる
:::
"""


def drawn(markdown: str) -> Grid:
    plan = resolved({CHAPTER: chapter(markdown)})
    (flow,) = (
        block.body
        for block in walk_blocks(plan.body)
        if isinstance(block, Float) and isinstance(block.body, Flow)
    )
    return flow_grid(plan, flow)


def test_steps_stand_one_under_the_other_with_arrows_between() -> None:
    """Further paragraphs of a step stand in its box."""
    grid = drawn(STRAIGHT)
    assert texts_of_boxes(grid) == ["受け付ける/窓口", "決める", "知らせる"]
    assert marks_of(grid) == ["▼", "▼"]
    assert len({(cell.colspan, cell.rowspan) for cell in boxes_of(grid)}) == 1
    assert_whole(grid)


def test_ways_stand_side_by_side_and_the_shorter_one_is_as_high_as_the_longer() -> None:
    """An arrow to each way, one to each of its steps, and one from all of them to the step that follows."""
    grid = drawn(PARTING)
    assert texts_of_boxes(grid) == [
        "受け付ける",
        "確かめる",
        "急ぐとき",
        "そのほか",
        "会議",
        "保護",
        "終わる",
    ]
    assert marks_of(grid) == ["▼"] * 6
    assert [cell.rowspan for cell in boxes_of(grid)] == [1, 1, 1, 5, 1, 1, 1]
    assert_whole(grid)


def test_a_flow_may_end_where_it_parts() -> None:
    """Nothing follows then."""
    grid = drawn(PARTING.replace("3. 終わる\n", ""))
    assert marks_of(grid) == ["▼"] * 5
    assert grid.alt.endswith("１つ目は「急ぐとき」、「会議」、「保護」。２つ目は「そのほか」。")


def test_it_is_read_aloud_in_its_order() -> None:
    """Where it parts, each way to its end."""
    assert drawn(STRAIGHT).alt == "流れ図。初めに「受け付ける　窓口」。次に「決める」。次に「知らせる」。"
    assert drawn(PARTING).alt == (
        "流れ図。初めに「受け付ける」。次に「確かめる」。ここで２つに分かれ、１つ目は「急ぐとき」、「会議」、「保護」。"
        "２つ目は「そのほか」。合わさって、「終わる」。"
    )
