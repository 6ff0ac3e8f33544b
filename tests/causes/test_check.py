"""Changes and causes held against each other."""

from __future__ import annotations

import pytest

from pipeline.causes.check import check_causes, unknown_opinions
from pipeline.causes.cover import causes_of, grounds, remark
from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.model.causes import Reach
from pipeline.model.comparison import ChangeKind, Comparison
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.stages import Stage
from pipeline.problems import Code, Problem
from tests.small_plan import (
    CHAPTER,
    FRAMEWORK_YAML,
    MEASURES,
    PLAN_YAML,
    TEXTS,
    Changes,
    chapter,
    expect,
    load,
    places,
    resolved,
)

MEASURE = """\
          - id: measure-new
            題: 新しい取組
            課題認識: 課題です。
            対応方針: 方針です。
            関連する施策: [新しい事業]
"""
EDITED = {"framework.yaml": FRAMEWORK_YAML.replace("[見守り事業]", "[見守り支援事業]")}


def changes_file(*ids: str, why: str = "理由です。", number: int = 3, more: str = "") -> str:
    """A cause for these places, with a line more."""
    basis = f"区分: 意見\n    根拠: {{意見: [{number}]}}"
    return f"変更:\n  - 箇所: [{', '.join(ids)}]\n    {basis}\n    理由: {why}\n{more}"


def compared(after: Changes, before: Changes | None = None) -> tuple[Comparison, ResolvedPlan, ResolvedPlan]:
    """Two versions, and what differs."""
    old, new = resolved(before), resolved(after)
    return compare((old, plan_content(old)), (new, plan_content(new))), old, new


def problems_after(
    after: Changes, *ids: str, before: Changes | None = None, kinds: str = ""
) -> list[Problem]:
    """What is wrong where only these places have a cause, which speaks for changes of these kinds below them."""
    more = f"    種類: [{kinds}]\n" if kinds else ""
    causes = {"changes.yaml": changes_file(*ids, more=more)} if ids else {}
    return check_causes(*compared({**after, **causes}, before))


def test_nothing_changed_and_nothing_is_wrong() -> None:
    """The same plan twice."""
    assert problems_after({}) == []


@pytest.mark.parametrize("identity", ["measure-a", "direction-a", "policy-a", "sec-measures"])
def test_an_id_covers_what_stands_under_it(identity: str) -> None:
    """Up to the chapter."""
    assert problems_after(EDITED, identity) == []


def test_a_change_without_a_cause_is_told_at_its_place() -> None:
    """With what to write."""
    problems = problems_after(EDITED)
    expect(
        problems,
        Code.CAUSE_MISSING,
        "framework.yaml:10:13",
        "取組「第２章第１節１(1)　見守り」の修正",
        "measure-a",
    )
    assert problems[0].warning


@pytest.mark.parametrize("stage", list(Stage))
def test_at_the_last_stages_it_is_an_error(stage: Stage) -> None:
    """Nothing goes to the council that nobody can explain."""
    plan = {"plan.yaml": PLAN_YAML.replace("段階: 案", f"段階: {stage}")}
    (problem,) = problems_after({**EDITED, **plan}, before=plan)
    assert problem.warning == (stage not in (Stage.FINAL_PROPOSAL, Stage.ADOPTED))


def test_a_deleted_place_is_told_where_its_cause_is_to_stand() -> None:
    """It has no line of its own any more."""
    after = {CHAPTER: chapter("文章です。")}
    problems = problems_after(
        after, before={CHAPTER: chapter("文章です。\n\n## 節 {#sec-gone}\n\n消える文章。")}
    )
    expect(problems, Code.CAUSE_MISSING, "changes.yaml", "の削除に", "sec-gone")


def test_a_cause_whose_place_did_not_change_is_told() -> None:
    """A note at every stage: it does no harm."""
    problems = problems_after({}, "measure-a")
    expect(
        problems,
        Code.CAUSE_UNCHANGED,
        "changes.yaml:2:10",
        "「measure-a」",
        "変わっていません",
        "消してください",
    )
    assert problems[0].warning


def test_a_cause_for_what_is_nowhere_is_told_with_the_nearest_change() -> None:
    """A slip of the keyboard."""
    problems = problems_after(EDITED, "measure-a", "mesure-a")
    expect(problems, Code.CAUSE_UNCHANGED, "changes.yaml:2:21", "もしかして: measure-a")


