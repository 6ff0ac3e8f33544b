"""Opinions, answers and the plan held against each other."""

from __future__ import annotations

import pytest

from pipeline.answers.agreement import differing_answers, disagreements, unchanged_answers
from pipeline.answers.places import paths_of
from pipeline.problems import Code, Problem
from tests.answers.small_answers import (
    ANSWERS_YAML,
    HEAD,
    OPINIONS_CSV,
    consultation,
    problems_with,
)
from tests.small_plan import FOLDER, expect, places, resolved


def with_answers(before: str, after: str) -> dict[str, str | bytes | None]:
    """The answers with one thing changed."""
    assert before in ANSWERS_YAML
    return {"answers.yaml": ANSWERS_YAML.replace(before, after)}


def test_opinions_and_answers_that_agree_have_no_problems() -> None:
    """Every opinion answered once, every change in the plan."""
    assert problems_with({}) == []


def test_an_opinion_without_an_answer_is_told_where_it_stands() -> None:
    """In the office's table."""
    expect(problems_with(with_answers("[1, 2]", "[1]")), Code.ANSWER_MISSING, "opinions.csv:3", "No.2")


def test_an_answer_that_is_not_written_is_told_where_it_is_to_be() -> None:
    """Once, with what it lacks."""
    text = ANSWERS_YAML.replace("    市の考え方: 窓口は、広報でお知らせしていきます。\n", "    町の考え方:\n")
    text = text.replace("対応区分: 参考", "対応区分:")
    expect(
        problems_with({"answers.yaml": text}),
        Code.ANSWER_MISSING,
        "answers.yaml:7:5",
        "No.3",
        "「町の考え方」と「対応区分」",
    )


def test_an_answer_to_an_opinion_that_nobody_gave_is_told() -> None:
    """At the number."""
    expect(
        problems_with(with_answers("[3]", "[3, 33]")),
        Code.OPINION_UNKNOWN,
        "answers.yaml:7:13",
        "33",
        "もしかして: 3",
    )


def test_an_opinion_in_two_groups_is_told() -> None:
    """Also where it stands twice in one; numbers are compared however they are typed."""
    expect(problems_with(with_answers("[3]", "[3, No.１]")), Code.ANSWER_TWICE, "answers.yaml:7:13", "No.1")
    assert places(problems_with(with_answers("[3]", "[3, ３]"))) == [("answer.twice", "answers.yaml:7:13")]


def test_an_unknown_kind_is_told_with_the_nearest() -> None:
    """And with all of them where none is near."""
    expect(
        problems_with(with_answers("参考", "参考に")),
        Code.ANSWER_KIND,
        "answers.yaml:9:11",
        "もしかして: 参考",
    )
    expect(problems_with(with_answers("参考", "甲")), Code.ANSWER_KIND, "answers.yaml:9:11", "反映困難")


def test_kinds_are_the_offices_own_where_it_names_them() -> None:
    """Then the usual ones are unknown."""
    kinds = "区分:\n  - {名称: Ａ, 説明: 直したもの, 変更: 必要}\n  - {名称: Ｂ}\n"
    own = ANSWERS_YAML.replace("対応区分: 反映", "対応区分: Ａ").replace("対応区分: 参考", "対応区分: Ｂ")
    assert problems_with({"answers.yaml": kinds + own}) == []
    assert [p.code for p in problems_with({"answers.yaml": kinds + ANSWERS_YAML})] == [Code.ANSWER_KIND] * 2
    without = own.replace("    変更: [measure-a]\n", "")
    assert [p.code for p in problems_with({"answers.yaml": kinds + without})] == [Code.ANSWER_CHANGE]


@pytest.mark.parametrize("kind", ["反映", "一部反映"])
def test_an_answer_that_says_changed_names_what_was(kind: str) -> None:
    """For both of the kinds that say so."""
    text = ANSWERS_YAML.replace("    変更: [measure-a]\n", "").replace("対応区分: 反映", f"対応区分: {kind}")
    expect(problems_with({"answers.yaml": text}), Code.ANSWER_CHANGE, "answers.yaml:5:11", f"「{kind}」")


def test_a_changed_place_that_is_not_in_the_plan_is_told() -> None:
    """With the nearest id."""
    problems = problems_with(with_answers("[measure-a]", "[measure-x]"))
    expect(problems, Code.REF_MISSING, "answers.yaml:6:10", "measure-x", "もしかして: measure-")


def test_what_was_deleted_is_no_longer_in_the_plan() -> None:
    """It counts as a change; where it is still there, that is told."""
    gone = "[{id: measure-gone, 題: 消した取組}]"
    assert problems_with(with_answers("変更: [measure-a]", f"削除: {gone}")) == []
    there = with_answers("変更: [measure-a]", "削除: [{id: measure-b, 題: 相談}]")
    expect(problems_with(there), Code.ANSWER_CHANGE, "answers.yaml:6:15", "measure-b", "framework.yaml")
    answers = consultation(with_answers("変更: [measure-a]", f"削除: {gone}")).answers
    assert unchanged_answers(answers, {"measure-gone"}) == []
    assert [each.code for each in unchanged_answers(answers, {"measure-a"})] == [Code.ANSWER_UNCHANGED]


