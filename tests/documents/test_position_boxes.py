"""The diagram of the plan's position from boxes that stand as the office likes."""

from __future__ import annotations

import pytest

from pipeline.documents.position import position_grid
from pipeline.model.floats import Grid
from tests.documents.drawings import assert_whole, boxes_of, marks_of, texts_of_boxes
from tests.small_plan import load
from tests.source.test_positions import BOXES, FILE, JOINS


def drawn(text: str = BOXES) -> Grid:
    grid = position_grid(load({FILE: text}))
    assert_whole(grid)
    return grid


def test_every_box_is_there_with_its_words() -> None:
    """This plan's own alone is shaded."""
    grid = drawn(
        BOXES.replace("性格: 基本計画", "性格: 基本計画, 示す: [基本理念, 基本方針], 文: [五年の計画]")
    )
    own = "みどり市こども計画/（基本計画）/基本理念/「支え合うまち」/基本方針/１　安心なまち/五年の計画"
    assert texts_of_boxes(grid) == [
        "国の大綱",
        "県の計画",
        "みどり市総合計画",
        "地域福祉計画",
        own,
        "活動計画/社会福祉協議会",
        "人権の計画",
        "個別の計画",
        "母子保健計画",
        "教育の計画",
    ]
    assert [cell.shade for cell in boxes_of(grid)] == [text == own for text in texts_of_boxes(grid)]


def test_arrows_and_連動_stand_between_the_boxes() -> None:
    """Two that lead to one box have one arrowhead."""
    assert marks_of(drawn()) == ["▼", "▼", "⇔連動", "⇔連動", "⇔連動", "▼"]


@pytest.mark.parametrize(
    ("join", "marks"),
    [
        ("{から: みどり市総合計画, まで: この計画}", ["▼"]),
        ("{から: この計画, まで: みどり市総合計画}", ["▲"]),
        ("{から: この計画, まで: みどり市総合計画, 形: 両矢印}", ["▲", "▼"]),
        ("{から: この計画, まで: みどり市総合計画, 形: 連動}", ["⇕連動"]),
        ("{から: この計画, まで: みどり市総合計画, 形: 線}", []),
        ("{から: 地域福祉計画, まで: この計画}", ["→"]),
        ("{から: この計画, まで: 地域福祉計画}", ["←"]),
        ("{から: この計画, まで: 地域福祉計画, 形: 両矢印}", ["⇔"]),
        ("{から: この計画, まで: 地域福祉計画, 形: 線}", []),
        ("{から: 活動計画, まで: 人権の計画}", ["▼"]),
        ("{から: 人権の計画, まで: 活動計画}", ["▲"]),
        ("{から: 人権の計画, まで: 活動計画, 形: 両矢印}", ["⇕"]),
        ("{から: 人権の計画, まで: 活動計画, 形: 連動}", ["⇕連動"]),
        ("{から: 人権の計画, まで: 活動計画, 形: 線}", []),
        ("{から: 国の大綱, まで: 県の計画}", ["→"]),
    ],
)
def test_an_arrow_points_to_the_box_that_is_named_last(join: str, marks: list[str]) -> None:
    """Wherever that stands; where there is none, a line is drawn."""
    grid = drawn(f"{JOINS}  - {join}\n")
    assert marks_of(grid) == marks
    sides = [cell.sides for row in grid.rows for cell in row if cell and cell.sides]
    assert bool(sides) == (not marks or "みどり市総合計画" in join)


def test_what_is_read_aloud_says_where_boxes_stand_and_how_they_are_joined() -> None:
    """In the order of the layers; what is joined alike is said together."""
    assert drawn().alt == (
        "みどり市地域福祉計画の位置付け。１段目は、「国の大綱」「県の計画」。２段目は、「みどり市総合計画」。"
        "３段目は、この計画「みどり市こども計画」（基本計画）、左に「地域福祉計画」、"
        "右に「活動計画」（社会福祉協議会）「人権の計画」。４段目は、「個別の計画」、中に「母子保健計画」「教育の計画」。"
        "「国の大綱」「県の計画」から「みどり市総合計画」へ矢印。「みどり市総合計画」から「みどり市こども計画」へ矢印。"
        "「みどり市こども計画」から「個別の計画」へ矢印。"
        "「みどり市こども計画」と「地域福祉計画」「活動計画」「人権の計画」は連動。"
    )


@pytest.mark.parametrize("above", range(1, 8))
@pytest.mark.parametrize("beside", range(4))
def test_any_number_of_boxes_gives_a_whole_table(above: int, beside: int) -> None:
    """Above, beside and below, with and without joins."""
    names = ", ".join(f"上の{number}" for number in range(above))
    sides = ", ".join(f"横の{number}" for number in range(beside))
    text = f"この計画: {{名称: 計画}}\n上: [[{names}]]\n右: [{sides}]\n左: [左]\n下: [[下１, 下２, 下３]]\n"
    drawn(text)
    drawn(f"{text}つながり: []\n")
