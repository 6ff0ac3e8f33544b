"""Whether the summary followed the body: what is told, where, and how much it weighs."""

from __future__ import annotations

import pytest

from pipeline.model.stages import Stage
from pipeline.problems import Code, Problem
from pipeline.summary_review.check import check_summary
from pipeline.summary_review.confirmed import Confirmed, confirmation
from pipeline.summary_review.deciding import rank
from pipeline.summary_review.one_line_diff import shown_difference
from pipeline.summary_review.passages import standings
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, PLAN_YAML, Changes, chapter, expect, resolved
from tests.summary_review.passages import passage, summary_of

TEXT = f"市は早期に相談を受けます（[](#measure-a)）。次の文です。\n\n{passage('sum-a')}"


def changes_of(text: str, **more: str) -> Changes:
    return {CHAPTER: chapter(text), "summary.yaml": summary_of("sum-a"), **more}


def confirmed_of(changes: Changes) -> Confirmed:
    """What `make confirm` keeps of a plan."""
    return {each.passage.id: confirmation(each) for each in standings(resolved(changes))}


def notes_on(after: Changes, before: Changes | None = None) -> list[Problem]:
    """What is said of the plan after changes, when it was confirmed before them."""
    return check_summary(resolved(after), confirmed_of(before or changes_of(TEXT)))


def test_a_plan_as_it_was_confirmed_has_nothing_to_say() -> None:
    """Not a word."""
    assert notes_on(changes_of(TEXT)) == []


def test_a_plan_that_was_never_confirmed_has_nothing_to_say() -> None:
    """Until the office begins with it."""
    assert check_summary(resolved(changes_of(TEXT)), None) == []


def test_a_body_that_changed_is_told_with_both_places_and_the_difference() -> None:
    """In phrases; the passage's place comes first, the body's stands with the difference."""
    problems = notes_on(changes_of(TEXT.replace("早期に", "早めに")))
    expect(
        problems,
        Code.SUMMARY_STALE,
        f"{CHAPTER}:5:1",
        "「sum-a」",
        f"plan_source/{CHAPTER}:3:1　「早期に」→「早めに」\n",
        "make confirm IDS=sum-a",
    )
    assert problems[0].warning


@pytest.mark.parametrize("stage", list(Stage))
def test_at_the_last_stages_it_is_an_error(stage: Stage) -> None:
    """What goes to the council can't be half revised."""
    plan = {"plan.yaml": PLAN_YAML.replace("段階: 案", f"段階: {stage}")}
    (problem,) = notes_on({**changes_of(TEXT.replace("早期に", "早めに")), **plan})
    assert problem.warning == (stage in (Stage.OUTLINE, Stage.DRAFT, Stage.PROPOSAL))


def test_a_summary_that_changed_with_the_body_is_in_order() -> None:
    """Somebody saw both."""
    text = TEXT.replace("早期に", "早めに").replace("要約です", "新しい要約です")
    assert notes_on(changes_of(text)) == []


def test_a_number_that_moved_is_no_change() -> None:
    """References count by what they point to."""
    direction = "      - id: direction-0\n        略称: 前\n        題: 前の方向\n        取組:\n"
    measure = "          - {id: measure-0, 題: 前, 課題認識: 課題, 対応方針: 方針, 関連する施策: [事業]}\n"
    moved = FRAMEWORK_YAML.replace("      - id: direction-a", f"{direction}{measure}      - id: direction-a")
    before, after = resolved(changes_of(TEXT)), resolved(changes_of(TEXT, **{"framework.yaml": moved}))
    assert before.targets["measure-a"].number != after.targets["measure-a"].number
    assert check_summary(after, confirmed_of(changes_of(TEXT))) == []


def test_a_reference_to_something_else_is_a_change() -> None:
    """Shown as the number that it has now; of one that leads nowhere any more, as it was written."""
    (problem,) = notes_on(changes_of(TEXT.replace("measure-a", "measure-b")))
    assert "「第２章第１節１(1)」→「第２章第１節１(2)」" in problem.hint


def test_a_sentence_that_is_gone_is_told_where_the_next_one_stands() -> None:
    """Or the last, where none follows."""
    (problem,) = notes_on(changes_of(TEXT.replace("次の文です。", "")))
    assert f"plan_source/{CHAPTER}:3:1　「次の文です。」を削除" in problem.hint


