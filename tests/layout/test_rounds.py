"""Rounds end, and end right: page numbers shown are page numbers measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.layout.rounds import (
    FREE_MOVES,
    LONG,
    MOST_ROUNDS,
    Candidate,
    Guess,
    Laid,
    Settled,
    Wanted,
    settle,
)
from pipeline.model.pages import Fault, Page, PageFacts, Setting
from pipeline.problems import Code

LABELS = [str(number) for number in range(1, 200)]
LONG_PLAN = b"same" * LONG


def facts(places: dict[str, int]) -> PageFacts:
    """A document in which each bookmark stands on a page (from 1)."""
    pages = tuple(Page(label, 210, 297) for label in LABELS)
    return PageFacts(pages, {name: page - 1 for name, page in places.items()}, 0, 700, ())


def settled(page_of: Callable[[str, int], int], first: str = "－") -> Settled:
    """Rounds over a document with one reference: `page_of` lays it out, given what is shown and its width."""

    def write(guess: Guess, laid: Laid) -> list[Candidate]:
        shown = guess.pages.get("target", "－")
        return [Candidate("plan", None, f"{shown},{max(guess.digits, len(shown))}".encode())]

    def lay_out(documents: Sequence[Wanted]) -> list[PageFacts]:
        shown, width = documents[0].docx.decode().split(",")
        return [facts({"target": page_of(shown, int(width))})]

    return settle(write, lay_out, Guess({"target": first}), "plan")


def test_numbers_are_filled_in_and_looked_at_again() -> None:
    """From nothing two rounds: one to measure, one to see that it stayed."""
    result = settled(lambda shown, width: 9)
    assert (result.rounds, result.guess.pages, result.moving) == (2, {"target": "9"}, ())


def test_one_round_is_enough_where_the_last_pages_are_still_right() -> None:
    """The usual case: a word was changed."""
    assert settled(lambda shown, width: 9, first="9").rounds == 1


def test_a_number_that_moves_its_target_gets_another_round() -> None:
    """Two digits push the target on."""
    result = settled(lambda shown, width: 9 if shown == "－" else 10)
    assert (result.guess.pages, result.moving) == ({"target": "10"}, ())
    assert result.rounds == 3


def test_a_reference_whose_width_moves_its_target_to_and_fro_is_held_at_one_width() -> None:
    """Wide, it draws the target back to page 9; narrow, it lets it go to page 10: then its room is kept."""
    result = settled(lambda shown, width: 9 if width == 2 else 10)
    assert result.moving == ()
    assert result.guess == Guess({"target": "9"}, digits=2)
    assert result.rounds <= FREE_MOVES + 2


def test_what_never_settles_ends_and_is_named() -> None:
    """A template in which even numbers of one width move things."""
    result = settled(lambda shown, width: 9 if shown != "9" else 8)
    assert (result.rounds, result.moving) == (MOST_ROUNDS, ("target",))


def test_the_first_round_is_a_draft_where_its_numbers_are_about_right() -> None:
    """Whatever comes of it; no other round is one, and nothing so short that all its numbers may be right."""
    cases = ((True, LONG, [True, False]), (True, 1, [False, False]), (False, LONG, [False, False]))
    for about, length, expected in cases:
        drafts: list[bool] = []

        def lay_out(documents: Sequence[Wanted], drafts: list[bool] = drafts) -> list[PageFacts]:
            drafts.append(documents[0].draft)
            return [facts({"target": 10})]

        def write(guess: Guess, laid: Laid, length: int = length) -> list[Candidate]:
            return [Candidate("plan", None, guess.pages["target"].encode() * length)]

        settle(write, lay_out, Guess({"target": "11"}), "plan", about)
        assert drafts == expected


def test_sheets_are_no_drafts() -> None:
    """Their text may stay as it is: then they are not laid out again. What they may take at the most is said along."""
    asked: list[Wanted] = []

    def lay_out(documents: Sequence[Wanted]) -> list[PageFacts | None]:
        asked.extend(documents)
        return [facts({"target": 10}), None]

    written = [Candidate("plan", None, LONG_PLAN), Candidate("sheet", Setting(10, 1.4, 1), b"sheet", 1)]
    settle(lambda guess, laid: written, lay_out, Guess({"target": "11"}), "plan", True)
    assert asked[:2] == [Wanted(LONG_PLAN, draft=True), Wanted(b"sheet", most=1)]


def test_a_draft_is_never_the_last_round() -> None:
    """Though its numbers were right: it has no tags, and its headings and rows were not looked at."""
    drafts: list[bool] = []

    def lay_out(documents: Sequence[Wanted]) -> list[PageFacts]:
        drafts.append(documents[0].draft)
        return [facts({"target": 10})]

    settle(
        lambda guess, laid: [Candidate("plan", None, LONG_PLAN)],
        lay_out,
        Guess({"target": "10"}),
        "plan",
        True,
    )
    assert drafts == [True, False]


def test_nothing_is_written_after_the_numbers_are_right() -> None:
    """The documents that come back are those that were measured last."""
    result = settled(lambda shown, width: 9)
    ((candidate, _),) = result.laid
    assert candidate.docx == b"9,1"


def settled_with(alone: Callable[[Guess], bool], missing: tuple[str, ...] = ()) -> Settled:
    """Rounds over a document with a heading, which is `alone` at a page's end or not as it is written."""

    def write(guess: Guess, laid: Laid) -> list[Candidate]:
        return [Candidate("plan", None, repr(guess.begun).encode())]

    def lay_out(documents: Sequence[Wanted]) -> list[PageFacts]:
        begins = b"heading" in documents[0].docx
        faults = (Fault(Code.PAGE_HEADING_ALONE, 1, "heading", "見出し"),)
        shown = facts({"target": 9 + begins})
        written = Guess(begun=(("plan", "heading"),) if begins else ())
        return [PageFacts(shown.pages, shown.places, 0, 700, faults if alone(written) else (), missing)]

    return settle(write, lay_out, Guess({"target": "9"}), "plan")


