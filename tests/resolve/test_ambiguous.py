"""Levels without a number: references that then say less than they seem to are told once, about the template."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.numbers import Scheme
from pipeline.problems import Code, Problem
from pipeline.resolve.ambiguous import ambiguous_numbers
from tests.small_plan import CHAPTER, SCHEME, resolved

FILE = "templates/plan.docx"
TEXT = """\
# 本文 {{#sec-text}}

## 節 {{#sec-one}}

### 項 {{#sec-first}}

## 節 {{#sec-two}}

### 項 {{#sec-second}}

{reference}を見てください。
"""


def silent(level: int) -> Scheme:
    """The scheme in which a level (from 1) has no number."""
    levels = list(SCHEME.body)
    levels[level - 1] = replace(levels[level - 1], format="none", text="")
    return replace(SCHEME, body=tuple(levels))


def problems_of(reference: str, scheme: Scheme) -> list[Problem]:
    return ambiguous_numbers(resolved({CHAPTER: TEXT.format(reference=reference)}, scheme), scheme, FILE)


def test_a_number_under_headings_without_one_is_ambiguous() -> None:
    """第１章１ stands in both sections."""
    (problem,) = problems_of("[](#sec-second)", silent(2))
    assert problem.warning
    assert (problem.code, problem.location.file) == (Code.REF_AMBIGUOUS, FILE)
    for words in ("「第１章１」", "heading 2", f"plan_source/{CHAPTER}:11:1", "1か所"):
        assert words in problem.message
    assert "{.番号と題}" in problem.hint


def test_a_heading_without_a_number_shows_that_of_its_chapter() -> None:
    """A reference to it seems to mean the chapter; one to the chapter does."""
    assert problems_of("[](#sec-two)", silent(2))
    assert problems_of("[](#sec-text)", silent(2)) == []


def test_references_that_say_the_title_are_clear() -> None:
    assert problems_of("[](#sec-second){.番号と題}と[](#sec-second){.題}", silent(2)) == []


def test_numbers_that_each_heading_has_for_itself_are_clear() -> None:
    """With the scheme as it is, and where the level without a number is below all that is referred to."""
    assert problems_of("[](#sec-second)", SCHEME) == []
    assert problems_of("[](#sec-two)", silent(3)) == []
