"""The diagram of the plan's position."""

from __future__ import annotations

from pipeline.editions.position import position_grid
from pipeline.model.inlines import plain_text
from tests.small_plan import load


def test_the_arrow_to_other_plans_stands_under_this_plan() -> None:
    """▼ leads from this plan's box alone, so it is no wider than that."""
    grid = position_grid(load())
    below = [cell for cell in grid.rows[2] if cell]
    arrow = grid.rows[2][2]
    assert arrow is not None
    assert [plain_text(cell.content[0].content) for cell in below] == ["", "▼", "", ""]
    assert arrow.colspan == 1
