"""`make editions`: the plan for those who can't read it as it is printed, each edition made of what the plan's documents show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from pipeline.editions.kinds import FOLDER, EditionKind
from pipeline.frozen import dataclass
from pipeline.layout.engine import Engine
from pipeline.model.documents import FRAMEWORK, PLAN, SUMMARY, names_of
from pipeline.problems import Problem
from pipeline.system.second_process import two_processes
from pipeline.workflows.build import make
from pipeline.workflows.edition_plan import Edition, EditionPlan
from pipeline.workflows.prepare import Tell, of_documents
from pipeline.workflows.printed_editions import large_edition, ruby_edition
from pipeline.workflows.text_editions import clean_edition, voice_edition
from pipeline.workspace import output
from pipeline.workspace.file_sets import write_set
from pipeline.workspace.kept import recall_layouts, remember_layouts
from pipeline.workspace.project import Project

# What editions are made of, beside the documents that a plan declares itself.
_DOCUMENTS = names_of((PLAN, SUMMARY, FRAMEWORK))


@dataclass(frozen=True)
class Editions:
    """The editions of one run, how often LibreOffice ran, and the files of an earlier run that went."""

    editions: tuple[Edition, ...]
    measured: bool  # whether the plan's pages are known
    runs: int = 0
    removed: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(dict.fromkeys(each for edition in self.editions for each in edition.warnings))


def make_editions(
    project: Project, kinds: Sequence[EditionKind], engine: Engine | None, tell: Tell
) -> Editions:
    """Make editions and put each into its folder in build/editions/; none is written unless all could be made.

    Raises PlanErrors, MachineError or CheckFailure; the folders are then as they were.
    """
    made = editions_of(project, kinds, engine, tell)
    tell("ファイルを書き込んでいます")
    folders = [
        (_folder(project, name), files) for each in made.editions for name, files in each.files.items()
    ]
    for folder, files in folders:
        output.complete(folder)
        output.check_writable(folder, list(files))
    gone = [
        str(folder.relative_to(project.output) / name)
        for folder, files in folders
        for name in write_set(project, folder, f"sets/{folder.name}", files)
    ]
    return replace(made, removed=tuple(gone))


def _folder(project: Project, name: str) -> Path:
    return project.output / FOLDER / name


def editions_of(
    project: Project, kinds: Sequence[EditionKind], engine: Engine | None, tell: Tell
) -> Editions:
    """The same, and nothing written."""
    built = make(project, (), engine, tell)
    assert built.prepared is not None, "what was made was made of something"
    documents = tuple(each for each in built.prepared.documents if each.name in _DOCUMENTS or each.declared)
    with two_processes() as share, engine or nullcontext():
        layouts = recall_layouts(project)
        plan = EditionPlan(
            project,
            built,
            of_documents(built.prepared, documents),
            engine,
            layouts,
            share,
            tell,
        )
        editions = tuple(_MAKERS[kind](plan) for kind in kinds)
        remember_layouts(project, layouts)
    return Editions(editions, bool(built.pages), built.runs + sum(each.runs for each in editions))


_MAKERS: Mapping[EditionKind, Callable[[EditionPlan], Edition]] = {
    EditionKind.RUBY: ruby_edition,
    EditionKind.LARGE: large_edition,
    EditionKind.VOICE: voice_edition,
    EditionKind.CLEAN: clean_edition,
}
