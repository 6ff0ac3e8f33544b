"""The edge: folders that are missing, files that lead elsewhere."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest

from pipeline.model.private import is_private
from pipeline.problems import Code, MachineError, PlanErrors
from pipeline.resolve.plan import resolve
from pipeline.source.load import load_plan
from pipeline.system import pandoc
from pipeline.workspace.kept import recall, remember
from pipeline.workspace.new_project import Begun, write_new
from pipeline.workspace.project import Project
from tests.declared import FURTHER
from tests.goldens import ROOT, TEMPLATES
from tests.hostile.projects import problems_of, write_project
from tests.small_plan import SCHEME, small_plan


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose folders don't exist yet."""
    return Project(tmp_path / "plan_source", tmp_path / "templates", tmp_path / "build")


def expect(code: Code, *words: str) -> pytest.RaisesExc[MachineError]:
    """The step ends with this code, says these words, and tells what to do."""

    def says_so(error: MachineError) -> bool:
        said = f"{error.message}\n{error.hint}"
        return error.code is code and bool(error.hint) and all(word in said for word in words)

    return pytest.raises(MachineError, check=says_so)


# Reading


def test_a_missing_plan_is_told_with_what_to_do(project: Project) -> None:
    """Run in the wrong folder."""
    with expect(Code.PROJECT_MISSING, "plan_source がありません", "make new"):
        project.read_source()


def test_plans_beside_the_one_that_is_missing_are_named(project: Project) -> None:
    """Somebody gave the folder of the plan another name."""
    for path in ("次期計画/plan.yaml", "次期計画/chapters/01.md", "ほか/memo.txt"):
        file = project.source.parent / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    with expect(Code.PROJECT_MISSING, "次期計画 に原稿があります", "次期計画 のように指定"):
        project.read_source()


def test_a_file_in_place_of_the_plan_is_told(project: Project) -> None:
    """A folder is wanted."""
    project.source.write_text("")
    with expect(Code.PROJECT_MISSING):
        project.read_source()


def test_every_file_is_read_but_hidden_ones_and_those_of_word(project: Project) -> None:
    """~$… is Word's, .… the system's; folders are no files, whatever their names."""
    for path in ("plan.yaml", "chapters/01.md", ".hidden", "~$a.md", ".git/x", "chapters/.DS_Store"):
        file = project.source / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    (project.source / "chapters" / "02.md").mkdir()
    assert project.read_source() == {"plan.yaml": b"x", "chapters/01.md": b"x"}


def test_links_that_lead_out_of_the_plan_are_left_out(project: Project, tmp_path: Path) -> None:
    """A plan holds what it shows."""
    (tmp_path / "secret.md").write_text("secret")
    project.source.mkdir()
    (project.source / "a.md").write_text("a")
    (project.source / "inside.md").symlink_to(project.source / "a.md")
    (project.source / "outside.md").symlink_to(tmp_path / "secret.md")
    (project.source / "broken.md").symlink_to(tmp_path / "nowhere")
    (project.source / "folder").symlink_to(tmp_path)
    assert set(project.read_source()) == {"a.md", "inside.md"}


def test_a_file_that_can_not_be_read_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked by another program, or not ours to read."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    project.source.mkdir()
    (project.source / "plan.yaml").write_text("")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with expect(Code.FILE_UNREADABLE, "plan.yaml"):
        project.read_source()


def test_a_missing_template_is_told_by_its_place(project: Project) -> None:
    """It is the city's own folder."""
    project.source.mkdir()
    with pytest.raises(PlanErrors) as caught:
        project.read(["summary.docx"]).template("summary.docx")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.location)) == (Code.TEMPLATE_MISSING, "templates/summary.docx")
    assert "元の summary.docx を" in problem.hint


