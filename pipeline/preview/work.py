"""What the preview's other processes do: what commands do, pages laid out, and pictures of pages.

A process reads what is asked from its standard input, one thing after another, and ends when that does: so also when the
preview has gone, however it went.
"""

from __future__ import annotations

import gc
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pipeline.model.documents import PLAN
from pipeline.preview.frames import framed, read_head
from pipeline.preview.words import problem_words
from pipeline.problems import KeikakuError, MachineError, PlanErrors
from pipeline.system.garbage import collect_garbage
from pipeline.workspace.project import Project

if TYPE_CHECKING:
    from pipeline.workflows.build import Built, Document

Tell = Callable[[str], None]
Answer = tuple[Mapping[str, Any], bytes]
_PATIENCE = 5.0  # seconds in which what was begun is cleared away
_OPENED = ExitStack()  # what is kept open until the process ends


def serve() -> None:
    """Do what is asked until nothing more will be."""
    from pipeline.system import interrupts

    interrupts.listen()
    gc.disable()  # what nobody needs is looked for when nobody waits
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints is no answer
    asked: queue.Queue[tuple[dict[str, Any], bytes] | None] = queue.Queue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, asked), daemon=True).start()
    code = 0
    try:
        with _OPENED:
            while (job := asked.get()) is not None:
                answered(*job, answers)
                collect_garbage()
    except (KeyboardInterrupt, BrokenPipeError):
        code = 1
    interrupts.end(code)


def _read(stream: IO[bytes], asked: queue.Queue[tuple[dict[str, Any], bytes] | None]) -> None:
    """Take what is asked; at the end interrupt whatever is being done, as Ctrl-C would."""
    while line := stream.readline():
        head, length = read_head(line)
        asked.put((head, stream.read(length)))
    asked.put(None)
    signal.raise_signal(signal.SIGINT) if os.name == "nt" else os.kill(os.getpid(), signal.SIGINT)
    time.sleep(_PATIENCE)
    os._exit(1)


def answered(asked: Mapping[str, Any], data: bytes, answers: IO[bytes]) -> None:
    """Do one thing, and send each step and what comes of it."""

    def tell(step: str) -> None:
        answers.write(framed({"step": step}))
        answers.flush()

    answer, more = answer_to(asked, data, tell)
    answers.write(framed(answer, more))
    answers.flush()


def answer_to(asked: Mapping[str, Any], data: bytes, tell: Tell) -> Answer:
    """What comes of one thing; what is wrong is told in it."""
    from pipeline.workflows.build import CheckFailure

    try:
        return _JOBS[asked["job"]](asked, data, tell)
    except PlanErrors as errors:
        return {"problems": [*map(problem_words, errors.problems)], "failed": True}, b""
    except MachineError as error:
        said = {"code": error.code, "message": error.message, "hint": error.hint}
        return {"problems": [said], "failed": True}, b""
    except CheckFailure as failure:
        said = {"message": str(failure), "hint": "プログラムの不具合です。この内容を開発者に知らせてください"}
        return {"problems": [said], "failed": True}, b""
    except KeikakuError as error:
        return {"problems": [{"message": str(error)}], "failed": True}, b""


def project_of(told: Mapping[str, Any]) -> Project:
    """The project that was told in words."""
    from pipeline.model.stages import Stage

    stage = Stage(told["stage"]) if told["stage"] else None
    return Project(Path(told["source"]), Path(told["templates"]), Path(told["output"]), stage=stage)


def told_of(project: Project) -> Mapping[str, str]:
    """A project in words."""
    folders = {"source": project.source, "templates": project.templates, "output": project.output}
    return {**{name: str(path) for name, path in folders.items()}, "stage": project.stage or ""}


def _plan(asked: Mapping[str, Any], data: bytes, tell: Tell) -> Answer:
    from pipeline.api import build_documents
    from pipeline.model.numerals import count_text

    project = project_of(asked["project"])
    built = build_documents(project, tell=tell)
    refused = [problem for problems in built.refused.values() for problem in problems]
    done = f"{count_text(len(built.documents))}つの文書を作りました。"
    left = "、".join(built.labels[name] for name in built.refused)
    return {
        "done": done + (f"{left}は作っていません。" if left else ""),
        "failed": bool(refused),
        "problems": [*map(problem_words, (*refused, *built.warnings))],
        "documents": [*map(_facts, built.documents)],
        "labels": dict(built.labels),
        "files": [str(project.output / name) for name in built.files],
    }, b""


