"""Texts that nest, repeat and refer without end: told at their place, and quickly."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from pipeline.problems import Code
from pipeline.source.nesting import DEEPEST, too_deep
from tests.small_plan import CHAPTER, PLAN_YAML, chapter, expect, places, problems_in, problems_with

DEEP = 1000
NESTED = {
    "quotes": (">" * DEEP + " x", 3),
    "quotes with blanks": ("> " * DEEP + "x", 3),
    "quotes and lists": ("> - " * DEEP + "x", 3),
    "lists": ("\n".join("  " * level + "- x" for level in range(DEEP)), 3 + 2 * DEEPEST),
    "numbered lists": ("\n".join("   " * level + "1. x" for level in range(DEEP)), 70),
    "brackets": ("[" * DEEP + "x" + "]" * DEEP, 3),
    "links": ("[" * DEEP + "x" + "](#sec-text)" * DEEP, 3),
    "furigana": ("[a" * DEEP + ']{ruby="x"}' * DEEP, 3),
    "pictures": ("![" * DEEP + "x" + "](a.png)" * DEEP, 3),
    "emphasis": ("*a " * DEEP + "x" + "*" * DEEP, 3),
    "bold": ("**a " * DEEP + "x" + "**" * DEEP, 3),
    "emphasis without blanks": ("*a" * 30_000, 3),
    "divs": ("::: {.横長}\n" * DEEP + "x\n" + ":::\n" * DEEP, 3 + DEEPEST),
    "divs never closed": ("::: {.改頁}\n" * DEEP, 3 + DEEPEST),
    "divs in order": ("\n".join(":" * (DEEP + 3 - level) + " {.横長}" for level in range(DEEP)), 3 + DEEPEST),
    "explanations": ("\n".join("  " * level + ": a" for level in range(DEEP)), 3 + 2 * DEEPEST),
}


@pytest.mark.parametrize("name", NESTED)
def test_markdown_that_nests_a_thousand_deep_is_told_with_its_line(name: str) -> None:
    """In one problem, at the line where it gets too deep, in less time than it takes to wonder."""
    markdown, line = NESTED[name]
    begin = time.perf_counter()
    problems = problems_in(markdown)
    assert time.perf_counter() - begin < 10
    expect(problems, Code.MD_UNREADABLE, f"{CHAPTER}:{line}:1", "入れ子", "減らして")


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5 + "引用",
        "- " * 400,
        "*" * 400,
        "_" * 100_000,
        "2020. 2021. 2022.",
        "\n".join(f"::: {{.改頁}}\n:::\n\n文{number}" for number in range(200)),
        "**太字**と*強調*。" * 500,
        "[](#sec-text)、" * 500,
        "|" + "[](#a)|" * 200,
        "\\[" * 200,
        "\\*a " * 200,
        "5 * 3 * 2 " * 200,
    ],
)
def test_what_is_long_is_not_deep(text: str) -> None:
    """Rules, many divs one after another, many references, signs with a backslash."""
    assert too_deep(text) is None


@pytest.mark.parametrize("sign", ["<", "&", "`", "~", "#", "\\", "!", "$", "|", ":", "あ", "a ", "a\n\n"])
def test_a_sign_that_is_repeated_without_end_is_read_or_told(sign: str) -> None:
    """Somebody's cat lay on the keyboard."""
    begin = time.perf_counter()
    assert all(problem.location.line >= 1 for problem in problems_in(sign * 5_000))
    assert time.perf_counter() - begin < 20


def test_an_alias_bomb_is_told_where_it_begins() -> None:
    """Nine lists of nine lists …: it is never unfolded, and ten places are enough."""
    names = "abcdefghi"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise(names)]
    problems = problems_with({"plan.yaml": PLAN_YAML + "\n".join(lines)})
    assert {problem.code for problem in problems} == {Code.YAML_ALIAS}
    assert places(problems)[0] == ("yaml.alias", "plan.yaml:13:4")
    assert len(problems) == 10


@pytest.mark.parametrize(
    "text", ["k: " + "[" * 100_000, "k: " + "{" * 100_000, "? " * 100_000, "k:\n  " + "- " * 100_000]
)
def test_yaml_that_nests_without_end_is_told_with_its_place(text: str) -> None:
    """In flow, in blocks, in keys."""
    problems = problems_with({"plan.yaml": PLAN_YAML + text})
    assert [problem.code for problem in problems] == [Code.YAML_SYNTAX]
    assert "入れ子" in problems[0].message
    assert problems[0].location.line in (13, 14)


def test_a_chapter_that_can_not_be_read_is_not_told_to_lack_its_heading() -> None:
    """It has one; nobody has seen it."""
    problems = problems_with({CHAPTER: chapter(">" * DEEP)})
    assert [problem.code for problem in problems] == [Code.MD_UNREADABLE]
