"""The diagram of the plan's position."""

from __future__ import annotations

from pipeline.editions.position import position_grid
from pipeline.model.inlines import Strong, plain_text
from tests.small_plan import load


def test_the_arrow_to_other_plans_stands_under_this_plan() -> None:
    """▼ leads from this plan's box alone, so it is no wider than that."""
    grid = position_grid(load())
    below = [cell for cell in grid.rows[2] if cell]
    arrow = grid.rows[2][2]
    assert arrow is not None
    assert [plain_text(cell.content[0].content) for cell in below] == ["", "▼", "", ""]
    assert arrow.colspan == 1


def test_labels_stand_out_and_titles_of_plans_begin_a_line() -> None:
    """基本理念, 基本方針 and the partner's 目標 are strong; 基本方針 and its 「…」 don't share a line that breaks within words."""
    grid = position_grid(load())
    superior, own, goals = grid.rows[0][0], grid.rows[1][2], grid.rows[1][4]
    assert superior is not None
    assert own is not None
    assert goals is not None
    assert [plain_text(each.content) for each in superior.content] == [
        "みどり市総合計画",
        "基本方針",
        "健康なまち",
    ]
    strong = [
        plain_text(each.content)
        for each in (*own.content, *goals.content)
        if isinstance(each.content[0], Strong)
    ]
    assert strong == ["基本理念", "基本方針", "目標"]
