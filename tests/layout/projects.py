"""Projects on disk that are really laid out: the case with every feature, and small plans with one thing changed."""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.documents.registry import CONTENTS
from pipeline.layout.engine import Engine, find_engine
from pipeline.problems import PlanErrors, Problem
from pipeline.workflows.build import Built, Document, build
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project
from tests.goldens import ROOT, TEMPLATES, quiet
from tests.small_plan import Changes, small_plan

EVERYTHING = ROOT / "tests" / "cases" / "everything" / "plan_source"
ALL = tuple(CONTENTS)


@dataclass(frozen=True)
class Finished:
    """What one build gave, by document."""

    project: Project
    built: Built

    def __getitem__(self, name: str) -> Document:
        return next(document for document in self.built.documents if document.name == name)


def engine_of(project: Project) -> Engine:
    """LibreOffice for one project, started for nothing yet."""
    engine = find_engine(layout_cache(project))
    assert engine is not None, "the fixture `office` looks for it"
    return engine


def finish(project: Project, wanted: Sequence[str] = ALL) -> Finished:
    """The project built with pages measured."""
    return Finished(project, build(project, wanted, engine_of(project), quiet))


def problems_of(project: Project, wanted: Sequence[str] = ("plan",)) -> list[Problem]:
    """What keeps the project from being built; nothing where it is built."""
    try:
        finish(project, wanted)
    except PlanErrors as errors:
        return list(errors.problems)
    return []


def small_project(folder: Path, changes: Changes | None = None, templates: Path = TEMPLATES) -> Project:
    """A project with the smallest plan, in a folder of its own."""
    return _project(folder, small_plan(changes), templates)


def everything_project(folder: Path, edits: Sequence[tuple[str, str, str]] = ()) -> Project:
    """A project with the case that has every feature; each of `edits` replaces one text of a file."""
    files = {
        path.relative_to(EVERYTHING).as_posix(): path.read_bytes()
        for path in EVERYTHING.rglob("*")
        if path.is_file()
    }
    for name, old, new in edits:
        text = files[name].decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        files[name] = text.replace(old, new).encode()
    return _project(folder, files, TEMPLATES)


def _project(folder: Path, files: Mapping[str, bytes], templates: Path) -> Project:
    for name, content in files.items():
        path = folder / "plan_source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Project(folder / "plan_source", templates, folder / "build")


def edited_templates(folder: Path, edits: Mapping[str, tuple[str, Callable[[etree._Element], None]]]) -> Path:
    """A copy of the templates' folder; each of `edits` changes one part (`word/styles.xml`) of a document."""
    shutil.copytree(TEMPLATES, folder)
    for name, (part, change) in edits.items():
        path = folder / f"{name}.docx"
        path.write_bytes(with_part(path.read_bytes(), part, change))
    return folder


def with_part(docx: bytes, part: str, change: Callable[[etree._Element], None]) -> bytes:
    """The document with one part's tree changed."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(saved, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                root = etree.fromstring(data)
                change(root)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(name, data)
    return saved.getvalue()


def contents_of(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name: two that are equal say that nothing was changed between."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def emptied(folder: Path) -> bool:
    """Whether nothing is left of the temporary files: they are cleared away while the PDFs are read."""
    for _ in range(50):
        if not list(folder.iterdir()):
            return True
        time.sleep(0.1)
    return False
