"""docs/library.md: what `import pipeline` offers is what it says, and its example runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.problems import Code
from tests.docs.examples import code_spans, rows_under
from tests.goldens import ROOT, TEMPLATES

LIBRARY = (ROOT / "docs" / "library.md").read_text("utf-8")
PLAN = ROOT / "tests" / "cases" / "draft" / "plan_source"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plan, its templates, and the same plan as it was."""
    shutil.copytree(PLAN, tmp_path / "plan_source")
    shutil.copytree(PLAN, tmp_path / "before")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return tmp_path


def run(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, text=True
    )


def example() -> str:
    (found,) = re.findall(r"```python\n(.*?)```", LIBRARY, re.DOTALL)
    return str(found)


def test_the_example_runs(folder: Path) -> None:
    """It writes what it says, and prints the documents and that nothing differs."""
    ended = run(folder, example())
    assert ended.returncode == 0, ended.stderr
    assert [line.split()[0] for line in ended.stdout.splitlines() if ".docx" in line] == [
        "plan.docx",
        "summary.docx",
    ]
    written = {path.relative_to(folder / "build").as_posix() for path in folder.glob("build/**/*.*x")}
    assert (folder / "build" / "html" / "index.html").is_file()
    assert written >= {"plan.docx", "summary.docx", "compare/comparison.docx", "compare/changes.xlsx"}


def test_the_example_ends_where_the_plan_has_problems(folder: Path) -> None:
    """It prints them all, and nothing is written."""
    (folder / "plan_source" / "summary.yaml").write_text("要約: [", "utf-8")
    ended = run(folder, example())
    assert ended.returncode == 1
    assert "plan_source/summary.yaml" in ended.stdout
    assert "mended first" in ended.stderr
    assert not list(folder.glob("build/*.docx"))


def test_importing_loads_nothing(folder: Path) -> None:
    """No module of ours, and none of others."""
    ended = run(
        folder, "import sys; before = set(sys.modules); import pipeline; print(*set(sys.modules) - before)"
    )
    assert ended.stdout.split() == ["pipeline"]


def test_everything_offered_is_there_and_told() -> None:
    """Functions and exceptions stand in the tables, and nothing else does."""
    offered = {name: getattr(pipeline, name) for name in pipeline.__all__}
    functions = {name for name, value in offered.items() if not isinstance(value, type | str)}
    exceptions = {
        name
        for name, value in offered.items()
        if isinstance(value, type) and issubclass(value, pipeline.KeikakuError)
    }
    told = {code_spans(row[0])[0] for row in rows_under(LIBRARY, "Keikaku in a script")}
    assert told | {"KeikakuError"} == functions | exceptions
    assert all(value.__doc__ for value in offered.values())


def test_what_is_not_offered_is_not_there() -> None:
    """As with any module."""
    with pytest.raises(AttributeError, match="build_all"):
        pipeline.build_all  # type: ignore[attr-defined]  # noqa: B018


def test_a_folder_without_a_plan_is_no_project(tmp_path: Path) -> None:
    """It is told when the project is opened, before anything is made."""
    with pytest.raises(pipeline.MachineError) as caught:
        pipeline.open_project(tmp_path)
    assert caught.value.code is Code.PROJECT_MISSING


def test_what_does_not_exist_can_not_be_asked_for(folder: Path) -> None:
    """Neither a stage nor a document of another name."""
    with pytest.raises(ValueError, match="原案"):
        pipeline.open_project(folder, stage="原案")
    with pytest.raises(pipeline.PlanErrors, match="もしかして: summary") as caught:
        pipeline.build_documents(pipeline.open_project(folder), ["sumary"])
    assert [problem.code for problem in caught.value.problems] == [Code.DOCUMENT_UNKNOWN]


def test_what_is_wrong_comes_back_and_is_not_raised(folder: Path) -> None:
    """`check_plan` is asked for that; it writes nothing."""
    plan = pipeline.open_project(folder)
    assert not [problem for problem in pipeline.check_plan(plan) if not problem.warning]
    (folder / "plan_source" / "summary.yaml").write_text("要約: [", "utf-8")
    assert {problem.location.file for problem in pipeline.check_plan(plan)} == {"plan_source/summary.yaml"}
    assert not (folder / "build").exists()


def test_documents_are_made_by_their_names_without_pages(folder: Path) -> None:
    """Those that are asked for, and no others; no LibreOffice is looked for."""
    built = pipeline.build_documents(pipeline.open_project(folder), ["summary"], measured=False)
    assert [document.name for document in built.documents] == ["summary"]
    assert [path.name for path in (folder / "build").glob("*.docx")] == ["summary.docx"]


def test_a_version_that_does_not_exist_is_told(folder: Path) -> None:
    """As one exception that every script can catch."""
    with pytest.raises(pipeline.KeikakuError, match="第９回"):
        pipeline.compare_versions(pipeline.open_project(folder), "第９回")
