"""施策の体系: the framework as a tree of boxes."""

from __future__ import annotations

from pipeline.documents.framework_tree import tree_grid
from pipeline.model.floats import FrameworkTree, Grid, Side
from pipeline.model.inlines import plain_text
from tests.documents.drawings import assert_whole, boxes_of, texts_of_boxes
from tests.small_plan import FRAMEWORK_YAML, resolved

SECOND = """\
  - id: policy-b
    題: 元気なまち
    施策の基本方向:
      - id: direction-b
        略称: 元気
        題: 健康づくり
        取組:
          - {id: measure-c, 題: 体操, 課題認識: 課題です。, 対応方針: 方針です。, 関連する施策: [体操事業]}
"""


def tree(levels: int = 0) -> Grid:
    return tree_grid(resolved({"framework.yaml": FRAMEWORK_YAML + SECOND}), FrameworkTree(levels))


def test_every_item_is_a_box_in_the_order_of_the_framework() -> None:
    """With the numbers of their headings."""
    assert texts_of_boxes(tree()) == [
        "支え合うまち",
        "第１節　安心なまち",
        "１　支え合いの推進",
        "(1)　見守り",
        "(2)　相談",
        "第２節　元気なまち",
        "１　健康づくり",
        "(1)　体操",
    ]


def test_the_outer_levels_can_be_shown_alone() -> None:
    """`levels` counts from the outside; their names stand over them."""
    grid = tree(2)
    assert texts_of_boxes(grid)[-1] == "１　健康づくり"
    heads = [plain_text(cell.content[0].content) for cell in grid.rows[0] if cell and cell.content[0].content]
    assert heads == ["基本理念", "基本方針", "施策の基本方向"]


def test_a_box_is_as_high_as_all_that_is_under_it() -> None:
    """Two rows a leaf, and two for each gap between leaves."""
    assert {plain_text(cell.content[0].content): cell.rowspan for cell in boxes_of(tree())} == {
        "支え合うまち": 10,
        "第１節　安心なまち": 6,
        "１　支え合いの推進": 6,
        "(1)　見守り": 2,
        "(2)　相談": 2,
        "第２節　元気なまち": 2,
        "１　健康づくり": 2,
        "(1)　体操": 2,
    }


def test_lines_lead_from_each_box_to_those_under_it() -> None:
    """Right of a box with two under it one line leaves, a trunk joins them, and a line leads to the middle of each."""
    grid = tree()
    left, right = ([row[column] for row in grid.rows[1:7]] for column in (7, 8))
    assert [cell and cell.sides for cell in left] == [
        (),
        (Side.RIGHT,),
        (Side.BOTTOM, Side.RIGHT),
        (Side.TOP, Side.RIGHT),
        (Side.RIGHT,),
        (),
    ]
    assert [cell and cell.sides for cell in right] == [
        (Side.BOTTOM,),
        (Side.TOP, Side.LEFT),
        (Side.LEFT,),
        (Side.LEFT,),
        (Side.LEFT, Side.BOTTOM),
        (Side.TOP,),
    ]


def test_the_tables_positions_are_all_filled() -> None:
    """By a cell or by one that reaches over them."""
    for levels in (1, 2, 3):
        assert_whole(tree(levels))


def test_it_is_read_aloud_as_the_framework_is_built() -> None:
    """Each item with those under it, in order."""
    assert tree().alt == (
        "施策の体系。基本理念は「支え合うまち」。基本方針は「第１節　安心なまち」「第２節　元気なまち」。"
        "「第１節　安心なまち」の施策の基本方向は「１　支え合いの推進」。"
        "「１　支え合いの推進」の取組は「(1)　見守り」「(2)　相談」。"
        "「第２節　元気なまち」の施策の基本方向は「１　健康づくり」。「１　健康づくり」の取組は「(1)　体操」。"
    )
    assert tree(1).alt.endswith("基本方針は「第１節　安心なまち」「第２節　元気なまち」。")
