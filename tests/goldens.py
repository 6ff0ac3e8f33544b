"""The texts that goldens hold: a plan's numbers, its references, and each document as the reader sees it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline import checks
from pipeline.model.documents import PLAN_DOCUMENTS, names_of
from pipeline.moved.record import outline_text, references_text
from pipeline.problems import PlanErrors
from pipeline.workflows import build
from pipeline.workflows.prepare import prepare
from pipeline.workspace.project import Project

ROOT = Path(__file__).parent.parent
# The suite has templates of its own, so that a city can restyle the shipped ones and keep a green suite.
TEMPLATES = ROOT / "tests" / "fixtures" / "templates"
DOCUMENTS = names_of(PLAN_DOCUMENTS)


def quiet(_: str) -> None:
    """Progress that nobody watches."""


def texts_of(project: Project) -> dict[str, str]:
    """Every golden text of a project by name; where it has problems, those alone."""
    try:
        resolved = prepare(project, quiet).resolved
        documents = build.make(project, DOCUMENTS, None, quiet).documents
    except PlanErrors as errors:
        return {"problems": str(errors) + "\n"}
    projections = {
        document.name: checks.project(checks.read(document.name, document.docx)) for document in documents
    }
    return {"outline": outline_text(resolved), "references": references_text(resolved), **projections}


def read_expected(folder: Path) -> Mapping[str, str]:
    """The golden texts that a folder holds."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
