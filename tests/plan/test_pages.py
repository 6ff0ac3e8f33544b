"""The pages of the plan in plan_source/ are as they were when `make golden` last ran.

Which page a heading, a table or a term stands on changes with every longer edit: that is no mistake, and what
moved is said in Japanese. Another LibreOffice or another version of the fonts can move pages as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.build import Built, make, prepare
from pipeline.layout.engine import find_engine
from pipeline.model.documents import LABELS
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.pages import PageFacts, paper_name
from pipeline.problems import PlanErrors
from pipeline.project import Project
from tests.goldens import DOCUMENTS, ROOT, quiet
from tests.plan.moved import DOCUMENT, describe_moves

EXPECTED = Path(__file__).parent / "expected" / "pages.txt"


@pytest.fixture(scope="module")
def pages(office: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The pages of the plan as it is now; where it has problems, those."""
    project = Project(ROOT / "plan_source", ROOT / "templates", tmp_path_factory.mktemp("pages"))
    problems = ""
    try:
        resolved = prepare(project, quiet).resolved
        built = make(project, DOCUMENTS, find_engine(project.layout_cache), quiet)
    except PlanErrors as errors:
        problems = str(errors)
    if problems:
        pytest.fail(f"原稿に問題があります（make plan で見られます）\n{problems}", pytrace=False)
    return "\n".join([*document_lines(built), *target_lines(resolved, built)]) + "\n"


def document_lines(built: Built) -> Iterator[str]:
    """One line a document: pages, their paper, and the size in which a sheet is set."""
    for document in built.documents:
        assert document.facts is not None
        parts = [f"{len(document.facts.pages)}ページ", papers(document.facts)]
        parts += [str(document.setting)] if document.setting else []
        yield f"{document.name}\t{DOCUMENT}{LABELS[document.name]}\t{'　'.join(parts)}"


def papers(facts: PageFacts) -> str:
    counts = Counter(paper_name(page.width, page.height) for page in facts.pages)
    return "、".join(f"{name}{count}" for name, count in counts.most_common())


def target_lines(resolved: ResolvedPlan, built: Built) -> Iterator[str]:
    """One line for everything that can be referred to, in the order of the plan: id, title, page."""
    (facts,) = [document.facts for document in built.documents if document.name == "plan"]
    assert facts is not None
    for identity, target in resolved.targets.items():
        name = "" if identity.startswith("auto-") else identity
        title = f"{target.number}　{target.title}".strip("　") if target.title else f"脚注{target.number}"
        yield f"{name}\t{title}\t{facts.labels.get(target.bookmark, 'なし')}"


def test_pages_are_as_recorded(
    pages: str, file_regression: FileRegressionFixture, record_property: Callable[[str, object], None]
) -> None:
    """Every heading, caption, term and note is on the page, and each document in the size, that is recorded."""
    recorded = EXPECTED.read_text("utf-8") if EXPECTED.exists() else ""
    difference = ""
    try:
        file_regression.check(pages, fullpath=EXPECTED, encoding="utf-8")
    except AssertionError as error:
        difference = str(error)
    if difference:
        moved = describe_moves(recorded, pages)
        record_property("plan-moves", moved or "ページの記録にあるものが、増えたか減ったか、題を変えました。")
        pytest.fail(f"ページが記録と違います\n{moved[:500]}", pytrace=False)


def test_everything_in_the_plan_is_on_some_page(pages: str) -> None:
    """Nothing that can be referred to was lost on the way to paper."""
    assert [line for line in pages.splitlines() if line.endswith("\tなし")] == []
