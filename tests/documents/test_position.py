"""The diagram of the plan's position."""

from __future__ import annotations

from pipeline.documents.position import position_grid
from pipeline.model.inlines import Strong, plain_text
from tests.small_plan import POSITION_YAML, load


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


def test_what_is_read_aloud_says_of_other_plans_what_the_diagram_shows() -> None:
    """Whatever the plan is about; of plans below it only where there are any."""
    begin = "みどり市地域福祉計画の位置付け。みどり市総合計画を上位計画とし、みどり市社会福祉協議会の地域福祉活動計画と"
    assert position_grid(load()).alt == f"{begin}連動する。"
    area = "  - {題: 子育て, 計画: みどり市子ども計画}\nこの計画: {"
    with_other = load({"position.yaml": POSITION_YAML.replace("この計画: {", area)})
    assert position_grid(with_other).alt == f"{begin}連動し、分野ごとの計画の上位に立つ。"
