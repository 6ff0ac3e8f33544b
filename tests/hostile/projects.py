"""Whole projects in a folder of their own: the smallest plan and the suite's templates, changed by a hostile hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.problems import PlanErrors, Problem
from pipeline.workflows import build
from pipeline.workspace.project import Project
from tests.goldens import DOCUMENTS, TEMPLATES, quiet
from tests.small_plan import Changes, small_plan

Parts = Mapping[str, bytes]


def write_project(
    folder: Path, changes: Changes | None = None, templates: Mapping[str, bytes] | None = None
) -> Project:
    """The smallest plan after `changes`, beside the suite's templates; `templates` replaces some by file name."""
    for path, data in small_plan(changes).items():
        _put(folder / "plan_source" / path, data)
    for file in TEMPLATES.glob("*.*"):
        _put(folder / "templates" / file.name, file.read_bytes())
    for name, data in (templates or {}).items():
        _put(folder / "templates" / name, data)
    return Project(folder / "plan_source", folder / "templates", folder / "build")


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def make(project: Project) -> dict[str, bytes]:
    """Every document of a project, checked by the reader, nothing written."""
    return {
        document.name: document.docx for document in build.make(project, DOCUMENTS, None, quiet).documents
    }


def problems_of(project: Project) -> list[Problem]:
    """All that a build has to say; what was in build/ is still there, and nothing else beside the cache."""
    project.output.mkdir(exist_ok=True)
    (project.output / "plan.docx").write_bytes(b"before")
    try:
        build.build(project, DOCUMENTS, None, quiet)
    except PlanErrors as errors:
        left = {path.name: path.read_bytes() for path in project.output.iterdir() if path.is_file()}
        assert left == {"plan.docx": b"before"}
        return list(errors.problems)
    return []


def parts_of(package: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def package_of(parts: Parts) -> bytes:
    """A package of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return written.getvalue()


def template_with(parts: Parts, name: str = "plan") -> bytes:
    """A template of the suite in which these parts are others, or new."""
    return package_of({**parts_of((TEMPLATES / f"{name}.docx").read_bytes()), **parts})


def part_of(part: str, name: str = "plan") -> str:
    """The text of a part of a template."""
    return parts_of((TEMPLATES / f"{name}.docx").read_bytes())[part].decode()