def test_a_measure_that_a_passage_names_is_watched() -> None:
    """Its place is in framework.yaml."""
    text = f"文章。\n\n{passage('sum-a', 'measure-b')}"
    framework = FRAMEWORK_YAML.replace("[相談事業]", "[新しい相談事業]")
    (problem,) = notes_on(changes_of(text, **{"framework.yaml": framework}), changes_of(text))
    assert "plan_source/framework.yaml:15:13　「新しい」を追加" in problem.hint


def test_a_passage_that_is_new_is_told_once_others_were_confirmed() -> None:
    """With the place of its body."""
    before = {"summary.yaml": summary_of()}
    problems = notes_on(changes_of(TEXT), before)
    expect(problems, Code.SUMMARY_UNCONFIRMED, f"{CHAPTER}:5:1", f"plan_source/{CHAPTER}:3:1", "IDS=sum-a")
    assert problems[0].warning


def test_of_many_differences_the_first_are_shown_and_the_rest_counted() -> None:
    """Nobody reads a whole section in a message."""
    many = "".join(f"その{number}の文です。" for number in range(9))
    (problem,) = notes_on(changes_of(f"{many}{TEXT}"))
    assert problem.hint.count("を追加") == 5
    assert "ほかに4か所" in problem.hint


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("市が早期に動く。", "市が早めに動く。", "「早期に」→「早めに」"),
        ("", "新しい文。", "「新しい文。」を追加"),
        ("古い文。", "", "「古い文。」を削除"),
        ("[](#gone)を見る。", "表を見る。", "「[](#gone)を」→「表を」"),
        ("[](#sec-text){.題}を見る。", "[](#sec-text){.番号と題}を見る。", "「本文を」→『第１章「本文」を』"),
        ("[](#sec-text){.文字}を見る。", "表を見る。", "「[](#sec-text){.文字}を」→「表を」"),
        ("", "長" * 41, f"「{'長' * 39}…」を追加"),
        ("", "長" * 40, f"「{'長' * 40}」を追加"),
    ],
)
def test_a_difference_is_shown_in_its_phrases(before: str, after: str, shown: str) -> None:
    """References as what they show now."""
    assert shown_difference(before, after, resolved().targets) == shown


COUNT = '[]{.数 .一つ of="取組"}の取組を定めます。'
MORE = (
    FRAMEWORK_YAML
    + """\
          - id: measure-c
            題: 参加
            課題認識: 課題です。
            対応方針: 方針です。
            関連する施策: [参加事業]
"""
)


def test_a_count_that_changed_in_body_and_summary_is_no_work() -> None:
    """Both follow the plan; where the summary says it by hand, or not at all, somebody has to look."""
    counted = f"{COUNT}\n\n{passage('sum-a').replace('要約です。', COUNT)}"
    more = {"framework.yaml": MORE}
    assert notes_on({**changes_of(counted), **more}, changes_of(counted)) == []
    by_hand = f"{COUNT}\n\n{passage('sum-a').replace('要約です。', '二つの取組を定めます。')}"
    problems = notes_on({**changes_of(by_hand), **more}, changes_of(by_hand))
    expect(problems, Code.SUMMARY_STALE, f"{CHAPTER}:5:1", "「二つの」→「三つの」")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("目標は21件です。", "目標は24件です。", 0),
        ("福祉課が担います。", "長寿社会課が担います。", 1),
        ("費用を補助します。", "費用を補助しません。", 2),
        ("早期に進めます。", "早めに進めます。", 3),
        ("", "市民後見センターを置きます。", 1),
    ],
)
def test_numbers_names_and_denials_decide(before: str, after: str, expected: int) -> None:
    """Whether the summary is still right hangs on them."""
    assert rank(before, after) == expected


def test_what_decides_is_shown_before_all_else() -> None:
    """Of many differences the first ones alone are shown."""
    wording = [f"市は早期に取組{sign}を進めます。" for sign in "アイウエオカ"]
    before = "".join([*wording, "窓口は３か所です。"])
    text = f"{before}\n\n{passage('sum-a')}"
    after = text.replace("早期に", "早めに").replace("３か所", "５か所")
    (problem,) = notes_on(changes_of(after), changes_of(text))
    assert problem.hint
    assert "「３か所」→「５か所」" in problem.hint.splitlines()[0]
    assert "ほかに2か所" in problem.hint
