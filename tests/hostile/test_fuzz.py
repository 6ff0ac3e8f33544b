"""A hundred damaged plans and templates: the long run is `python -m tests.hostile.fuzz`."""

from __future__ import annotations

import pytest

from tests.hostile.fuzz import SLOWEST, case_of, run, smallest

SEED = 2021
CASES, PART = 100, 20


@pytest.mark.parametrize("first", range(0, CASES, PART))
def test_damage_ends_in_sound_documents_or_in_problems(first: int) -> None:
    """No traceback, no hang, no document that the reader would refuse; in parts, so that workers share them."""
    for number in range(first, first + PART):
        case = case_of(SEED, number)
        outcome = run(case)
        again = f"python -m tests.hostile.fuzz --repeat {smallest(case, outcome.failure) if outcome.failure else ''}"
        assert not outcome.failure, f"{outcome.failure}\n{again}"
        assert outcome.seconds < SLOWEST


def test_the_same_number_is_the_same_case() -> None:
    """A failure can be looked at again; another seed gives others."""
    assert case_of(1, 2) == case_of(1, 2)
    assert case_of(1, 2) != case_of(2, 2)
