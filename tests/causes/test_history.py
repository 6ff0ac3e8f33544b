"""The revision history that is made from causes."""

from __future__ import annotations

from pipeline.model.blocks import walk_blocks
from pipeline.model.floats import Grid
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.reference_text import shown_text
from pipeline.problems import Code
from tests.small_plan import PLAN_YAML, problems_with, resolved

HISTORY = "chapters/92-history.md"


def cause(places: str, category: str, basis: str) -> str:
    return f"  - 箇所: [{places}]\n    区分: {category}\n    根拠: {{{basis}}}\n    理由: 理由です。\n"


def plan_with(*causes: str, rows: str = "", tail: str = "") -> ResolvedPlan:
    """The smallest plan with a revision history of these rows of plan.yaml, and of these causes."""
    plan = PLAN_YAML.partition("改訂履歴:")[0].replace("資料編:\n", f"資料編:\n  - {HISTORY}\n")
    return resolved(
        {
            "plan.yaml": plan + (f"改訂履歴:\n{rows}" if rows else ""),
            HISTORY: "# 改訂履歴\n\n:::: {.横長}\n::: {.改訂履歴}\n:::\n::::\n\n## 番号なし {#sec-free .番号なし}\n",
            "changes.yaml": f"変更:\n{''.join(causes)}{tail}" if causes else None,
        }
    )


def rows_of(plan: ResolvedPlan) -> list[tuple[str, ...]]:
    """The rows of the printed history, without its head."""
    grids = [block for block in walk_blocks(plan.appendix) if isinstance(block, Grid)]
    return [
        tuple(
            shown_text(paragraph.content, plan.targets) for cell in row if cell for paragraph in cell.content
        )
        for grid in grids
        for row in grid.rows[1:]
    ]


def test_causes_of_one_meeting_are_one_row_with_their_places() -> None:
    """In the plan's order, each once, as live numbers; without a number, by title."""
    plan = plan_with(
        cause("measure-b, term-welfare", "策定委員会", "会議: 第２回策定委員会, 日付: 令和３年２月10日"),
        cause(
            "sec-text, measure-b, sec-free", "策定委員会", "会議: 第２回策定委員会, 日付: 令和３年２月10日"
        ),
    )
    assert rows_of(plan) == [
        (
            "令和３年２月",
            "第２回策定委員会の意見による修正（第１章、第２章第１節１(2)、「番号なし」、「地域福祉」）",
        )
    ]


def test_each_category_has_its_words() -> None:
    """Opinions are one row, whatever meeting spoke of them."""
    day = "日付: 令和３年２月10日"
    plan = plan_with(
        cause("sec-text", "意見", f"意見: [1], 会議: 第２回策定委員会, {day}"),
        cause("measure-a", "意見", f"意見: [2], 会議: 第３回策定委員会, {day}"),
        cause("sec-text", "議会", f"会議: 市議会全員協議会, {day}"),
        cause("sec-text", "庁内", day),
        cause("sec-text", "庁内", f"会議: 推進会議, {day}"),
        cause("sec-text", "時点修正", day),
    )
    assert [content for _, content in rows_of(plan)] == [
        "意見募集で寄せられた意見による修正（第１章、第２章第１節１(1)）",
        "市議会全員協議会の意見による修正（第１章）",
        "庁内での検討による修正（第１章）",
        "推進会議での検討による修正（第１章）",
        "時点修正（第１章）",
    ]


def test_a_place_that_is_gone_is_not_pointed_to() -> None:
    """It was deleted; the row says what can be said."""
    plan = plan_with(cause("measure-gone", "庁内", "日付: 令和３年２月10日"))
    assert rows_of(plan) == [("令和３年２月", "庁内での検討による修正")]


def test_rows_stand_in_the_order_of_their_months_before_what_they_led_to() -> None:
    """A row of plan.yaml whose month can't be read keeps its place."""
    rows = (
        "  - {年月: 令和２年11月, 内容: 素案の作成}\n  - {年月: 年度末, 内容: 予定}\n"
        "  - {年月: 令和３年３月, 内容: 計画の策定}\n"
    )
    plan = plan_with(
        cause("sec-text", "庁内", "日付: 令和３年４月１日"),
        cause("sec-text", "庁内", "日付: 令和３年３月31日"),
        cause("sec-text", "庁内", "日付: 令和２年12月１日"),
        rows=rows,
    )
    assert rows_of(plan) == [
        ("令和２年11月", "素案の作成"),
        ("年度末", "予定"),
        ("令和２年12月", "庁内での検討による修正（第１章）"),
        ("令和３年３月", "庁内での検討による修正（第１章）"),
        ("令和３年３月", "計画の策定"),
        ("令和３年４月", "庁内での検討による修正（第１章）"),
    ]


def test_causes_without_a_day_have_no_row() -> None:
    """And where no row is left, there is no table."""
    undated = cause("sec-text", "庁内", "")
    row = "  - {年月: 令和３年３月, 内容: 計画の策定}\n"
    assert rows_of(plan_with(undated, rows=row)) == [("令和３年３月", "計画の策定")]
    assert [block for block in walk_blocks(plan_with(undated).appendix) if isinstance(block, Grid)] == []


def test_the_history_can_do_without_them() -> None:
    """An office may not want the changes of its drafts printed."""
    dated = cause("sec-text", "庁内", "日付: 令和３年２月10日")
    assert rows_of(plan_with(dated, tail="改訂履歴: 載せない\n")) == []
    assert len(rows_of(plan_with(dated, tail="改訂履歴: 載せる\n"))) == 1


def test_a_new_word_for_that_is_told() -> None:
    """With those that there are."""
    (problem,) = problems_with({"changes.yaml": "改訂履歴: なし\n"})
    assert problem.code is Code.SCHEMA_VALUE
    assert "載せる、載せない" in problem.hint
