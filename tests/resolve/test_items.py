"""Where a framework's items stand in the plan: all at one place, branch by branch in several chapters, or nowhere."""

from __future__ import annotations

import pytest

from pipeline.model.blocks import Heading, walk_blocks
from pipeline.model.inlines import plain_text
from pipeline.problems import Code
from tests.small_plan import CHAPTER, MEASURES, TEXTS, chapter, expect, places, problems_with, resolved

TWO_GOALS = """\
階層: [目標, 施策, 事業]
基本理念: 支え合うまち
目標:
  - id: goal-a
    題: 育つまち
    施策:
      - {id: policy-a, 題: 妊娠, 事業: [{id: work-a, 題: 訪問}]}
      - {id: policy-b, 題: 保育, 事業: [{id: work-b, 題: 保育所}]}
  - id: goal-b
    題: 学ぶまち
    施策:
      - {id: policy-c, 題: 学校, 事業: [{id: work-c, 題: 相談}]}
"""
PLACE = "::: {.施策}\n:::\n"
PLAN = TEXTS["plan.yaml"]


def branch(identity: str) -> str:
    return f'::: {{.施策 of="{identity}"}}\n:::\n'


def with_places(first: str, second: str) -> dict[str, str]:
    """The small plan with two goals, and these texts in its two chapters."""
    return {
        "framework.yaml": TWO_GOALS,
        CHAPTER: chapter(first),
        MEASURES: TEXTS[MEASURES].replace(PLACE, second),
    }


def headings(changes: dict[str, str]) -> list[tuple[int, str, str]]:
    """Level, full number and title of each heading of the body."""
    plan = resolved(changes)
    return [
        (block.level, plan.targets[block.id].number, plain_text(block.content))
        for block in walk_blocks(plan.body)
        if isinstance(block, Heading)
    ]


def test_branches_stand_in_the_chapters_that_name_them() -> None:
    """Each with its own heading and all that is under it, numbered where it stands."""
    assert headings(with_places(branch("goal-b"), branch("goal-a"))) == [
        (1, "第１章", "本文"),
        (2, "第１章第１節", "学ぶまち"),
        (3, "第１章第１節１", "学校"),
        (4, "第１章第１節１(1)", "相談"),
        (1, "第２章", "施策"),
        (2, "第２章第１節", "育つまち"),
        (3, "第２章第１節１", "妊娠"),
        (4, "第２章第１節１(1)", "訪問"),
        (3, "第２章第１節２", "保育"),
        (4, "第２章第１節２(1)", "保育所"),
    ]


def test_headings_are_one_level_under_that_in_which_they_stand() -> None:
    """Under a 節 they begin with １."""
    found = headings(with_places(f"## 節\n\n{branch('goal-b')}\n## 次の節", branch("goal-a")))
    assert found[1:5] == [
        (2, "第１章第１節", "節"),
        (3, "第１章第１節１", "学ぶまち"),
        (4, "第１章第１節１(1)", "学校"),
        (5, "第１章第１節１(1)ア", "相談"),
    ]


def test_an_item_may_be_a_chapter() -> None:
    """In a file that begins with it."""
    changes = with_places("文章です。", branch("goal-a")) | {
        "chapters/03-goal.md": f"{branch('goal-b')}\n文章です。\n\n## 節\n",
        "plan.yaml": PLAN.replace("  - chapters/02", "  - chapters/03-goal.md\n  - chapters/02"),
    }
    assert headings(changes)[1:5] == [
        (1, "第２章", "学ぶまち"),
        (2, "第２章第１節", "学校"),
        (3, "第２章第１節１", "相談"),
        (2, "第２章第２節", "節"),
    ]


def test_a_chapters_own_heading_may_stand_for_an_item_with_others_in_it() -> None:
    """Its items stand under it one by one; it has no number of its own."""
    changes = with_places(branch("goal-b"), branch("policy-a") + "\n" + branch("policy-b"))
    assert places(problems_with(changes)) == []
    assert "goal-a" not in resolved(changes).targets


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (branch("goal-x"), branch("goal-a"), ("ref.missing", f"{CHAPTER}:3:1")),
        (branch("goal-a"), branch("policy-a"), ("md.place", f"{MEASURES}:9:1")),
        (branch("goal-a"), PLACE, ("md.place", f"{MEASURES}:9:1")),
        (branch("goal-a"), branch("goal-a"), ("md.place", f"{MEASURES}:9:1")),
        (branch("goal-a"), "", ("md.place", "framework.yaml:12:36")),
        (
            "## 二\n\n### 三\n\n#### 四\n\n" + branch("goal-a"),
            branch("goal-b"),
            ("md.place", f"{CHAPTER}:9:1"),
        ),
        ("::: {.施策 #goal-a}\n:::", branch("goal-b"), ("md.attribute", f"{CHAPTER}:3:1")),
    ],
)
def test_what_stands_twice_too_deep_or_not_at_all_is_told(
    first: str, second: str, found: tuple[str, str]
) -> None:
    """Beside it no more is told than follows from it."""
    assert found in places(problems_with(with_places(first, second)))


def test_a_file_that_begins_with_several_items_is_told() -> None:
    """It would be several chapters."""
    changes = with_places("文章です。", "") | {
        "chapters/03-goal.md": PLACE,
        "plan.yaml": PLAN.replace("  - chapters/02", "  - chapters/03-goal.md\n  - chapters/02"),
    }
    expect(problems_with(changes), Code.MD_PLACE, "chapters/03-goal.md:1:1", "章の見出しのない", "of=")


def test_items_may_stand_nowhere() -> None:
    """That is a notice: a plan may leave them to its other documents."""
    (problem,) = problems_with(with_places("文章です。", ""))
    assert problem.warning
    assert "事業がどの章にも" in problem.message


def test_a_level_may_be_without_numbers() -> None:
    """What is under it has none either; references to it show titles."""
    levels = (
        "階層: [目標, 施策, {名: 事業, 番号: なし}]\n欄:\n  事業:\n    - {名: 関連, 形: 参照, 任意: はい}\n"
    )
    text = TWO_GOALS.replace("階層: [目標, 施策, 事業]\n", levels).replace(
        "題: 訪問}", "題: 訪問, 関連: [work-b]}"
    )
    changes = with_places("文章です。", PLACE) | {"framework.yaml": text}
    assert places(problems_with(changes)) == []
    assert headings(changes)[2:5] == [
        (2, "第２章第１節", "育つまち"),
        (3, "第２章第１節１", "妊娠"),
        (4, "", "訪問"),
    ]
    outer = TWO_GOALS.replace("階層: [目標, 施策, 事業]", "階層: [{名: 目標, 番号: なし}, 施策, 事業]")
    assert [number for _, number, _ in headings(changes | {"framework.yaml": outer})[2:]] == [""] * 8
