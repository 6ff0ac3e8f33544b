"""A round that can't be the last makes no tags: they take longest to read, and nobody will."""

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
from pipeline.layout.quirks import KNOWN
from pipeline.model.pages import PageFacts
from tests.goldens import quiet
from tests.layout.fake_office import StandIn

SHORT, LONG, OTHER = b"short", b"long" * 100_000, b"other"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[bytes], bool]]:
    """What LibreOffice is asked for: documents, and whether with tags."""
    asked: list[tuple[list[bytes], bool]] = []

    measure = SimpleNamespace(measure=lambda *_: PageFacts((), {}, 0, 0, ()))
    pdf = SimpleNamespace(
        opened=lambda data: data, finish=lambda opened, own, pages, drawn, charts: b"finished " + opened
    )
    monkeypatch.setattr(engines, "_pdf_readers", lambda: (measure, pdf))
    monkeypatch.setattr(engines, "descriptions_of", lambda document: {})
    monkeypatch.setattr(engines, "chart_descriptions", lambda document: ())
    rest = {"running": SimpleNamespace(variables=()), "families": frozenset(), "line_ends": ("", "")}
    monkeypatch.setattr(
        "pipeline.layout.copy.layout_copy", lambda data, *_, draft, fonts: SimpleNamespace(data=data, **rest)
    )
    return asked


@pytest.fixture
def engine(tmp_path: Path, made: list[tuple[list[bytes], bool]]) -> Engine:
    """An engine that knows its LibreOffice."""
    program = tmp_path / "soffice"
    program.touch()
    cache = LayoutCache(tmp_path / "cache")
    cache.keep_quirks(office_version(program), KNOWN)
    fonts: Future[Fonts] = Future()
    fonts.set_result(Fonts({}))

    def convert(documents: Sequence[bytes], tagged: bool) -> Iterator[bytes]:
        made.append((list(documents), tagged))
        return iter(documents)

    return Engine(StandIn(program, convert), fonts, cache)


def test_a_long_draft_has_no_tags_and_all_else_has(
    engine: Engine, made: list[tuple[list[bytes], bool]]
) -> None:
    """A short one is read in no time, and may be wanted as it is."""
    engine.lay_out([LONG], True, quiet)
    engine.lay_out([SHORT], True, quiet)
    engine.lay_out([OTHER], False, quiet)
    assert made == [([LONG], False), ([SHORT], True), ([OTHER], True)]


def test_a_draft_that_is_wanted_after_all_is_made_with_the_next_round(
    engine: Engine, made: list[tuple[list[bytes], bool]]
) -> None:
    """In the same start of LibreOffice; its PDF is the one with tags."""
    engine.lay_out([LONG, SHORT], True, quiet)
    engine.lay_out([SHORT, OTHER], False, quiet)
    assert made[1:] == [([SHORT, OTHER], True)]
    assert engine.pdf_of(SHORT) == b"finished short"
    assert engine.runs == 2


def test_a_draft_is_not_laid_out_twice_for_a_draft(
    engine: Engine, made: list[tuple[list[bytes], bool]]
) -> None:
    """Its pages are known."""
    engine.lay_out([LONG], True, quiet)
    engine.lay_out([LONG], True, quiet)
    assert engine.runs == 1


def test_the_pdf_of_a_draft_alone_has_tags(engine: Engine, made: list[tuple[list[bytes], bool]]) -> None:
    """Where its numbers turned out to be right."""
    engine.lay_out([LONG], True, quiet)
    assert engine.pdf_of(LONG) == b"finished " + LONG
    assert [tagged for _, tagged in made] == [False, True]


def test_libreoffice_is_started_early_unless_all_was_made_of_the_very_same_files(
    engine: Engine, made: list[tuple[list[bytes], bool]]
) -> None:
    """Whether it is needed is known only when documents are written; where files are the same, nothing is."""
    office = cast(StandIn, engine.office)
    for digest, started in (("a", 1), ("a", 1), ("b", 2)):
        engine.expect(digest)
        engine.lay_out([SHORT], False, quiet)
        engine.keep([SHORT], {}, nothing_known())
        assert office.started == started


def test_an_engine_that_lives_on_forgets_what_is_not_shown_any_more(
    engine: Engine, made: list[tuple[list[bytes], bool]]
) -> None:
    """A preview would else hold every page that there ever was."""
    engine.lay_out([SHORT, OTHER], False, quiet)
    engine.keep([SHORT], {}, nothing_known())
    assert engine.knows(SHORT)
    assert not engine.knows(OTHER)
    assert len(engine._made) == 1