def faults_of(result: Settled) -> tuple[Fault, ...]:
    """What is wrong in the first document of the last round."""
    ((_, facts),) = result.laid
    assert facts
    return facts.faults


def test_a_heading_that_is_alone_begins_the_next_page_and_stays_there() -> None:
    """What that moves is measured: one round to see it, one with the heading on its page."""
    result = settled_with(lambda written: not written.begun)
    assert (result.rounds, result.guess) == (2, Guess({"target": "10"}, begun=(("plan", "heading"),)))
    assert faults_of(result) == ()


def test_a_heading_that_stays_alone_whatever_is_tried_is_told() -> None:
    """Its fault is left, and the rounds end."""
    result = settled_with(lambda written: True)
    assert faults_of(result)
    assert result.rounds < MOST_ROUNDS


def test_no_page_is_begun_where_fonts_are_missing() -> None:
    """Where a page ends is not known then."""
    assert settled_with(lambda written: True, missing=("BIZ UDゴシック",)).guess.begun == ()


def settled_in_leaves(pages_of: Callable[[int], int], known: int = 0) -> Settled:
    """Rounds over a sheet beside the plan: `pages_of` lays it out, given of how many leaves it says that it is (0: nothing)."""

    def write(guess: Guess, laid: Laid) -> list[Candidate]:
        said = guess.leaves.get("sheet", 0)
        return [Candidate("plan", None, b""), Candidate("sheet", None, str(said).encode())]

    def lay_out(documents: Sequence[Wanted]) -> list[PageFacts]:
        count = pages_of(int(documents[1].docx))
        pages = tuple(Page(label, 210, 297) for label in LABELS[:count])
        return [facts({"target": 9}), PageFacts(pages, {}, 0, 700, ())]

    first = Guess({"target": "9"}, leaves={"sheet": known} if known else {})
    return settle(write, lay_out, first, "plan")


def test_a_sheet_of_several_pages_is_told_how_many_there_are() -> None:
    """One round to count them, one in which it says so; where that is known, one."""
    assert (settled_in_leaves(lambda said: 3).guess.leaves, settled_in_leaves(lambda said: 3).rounds) == (
        {"sheet": 3},
        2,
    )
    assert settled_in_leaves(lambda said: 3, known=3).rounds == 1


def test_a_sheet_of_one_page_says_nothing_though_it_once_did() -> None:
    """There is nothing to get into disorder."""
    assert settled_in_leaves(lambda said: 1).guess.leaves == {}
    assert settled_in_leaves(lambda said: 1, known=3).guess.leaves == {}


def test_a_sheet_that_takes_a_second_page_for_its_numbers_keeps_both() -> None:
    """To and fro would never end."""
    result = settled_in_leaves(lambda said: 2 if said else 1, known=2)
    assert (result.guess.leaves, result.rounds < MOST_ROUNDS) == ({"sheet": 2}, True)