@pytest.mark.parametrize("way", ["plans/children", "../plans/children"])
def test_folders_are_called_by_the_way_to_them(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was told: folders of another plan have the same names."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    project = write_project(Path(way), {"framework.yaml": "基本理念：誤り", "plan.yaml": "計画名：誤り"})
    (project.templates / "summary.docx").unlink()
    assert {problem.location.file for problem in problems_of(project)} == {
        f"{way}/plan_source/plan.yaml",
        f"{way}/plan_source/framework.yaml",
        f"{way}/templates/summary.docx",
    }


# A new plan


def test_a_new_plan_is_not_written_over_another(tmp_path: Path) -> None:
    """Nor into a folder with anything in it, nor over a file."""
    (tmp_path / "plan_source").mkdir()
    (tmp_path / "plan_source" / "memo.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("plan_source", "file"):
        with expect(Code.PROJECT_EXISTS, name, "上書きはしません"):
            write_new(tmp_path / name, {})
    assert [path.name for path in (tmp_path / "plan_source").iterdir()] == ["memo.txt"]


def test_a_new_plan_gets_no_name_that_windows_refuses(tmp_path: Path) -> None:
    """It may lie on a share, where not all could open it."""
    for name in ("aux", "案."):
        with expect(Code.PROJECT_NAME, name, "別の名前を付けてください"):
            write_new(tmp_path / name, {})
    assert list(tmp_path.iterdir()) == []


def test_a_new_plan_goes_into_an_empty_folder(tmp_path: Path) -> None:
    """Or into one that does not exist yet."""
    (tmp_path / "empty").mkdir()
    write_new(tmp_path / "empty", {})
    write_new(tmp_path / "new" / "plan_source", {})
    assert (tmp_path / "empty" / "plan.yaml").is_file()
    assert (tmp_path / "new" / "plan_source" / "plan.yaml").is_file()


def test_a_new_plan_gets_templates_beside_it(tmp_path: Path) -> None:
    """All that this program has, and the samples for further documents, unless some are there: those may be the office's own."""
    write_new(tmp_path / "one" / "plan_source", {})
    given = tmp_path / "one" / "templates"
    assert {path.name for path in given.iterdir() if path.is_file()} == {
        path.name for path in TEMPLATES.glob("*.*")
    }
    assert {path.name for path in (given / "html").iterdir()} == {"page.html", "style.css"}
    assert {path.name for path in (given / "samples").iterdir()} == {path.name for path in FURTHER.iterdir()}
    (tmp_path / "two" / "templates").mkdir(parents=True)
    assert not write_new(tmp_path / "two" / "plan_source", {}).given
    assert list((tmp_path / "two" / "templates").iterdir()) == []


def test_the_folder_in_which_commands_run_gets_a_whole_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can't be the source itself: what is made would go into it."""
    monkeypatch.chdir(tmp_path)
    assert write_new(Path(), {}) == Begun(Path("plan_source"), Path("templates"), given=True)
    with expect(Code.PROJECT_EXISTS, "plan_source", "上書きはしません"):
        write_new(Path.cwd(), {})


def test_a_new_plan_has_no_problems(project: Project) -> None:
    """A city can begin with it."""
    write_new(project.source, {})
    plan = load_plan(project.read_source(), pandoc.read)
    assert resolve(plan, SCHEME).targets


def test_a_new_plan_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    """Under a file there is no folder."""
    (tmp_path / "file").write_text("")
    with expect(Code.OUTPUT_UNWRITABLE, "作れません"):
        write_new(tmp_path / "file" / "plan_source", {})


# What was read before


def test_what_was_read_is_kept_for_the_next_run(project: Project) -> None:
    """In build/.cache, as the memory wrote it."""
    memory = recall(project)
    memory.keep((), "a")
    remember(project, memory)
    assert recall(project).recall("a") == ()


def test_a_memory_that_can_not_be_written_costs_time_alone(project: Project) -> None:
    """A file where its folder would be."""
    project.output.write_text("")
    memory = recall(project)
    memory.keep((), "a")
    remember(project, memory)
    assert recall(project).recall("a") is None


def test_a_check_leaves_nothing_behind(project: Project) -> None:
    """It writes nothing."""
    checked = Project(project.source, project.templates, project.output, keeps_cache=False)
    memory = recall(checked)
    memory.keep((), "a")
    remember(checked, memory)
    assert not project.output.exists()


def test_a_whole_plan_can_be_read_from_a_folder(project: Project) -> None:
    """What is written comes back."""
    for path, data in small_plan().items():
        file = project.source / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    assert project.read_source() == small_plan()


@pytest.mark.parametrize("name", ["opinions.csv", "opinions.xlsx", "opinions - コピー.xlsx", "review.yaml"])
def test_private_files_are_kept_out_of_git(name: str) -> None:
    """What residents and other departments wrote is no part of the plan, so it can't be committed with it by mistake."""
    patterns = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert is_private(name)
    assert any(fnmatch(f"/plan_source/{name}", pattern) for pattern in patterns)
    assert not any(fnmatch("/plan_source/plan.yaml", pattern) for pattern in patterns)
