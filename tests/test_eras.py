"""Days in the Japanese calendar: what is written is read again, and what is wrong is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.eras import (
    ERAS,
    WEEKDAYS,
    Era,
    WrongDay,
    days_between,
    era_of,
    read_day,
    weekday,
    write_day,
)

DAYS = st.dates(date(1873, 1, 1), date(2099, 12, 31))
HALF = str.maketrans("０１２３４５６７８９（）", "0123456789()")


@given(DAYS, st.booleans())
def test_what_is_written_is_read_again(day: date, with_weekday: bool) -> None:
    """With the weekday and without it."""
    assert read_day(write_day(day, with_weekday)) == day


@given(DAYS)
def test_digits_and_brackets_may_have_either_width(day: date) -> None:
    """Drafters type what their keyboard is set to; 元年 may be written 1年."""
    half = write_day(day).translate(HALF)
    assert read_day(half) == read_day(f" {half.replace('元年', '1年')}　") == day


@given(DAYS)
def test_weekdays_are_those_of_datetime(day: date) -> None:
    """ISO counts Monday as 1."""
    assert weekday(day) == WEEKDAYS[day.isoweekday() - 1]
    assert write_day(day).endswith(f"（{weekday(day)}）")


@given(DAYS, st.integers(1, 6))
def test_another_weekday_is_told_with_the_right_one(day: date, off: int) -> None:
    """Every one of the six others."""
    wrong = f"{write_day(day, with_weekday=False)}（{weekday(day + timedelta(off))}）"
    found = read_day(wrong)
    assert isinstance(found, WrongDay)
    assert f"{weekday(day)}曜日" in found.hint


@given(DAYS)
def test_the_next_day_is_of_the_same_era_or_the_first_of_the_next(day: date) -> None:
    """Eras leave no gap, and years go on by one at new year."""
    before, after = era_of(day), era_of(day + timedelta(1))
    assert before is after or after.first == day + timedelta(1)
    assert before.first <= day


@given(DAYS, st.sampled_from(ERAS))
def test_a_day_under_another_era_is_told_with_its_own(day: date, era: Era) -> None:
    """平成33年, 令和元年１月１日: the count is right, and the era is not."""
    year = day.year - era.begun + 1
    if era is era_of(day) or not 1 <= year <= 99:
        return
    found = read_day(f"{era.name}{year}年{day.month}月{day.day}日")
    assert isinstance(found, WrongDay)
    assert write_day(day) in found.hint


@given(DAYS, st.integers(0, 400))
def test_both_ends_of_a_period_count(first: date, more: int) -> None:
    """A period that ends on the day on which it begins has one day."""
    assert days_between(first, first + timedelta(more)) == more + 1


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_is_told(text: str) -> None:
    """Nothing is raised, whatever is typed."""
    found = read_day(text)
    assert isinstance(found, date) or (found.message and found.hint)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年５月１日", date(2019, 5, 1)),
        ("平成31年４月30日（火）", date(2019, 4, 30)),
        ("昭和64年１月７日（土曜日）", date(1989, 1, 7)),
        ("平成元年１月８日（日）", date(1989, 1, 8)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("大正元年７月30日", date(1912, 7, 30)),
        ("明治６年１月１日", date(1873, 1, 1)),
        ("令和２年２月29日（土）", date(2020, 2, 29)),
    ],
)
def test_the_days_on_which_eras_change(text: str, day: date) -> None:
    """As the edicts and the laws have them."""
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("令和元年４月30日", "平成31年４月30日（火）"),
        ("平成33年12月１日", "令和３年12月１日（水）"),
        ("昭和64年１月８日", "平成元年１月８日（日）"),
        ("令和２年２月30日", "月と日"),
        ("令和３年２月29日", "月と日"),
        ("令和０年12月１日", "月と日"),
        ("令和２年13月１日", "月と日"),
        ("明治５年12月２日", "明治６年１月１日"),
        ("2020年12月１日", "令和２年12月１日（火）"),
        ("2020-12-01", "令和２年12月１日（火）"),
        ("12月１日", "令和２年12月１日（火）"),
        ("令和二年十二月一日", "令和２年12月１日（火）"),
        ("来年の春", "令和２年12月１日（火）"),
    ],
)
def test_what_is_no_day_is_told_with_what_to_do(text: str, words: str) -> None:
    """The hint has the right day where it can be known."""
    found = read_day(text)
    assert isinstance(found, WrongDay)
    assert text in found.message
    assert words in found.hint
