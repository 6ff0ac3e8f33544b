"""Answers of made-up surveys: counts, persons and shares agree, whatever was answered and in whatever form it is kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.problems import Location
from pipeline.source.surveys import Survey, read_survey
from pipeline.source.tallies import UNANSWERED, few_persons, largest_first, percentage

OPTIONS = ("そう思う", "父、母", "１", "3/4", "その他", "a b")
GROUPS = ("10代", "20代", "")
PERSONS = st.lists(
    st.tuples(st.sampled_from(GROUPS), st.lists(st.sampled_from(OPTIONS), unique=True)), min_size=1
)
ONE_EACH = st.lists(st.tuples(st.sampled_from(GROUPS), st.sampled_from(("", *OPTIONS))), min_size=1)
DECLARED = ";".join(OPTIONS)


def written(rows: Sequence[Sequence[object]]) -> str:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue()


def counted(text: str, **attributes: str) -> Survey | None:
    survey, problems = read_survey(attributes, "a.csv", text, Location("a.md"))
    assert survey or problems
    return survey


@given(PERSONS)
def test_persons_add_up_and_no_option_has_more_than_there_are(
    persons: list[tuple[str, list[str]]],
) -> None:
    """Of several answers: each person counts once in n, once at each option of theirs; who has none is unanswered."""
    rows = [
        ("番号", "年代", "問１"),
        *((at, group, ";".join(chosen)) for at, (group, chosen) in enumerate(persons)),
    ]
    survey = counted(written(rows), 集計="問１", 別="年代", 回答="複数", 選択肢=DECLARED, 区切り=";")
    if not any(chosen for _, chosen in persons) or not any(group for group, _ in persons):
        assert survey is None
        return
    assert survey
    tally = survey.tally
    assert tally.everyone.persons == len(persons)
    assert tally.ungrouped == sum(not group for group, _ in persons)
    for group in tally.groups:
        assert all(0 <= count <= group.persons for count in group.counts)
        for option, count in zip(tally.options, group.counts, strict=True):
            expected = [
                chosen
                for name, chosen in persons
                if group is tally.everyone or name == group.name
                if (option in chosen if option != UNANSWERED else not chosen)
            ]
            assert count == len(expected)


@given(ONE_EACH)
def test_one_answer_each_makes_everybody(persons: list[tuple[str, str]]) -> None:
    """The options of every group add up to its n, and shares to 100 but for what rounding takes or adds."""
    rows = [("番号", "年代", "問１"), *((at, group, answer) for at, (group, answer) in enumerate(persons))]
    survey = counted(written(rows), 集計="問１", 別="年代", 回答="一つ", 選択肢=DECLARED)
    for group in survey.tally.groups if survey else ():
        assert sum(group.counts) == group.persons
        shares = [percentage(count, group.persons) or Decimal(0) for count in group.counts]
        off = sum(shares, Decimal(0)) - (100 if group.persons else 0)
        assert abs(off) <= Decimal("0.05") * len(shares)


@given(ONE_EACH)
def test_counts_say_what_raw_answers_say(persons: list[tuple[str, str]]) -> None:
    """The same tally from one row a person, and from one row a group and option."""
    if not any(answer for _, answer in persons) or not any(group for group, _ in persons):
        return
    raw = [("番号", "年代", "問１"), *((at, group, answer) for at, (group, answer) in enumerate(persons))]
    counts = [("年代", "問１", "人数"), *((*cell, persons.count(cell)) for cell in dict.fromkeys(persons))]
    asked = {"集計": "問１", "別": "年代", "選択肢": DECLARED, "区分": "10代、20代", "回答": "一つ"}
    first, second = counted(written(raw), **asked), counted(written(counts), 人数="人数", **asked)
    assert first
    assert second
    assert first.tally == second.tally


@given(ONE_EACH, st.integers(0, 20))
def test_what_is_not_told_as_few_is_enough_or_nobody(persons: list[tuple[str, str]], limit: int) -> None:
    """Every group and every option of it that is not named has nobody, or as many as the limit."""
    rows = [("番号", "年代", "問１"), *((at, group, answer) for at, (group, answer) in enumerate(persons))]
    survey = counted(written(rows), 集計="問１", 別="年代", 回答="一つ", 選択肢=DECLARED)
    if survey is None:
        return
    told = "".join(few_persons(survey.tally, limit))
    for group in survey.tally.groups:
        if f"「{group.name}」（n=" in told:
            continue
        assert group.persons == 0 or group.persons >= limit
        for option, count in zip(survey.tally.options, group.counts, strict=True):
            named = f"「{group.name}」の「{option}」" in told
            assert named == (0 < count < limit and option != UNANSWERED)


@given(ONE_EACH)
def test_order_changes_no_number(persons: list[tuple[str, str]]) -> None:
    """Options by size have the counts that they had."""
    rows = [("番号", "年代", "問１"), *((at, group, answer) for at, (group, answer) in enumerate(persons))]
    survey = counted(written(rows), 集計="問１", 別="年代", 回答="一つ", 選択肢=DECLARED)
    if survey is None:
        return
    ordered = largest_first(survey.tally)
    for before, after in zip(survey.tally.groups, ordered.groups, strict=True):
        assert dict(zip(survey.tally.options, before.counts, strict=True)) == dict(
            zip(ordered.options, after.counts, strict=True)
        )


@given(st.text(max_size=60), st.text(max_size=8), st.text(max_size=8))
def test_any_file_is_counted_or_refused(text: str, column: str, by: str) -> None:
    """Whatever it holds."""
    counted(text, 集計=column, 別=by)
    counted(f"{column or 'a'},人数\n{text}", 集計=column, 人数="人数", 回答="複数")
