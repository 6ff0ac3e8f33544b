"""The steps from the page that a browser shows to the page of now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.html.site import Page, PageBlock, PageKind
from pipeline.preview.operations import Operation, Step, page_operations
from tests.preview.browser import applied, shown


def page(*blocks: tuple[str, str]) -> Page:
    return Page("a.html", PageKind.CHAPTER, "題", tuple(PageBlock(*each) for each in blocks))


BLOCKS = st.lists(
    st.tuples(
        st.sampled_from("abcdefghij"),
        st.sampled_from(['<p data-at="1">一</p>', '<p data-at="2">一</p>', "<p>二</p>"]),
    ),
    unique_by=lambda block: block[0],
)


@given(BLOCKS, BLOCKS)
def test_they_lead_from_any_page_to_any_other(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    """As a browser that had opened it anew would show it."""
    steps = page_operations(page(*before), page(*after))
    assert applied(before, steps) == after


def test_a_paragraph_that_says_something_else_is_replaced() -> None:
    """Its id is made of what it says, so the new one has another."""
    before, after = page(("a", "一"), ("b", "二"), ("c", "三")), page(("a", "一"), ("d", "四"), ("c", "三"))
    assert page_operations(before, after) == (Operation(Step.REPLACE, "b", "d", "四"),)


def test_what_moves_is_moved_and_all_else_stays() -> None:
    """A section taken to the end is one step, not one for each that it passes."""
    before = page(*((each, each) for each in "abcde"))
    after = page(*((each, each) for each in "bcdea"))
    assert page_operations(before, after) == (Operation(Step.MOVE, "a", after="e"),)


def test_a_line_put_in_above_moves_places_alone() -> None:
    """What is written stays as it is on the screen."""
    before, after = page(("a", '<p data-at="x.md:1">一</p>')), page(("a", '<p data-at="x.md:2">一</p>'))
    assert page_operations(before, after) == (Operation(Step.PLACES, "a", "a", places=("x.md:2",)),)
    assert applied(shown(before), page_operations(before, after)) == shown(after)


def test_a_page_that_is_the_same_takes_no_step() -> None:
    """Nothing is sent for it."""
    assert page_operations(page(("a", "一")), page(("a", "一"))) == ()
