"""What a revision does to a plan: numbers and references follow, and the report says what moved."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.moved.record import Record, read_record
from pipeline.problems import PlanErrors
from pipeline.workflows.moved import lost_targets, state_of, told
from pipeline.workspace.project import Project
from tests.goldens import ROOT, TEMPLATES, quiet

BASE = ROOT / "tests" / "cases" / "everything"
EXPECTED = Path(__file__).parent / "expected"


def edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit that replaces one text in one file."""

    def apply(source: Path) -> None:
        path = source / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")

    return apply


def move_measure(source: Path) -> None:
    """Measure two goes from the first direction to the end of the second."""
    path = source / "framework.yaml"
    text = path.read_text("utf-8")
    begin, end = text.index("          - id: measure-two"), text.index("      - id: direction-two")
    measure, rest = text[begin:end], text[:begin] + text[end:]
    place = rest.index("  - id: policy-two")
    path.write_text(rest[:place] + measure + rest[place:], "utf-8")


def rename(source: Path) -> None:
    """A section and a measure get other titles."""
    edit("chapters/01-text.md", "## 段落と強調 {", "## 段落と太字 {")(source)
    edit("framework.yaml", "題: 一つ目の取組", "題: 最初の取組")(source)


def swap_chapters(source: Path) -> None:
    """The two chapters change places."""
    path = source / "plan.yaml"
    first, second = "  - chapters/01-text.md\n", "  - chapters/02-measures.md\n"
    path.write_text(path.read_text("utf-8").replace(first + second, second + first), "utf-8")


REVISIONS: dict[str, Callable[[Path], None]] = {
    "insert-a-section-before-others": edit(
        "chapters/01-text.md", "## 段落と強調 {", "## 新しい節 {#sec-new}\n\n本文。\n\n## 段落と強調 {"
    ),
    "delete-a-referenced-section": edit("chapters/01-text.md", "## 一覧 {#sec-lists}\n", ""),
    "swap-two-chapters": swap_chapters,
    "move-a-measure-to-another-direction": move_measure,
    "rename": rename,
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The record of the plan before any revision, as it is read back."""
    project = Project(BASE / "plan_source", TEMPLATES, tmp_path_factory.mktemp("before"))
    return read_record(state_of(project, None, quiet).texts)


@pytest.mark.parametrize("name", REVISIONS)
def test_numbers_and_references_follow_a_revision(
    name: str, before: Record, tmp_path: Path, file_regression: FileRegressionFixture
) -> None:
    """What moved, and every reference after it; the independent reader found nothing wrong in the documents."""
    source = tmp_path / "plan_source"
    shutil.copytree(BASE / "plan_source", source)
    REVISIONS[name](source)
    try:
        state = state_of(Project(source, TEMPLATES, tmp_path / "build"), None, quiet)
        moved = "\n".join(told(before, state, whole=True))
        text = f"{moved}\n\n{state.texts['outline']}\n{state.texts['references']}"
    except PlanErrors as errors:
        text = "\n".join([*lost_targets(before, errors.problems), str(errors), ""])
    file_regression.check(text, fullpath=EXPECTED / f"{name}.txt", encoding="utf-8")
