"""Edits at random are found, each at its line of the source, and nothing else: `fuzz.py` has as many as one likes."""

from __future__ import annotations

import pytest

from tests.receive.fuzz import edited, sent_plan
from tests.receive.score import Score
from tests.word_save import save_as_word_does


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
@pytest.mark.parametrize("seed", [1, 2])
def test_edits_are_found_at_their_lines(seed: int, tracked: bool) -> None:
    docx, made = edited(seed, tracked)
    assert sent_plan().score(docx, made) == Score(len(made), (), (), ())


def test_what_word_writes_as_it_saves_is_no_edit() -> None:
    """Other ids of styles and lists, runs in pieces, marks of revisions."""
    assert sent_plan().score(save_as_word_does(sent_plan().docx), []) == Score(0, (), (), ())
