"""Turned paper: what goes onto it with it, and what is one with it."""

from __future__ import annotations

import pytest

from pipeline.documents.turned_paper import with_turns_joined
from pipeline.model.blocks import Block, Heading, Landscape, PageBreak
from pipeline.model.inlines import Paragraph, Text
from pipeline.problems import Location


def blocks_of(outline: str) -> tuple[Block, ...]:
    """`0` (部), `1` and `2` are headings of that level, `/` is a page break, `(…)` turned paper, `[…]` a fold-out, any other letter a
    paragraph."""
    found: list[Block] = []
    outer: list[Block] = []
    for sign in outline:
        match sign:
            case "(" | "[":
                outer, found = found, []
            case ")" | "]":
                found = [*outer, Landscape(tuple(found), folds_out=sign == "]")]
            case "/":
                found.append(PageBreak())
            case "0" | "1" | "2":
                found.append(Heading(int(sign), (Text(sign),), "", True, Location("a.md")))
            case _:
                found.append(Paragraph((Text(sign),)))
    return tuple(found)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a(b)c", "a(b)c"),
        ("(a)(b)", "(ab)"),
        ("a(b)(c)(d)e", "a(bcd)e"),
        ("(a)b(c)", "(a)b(c)"),
        ("[a][b]", "[ab]"),
        ("(a)(b)[c][d](e)", "(ab)[cd](e)"),
        ("(a)/[b]", "(a)[b]"),
        ("(a)2[b]", "(a)[2b]"),
    ],
)
def test_turned_parts_that_follow_one_another_are_one(written: str, shown: str) -> None:
    """Between two of them there would be a page with nothing on it. Paper of another size is a part of its own."""
    assert with_turns_joined(blocks_of(written)) == blocks_of(shown)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a2(b)", "a(2b)"),
        ("a12(b)c", "a(12b)c"),
        ("1(b)", "(1b)"),
        ("2a(b)", "2a(b)"),
        ("a2(2b)", "a(22b)"),
        ("(a)2(b)", "(a2b)"),
        ("(a)1(b)1c", "(a1b)1c"),
        ("a01(b)", "a0(1b)"),
        ("(a)01(b)", "(a)0(1b)"),
    ],
)
def test_headings_right_before_turned_paper_go_along(written: str, shown: str) -> None:
    """They would stand alone at the end of the page before."""
    assert with_turns_joined(blocks_of(written)) == blocks_of(shown)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a/(b)/c", "a(b)c"),
        ("a//(b)//c", "a(b)c"),
        ("/(b)/", "(b)"),
        ("(a)/(b)", "(a/b)"),
        ("(a/)(b)", "(a/b)"),
        ("(a/)/(/b)", "(a/b)"),
        ("(a)/2(b)", "(a/2b)"),
        ("(a)2/(b)", "(a/2b)"),
        ("a/2(b)", "a(2b)"),
        ("(a)/1(b)", "(a1b)"),
        ("(/a/)", "(a)"),
        ("a/b", "a/b"),
    ],
)
def test_page_breaks_beside_turned_paper_are_left_out(written: str, shown: str) -> None:
    """A page begins there anyway; between two turned parts one stays."""
    assert with_turns_joined(blocks_of(written)) == blocks_of(shown)
