"""What the examples of the documents become: the lines of each document, as the independent reader sees them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline import checks
from pipeline.answers.schema import ANSWERS
from pipeline.checks.story import Cell, Table, paragraphs_of
from pipeline.model.documents import DECLARATION
from pipeline.model.private import REVIEW
from pipeline.model.xml_names import w
from pipeline.review.read import read_review
from pipeline.workflows import build
from pipeline.workflows.answers import make_answers
from pipeline.workflows.html import pages_of
from pipeline.workspace.project import Project
from tests.declared import FURTHER
from tests.docs.examples import Example
from tests.goldens import TEMPLATES, quiet, suite_page


def made_of(workshop: Path, files: Mapping[str, bytes], name: str) -> dict[str, list[str]]:
    """The lines of each document that these files give; `name` tells this plan from others in the workshop. Raises PlanErrors."""
    source = workshop / name / "plan_source"
    for path, data in files.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(data)
    templates = _with_further(workshop) if DECLARATION in files else TEMPLATES
    project = Project(source, templates, workshop / "build")
    built = build.make(project, (), None, quiet)
    made = {each.name: each.docx for each in built.documents}
    pages_of(built, suite_page(), quiet)  # which asks whether the pages say the same
    if REVIEW in files:
        read_review(files[REVIEW], REVIEW)
    if ANSWERS in files:
        made["answers"] = make_answers(project, quiet).docx
    return {document: list(lines_of(checks.read(document, docx))) for document, docx in made.items()}


def _with_further(workshop: Path) -> Path:
    """The suite's templates with those of the documents that an example may declare."""
    templates = workshop / "templates"
    if not templates.exists():
        shutil.copytree(TEMPLATES, templates)
        for path in FURTHER.iterdir():
            shutil.copyfile(path, templates / path.name)
    return templates


def lines_of(reading: checks.Reading) -> Iterator[str]:
    """A document as the independent reader sees it: a line a paragraph, a line a row of a table; of drawings what has words."""
    for block in reading.body.blocks:
        if isinstance(block, Table):
            drawn = block.element.find(f"{w('tblPr')}/{w('tblCaption')}") is not None
            for row in block.rows:
                cells = [_words(cell) for cell in row.cells if cell.merge != "continue"]
                if not drawn or any(cells):
                    yield " | ".join(each for each in cells if each or not drawn)
        else:
            number = reading.number(block.index)
            yield f"{number.text.rstrip() or '・'}　{block.text}" if number else block.text


def _words(cell: Cell) -> str:
    """A cell's words; where a line of vertical text ends is no part of them."""
    within = "" if cell.direction.startswith("tb") else "　"
    texts = (within.join(paragraph.text.split("\n")) for paragraph in paragraphs_of(cell.blocks))
    return "　".join("　".join(texts).split())


def assert_shown(example: Example, documents: Mapping[str, list[str]]) -> None:
    """Every line that the example promises is there, in its order."""
    for name, promised in example.shown:
        rest = iter(documents[name])
        for line in promised:
            assert line in rest, f"「{line}」が {name} にありません:\n" + "\n".join(documents[name])
