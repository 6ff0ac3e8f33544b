"""What is said of a sheet that takes more room than it may, whatever measured it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.fitting.candidates import Writer
from pipeline.fitting.shortening import Advice, Shortening
from pipeline.layout.rounds import Candidate
from pipeline.model.documents import PLAN
from pipeline.model.pages import PAPERS, Fit, Page, PageFacts
from pipeline.problems import Code, Location, Problem
from pipeline.verification.page_problems import page_problems
from tests.small_plan import resolved

SHEET = "summary"
FIT = Fit("templates/summary.yaml", PAPERS["A4縦"], 1)
RESERVE = 14.4  # points
TEXT = Shortening(
    Location("plan_source/chapters/01-text.md", 3, 1), "見守りの体制を、地域の人たちと広げます。", 12
)


def problem_of(pages: int, excess: float, advice: Advice) -> Problem:
    """What is told of a sheet on so many pages that is too high by so much, its reserve included, in points."""
    content = SimpleNamespace(slots={}, targets={})
    writer = SimpleNamespace(
        resolved=resolved(),
        fits={PLAN.name: FIT, SHEET: FIT},
        templates={name: SimpleNamespace(file=f"templates/{name}.docx") for name in (PLAN.name, SHEET)},
        content=lambda name: content,
        free=lambda candidate, facts: -excess,
        reserve=lambda candidate: RESERVE,
    )
    facts = PageFacts((Page("1", 210, 297),) * pages, {}, 0, 0, ())
    chosen = {SHEET: (Candidate(SHEET, None, b""), facts)}
    settled = cast(Any, SimpleNamespace(moving=()))
    found = page_problems(
        cast(Writer, writer), settled, {PLAN.name: chosen[SHEET], **chosen}, lambda _: advice
    )
    (problem,) = found[SHEET]
    return problem


def advice(excess: float, *texts: Shortening, enough: bool = False) -> Advice:
    return Advice(excess, texts, enough, (), {})


def test_a_sheet_that_fits_without_its_reserve_is_told_by_what_is_free() -> None:
    """It is on its page; another program might need one more."""
    problem = problem_of(1, 5.0, advice(5.0, TEXT, enough=True))
    assert problem.code is Code.PAGE_OVERFLOW
    assert problem.message == (
        "概要がA4縦1ページに、余裕を持って収まりません。空きは3.3mmで、余裕（1行、5.1mm）に1.8mm足りません"
    )
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
    problem = problem_of(2, 500.0, advice(500.0, *texts))
    assert problem.message == (
        "概要がA4縦1ページに収まりません。171.3mmはみ出します。余裕（1行、5.1mm）も入れると、176.4mmです"
    )
    assert words in problem.hint
    assert all(f"{text.location} 「{text.text[:12]}…」" in problem.hint for text in texts)
