"""The plan's documents on their pages, again and again in one process: what has not changed is not read, written or measured again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache

from pipeline.layout.engine import find_engine
from pipeline.preview.checking import State, state_of
from pipeline.preview.glance import glance
from pipeline.preview.road import Road
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.workflows.build import Built, made_of
from pipeline.workflows.prepare import digest_for
from pipeline.workspace.kept import layout_cache, recall_layouts
from pipeline.workspace.project import Project


def laid_out(project: Project, tell: Callable[[str], None], opened: ExitStack) -> Built | None:
    """The documents as they are now, with their PDFs; None without LibreOffice, which is kept open until `opened` is closed.

    Raises PlanErrors, MachineError or CheckFailure.
    """
    return _kept(project, opened).laid_out(tell)


def glanced(
    project: Project, name: str, page: int, known: Collection[str], opened: ExitStack
) -> tuple[str, bytes]:
    """The digest of the files as they are now, and the page (from 0) of a document as a PDF, before page numbers have followed; nothing
    where it is to be waited for, or the digest is one that is `known`.

    Raises PlanErrors or MachineError.
    """
    return _kept(project, opened).glanced(name, page, known)


@lru_cache(maxsize=1)
def _kept(project: Project, opened: ExitStack) -> _Kept:
    return _Kept(project, opened)


class _Kept:
    """What one layout leaves for the next."""

    def __init__(self, project: Project, opened: ExitStack) -> None:
        self._project = project
        self._road = Road(project)
        opened.callback(self._road.end)
        self._layouts: KnownLayouts = replace(recall_layouts(project), keeping=self._road.kept)
        self._state: State | None = None
        self._places: Mapping[str, Mapping[str, int]] = {}  # by document, as they were last laid out
        self._engine = find_engine(layout_cache(project))
        if self._engine:
            opened.enter_context(self._engine)

    def laid_out(self, tell: Callable[[str], None]) -> Built | None:
        project, engine = self._project, self._engine
        if engine is None:
            return None
        tell("原稿を読んでいます")
        state = self._state = state_of(project, self._state)
        engine.runs = 0
        engine.expect(digest_for(project, state.files))
        # Pages are wanted before anybody has looked at the summary again.
        prepared = replace(self._road.prepared(state.files), confirmed=None)
        folder = project.source_called
        built = made_of(prepared, (), engine, state.known, self._layouts, folder, tell=tell, apart=True)
        self._places = {each.name: each.facts.places for each in built.documents if each.facts}
        self._layouts = self._layouts.next()
        self._road.kept.turn()
        engine.open()  # where all was known it is not: the next change is to find it ready
        return built

    def glanced(self, name: str, page: int, known: Collection[str]) -> tuple[str, bytes]:
        project, engine = self._project, self._engine
        state = self._state = state_of(project, self._state)
        digest = digest_for(project, state.files)
        if engine is None or digest in known:
            return digest, b""
        prepared = self._road.prepared(state.files)
        kept = self._road.kept
        places = self._places.get(name, {})
        found = glance(prepared, name, page, engine, state.known, places, self._layouts, kept)
        kept.turn()
        return digest, found
