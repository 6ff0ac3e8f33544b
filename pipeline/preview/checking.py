"""The check beside the page: the Word files of a plan written and read, in a process that keeps what it has made."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache

from pipeline.frozen import dataclass
from pipeline.layout.cache import Known
from pipeline.preview.road import Road
from pipeline.problems import Location, MachineError, PlanErrors, Problem
from pipeline.system.second_process import two_processes
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.workflows.build import Built, CheckFailure, made_of
from pipeline.workflows.prepare import read_files
from pipeline.workflows.wording import with_wording
from pipeline.workspace.kept import layout_cache, recall_layouts
from pipeline.workspace.project import Files, Project
from pipeline.workspace.site_files import PageFiles, page_files


@dataclass(frozen=True)
class State:
    """A project at one moment: its files and the page around pages, and how it was last laid out."""

    project: Project
    files: Files
    page: PageFiles
    known: Known


def state_of(project: Project, before: State | None) -> State:
    """The project as it is now; files that say what they said `before` are the same values. Raises MachineError."""
    files, page = read_files(project), page_files(project)
    if before:
        files = with_same(files, before.files)
    return State(project, files, page, layout_cache(project).last())


def with_same(files: Files, before: Files) -> Files:
    """The files, in those that are as they were the very bytes of before."""
    return Files(_same(files.source, before.source), _same(files.templates, before.templates), files.folder)


def _same(files: Mapping[str, bytes], before: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {name: before[name] if before.get(name) == data else data for name, data in files.items()}


@dataclass(frozen=True)
class Checked:
    """The finished Word files by their names in build/, and what their author should know; without files where they can't be made.
    `failure` is what a check found of which nobody but this program's makers is to blame."""

    documents: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    failure: str = ""


def checked(state: State) -> Checked:
    """The documents of a state, as a build without pages makes and checks them."""
    try:
        return _kept(state.project).checked(state)
    except (PlanErrors, MachineError) as error:
        _kept(state.project).fail()
        return Checked({}, problems_of(error, state.project))
    except CheckFailure as failure:
        return Checked({}, (), str(failure))


def worded(state: State) -> tuple[Problem, ...] | None:
    """What there is to say of the wording of the documents that were made of a state last; None where they were made of another one."""
    return _kept(state.project).worded(state)


@lru_cache(maxsize=1)
def _kept(project: Project) -> _Kept:
    return _Kept(project)


class _Kept:
    """What one check has made for the next."""

    def __init__(self, project: Project) -> None:
        self._road = Road(project)
        self._layouts: KnownLayouts = replace(recall_layouts(project), keeping=self._road.kept)
        # Long plans are looked at by two processes of this one's own, as in every build.
        self._share = ExitStack().enter_context(two_processes(kept=True))
        self._files: Files | None = None
        self._built: Built | None = None

    def fail(self) -> None:
        self._road.fail()

    def checked(self, state: State) -> Checked:
        project = state.project
        files = with_same(state.files, self._files) if self._files else state.files
        self._files, self._built = files, None
        prepared = self._road.prepared(files)
        built = made_of(
            prepared,
            (),
            None,
            state.known,
            self._layouts,
            project.source_called,
            share=self._share,
            apart=True,
            keep=self._road.kept,
        )
        self._layouts = self._layouts.next()
        self._road.kept.turn()
        self._built = built
        refused = [problem for problems in built.refused.values() for problem in problems]
        return Checked(built.files, (*refused, *built.warnings))

    def worded(self, state: State) -> tuple[Problem, ...] | None:
        if self._files != state.files:
            return None
        said = with_wording(self._built, state.project.source_called).warnings if self._built else ()
        return said[len(self._built.warnings) :] if self._built else ()


def problems_of(error: PlanErrors | MachineError, project: Project) -> tuple[Problem, ...]:
    """What an author is told of an error, each with a place."""
    if isinstance(error, PlanErrors):
        return error.problems
    return (Problem(Location(project.source_called), error.code, error.message, error.hint),)
