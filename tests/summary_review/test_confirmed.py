"""confirmed.yaml: written by the program, read again whatever a plan says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.characters import visible
from pipeline.problems import Code, PlanErrors
from pipeline.summary_review.confirmed import Confirmation
from pipeline.summary_review.confirmed_file import read_confirmed, write_confirmed
from tests.properties.words import HARD

FILE = "plan_source/confirmed.yaml"
# What YAML or a drafter's keyboard could make something else of.
ODD = [
    "基本理念：支え合い",
    "要約: a",
    "本文:",
    "- 項目",
    "# 見出し",
    "\t",
    "　全角",
    "[](#sec-a){.題}",
    "'",
    '"',
    "|",
    "no",
]
# A plan's text has nothing that nobody can see, and blanks for tabs.
LINES = st.lists(
    st.lists(st.sampled_from([*HARD, *ODD]), min_size=1, max_size=3)
    .map("".join)
    .map(lambda line: visible(line).replace("\t", " ").strip(" ")),
    max_size=3,
).map(lambda lines: tuple(line for line in lines if line))


@given(st.dictionaries(st.sampled_from(["sum-a", "sum-b", "no"]), st.builds(Confirmation, LINES, LINES)))
def test_what_is_written_is_read_again(confirmed: dict[str, Confirmation]) -> None:
    """Character for character, in the same order."""
    read = read_confirmed(write_confirmed(confirmed), FILE)
    assert list(read.items()) == list(confirmed.items())


def test_the_file_has_a_sentence_a_line() -> None:
    """Git shows the sentence that changed and no more."""
    written = write_confirmed({"sum-a": Confirmation(("要約です。",), ("一つ目。", "[](#sec-a)：二つ目。"))})
    head, _, rest = written.decode().partition("\n")
    assert "confirm が書きます" in head
    assert rest == (
        "確認:\n  sum-a:\n    要約: |\n      要約です。\n    本文: |\n      一つ目。\n      [](#sec-a)：二つ目。\n"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("確認:\n  sum-a: {要約: a}\n", Code.SCHEMA_MISSING_KEY),
        ("確認:\n  sum-a: {要約: a, 本文: b, 日付: c}\n", Code.SCHEMA_UNKNOWN_KEY),
        ("確認:\n  sum-a: {要約: a, 本文: b}\n  sum-a: {要約: a, 本文: b}\n", Code.YAML_DUPLICATE_KEY),
        ("<<<<<<< HEAD\n確認:\n", Code.YAML_SYNTAX),
        ("\udcff", Code.FILE_ENCODING),
    ],
)
def test_a_file_that_was_damaged_is_told(text: str, code: Code) -> None:
    """By hand, or by git where two people confirmed at once."""
    with pytest.raises(PlanErrors) as caught:
        read_confirmed(text.encode("utf-8", "surrogateescape"), FILE)
    assert {problem.code for problem in caught.value.problems} == {code}
    assert {problem.location.file for problem in caught.value.problems} == {FILE}
