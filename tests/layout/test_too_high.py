"""What is said of a sheet that takes more room than it may, whatever measured it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.documents.registry import CONTENTS
from pipeline.fitting.candidates import Writer
from pipeline.fitting.shortening import Advice, Shortening
from pipeline.layout.rounds import Guess, Settled
from pipeline.model.documents import PLAN
from pipeline.model.pages import PAPERS, Fit, Page, PageFacts, Stretch
from pipeline.problems import Code, Location, Problem
from pipeline.verification.page_problems import page_problems
from tests.goldens import TEMPLATES
from tests.small_plan import resolved
from tests.templates import opened

SHEET = "summary"
FIT = Fit("templates/summary.yaml", PAPERS["A4縦"], 1)
TEXT = Shortening(
    Location("plan_source/chapters/01-text.md", 3, 1), "見守りの体制を、地域の人たちと広げます。", 12
)


def problem_of(facts: PageFacts, advice: Advice | None) -> Problem:
    """What is told of a sheet with such pages."""
    writer = Writer(
        resolved(),
        CONTENTS,
        {name: opened(name, (TEMPLATES / f"{name}.docx").read_bytes()) for name in (PLAN.name, SHEET)},
        {PLAN.name: replace(FIT, pages=0), SHEET: FIT},
        (PLAN.name, SHEET),
        {},
    )
    laid = tuple((candidate, facts) for candidate in writer.write(Guess()))
    chosen = {name: writer.choose(laid, name) for name in (PLAN.name, SHEET)}
    found = page_problems(writer, Settled(laid, Guess(), 1, ()), chosen, lambda _: advice)
    (problem,) = found[SHEET]
    return problem


def facts_of(pages: int, free: float) -> PageFacts:
    """Pages of A4, 700 points of text high, of which the last has so much free, in points."""
    return PageFacts((Page("1", 210, 297),) * pages, {}, 700 - free, 700, ())


def in_columns(pages: int, used: float, ended: tuple[Stretch, ...] = ()) -> PageFacts:
    """The same in two columns, with a share of the last page that is used."""
    return PageFacts((Page("1", 210, 297),) * pages, {}, used, 700, (), columns=2, ended=ended)


def advice(
    excess: float, *texts: Shortening, enough: bool = False, left: float = 0, named: bool = False
) -> Advice:
    return Advice(excess, texts, enough, (), {}, left, named)


def test_a_sheet_that_fits_without_its_reserve_is_told_by_what_is_free() -> None:
    """It is on its page; another program might need one more."""
    problem = problem_of(facts_of(1, 5.0), advice(5.0, TEXT, enough=True))
    assert problem.code is Code.PAGE_OVERFLOW
    shown = (
        r"概要がA4縦1ページに、余裕を持って収まりません。空きは(.*)mmで、余裕（1行、(.*)mm）に1.8mm足りません"
    )
    told = re.fullmatch(shown, problem.message)
    assert told
    assert float(told[1]) + 1.8 == pytest.approx(float(told[2]), abs=0.1)
    assert "合わせて12字短くすると収まります" in problem.hint
    assert "「余裕」を小さくします" in problem.hint


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (
            (TEXT,),
            "合わせて12字短くしても収まりません（あと25.4mm）。載せるものを減らすか、紙を大きくしてください",
        ),
        ((), "短くできる文章がありません。載せるものを減らすか、紙を大きくしてください"),
    ],
)
def test_where_shortening_is_not_enough_that_is_said(texts: tuple[Shortening, ...], words: str) -> None:
    """By how much it runs over, and each text that could be shorter, with its place."""
    problem = problem_of(facts_of(2, 200.0), advice(500.0, *texts, left=72.0))
    shown = r"概要がA4縦1ページに収まりません。(.*)mmはみ出します。余裕（1行、(.*)mm）も入れると、176.4mmです"
    told = re.fullmatch(shown, problem.message)
    assert told
    assert float(told[1]) + float(told[2]) == pytest.approx(176.4, abs=0.1)
    assert words in problem.hint
    for text in texts:
        line = f"{text.location} 「{text.text[:12]}…」（{len(text.text)}字）を{text.characters}字短く"
        assert line in [each.strip() for each in problem.hint.splitlines()]


def test_titles_and_names_are_called_so_where_they_are_to_be_shorter_too() -> None:
    """They are no sentences."""
    problem = problem_of(facts_of(2, 600.0), advice(100.0, TEXT, enough=True, named=True))
    assert problem.hint.startswith("次の文章と題、名前を、合わせて12字短くすると収まります")


def test_what_runs_over_in_columns_is_told_as_the_height_of_one() -> None:
    """What stands on a second page, in one of its columns."""
    problem = problem_of(in_columns(2, 36), advice(84.7, TEXT, enough=True))
    assert re.search(r"2段組みの１段の高さにして、25\.\dmmはみ出します。.*、29.9mmです", problem.message)


@pytest.mark.parametrize(
    ("facts", "taken"),
    [
        # A third of a column too much before the break: what comes next goes to the next page.
        (
            in_columns(2, 100, (Stretch(2, 72),)),
            "1番目が2段（空き221.5mm、1段より25.4mm長い）、2番目が1段（空き176.4mm）です",
        ),
        # Too much behind it: a column and 144 points of the next page.
        (
            in_columns(2, 72, (Stretch(1, 628),)),
            "1番目が1段（空き25.4mm）、2番目が2段（空き196.1mm、1段より50.8mm長い）です",
        ),
    ],
)
def test_of_columns_with_breaks_it_is_told_which_are_too_long_and_by_how_much(
    facts: PageFacts, taken: str
) -> None:
    """With advice where there is some, else with what can be done."""
    problem = problem_of(facts, None)
    assert problem.message.endswith(f"改段で分かれる区切りごとには、{taken}")
    assert (
        problem.hint == "長すぎる区切りに載せるものを減らすか、文章を短くするか、ほかの区切りに移してください"
    )
    assert "合わせて12字短くすると収まります" in problem_of(facts, advice(72, TEXT, enough=True)).hint
