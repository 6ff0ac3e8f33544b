"""public_comment.yaml: what is read, and what is wrong with it, each with its place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.eras import write_day
from pipeline.problems import Code, PlanErrors
from pipeline.public_comment.load import USUAL_DAYS, read_comment
from pipeline.public_comment.schema import COMMENT
from tests.public_comment.small_comment import comment_problems, comment_with
from tests.small_plan import FOLDER, expect, places


def test_a_consultation_is_read() -> None:
    """Days as days, an office with its postcode before the address."""
    comment = comment_with()
    assert (comment.first, comment.last, comment.days) == (date(2020, 12, 1), date(2021, 1, 4), 35)
    assert comment.reason is None
    assert {label: said.text for label, said in comment.address.items()} == {
        "部署": "みどり市福祉課",
        "住所": "〒000-0000　みどり市１番地",
    }
    assert str(comment.ways[1].location) == f"{FOLDER}/{COMMENT}:3:12"


@given(st.dates(date(2019, 5, 1), date(2050, 12, 31)), st.integers(-40, 60))
def test_a_period_is_right_or_told(first: date, more: int) -> None:
    """Both ends count; thirty days are enough."""
    last = first + timedelta(more)
    if last < date(2019, 5, 1):
        return
    found = comment_problems(f"期間: {{開始: {write_day(first)}, 終了: {write_day(last)}}}")
    wanted = [Code.COMMENT_PERIOD] if more < 0 else [Code.COMMENT_SHORT] if more + 1 < USUAL_DAYS else []
    assert [problem.code for problem in found] == wanted


def test_a_short_period_has_a_reason() -> None:
    """With it, all is well."""
    lines = "期間: {開始: 令和２年12月１日, 終了: 令和２年12月29日}"
    expect(comment_problems(lines), Code.COMMENT_SHORT, f"{COMMENT}:1:5", "29日", "期間が短い理由")
    assert comment_problems(f"{lines}\n期間が短い理由: 急ぐためです。") == []


def test_a_period_that_is_long_enough_has_none() -> None:
    """The reason of an earlier draft would be printed."""
    found = comment_problems("期間が短い理由: 急ぐためです。")
    expect(found, Code.COMMENT_SHORT, f"{COMMENT}:1:10", "35日")


def test_both_days_are_looked_at() -> None:
    """Each wrong one has its own problem, at its own place."""
    lines = "期間:\n  開始: 令和２年12月１日（水）\n  終了: 平成33年１月４日"
    assert places(comment_problems(lines)) == [
        ("date.weekday", f"{COMMENT}:2:7"),
        ("date.calendar", f"{COMMENT}:3:7"),
    ]


def test_a_day_of_the_western_calendar_is_told_how_to_be_written() -> None:
    """The hint has it."""
    found = comment_problems("期間: {開始: 2020-12-01, 終了: 令和３年１月４日}")
    expect(found, Code.DATE_FORM, f"{COMMENT}:1:10", "令和２年12月１日（火）")


def test_markup_is_told_where_it_would_be_printed() -> None:
    """No value of this file is Markdown."""
    found = comment_problems("対象: [市民**の方**]")
    expect(found, Code.SCHEMA_VALUE, f"{COMMENT}:1:6", "「**」")


@pytest.mark.parametrize("key", ["提出先", "問合せ"])
def test_an_office_can_be_reached(key: str) -> None:
    """By at least one way."""
    found = comment_problems(f"{key}: {{部署: みどり市福祉課}}")
    expect(found, Code.SCHEMA_VALUE, f"{COMMENT}:1:6", "連絡先", "電話")


def test_all_keys_that_are_missing_are_told_at_once() -> None:
    """And one that is not known."""
    with pytest.raises(PlanErrors) as errors:
        read_comment({COMMENT: "期限: 令和３年１月４日\n".encode()}, FOLDER)
    codes = [problem.code for problem in errors.value.problems]
    assert codes.count(Code.SCHEMA_MISSING_KEY) == 6
    assert Code.SCHEMA_UNKNOWN_KEY in codes


def test_a_missing_file_is_told_with_one_that_is_like_it() -> None:
    """The extension is .yaml."""
    with pytest.raises(PlanErrors) as errors:
        read_comment({"public_comment.yml": b""}, FOLDER)
    expect(errors.value.problems, Code.FILE_MISSING, COMMENT, "public_comment.yml")