@pytest.mark.parametrize("identity", ["measure-new", "direction-new", "policy-a"])
def test_what_was_added_with_something_around_it_changed_too(identity: str) -> None:
    """It is told as part of that, yet a cause may name it."""
    direction = (
        f"      - id: direction-new\n        略称: 新\n        題: 新しい方向\n        取組:\n{MEASURE}"
    )
    after = {"framework.yaml": FRAMEWORK_YAML + direction}
    assert Code.CAUSE_UNCHANGED not in {problem.code for problem in problems_after(after, identity)}
    assert problems_after(after, "direction-new", "measure-new") == []


def test_a_move_is_covered_by_either_place() -> None:
    """From where, or to where."""
    first, second = FRAMEWORK_YAML[FRAMEWORK_YAML.index("          - id: measure-a") :].split(
        "          - id: measure-b"
    )
    other = "      - id: direction-b\n        略称: 別\n        題: 別の方向\n        取組:\n"
    before = {"framework.yaml": f"{FRAMEWORK_YAML}{other}{MEASURE}"}
    after = {
        "framework.yaml": FRAMEWORK_YAML.replace(first, "") + f"{other}{MEASURE}{first}",
    }
    assert second in FRAMEWORK_YAML
    comparison, _, _ = compared(after, before)
    assert [(change.unit.id, [kind.value for kind in change.kinds]) for change in comparison.changes] == [
        ("measure-a", ["移動"])
    ]
    for identity in ("direction-a", "direction-b"):
        assert problems_after(after, identity, before=before, kinds="移動") == []
        expect(
            problems_after(after, identity, before=before),
            Code.CAUSE_MISSING,
            "framework.yaml:24:13",
            "種類: [修正, 移動]",
        )


RETITLED = {"framework.yaml": FRAMEWORK_YAML.replace("題: 見守り", "題: 見守りの充実")}


def test_a_cause_around_it_does_not_speak_for_a_new_title() -> None:
    """Below its places it speaks for edits, and for what it says itself; of its own place for everything."""
    problems = problems_after(RETITLED, "sec-measures")
    expect(
        problems, Code.CAUSE_MISSING, "framework.yaml:10:13", "の改題に", "measure-a", "種類: [修正, 改題]"
    )
    assert problems_after(RETITLED, "sec-measures", kinds="修正, 改題") == []
    assert problems_after(RETITLED, "measure-a") == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("文章です。", "文章です。\n\n## 節 {#sec-new}\n\n新しい文章。", "新設"),
        ("文章です。\n\n## 節 {#sec-old}\n\n文章。", "文章です。", "削除"),
        ("## 節 {#sec-a}\n\n文章です。", "## 新しい節 {#sec-a}\n\n文章です。", "改題"),
        (
            "文章です。\n\n::: {.表 #tbl-a}\n人口\n\n|区分|数|\n|:--|--:|\n|人口|1|\n\n:::",
            "文章です。\n\n::: {.表 #tbl-a}\n人口と世帯\n\n|区分|数|\n|:--|--:|\n|人口|1|\n\n:::",
            "改題",
        ),
    ],
)
def test_other_kinds_of_changes_in_a_chapter_need_their_own_cause(before: str, after: str, kind: str) -> None:
    """What is new or gone, a renamed section, an edited caption: the chapter's reason says nothing of them."""
    old, new = {CHAPTER: chapter(before)}, {CHAPTER: chapter(after)}
    (problem,) = problems_after(new, "sec-text", before=old)
    assert problem.code is Code.CAUSE_MISSING
    assert f"の{kind}に" in problem.message
    assert problems_after(new, "sec-text", before=old, kinds=kind) == []


def test_a_cause_stands_beside_what_it_speaks_for_alone() -> None:
    """The chapter's beside the edit, none beside the new title."""
    after = {"framework.yaml": RETITLED["framework.yaml"].replace("[見守り事業]", "[見守り支援事業]")}
    comparison, _, new = compared({**after, "changes.yaml": changes_file("sec-measures")})
    (change,) = comparison.changes
    assert [grounds(change, new, edited).reason for edited in (True, False)] == ["理由です。", ""]


def test_causes_can_speak_for_each_kind_of_change() -> None:
    """A new kind has to be thought of."""
    assert {kind.value for kind in ChangeKind} == {kind.value for kind in Reach}


def test_of_one_place_the_kinds_that_have_no_cause_are_told_alone() -> None:
    """Its text was edited for the reason of the chapter, its title was not."""
    after = {"framework.yaml": RETITLED["framework.yaml"].replace("[見守り事業]", "[見守り支援事業]")}
    (problem,) = problems_after(after, "sec-measures")
    assert "」の改題に、" in problem.message


