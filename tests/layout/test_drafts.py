"""No more is made of a document than is wanted: of one that is written anew no tags, of one that is too long nothing at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from pipeline.layout import engine as engines
from pipeline.layout.cache import LayoutCache, nothing_known
from pipeline.layout.engine import Engine
from pipeline.layout.fonts import Fonts
from pipeline.layout.office import office_version
from pipeline.layout.one_run import Asked
from pipeline.layout.quirks import KNOWN
from pipeline.layout.rounds import Wanted
from pipeline.model.pages import PageFacts
from tests.goldens import quiet
from tests.layout.fake_office import StandIn

PLAN, OTHER, SHEET = b"plan", b"other", b"sheet"
DRAFT = Wanted(PLAN, draft=True)
TOO_LONG = b"too long"  # for one page


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[list[Asked]]:
    """What LibreOffice is asked for, run by run."""
    asked: list[list[Asked]] = []

    measure = SimpleNamespace(measure=lambda *_: PageFacts((), {}, 0, 0, ()))
    pdf = SimpleNamespace(
        opened=lambda data: data, finish=lambda opened, own, pages, drawn, charts: b"finished " + opened
    )
    monkeypatch.setattr(engines, "_pdf_readers", lambda: (measure, pdf))
    monkeypatch.setattr(engines, "descriptions_of", lambda document: {})
    monkeypatch.setattr(engines, "chart_descriptions", lambda document: ())
    rest = {
        "running": SimpleNamespace(variables=()),
        "families": frozenset(),
        "line_ends": ("", ""),
        "has_gaps": True,
    }
    monkeypatch.setattr(
        "pipeline.layout.copy.layout_copy", lambda data, *_, draft, fonts: SimpleNamespace(data=data, **rest)
    )
    return asked


@pytest.fixture
def engine(tmp_path: Path, made: list[list[Asked]]) -> Engine:
    """An engine that knows its LibreOffice."""
    program = tmp_path / "soffice"
    program.touch()
    cache = LayoutCache(tmp_path / "cache")
    cache.keep_quirks(office_version(program), KNOWN)
    fonts: Future[Fonts] = Future()
    fonts.set_result(Fonts({}))

    def convert(documents: Sequence[Asked]) -> Iterator[bytes]:
        made.append(list(documents))
        return (b"" if each.docx == TOO_LONG and each.most == 1 else each.docx for each in documents)

    return Engine(StandIn(program, convert), fonts, cache)


def test_a_draft_has_no_tags_and_all_else_has(engine: Engine, made: list[list[Asked]]) -> None:
    """They take longest to read, and nobody will."""
    engine.lay_out([DRAFT, Wanted(OTHER)], quiet)
    assert made == [[Asked(PLAN, tagged=False), Asked(OTHER)]]


def test_a_draft_that_is_wanted_after_all_is_made_with_the_next_round(
    engine: Engine, made: list[list[Asked]]
) -> None:
    """In the same start of LibreOffice; its PDF is the one with tags. What was no draft is not made again."""
    engine.lay_out([DRAFT, Wanted(SHEET)], quiet)
    engine.lay_out([Wanted(PLAN), Wanted(SHEET), Wanted(OTHER)], quiet)
    assert made[1:] == [[Asked(PLAN), Asked(OTHER)]]
    assert engine.pdf_of(PLAN) == b"finished plan"
    assert engine.runs == 2


def test_a_draft_is_not_laid_out_twice_for_a_draft(engine: Engine) -> None:
    """Its pages are known."""
    engine.lay_out([DRAFT], quiet)
    engine.lay_out([DRAFT], quiet)
    assert engine.runs == 1


def test_the_pdf_of_a_draft_alone_has_tags(engine: Engine, made: list[list[Asked]]) -> None:
    """Where its numbers turned out to be right."""
    engine.lay_out([DRAFT], quiet)
    assert engine.pdf_of(PLAN) == b"finished " + PLAN
    assert made == [[Asked(PLAN, tagged=False)], [Asked(PLAN)]]


def test_of_a_sheet_with_too_many_pages_nothing_else_is_known(
    engine: Engine, made: list[list[Asked]]
) -> None:
    """Nor is it asked again, unless all of it is wanted."""
    for _ in range(2):
        assert engine.lay_out([Wanted(TOO_LONG, most=1), Wanted(SHEET, most=1)], quiet)[0] is None
    assert made == [[Asked(TOO_LONG, most=1), Asked(SHEET, most=1)]]
    assert engine.lay_out([Wanted(TOO_LONG, most=2), Wanted(SHEET)], quiet)[0]
    assert made[1:] == [[Asked(TOO_LONG, most=2)]]


def test_libreoffice_is_started_early_unless_all_was_made_of_the_very_same_files(
    engine: Engine, made: list[list[Asked]]
) -> None:
    """Whether it is needed is known only when documents are written; where files are the same, nothing is."""
    office = cast(StandIn, engine.office)
    for digest, started in (("a", 1), ("a", 1), ("b", 2)):
        engine.expect(digest)
        engine.lay_out([Wanted(PLAN)], quiet)
        engine.keep([PLAN], {}, nothing_known())
        assert office.started == started


def test_an_engine_that_lives_on_forgets_what_is_not_shown_any_more(
    engine: Engine, made: list[list[Asked]]
) -> None:
    """A preview would else hold every page that there ever was."""
    engine.lay_out([Wanted(PLAN), Wanted(OTHER)], quiet)
    engine.keep([PLAN], {}, nothing_known())
    assert engine.knows(PLAN)
    assert not engine.knows(OTHER)
    assert len(engine._made) == 1
