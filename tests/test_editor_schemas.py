"""The JSON Schemas beside a plan: what it declares of its own, and what its files' first lines name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.commands.screen import Exit
from pipeline.source.framework_schema import FRAMEWORK
from pipeline.workflows.schemas import OWN_FOLDER, OWN_LINE, own_schema, published
from pipeline.workspace.new_project import write_new
from pipeline.workspace.project import Project
from tests.commands import command, run
from tests.goldens import ROOT
from tests.hostile.projects import write_project
from tests.small_plan import small_plan

DECLARED = """\
階層: [基本目標, {名: 行動, 略称: あり}]
欄:
  行動:
    - {名: 時期, 形: 選択, 値: [前期, 後期]}
基本理念: 理念
基本目標:
  - id: goal
    題: 目標
    行動:
      - id: action
        略称: 動き
        題: 行動
        時期: 前期
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The smallest plan."""
    return write_project(tmp_path, small_plan({FRAMEWORK: DECLARED}))


@pytest.fixture
def usual(tmp_path: Path) -> Project:
    """The smallest plan, which declares nothing."""
    return write_project(tmp_path)


def own(project: Project) -> Path:
    return project.source / OWN_FOLDER / "framework.schema.json"


def all_keys(path: Path) -> set[str]:
    return set(re.findall(r'^\s*"([^"]+)": \{$', path.read_text("utf-8"), re.M))


@pytest.mark.parametrize("words", [("check",), ("schema", "{folder}", "--source", "{source}")])
def test_what_a_plan_declares_has_its_schema_beside_it(
    project: Project, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """With the city's own names and words, and none of the usual ones."""
    if words == ("check",):
        result = run(project, "check")
    else:
        result = command(*(word.format(folder=tmp_path / "schema", source=project.source) for word in words))
    assert own(project).is_file(), result.output
    assert {"基本目標", "行動", "時期", "略称"} <= all_keys(own(project))
    assert not {"基本方針", "取組", "課題認識"} & all_keys(own(project))


def test_a_plan_that_declares_nothing_has_none(usual: Project) -> None:
    """The published one is its own."""
    assert run(usual, "check").exit_code == Exit.DONE
    assert not (usual.source / OWN_FOLDER).exists()


def test_it_is_written_while_items_are_wrong(project: Project) -> None:
    """That is when a drafter needs it."""
    framework = project.source / FRAMEWORK
    framework.write_text(DECLARED.replace("時期: 前期", "時機: 前期"), "utf-8")
    assert run(project, "check").exit_code == Exit.PROBLEMS
    assert "時期" in all_keys(own(project))


@pytest.mark.parametrize("wrong", [DECLARED.replace("選択", "選び"), "階層: [", "- 階層"])
def test_a_declaration_that_can_not_be_read_leaves_the_former_one(project: Project, wrong: str) -> None:
    """Nothing is lost by a slip."""
    run(project, "check")
    before = own(project).read_bytes()
    (project.source / FRAMEWORK).write_text(wrong, "utf-8")
    assert run(project, "check").exit_code == Exit.PROBLEMS
    assert own(project).read_bytes() == before


def test_it_is_written_only_where_it_changes(project: Project) -> None:
    """Editors read it again each time."""
    run(project, "check")
    before = own(project).stat().st_mtime_ns
    run(project, "check")
    assert own(project).stat().st_mtime_ns == before
    (project.source / FRAMEWORK).write_text(DECLARED.replace("後期", "中期, 後期"), "utf-8")
    run(project, "check")
    assert "中期" in own(project).read_text("utf-8")


def test_a_plan_that_declares_nothing_any_more_gets_the_usual_one(project: Project) -> None:
    """Its first line may name it still."""
    run(project, "check")
    (project.source / FRAMEWORK).write_bytes(small_plan({})[FRAMEWORK])
    run(project, "check")
    assert own(project).read_text("utf-8") == published()["framework.schema.json"]


def test_what_the_first_line_has_to_be_is_told_when_the_schema_is_new(project: Project) -> None:
    """Once: not where it says so, nor when nothing is new."""
    assert f"    {OWN_LINE}" in run(project, "check").output.splitlines()
    assert OWN_LINE not in run(project, "check").output
    (project.source / FRAMEWORK).write_text(f"{OWN_LINE}\n{DECLARED.replace('後期', '終期')}", "utf-8")
    assert OWN_LINE not in run(project, "check").output
    assert "終期" in own(project).read_text("utf-8")


def test_it_is_no_part_of_the_plan(project: Project) -> None:
    """No version has it, and no run sees it."""
    before = project.read_source()
    run(project, "check")
    assert own(project).is_file()
    assert project.read_source() == before


def test_where_it_can_not_be_written_the_plan_is_checked_all_the_same(project: Project) -> None:
    """It helps editors alone."""
    (project.source / OWN_FOLDER).write_text("mine")
    result = run(project, "check")
    assert result.exit_code == Exit.DONE, result.output
    assert "plan_source/.schema: 注意: " in result.output
    assert "output.unwritable" in result.output
    assert (project.source / OWN_FOLDER).read_text() == "mine"


def test_the_second_plan_names_its_own_schema() -> None:
    """Kept with it as `make schema SOURCE=examples/children/plan_source` writes it."""
    source = ROOT / "examples" / "children" / "plan_source"
    assert (source / FRAMEWORK).read_text("utf-8").startswith(OWN_LINE + "\n")
    kept = (source / OWN_FOLDER / "framework.schema.json").read_bytes()
    assert own_schema((source / FRAMEWORK).read_bytes(), kept=False) == kept.decode()


def named_by(path: Path, folder: Path) -> Path:
    """The schema that the first line of a file in this folder names."""
    first, _, _ = path.read_text("utf-8").partition("\n")
    return (folder / first.removeprefix("# yaml-language-server: $schema=")).resolve()


def test_all_files_of_a_new_project_name_schemas_that_are_there(tmp_path: Path) -> None:
    """Beside the plan and beside the templates, also where the program is installed and nothing else lies around."""
    write_new(tmp_path / "plan_source", published())
    for folder in (tmp_path / "plan_source", tmp_path / "templates"):
        files = list(folder.rglob("*.yaml"))  # samples are copied up before they are used
        assert files
        assert [path.name for path in files if not named_by(path, folder).is_file()] == []


def test_schemas_that_are_there_stay(tmp_path: Path) -> None:
    """A second plan beside the first has the same."""
    (tmp_path / "docs" / "schema").mkdir(parents=True)
    write_new(tmp_path / "next", published())
    assert list((tmp_path / "docs" / "schema").iterdir()) == []
