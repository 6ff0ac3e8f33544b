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
from pipeline.model.pages import PAPERS, Fit, Page, PageFacts
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


def problem_of(pages: int, free: float, advice: Advice) -> Problem:
    """What is told of a sheet on so many pages of which the last has so much free, in points."""
    writer = Writer(
        resolved(),
        CONTENTS,
        {name: opened(name, (TEMPLATES / f"{name}.docx").read_bytes()) for name in (PLAN.name, SHEET)},
        {PLAN.name: replace(FIT, pages=0), SHEET: FIT},
        (PLAN.name, SHEET),
        {},
    )
    laid = tuple((candidate, facts_of(pages, free)) for candidate in writer.write(Guess()))
    chosen = {name: writer.choose(laid, name) for name in (PLAN.name, SHEET)}
    found = page_problems(writer, Settled(laid, Guess(), 1, ()), chosen, lambda _: advice)
    (problem,) = found[SHEET]
    return problem


def facts_of(pages: int, free: float) -> PageFacts:
    """Pages of A4, 700 points of text high."""
    return PageFacts((Page("1", 210, 297),) * pages, {}, 700 - free, 700, ())


def advice(excess: float, *texts: Shortening, enough: bool = False) -> Advice:
    return Advice(excess, texts, enough, (), {})


def test_a_sheet_that_fits_without_its_reserve_is_told_by_what_is_free() -> None:
    """It is on its page; another program might need one more."""
    problem = problem_of(1, 5.0, advice(5.0, TEXT, enough=True))
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
        ((TEXT,), "合わせて12字短くしても収まりません。載せるものを減らすか、紙を大きくしてください"),
        ((), "短くできる文章がありません。載せるものを減らすか、紙を大きくしてください"),
    ],
)
def test_where_shortening_is_not_enough_that_is_said(texts: tuple[Shortening, ...], words: str) -> None:
    """By how much it runs over, and each text that could be shorter, with its place."""
    problem = problem_of(2, 200.0, advice(500.0, *texts))
    shown = r"概要がA4縦1ページに収まりません。(.*)mmはみ出します。余裕（1行、(.*)mm）も入れると、176.4mmです"
    told = re.fullmatch(shown, problem.message)
    assert told
    assert float(told[1]) + float(told[2]) == pytest.approx(176.4, abs=0.1)
    assert words in problem.hint
    for text in texts:
        line = f"{text.location} 「{text.text[:12]}…」（{len(text.text)}字）を{text.characters}字短く"
        assert line in [each.strip() for each in problem.hint.splitlines()]
