"""A plan of another kind is made by what it declares: numbers, one branch of its framework, and its further documents."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline import checks
from pipeline.layout.engine import find_engine
from pipeline.moved.record import outline_text
from pipeline.problems import Code, PlanErrors
from pipeline.workflows import build
from pipeline.workflows.prepare import prepare
from pipeline.workflows.wording import wording_notes
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project
from tests.goldens import ROOT, quiet

EXAMPLE = ROOT / "examples" / "children"
EXPECTED = Path(__file__).parent / "expected"
NAMES = ("outline", "branch", "framework", "leaflet", "briefing", "programs")


def project_in(output: Path) -> Project:
    return Project(EXAMPLE / "plan_source", EXAMPLE / "templates", output)


@cache
def texts() -> dict[str, str]:
    """The golden texts. Of the plan itself it is the branch of one 基本施策, in which every form of field stands."""
    with TemporaryDirectory() as output:
        project = project_in(Path(output))
        built = build.make(project, (), None, quiet)
        prepared = prepare(project, quiet)
        outline = outline_text(prepared.resolved)
        notes = wording_notes(prepared, [each.content for each in built.documents], "plan_source")
    shown = {each.name: checks.project(checks.read(each.name, each.docx)) for each in built.documents}
    wording = "\n".join(map(str, notes))
    return {"outline": outline, "wording": wording, "branch": branch(shown["plan"]), **shown}


def branch(plan: str) -> str:
    """The lines of the plan from the first 基本目標 to its second 基本施策."""
    lines = plan.splitlines(keepends=True)
    headings = [index for index, line in enumerate(lines) if re.match("#{2,3} ", line)]
    begin = next(index for index in headings if "{goal_rights}" in lines[index])
    end = next(index for index in headings if "{policy_protection}" in lines[index])
    return "".join(lines[begin:end])


@pytest.mark.parametrize("name", NAMES)
def test_the_second_plan_gives_the_expected_text(name: str, file_regression: FileRegressionFixture) -> None:
    """Each is as tests/children/expected/ says."""
    file_regression.check(texts()[name], fullpath=EXPECTED / f"{name}.txt", encoding="utf-8")


def test_nothing_is_said_of_its_wording() -> None:
    """It is 公用文 throughout: what is told of it would be a wrong finding."""
    assert texts()["wording"] == ""


# The sizes of letters in which its sheets come out. What would be tried before is tests/layout's: each of them takes pages to lay out.
READABLE = {"leaflet": "9.5", "framework": "9", "briefing": "11"}


def in_one_size(folder: Path) -> Path:
    """The plan's templates, with those sizes as the only ones."""
    templates = folder / "templates"
    shutil.copytree(EXAMPLE / "templates", templates)
    for name, size in READABLE.items():
        beside = templates / f"{name}.yaml"
        text, changed = re.subn(
            "文字の大きさ: {.*?}", f"文字の大きさ: {{最大: {size}, 最小: {size}}}", beside.read_text("utf-8")
        )
        assert changed == 1
        beside.write_text(text, "utf-8")
    return templates


def test_its_documents_fit_their_pages(office: Path, tmp_path: Path) -> None:
    """Four pages of 概要版, one of the sheet and one for the council, in letters that can be read; nothing is refused."""
    project = Project(EXAMPLE / "plan_source", in_one_size(tmp_path), tmp_path / "build")
    built = build.make(project, (), find_engine(layout_cache(project)), quiet)
    assert not built.refused
    pages = {each.name: len(each.facts.pages) for each in built.documents if each.facts}
    assert {name: pages[name] for name in ("leaflet", "framework", "briefing")} == {
        "leaflet": 4,
        "framework": 1,
        "briefing": 1,
    }
    assert 40 <= pages["plan"] <= 70


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("値: 72.6}", "値: 72.6％}", Code.SCHEMA_VALUE),
        ("    目指す姿: |", "    めざす姿: |", Code.SCHEMA_UNKNOWN_KEY),
    ],
)
def test_a_mistake_in_the_framework_is_not_told_of_its_templates_too(
    old: str, new: str, code: Code, tmp_path: Path
) -> None:
    """While nobody can know the plan's levels and documents, nothing is said of tags and of templates that are not there."""
    shutil.copytree(EXAMPLE, tmp_path / "plan")
    framework = tmp_path / "plan" / "plan_source" / "framework.yaml"
    framework.write_text(framework.read_text("utf-8").replace(old, new, 1), "utf-8")
    project = Project(tmp_path / "plan" / "plan_source", tmp_path / "plan" / "templates", tmp_path / "build")
    with pytest.raises(PlanErrors) as errors:
        prepare(project, quiet)
    assert code in {problem.code for problem in errors.value.problems}
    assert {problem.location.file for problem in errors.value.problems} == {"plan_source/framework.yaml"}
