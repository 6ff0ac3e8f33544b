"""Counted answers in two versions: what changes is what is shown, and a redline gives back either version."""

from __future__ import annotations

import pytest

from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.model.comparison import Change
from pipeline.model.numbers import ResolvedPlan
from tests.properties.documents import resolved, template
from tests.redlines import wrong_in_redline
from tests.small_plan import CHAPTER, chapter, small_plan

CSV = "data/survey.csv"
ANSWERS = """番号,氏名,学年,問１,問２
1,山田,小学生,はい,公園;図書館
2,田中,小学生,いいえ,公園
3,鈴木,中学生,はい,
4,佐藤,中学生,はい,図書館
"""
TEXT = f"""\
::: {{.表 #tbl-a csv="{CSV}" 集計="問１" 選択肢="はい、いいえ" 別="学年"}}
参加の意向
:::

::: {{.グラフ #fig-a csv="{CSV}" 集計="問２" 回答="複数"}}
行く所
:::
"""


def plan_of(answers: str, text: str = TEXT) -> ResolvedPlan:
    return resolved(small_plan({CHAPTER: chapter(text), CSV: answers}))


def changes_between(old: ResolvedPlan, new: ResolvedPlan) -> list[Change]:
    return list(compare((old, plan_content(old)), (new, plan_content(new))).changes)


EDITS = {
    "another answer": ("4,佐藤,中学生,はい,図書館", "4,佐藤,中学生,いいえ,図書館"),
    "a person more": ("4,佐藤,中学生,はい,図書館", "4,佐藤,中学生,はい,図書館\n5,伊藤,小学生,,自宅"),
    "another group": ("3,鈴木,中学生", "3,鈴木,高校生"),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_redline_gives_back_both_versions_whatever_was_answered(name: str) -> None:
    """Rows and columns more or less, and a chart of other numbers."""
    edit = EDITS[name]
    assert ANSWERS.count(edit[0]) == 1
    old, new = plan_of(ANSWERS), plan_of(ANSWERS.replace(*edit))
    assert changes_between(old, new)
    assert wrong_in_redline(old, new, template("plan")) == []
    assert wrong_in_redline(new, old, template("plan")) == []


def test_what_is_not_counted_is_no_change() -> None:
    """Who answered, in which order, and what else they were asked."""
    lines = ANSWERS.splitlines(keepends=True)
    moved = "".join([lines[0], lines[1], *reversed(lines[2:])]).replace("山田", "山本")
    assert not changes_between(plan_of(ANSWERS), plan_of(moved))


def test_numbers_of_persons_in_place_of_answers_are_no_change() -> None:
    """The same is shown of them."""
    shown = '集計="問１" 選択肢="はい、いいえ" 別="学年"'
    text = f'::: {{.表 #tbl-a csv="{CSV}" {shown}}}\n参加の意向\n:::\n'
    counts = "学年,問１,数\n小学生,はい,1\n小学生,いいえ,1\n中学生,はい,2\n"
    counted = text.replace(shown, f'{shown} 人数="数"')
    assert not changes_between(plan_of(ANSWERS, text), plan_of(counts, counted))