def test_an_entry_that_is_not_filled_in_is_told_in_place_of_its_change() -> None:
    """Once, where it is to be written; at the last stages as an error."""
    entry = "変更:\n  - 箇所: [measure-a]\n    区分:\n    理由:\n"
    problems = check_causes(*compared({**EDITED, "changes.yaml": entry}))
    expect(problems, Code.CAUSE_MISSING, "changes.yaml:2:5", "measure-a", "「区分」と「理由」", "時点修正")
    assert problems[0].warning
    final = {"plan.yaml": PLAN_YAML.replace("段階: 案", "段階: 策定")}
    (problem,) = check_causes(*compared({**EDITED, **final, "changes.yaml": entry}, final))
    assert not problem.warning
    half = entry.replace("区分:", "区分: 庁内")
    (problem,) = check_causes(*compared({**EDITED, "changes.yaml": half}))
    assert "の変更の「理由」が" in problem.message


def test_the_summary_follows_the_body_and_needs_no_cause() -> None:
    """What it stands for has one."""
    assert problems_after({MEASURES: TEXTS[MEASURES].replace("目的です。", "新しい目的です。")}) == []


def test_the_revision_history_follows_from_the_causes_themselves() -> None:
    """A row for each cause: it would need a cause for its own."""
    history = {
        "plan.yaml": PLAN_YAML.replace("資料編:\n", "資料編:\n  - chapters/92-history.md\n"),
        "chapters/92-history.md": "# 改訂履歴\n\n::: {.改訂履歴}\n:::\n",
    }
    dated = changes_file("measure-a").replace("{意見: [3]}", "{意見: [3], 日付: 令和３年２月10日}")
    comparison, old, new = compared({**EDITED, **history, "changes.yaml": dated}, history)
    assert len(comparison.changes) == 2
    assert check_causes(comparison, old, new) == []


def test_the_plans_own_data_and_the_vision_have_ids_of_their_own() -> None:
    """plan and vision."""
    after = {"plan.yaml": PLAN_YAML.replace("市名: みどり市", "市名: あおば市")}
    assert places(problems_after(after)) == [("cause.missing", "plan.yaml")]
    assert problems_after(after, "plan") == []


# What tables show


def test_the_nearest_cause_is_that_of_a_change() -> None:
    """A cause for the whole chapter does not speak for a measure that has its own."""
    near, far = changes_file("measure-a", number=1), changes_file("sec-measures", number=2)
    comparison, _, new = compared({**EDITED, "changes.yaml": far + near.partition("\n")[2]})
    (change,) = comparison.changes
    assert [cause.opinions[0].text for cause in causes_of(change, new.plan.causes)] == ["1"]


def test_all_causes_of_one_place_are_shown() -> None:
    """Each once, in the order of the file; references as what they show now."""
    first = changes_file("measure-a", why="'一つ目です（[](#measure-b)）。'", number=1)
    second = changes_file("measure-a", "direction-a", why="二つ目です。", number=2)
    comparison, _, new = compared({**EDITED, "changes.yaml": first + second.partition("\n")[2]})
    (change,) = comparison.changes
    assert remark(change, new) == "意見（No.1）、意見（No.2）"
    assert grounds(change, new, edited=True).reason == "一つ目です（第２章第１節１(2)）。二つ目です。"


def test_a_change_without_a_cause_shows_nothing() -> None:
    """The cell stays empty."""
    comparison, _, new = compared(EDITED)
    assert [
        (remark(change, new), grounds(change, new, edited=True).reason) for change in comparison.changes
    ] == [("", "")]


def test_an_opinion_that_nobody_gave_is_told() -> None:
    """Another number is no guess."""
    causes = load({"changes.yaml": changes_file("measure-a", number=13)}).causes
    assert unknown_opinions(causes, {"13"}) == []
    expect(
        unknown_opinions(causes, {"12", "1"}),
        Code.CAUSE_OPINION,
        "changes.yaml:4:15",
        "No.13",
        "意見の一覧のNo.を書いてください",
    )


def test_a_count_that_changed_is_a_change_of_the_text() -> None:
    """It reads otherwise, and stands in what is shown of the two versions."""
    text = {CHAPTER: chapter('[]{.数 .一つ of="取組"}の取組を定めます。')}
    comparison, _, _ = compared({**text, "framework.yaml": FRAMEWORK_YAML + MEASURE}, text)
    (change,) = [each for each in comparison.changes if each.unit.id == "sec-text"]
    assert [(pair.before.text, pair.after.text) for pair in change.lines if pair.before and pair.after] == [
        ("二つの取組を定めます。", "三つの取組を定めます。")
    ]
