"""`keikaku batch`: many plans, each built as `make plan` builds it, by whoever has a processor free.

What comes of a plan is kept in its own build/, so a run that was broken off goes on where it was, and a plan that has not changed is
not built again.
"""

from __future__ import annotations

import contextlib
import gc
import json
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.batch.model import Outcome, Result, Task
from pipeline.batch.plans import SOURCE
from pipeline.batch.pool import on_cluster, on_processes
from pipeline.batch.report import report_files
from pipeline.layout.office_tempdir import clear_abandoned
from pipeline.problems import Code, Location, MachineError, PlanErrors, Problem
from pipeline.system.cache_files import store
from pipeline.system.garbage import collect_garbage
from pipeline.workflows.batch_worker import Worker
from pipeline.workflows.build import Built, CheckFailure, build
from pipeline.workflows.prepare import nobody
from pipeline.workflows.wording import with_wording
from pipeline.workspace import output
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project
from pipeline.workspace.up_to_date import are_there, digest_inputs, digest_outputs, read_inputs

REPORT = "batch"  # the folder in build/ for what is said of all
_WORKER = Worker()


def build_one(task: Task) -> Result:
    """A plan's documents, put into its own build/. Whatever is wrong with it is its result: no error comes from here but an
    interruption."""
    with _WORKER.at_work(), _without_collector():
        return _built(task)


def leave() -> None:
    """End what is kept in this process for the next plan."""
    _WORKER.end()


def build_all(tasks: Sequence[Task], jobs: int, scheduler: str) -> Iterator[Result]:
    """The result of each plan as soon as it is there: by so many processes at once, or by a cluster's workers."""
    if scheduler:
        yield from on_cluster(build_one, tasks, scheduler, _dead, leave)
        return
    try:
        yield from on_processes(build_one, tasks, jobs, _dead, leave)
    finally:
        clear_abandoned()  # of workers that had to be ended


def _dead(task: Task) -> Result:
    """The result of a plan whose worker died of it: it ran out of memory, or somebody ended it."""
    problem = Problem(
        Location(task.name),
        Code.BATCH_WORKER,
        "この計画を作る途中で、プロセスが終わりました",
        "メモリーが足りないときに起こります。--jobs を減らすか、この計画だけで作ってみてください",
    )
    return Result(task, Outcome.MACHINE, problems=(problem,))


def write_report(folder: Path, results: Sequence[Result]) -> tuple[Path, ...]:
    """The report on all of them, as a workbook and as CSV files. Raises MachineError."""
    files = report_files(results)
    output.put(folder / REPORT, files, {})
    return tuple(folder / REPORT / name for name in files)


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """A build makes trees that live to its end: looking for garbage among them finds none. What it leaves goes afterwards."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        collect_garbage()
        if was:
            gc.enable()


def _built(task: Task) -> Result:
    begin = time.perf_counter()
    project = Project(
        task.folder / SOURCE, task.folder / "templates", task.folder / "build", stage=task.stage
    )
    try:
        output.complete(project.output)
        engine = _WORKER.engine(project) if task.measured else None
        files = read_inputs(project)
        machine = engine.identity if engine else layout_cache(project).digest()
        inputs = digest_inputs(project, files, (), machine)
        if kept := _kept(project, task, inputs):
            return kept
        means = replace(_WORKER.means, files=files)
        built = with_wording(build(project, (), engine, nobody, means), project.source_called)
    except PlanErrors as errors:
        return _failed(task, Outcome.PROBLEMS, errors.problems, begin)
    except MachineError as error:
        return _failed(task, Outcome.MACHINE, [_as_problem(task, error)], begin)
    except CheckFailure as failure:
        found = [_bug(each.document, f"{each.message}（{each.where}）") for each in failure.findings]
        return _failed(task, Outcome.BUG, found, begin)
    except (
        Exception
    ) as error:  # a mistake of this program in one plan is no reason to leave the others unbuilt
        return _failed(task, Outcome.BUG, [_bug(*_where(error))], begin)
    result = _result(task, built, begin)
    _keep(project, inputs, built, result)
    return result


def _result(task: Task, built: Built, begin: float) -> Result:
    refused = [problem for problems in built.refused.values() for problem in problems]
    pages = tuple(
        (built.labels[each.name], len(each.facts.pages) if each.facts else None) for each in built.documents
    )
    return Result(
        task,
        Outcome.PARTLY if refused else Outcome.BUILT,
        next((each.content.title for each in built.documents), ""),
        pages,
        (*refused, *built.warnings),
        time.perf_counter() - begin,
    )


def _failed(task: Task, outcome: Outcome, problems: Sequence[Problem], begin: float) -> Result:
    return Result(task, outcome, problems=tuple(problems), seconds=time.perf_counter() - begin)


def _as_problem(task: Task, error: MachineError) -> Problem:
    return Problem(Location(task.name), error.code, error.message, error.hint)


def _bug(where: str, message: str) -> Problem:
    return Problem(
        Location(where),
        Code.PROGRAM_BUG,
        message,
        "プログラムの不具合です。この計画の文書は前のままです。この内容を開発者に知らせてください",
    )


def _where(error: Exception) -> tuple[str, str]:
    """The line of this program at which something went wrong, and what."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}", f"{type(error).__name__}: {error}"


def _keep(project: Project, inputs: str, built: Built, result: Result) -> None:
    """Remember what came of a plan, for a run of the same to take it from."""
    problems = [
        (
            each.location.file,
            each.location.line,
            each.location.column,
            each.code,
            each.message,
            each.hint,
            each.warning,
        )
        for each in result.problems
    ]
    kept = {
        "inputs": inputs,
        "outputs": digest_outputs(built.files),
        "outcome": result.outcome,
        "title": result.title,
        "pages": result.pages,
        "problems": problems,
        "seconds": result.seconds,
    }
    store(project.cache / REPORT, {_file(result.task): json.dumps(kept).encode()}, {_file(result.task)})


def _kept(project: Project, task: Task, inputs: str) -> Result | None:
    """What came of this plan before, where nothing that it is made of has changed and its documents are still there."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads((project.cache / REPORT / _file(task)).read_text("utf-8"))
        if inputs and kept["inputs"] == inputs and are_there(project, kept["outputs"]):
            problems = tuple(
                Problem(Location(file, line, column), Code(code), message, hint, warning)
                for file, line, column, code, message, hint, warning in kept["problems"]
            )
            pages = tuple((label, count) for label, count in kept["pages"])
            return Result(
                task, Outcome(kept["outcome"]), kept["title"], pages, problems, kept["seconds"], kept=True
            )
    return None


def _file(task: Task) -> str:
    return "measured.json" if task.measured else "quick.json"