def _check(asked: Mapping[str, Any], data: bytes, tell: Tell) -> Answer:
    from pipeline.api import check_plan
    from pipeline.model.numerals import count_text

    problems = check_plan(project_of(asked["project"]), tell=tell)
    errors = sum(not problem.warning for problem in problems)
    done = (
        f"エラーが{count_text(errors)}件あります。"
        if errors
        else f"エラーはありません（注意が{count_text(len(problems))}件）。"
        if problems
        else "問題はありません。"
    )
    return {"done": done, "failed": bool(errors), "problems": [*map(problem_words, problems)]}, b""


def _snapshot(asked: Mapping[str, Any], data: bytes, tell: Tell) -> Answer:
    from pipeline.workflows.sent import keep_with_snapshot
    from pipeline.workspace.versions import current_version, keep_snapshot

    project = project_of(asked["project"])
    tell("原稿を読んでいます")
    version = current_version(project)
    path, new = keep_snapshot(project, asked["name"], version)
    beside = keep_with_snapshot(project, path, version)
    done = f"{path} に残しました。" if new else f"{path} に、同じものが既に残っています。"
    return {
        "done": done + (f"この原稿から作った文書も、{beside} に残しました。" if beside else ""),
        "files": [str(path)],
    }, b""


def _compare(asked: Mapping[str, Any], data: bytes, tell: Tell) -> Answer:
    from pipeline.api import compare_versions
    from pipeline.workflows.compare import FOLDER

    project = project_of(asked["project"])
    compared = compare_versions(project, asked["from"], tell=tell)
    return {
        "done": f"「{asked['from']}」と今の原稿を比べました。",
        "lines": [*compared.told],
        "problems": [*map(problem_words, compared.warnings)],
        "files": [str(project.output / FOLDER / name) for name in compared.files],
    }, b""


def _lay_out(asked: Mapping[str, Any], data: bytes, tell: Tell) -> Answer:
    """The plan's documents on their pages: what is known of each, and their PDFs behind one another."""
    from pipeline.preview.laying import laid_out

    built = laid_out(project_of(asked["project"]), tell, _OPENED)
    if built is None:
        return {"missing": True}, b""
    refused = [problem for problems in built.refused.values() for problem in problems]
    return {
        "documents": [{**_facts(each), "places": _places(each, built)} for each in built.documents],
        "labels": dict(built.labels),
        "lengths": [len(document.pdf) for document in built.documents],
        "problems": [*map(problem_words, refused)],
    }, b"".join(document.pdf for document in built.documents)


def _glance(asked: Mapping[str, Any], data: bytes, tell: Tell) -> Answer:
    """A page of a document, as it is now and was not yet laid out; nothing where it is to be waited for."""
    from pipeline.preview.laying import glanced

    project = project_of(asked["project"])
    digest, pdf = glanced(project, asked["name"], asked["page"], asked["known"], _OPENED)
    return {"of": digest}, pdf


def _facts(document: Document) -> Mapping[str, Any]:
    """A document's pages (in millimetres), the size of its text, and how much of its pages is free."""
    facts, setting, free = document.facts, document.setting, document.free
    lines = int(free / (setting.size * setting.line)) if free is not None and setting else None
    return {
        "name": document.name,
        "label": document.content.label or document.name,
        "pages": [[page.label, page.width, page.height] for page in facts.pages] if facts else [],
        "size": str(setting) if setting else "",
        "lines": lines,
        "free": free,
        "unsure": bool(facts and facts.missing),
    }


def _places(document: Document, built: Built) -> Mapping[str, int]:
    """The pages (from 0) of what the plan itself numbers, by ids."""
    if document.name != PLAN.name or document.facts is None or built.prepared is None:
        return {}
    places = document.facts.places
    targets = built.prepared.resolved.targets.values()
    return {each.id: places[each.bookmark] for each in targets if each.bookmark in places}


def _picture(asked: Mapping[str, Any], data: bytes, tell: Tell) -> Answer:
    """A page of a PDF as a PNG; the PDF comes with the first question that names it."""
    from pipeline.preview.drawing import drawn

    return {}, drawn(asked["key"], data, asked["page"], asked["width"])


_JOBS: Mapping[str, Callable[[Mapping[str, Any], bytes, Tell], Answer]] = {
    "plan": _plan,
    "check": _check,
    "snapshot": _snapshot,
    "compare": _compare,
    "lay_out": _lay_out,
    "glance": _glance,
    "picture": _picture,
}
