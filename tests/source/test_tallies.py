"""Answers counted: n is everybody who was asked, shares are of n, few persons are told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.source.tallies import (
    ALL,
    UNANSWERED,
    Answer,
    Tally,
    count_answers,
    few_persons,
    is_rounded_off,
    largest_first,
    percentage,
)


def tally(
    *answers: Answer, options: str = "ABC", groups: tuple[str, ...] = (), several: bool = False
) -> Tally:
    return count_answers(answers, tuple(options), groups, several)


def one(option: str, group: str = "", persons: int = 1) -> Answer:
    return Answer((option,) if option else (), group, persons)


@pytest.mark.parametrize(
    ("count", "persons", "shown"),
    [
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 8, "12.5"),
        (1, 16, "6.3"),  # 6.25: half goes up
        (1, 80, "1.3"),  # 1.25, which floating point takes down
        (9, 2000, "0.5"),  # 0.45
        (0, 7, "0.0"),
        (7, 7, "100.0"),
    ],
)
def test_shares_have_one_decimal_and_halves_go_up(count: int, persons: int, shown: str) -> None:
    """As tables of surveys are made, and not to the even digit."""
    assert percentage(count, persons) == Decimal(shown)


def test_nobody_has_no_shares() -> None:
    """Where nobody was asked there is nothing to divide by."""
    assert percentage(0, 0) is None


def test_who_did_not_answer_is_counted_last_and_belongs_to_n() -> None:
    """n is everybody who was asked."""
    counted = tally(one(""), one("A"), one("B"), one("A"))
    assert counted.options == ("A", "B", "C", UNANSWERED)
    assert counted.everyone.persons == 4
    assert counted.everyone.counts == (2, 1, 0, 1)


def test_without_blanks_there_is_no_such_option() -> None:
    """A row of zeros would say nothing."""
    assert tally(one("A")).options == ("A", "B", "C")


def test_who_gave_several_answers_is_one_person() -> None:
    """Shares are of persons, so together they may be more than 100 %; an option that is named twice is chosen once."""
    counted = tally(Answer(("A", "B")), Answer(("A", "A")), Answer(()), several=True)
    assert counted.everyone.persons == 3
    assert counted.everyone.counts == (2, 1, 0, 1)


def test_groups_stand_under_all_in_their_order() -> None:
    """All persons first, each group with its own n, also one without anybody."""
    counted = tally(one("A", "大人"), one("B", "子"), one("A", "子"), groups=("子", "大人", "誰も"))
    assert [(group.name, group.persons) for group in counted.groups] == [
        (ALL, 3),
        ("子", 2),
        ("大人", 1),
        ("誰も", 0),
    ]
    assert [group.counts for group in counted.groups] == [(2, 1, 0), (1, 1, 0), (1, 0, 0), (0, 0, 0)]


def test_who_is_in_no_group_is_among_all() -> None:
    """Else the total would change with the question by which it is parted."""
    counted = tally(one("A", "子"), one("B", ""), groups=("子",))
    assert counted.everyone.persons == 2
    assert counted.ungrouped == 1


def test_the_largest_come_first_and_others_last() -> None:
    """その他 and 無回答 close the list, however many they are; equals stay as they were."""
    answers = [
        one("その他", persons=9),
        one("", persons=8),
        one("B", persons=3),
        one("A", persons=3),
        one("C", persons=5),
    ]
    counted = largest_first(count_answers(answers, ("A", "その他", "B", "C"), (), False))
    assert counted.options == ("C", "A", "B", "その他", UNANSWERED)
    assert counted.everyone.counts == (5, 3, 3, 9, 8)


def test_few_persons_are_told_by_group_and_option() -> None:
    """A group with few persons once, else its options with few; zero is nobody, and who said nothing said nothing."""
    counted = tally(
        one("A", "子", 20),
        one("B", "子", 9),
        one("", "子", 1),
        one("A", "大人", 5),
        one("B", "大人", 4),
        groups=("子", "大人"),
    )
    assert few_persons(counted, 10) == ("「子」の「B」（9人）", "「大人」（n=9）")
    assert few_persons(counted, 0) == ()


@pytest.mark.parametrize(
    ("persons", "expected"), [((1, 1, 1), True), ((1, 1, 2), False), ((1, 5), False), ((1, 15), True)]
)
def test_sums_that_rounding_changed_are_seen(persons: tuple[int, ...], expected: bool) -> None:
    """33.3 + 33.3 + 33.3 and 6.3 + 93.8 are not 100; 16.7 + 83.3 is."""
    counted = tally(*(one(option, persons=number) for option, number in zip("ABC", persons, strict=False)))
    assert is_rounded_off(counted) is expected


def test_several_answers_have_no_sum() -> None:
    """Nobody expects 100 of them."""
    assert not is_rounded_off(tally(Answer(("A", "B")), several=True))
