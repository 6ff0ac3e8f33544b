"""Ids become bookmark names that Word accepts, always the same for the same ids."""

from __future__ import annotations

import re

import pytest

from pipeline.resolve.bookmarks import LONGEST, bookmark_names
from tests.small_plan import CHAPTER, chapter, resolved

WORD_TAKES = re.compile(r"[^\W\d_]\w{0,39}")


@pytest.mark.parametrize(
    ("identity", "name"),
    [
        ("sec-purpose", "sec_purpose"),
        ("fn_1", "fn_1"),
        ("Sec-A", "Sec_A"),
        ("1st", "b_1st"),
        ("計画の目的", "計画の目的"),
        ("a.b:c", "a_b_c"),
        ("was-here", "b_was_here"),
        ("See-1-a", "b_See_1_a"),
    ],
)
def test_a_name_is_as_near_to_the_id_as_word_allows(identity: str, name: str) -> None:
    """Hyphens and other signs become underscores, a digit gets a letter before it, as do words that the program's own begin with."""
    assert bookmark_names([identity]) == {identity: name}


@pytest.mark.parametrize("ids", [("a-b", "a_b"), ("Sec-a", "sec-a"), ("a-b", "A_B"), ("a.b", "a-b", "a_b")])
def test_names_that_would_be_the_same_to_word_get_a_hash(ids: tuple[str, ...]) -> None:
    """Word does not tell case apart."""
    names = bookmark_names(ids)
    assert len({name.lower() for name in names.values()}) == len(ids)
    assert all(WORD_TAKES.fullmatch(name) for name in names.values())


def test_long_names_are_cut_and_told_apart() -> None:
    """Room is left for what is put before and behind."""
    ids = ["a" * LONGEST, "a" * (LONGEST + 1), "a" * 200, "長" * 100]
    names = bookmark_names(ids)
    assert names[ids[0]] == ids[0]
    assert len(set(names.values())) == len(ids)
    assert all(len(name) <= LONGEST for name in names.values())


def test_a_name_depends_on_no_order() -> None:
    """Nor on what else there is, unless they collide."""
    ids = ["a-b", "a_b", "sec-purpose", "x" * 50]
    assert bookmark_names(ids) == bookmark_names(reversed(ids))
    assert bookmark_names(ids)["sec-purpose"] == bookmark_names(["sec-purpose"])["sec-purpose"]


def test_every_bookmark_of_a_plan_is_its_own() -> None:
    """Also where an id is spelled like the title of a table."""
    table = "::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n:::"
    targets = resolved({CHAPTER: chapter(f"## 節 {{#tbl-a-title}}\n\n## 節 {{#TBL-A}}\n\n{table}")}).targets
    names = {name.lower() for target in targets.values() for name in (target.bookmark, target.title_bookmark)}
    floats = sum(target.bookmark != target.title_bookmark for target in targets.values())
    assert floats == 1
    assert len(names) == len(targets) + floats
    assert all(WORD_TAKES.fullmatch(name) for name in names)
