"""The documents that runs have put into build/, by name: what is no longer made is told for as long as it lies there."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Sequence
from pathlib import Path

from pipeline.problems import Code, Location, Problem
from pipeline.system.cache_files import store
from pipeline.workspace.project import Project

_LIST = "documents.json"


def remember_documents(project: Project, names: Collection[str]) -> None:
    """Keep the names of all documents of the plan with those of former runs, as far as their files are there."""
    known = _known(project)
    kept = sorted(name for name in {*known, *names} if name in names or _files(project, name))
    if kept != known:
        store(_folder(project), {_LIST: json.dumps(kept, ensure_ascii=False).encode()}, {_LIST})


def gone_documents(project: Project, names: Collection[str]) -> list[Problem]:
    """Files in build/ of documents that the plan no longer has, as warnings: nothing is deleted unasked."""
    return [
        Problem(
            Location(str(files[0])),
            Code.DOCUMENT_GONE,
            f"{'と'.join(file.name for file in files)}は、今の計画では作らない文書の、前に作ったものです",
            "要らなければ消してください。作るときは、documents.yaml を見てください",
            warning=True,
        )
        for name in _known(project)
        if name not in names and (files := _files(project, name))
    ]


def _known(project: Project) -> Sequence[str]:
    with contextlib.suppress(OSError, ValueError):
        names = json.loads((_folder(project) / _LIST).read_text("utf-8"))
        return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return []


def _files(project: Project, name: str) -> list[Path]:
    found = (project.output / f"{name}.{kind}" for kind in ("docx", "pdf"))
    return [path for path in found if path.is_file()]


def _folder(project: Project) -> Path:
    return project.cache / "documents"
