"""The texts that goldens hold: a plan's numbers, its references, and each document as the reader sees it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline import checks
from pipeline.html.page_template import PageTemplate, read_page_template
from pipeline.model.documents import PLAN_DOCUMENTS, names_of
from pipeline.moved.record import outline_text, references_text
from pipeline.problems import PlanErrors
from pipeline.workflows import build
from pipeline.workflows.html import pages_of
from pipeline.workflows.prepare import prepare
from pipeline.workspace.project import Project

ROOT = Path(__file__).parent.parent
# The suite has templates of its own, so that a city can restyle the shipped ones and keep a green suite.
TEMPLATES = ROOT / "tests" / "fixtures" / "templates"
DOCUMENTS = names_of(PLAN_DOCUMENTS)


def quiet(_: str) -> None:
    """Progress that nobody watches."""


def texts_of(project: Project, pages: bool = False) -> dict[str, str]:
    """Every golden text of a project by name, its `pages` among them where they are asked for; where it has problems, those alone."""
    try:
        resolved = prepare(project, quiet).resolved
        built = build.make(project, DOCUMENTS, None, quiet)
    except PlanErrors as errors:
        return {"problems": str(errors) + "\n"}
    projections = {
        document.name: checks.project(checks.read(document.name, document.docx))
        for document in built.documents
    }
    shown = {"pages": _pages_text(built)} if pages else {}
    return {
        "outline": outline_text(resolved),
        "references": references_text(resolved),
        **projections,
        **shown,
    }


@cache
def suite_page() -> PageTemplate:
    """The suite's own page, taken in once: it is tried for as long as a small plan's documents take."""
    folder = TEMPLATES / "html"
    return read_page_template("templates/html", {path.name: path.read_bytes() for path in folder.iterdir()})


def _pages_text(built: build.Built) -> str:
    """The blocks of every page, one a line: what is drawn is looked at by tests of its own."""
    site = pages_of(built, suite_page(), quiet).site
    return "\n".join(
        line
        for page in site.pages
        for line in (f"--- {page.name} {page.kind}", *(_drawn(each.markup) for each in page.blocks), "")
    )


def _drawn(markup: str) -> str:
    return re.sub(r"<svg.*?</svg>", "<svg/>", markup, flags=re.DOTALL)


def read_expected(folder: Path) -> Mapping[str, str]:
    """The golden texts that a folder holds."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
