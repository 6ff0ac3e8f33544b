"""The rules on whole texts: what is planted is found, what is right is left alone, and a person has judged all that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.wording.find import active, look
from pipeline.wording.profile import USUAL
from pipeline.wording.rules import RULES
from tests.wording.corpora import NAMES, corpus
from tests.wording.seeded import SEEDS, missed_seeds
from tests.wording.texts import texts

HERE = Path(__file__).parent
JUDGED = HERE / "judged.tsv"
HARD = (HERE / "hard_negatives.txt").read_text("utf-8").splitlines()
USUAL_RULES = tuple(active(RULES, USUAL))
RIGHT, WRONG, OPEN = "○", "×", "？"


def judgements() -> dict[str, str]:
    """What a person has said of each finding: its line without the mark → the mark."""
    lines = JUDGED.read_text("utf-8").splitlines() if JUDGED.exists() else []
    return {line.partition("\t")[2]: line.partition("\t")[0] for line in lines}


def test_all_that_is_told_of_whole_texts_was_judged(file_regression: FileRegressionFixture) -> None:
    """What is new comes in with an open mark when the golden is made anew: ○ for a finding that an editor would make, × for another."""
    known = judgements()
    found = [
        "\t".join((name, str(each.text.origin.line), each.rule.code, each.found.wrong[:20], each.found.right))
        for name in NAMES
        for each in look(corpus(name), USUAL_RULES, USUAL)
    ]
    lines = "".join(f"{known.get(each, OPEN)}\t{each}\n" for each in found)
    file_regression.check(lines, fullpath=JUDGED, encoding="utf-8")
    assert OPEN not in judgements().values()


def test_at_most_one_wrong_finding_comes_on_ten_thousand_characters() -> None:
    """Who is told wrong things reads no more of them."""
    length = sum(len(text.text) for name in NAMES for text in corpus(name))
    assert sum(mark == WRONG for mark in judgements().values()) <= length / 10_000


def test_nearly_all_planted_mistakes_are_found() -> None:
    """At their words, by their rules, and all at once in one text."""
    assert len(SEEDS) >= 300
    assert {f"wording.{seed.code}" for seed in SEEDS} == {rule.code for rule in RULES}
    assert len(missed_seeds()) <= 0.05 * len(SEEDS), missed_seeds()


def test_there_are_two_hundred_hard_negatives() -> None:
    """Sentences that look like mistakes."""
    assert len(set(HARD)) == len(HARD) >= 200


@pytest.mark.parametrize("begin", range(0, len(HARD), 50))
def test_what_only_looks_like_a_mistake_is_left_alone(begin: int) -> None:
    """Each sentence by itself, since two of them may well write a word in two ways."""
    told = {
        line: [str(each.rule.code) for each in look(texts(line), USUAL_RULES, USUAL)]
        for line in HARD[begin : begin + 50]
    }
    assert not {line: codes for line, codes in told.items() if codes}
