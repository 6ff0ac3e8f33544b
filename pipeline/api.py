"""The functions that scripts may call; `import pipeline` offers them, and docs/library.md shows them at work.

Each function does what the command of the same verb does, prints nothing, and raises a `KeikakuError` where the command
would end with a message: `PlanErrors` for what is to be mended in the plan or a template, `MachineError` for what this
machine lacks or holds, `CheckFailure` for a finished document that is not what it should be (a bug of this program).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.layout.engine import find_engine
from pipeline.model.stages import Stage
from pipeline.problems import KeikakuError, Location, MachineError, PlanErrors, Problem
from pipeline.workflows.build import Built, CheckFailure, Document, build, make
from pipeline.workflows.compare import Compared, put_comparison
from pipeline.workflows.html import Edition, make_html
from pipeline.workflows.prepare import Tell, nobody
from pipeline.workflows.readings_file import with_readings
from pipeline.workflows.wording import with_wording
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.output import complete
from pipeline.workspace.project import Project

__all__ = [
    "Built",
    "CheckFailure",
    "Compared",
    "Document",
    "Edition",
    "KeikakuError",
    "Location",
    "MachineError",
    "PlanErrors",
    "Problem",
    "Project",
    "build_documents",
    "check_plan",
    "compare_versions",
    "make_pages",
    "open_project",
]
Folder = str | os.PathLike[str]


def open_project(
    folder: Folder = ".",
    *,
    source: Folder = "plan_source",
    templates: Folder = "templates",
    output: Folder = "build",
    stage: str | None = None,
) -> Project:
    """The project in a folder; the others are paths from there, or absolute ones.

    `stage` (骨子, 素案, 案, 最終案, 策定) takes the place of the one that plan.yaml says. Nothing is read yet. Raises
    MachineError where there is no source, and ValueError where no stage has that name.
    """
    root = Path(folder)
    project = Project(root / source, root / templates, root / output, stage=Stage(stage) if stage else None)
    project.check_source()
    return project


def check_plan(project: Project, *, tell: Tell = nobody) -> tuple[Problem, ...]:
    """Everything that is wrong with the source and its templates, and what their author should know (`Problem.warning`);
    nothing is written, and no page measured.

    `tell` hears of each step. Raises MachineError and CheckFailure.
    """
    try:
        made = make(replace(project, keeps_cache=False), (), None, tell)
        called = project.source_called
        return with_readings(with_wording(made, called), called).warnings
    except PlanErrors as errors:
        return errors.problems


def build_documents(
    project: Project,
    names: Sequence[str] = (),
    *,
    measured: bool = True,
    tell: Tell = nobody,
) -> Built:
    """Make documents (`plan`, `summary`, `framework`, and those that the plan declares) and put them into the project's
    output, all or none; without names all that the plan has.

    Where they are `measured`, and LibreOffice is there, they get PDFs and true page numbers; else the page numbers are those that
    were measured last. `Built.refused` has the documents that were not made because of what is wrong with their
    own pages. Raises PlanErrors (also for a name that no document has), MachineError and CheckFailure; the output is then
    as it was.
    """
    complete(project.output)
    if not measured:
        return build(project, names, None, tell)
    return with_wording(
        build(project, names, find_engine(layout_cache(project)), tell), project.source_called
    )


def make_pages(project: Project, *, tell: Tell = nobody) -> Edition:
    """Make the HTML edition, and put it into html/ of the output, all of it or nothing; page numbers are those that were measured
    last. Raises PlanErrors, MachineError and CheckFailure; the output is then as it was.
    """
    return make_html(project, tell)


def compare_versions(
    project: Project, before: str, after: str = "", *, day: date | None = None, tell: Tell = nobody
) -> Compared:
    """Compare two versions, and put 新旧対照表, 見え消し, 修正箇所一覧 and 番号対照表 into compare/ of the output.

    A version is named as for the command: a snapshot, a folder, or a commit of git; without `after` it is the plan as it
    is. `day` is the tracked changes' (today's without one). Raises PlanErrors where a version has problems,
    MachineError where one can't be found or read, and CheckFailure.
    """
    return put_comparison(project, before, after, day or date.today(), tell, nobody)
