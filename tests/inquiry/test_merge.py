"""Three states of a text: what came back is never lost, and what is unchanged is never touched."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inquiry.merge import Wanted, rows_in_step, wanted

LINES = st.lists(st.text("あいう一二。", min_size=1, max_size=8), max_size=5)
VALUE = st.lists(st.text("あいう一二。", min_size=1, max_size=8), max_size=1)


def done(now: Sequence[str], changes: Sequence[Wanted]) -> list[str]:
    """The lines of today once all that is wanted is done."""
    kept: list[list[str | None]] = [[line] for line in now]
    first: list[str | None] = []
    for each in changes:
        if each.before is None and (each.at is None or each.now is None):
            (first if each.at is None else kept[each.at]).append(each.after)
        elif each.at is not None:
            kept[each.at][0] = each.after
    return [line for lines in (first, *kept) for line in lines if line is not None]


@given(LINES, LINES)
def test_what_came_back_unedited_wants_nothing(sent: list[str], now: list[str]) -> None:
    assert wanted(sent, sent, now) == ()


@given(LINES, LINES)
def test_what_the_source_says_already_wants_nothing(sent: list[str], returned: list[str]) -> None:
    assert wanted(sent, returned, returned) == ()


@given(LINES, LINES)
def test_where_the_source_stood_still_all_of_it_makes_what_came_back(
    sent: list[str], returned: list[str]
) -> None:
    changes = wanted(sent, returned, sent)
    assert done(sent, changes) == returned
    assert all(each.now is None and not each.gone for each in changes)


@given(LINES, LINES, LINES)
def test_nothing_that_came_back_is_lost(sent: list[str], returned: list[str], now: list[str]) -> None:
    """A new line is wanted unless it stands there already; one that went is wanted gone, or told beside what took its place."""
    changes = wanted(sent, returned, now)
    for line in set(returned) - {*sent, *now}:
        assert line in "\n".join(each.after or "" for each in changes)
    for line in (set(sent) & set(now)) - set(returned):
        assert any(line in (each.before, each.now) for each in changes)


@given(VALUE, VALUE, VALUE)
def test_a_value_that_both_changed_comes_with_what_it_says_now(
    sent: list[str], returned: list[str], now: list[str]
) -> None:
    changes = wanted(sent, returned, now, single=True)
    if returned in (sent, now):
        assert changes == ()
        return
    (change,) = changes
    assert change.before == (sent[0] if sent else None)
    assert change.after == (returned[0] if returned else None)
    if now != sent:
        assert change.now == now[0] if now else change.gone


@pytest.mark.parametrize(
    ("sent", "returned", "now", "change"),
    [
        ("課題です。", "課題でした。", "課題です。", Wanted("課題です。", "課題でした。", 0)),
        ("課題です。", "課題でした。", "問題です。", Wanted("課題です。", "課題でした。", 0, "問題です。")),
        ("一つ目。", "一つ目。|二つ目。", "一つ目。", Wanted(None, "二つ目。", 0)),
        ("一つ目。|二つ目。", "二つ目。", "一つ目。|二つ目。", Wanted("一つ目。", None, 0)),
        (
            "一つ目。|二つ目。",
            "一つ目。|二つ目です。",
            "初め。|一つ目。|二つ目。",
            Wanted("二つ目。", "二つ目です。", 2),
        ),
        (
            "一つ目。|別の文章。",
            "一つ目。|別の文章です。",
            "一つ目。",
            Wanted("別の文章。", "別の文章です。", None, gone=True),
        ),
    ],
)
def test_a_line_is_changed_where_it_stands_today(sent: str, returned: str, now: str, change: Wanted) -> None:
    assert wanted(sent.split("|"), returned.split("|"), now.split("|")) == (change,)


def test_rows_are_known_by_what_they_say_wherever_they_stand() -> None:
    sent = {"a/1": ("見守り", "訪問"), "a/2": ("配食", "届ける"), "a/3": ("やめる", "話")}
    now = {"a/1": ("新しい", "別"), "a/2": ("見守り", "電話"), "a/3": ("配食", "届ける")}
    assert rows_in_step(sent, now) == {"a/1": "a/2", "a/2": "a/3", "a/3": None}