def test_a_reference_to_what_is_not_in_the_plan_is_told() -> None:
    """In each of the texts."""
    for before in ("（記載例）見守り", "窓口は、"):
        problems = problems_with(with_answers(before, f"{before}[](#sec-none)"))
        assert [problem.code for problem in problems] == [Code.REF_MISSING]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (
            "窓口は、広報",
            '|\n      ::: {.表 #tbl-a csv="data/a.csv"}\n      窓口\n      :::\n\n      広報',
            ("md.place", "answers.yaml:9:7"),
        ),
        ("窓口は、広報", "|\n      - 窓口\n      - 広報", ("md.place", "answers.yaml:8:12")),
        ("窓口は、広報", "|\n      [^1]: 注\n\n      窓口[^1]は、広報", ("md.place", "answers.yaml:11:9")),
        ("窓口は、広報", "窓口は、**広報", ("md.leftover", "answers.yaml:8:16")),
        ("対応区分: 参考", "区分: 参考", ("schema.unknown-key", "answers.yaml:9:5")),
    ],
)
def test_answers_are_paragraphs(before: str, after: str, found: tuple[str, str]) -> None:
    """What can't stand in a cell, and keys that are none, are told with their places."""
    assert found in places(problems_with(with_answers(before, after)))


def test_problems_of_both_files_are_told_together() -> None:
    """A drafter mends them in one go."""
    changes = {**with_answers("対応区分: 参考", "区分: 参考"), "opinions.csv": OPINIONS_CSV + "x,y,,\n"}
    assert {str(p.location).partition(":")[0] for p in problems_with(changes)} == {
        f"{FOLDER}/answers.yaml",
        f"{FOLDER}/opinions.csv",
    }


def test_no_opinions_need_no_answers() -> None:
    """Neither a file of them."""
    assert problems_with({"opinions.csv": ",".join(HEAD), "answers.yaml": None}) == []


# What needs the comparison of two versions


def test_an_answer_that_says_changed_where_nothing_changed_is_told() -> None:
    """Each place that it names, and no others."""
    answers = consultation(with_answers("[measure-a]", "[measure-a, sec-text]")).answers
    assert unchanged_answers(answers, {"measure-a", "sec-text", "measure-b"}) == []
    problems = unchanged_answers(answers, {"measure-a"})
    expect(problems, Code.ANSWER_UNCHANGED, "answers.yaml:6:21", "sec-text", "「反映」")


def test_an_answer_of_another_kind_promises_no_change() -> None:
    """記載済み may say where."""
    answers = consultation(with_answers("対応区分: 参考", "対応区分: 参考\n    変更: [sec-text]")).answers
    assert unchanged_answers(answers, {"measure-a"}) == []


# Answers and causes


def said_otherwise(
    places_of: str, opinions: str, kind: str = "意見", answers: str = ANSWERS_YAML
) -> list[Problem]:
    """What answers and a cause of these places and opinions say otherwise."""
    cause = f"変更:\n  - 箇所: [{places_of}]\n    区分: {kind}\n    根拠: {{意見: [{opinions}]}}\n    理由: 理由です。\n"
    plan = resolved({"changes.yaml": cause})
    given = consultation({"answers.yaml": answers}).answers
    return disagreements(given, plan.plan.causes, paths_of(plan), refused=False)


@pytest.mark.parametrize("place", ["measure-a", "direction-a", "sec-measures"])
def test_causes_and_answers_that_name_the_same_agree(place: str) -> None:
    """Also where one names what is around it."""
    assert said_otherwise(place, "1, 2") == []


def test_a_change_whose_cause_names_other_opinions_is_told() -> None:
    """Where the answer names it."""
    problems = said_otherwise("measure-a", "1")
    expect(problems, Code.ANSWER_CAUSE, "answers.yaml:6:10", "No.2", "measure-a", "changes.yaml:2:5")
    assert problems[0].warning
    (problem,) = said_otherwise("measure-a", "", "庁内")
    assert "No.1、2の回答" in problem.message


def test_a_cause_whose_opinion_was_answered_without_a_change_is_told() -> None:
    """At its number."""
    expect(
        said_otherwise("sec-text", "3"),
        Code.ANSWER_CAUSE,
        "changes.yaml:4:15",
        "No.3",
        "sec-text",
        "「参考」",
        "answers.yaml:9:11",
    )


def test_a_cause_for_another_place_than_the_answer_names_is_told() -> None:
    """The answer says that measure-a was changed."""
    expect(
        said_otherwise("sec-text", "1"), Code.ANSWER_CAUSE, "changes.yaml:4:15", "「変更」は measure-a です"
    )


def test_a_part_of_an_opinion_is_that_opinion() -> None:
    """Causes may name it as a whole."""
    answers = ANSWERS_YAML.replace("[1, 2]", "[1-1, 2]")
    table = {"opinions.csv": OPINIONS_CSV.replace("（記載例）見守りを広げてほしい。", "①甲 。②乙")}
    plan = resolved(
        {
            "changes.yaml": "変更:\n  - {箇所: [measure-a], 区分: 意見, 根拠: {意見: [1, 2]}, 理由: 理由です。}\n"
        }
    )
    given = consultation({**table, "answers.yaml": answers}).answers
    assert disagreements(given, plan.plan.causes, paths_of(plan), refused=True) == []


def test_another_answer_in_the_table_is_told_once() -> None:
    """answers.yaml counts; whoever went on in the workbook should know."""
    head = f"{','.join(HEAD)},市の考え方\n"
    table = f"{head}1,,一つ目,窓口,直しました。\n2,,二つ目,窓口,意見を受けて、第２章を直しました。\n3,,三つ目,窓口,窓口は、広報でお知らせ\u3000していきます。\n"
    problems = differing_answers(consultation({"opinions.csv": table}))
    expect(problems, Code.ANSWER_DIFFERS, "answers.yaml:5:11", "No.1、2")
