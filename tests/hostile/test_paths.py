"""Files that lead out of the project, in CSV as in pictures (tests/source/test_images.py, tests/test_project.py)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.problems import Code
from tests.hostile.projects import make, problems_of, write_project
from tests.small_plan import CHAPTER, PNG, chapter, expect, places, problems_in


def table(path: str) -> str:
    return f'::: {{.表 #tbl-a csv="{path}"}}\n題\n:::'


def figure(path: str) -> str:
    return f"::: {{.図 #fig-a}}\n![説明]({path})\n\n題\n:::"


OUTSIDE = (
    *("../a", "data/../../a", "..", "/etc/passwd", "//server/a", r"\\\\server\a", r"..\a", r"data\..\..\a"),
    *("C:/a", r"C:\a", "c:a", "file:a", "file:///etc/passwd", "FILE://server/a", "http://a.jp/a", "data:,a"),
)


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_table_stands_in_the_plan(path: str) -> None:
    """Up, absolute, on a drive, on a server, on the web."""
    expect(problems_in(table(path)), Code.FILE_OUTSIDE, f"{CHAPTER}:3:1", "plan_sourceの中")


@pytest.mark.parametrize(
    "path", ["file:a.png", "file:///etc/passwd", "FILE://server/a.png", r"..\a.png", "c:a.png"]
)
def test_a_picture_stands_in_the_plan(path: str) -> None:
    """Beside what tests/source/test_images.py has."""
    expect(problems_in(figure(path)), Code.FILE_OUTSIDE, f"{CHAPTER}:3:1", "plan_sourceの中")


@pytest.mark.parametrize(
    "path", ["data/%2e%2e/%2e%2e/a", "~/a", "$HOME/a", "%USERPROFILE%/a", "data/a.csv\u202e"]
)
def test_signs_of_other_programs_mean_nothing(path: str) -> None:
    """They are names that no file has."""
    codes = {problem.code for problem in problems_in(table(path))}
    assert codes <= {Code.FILE_MISSING, Code.TEXT_CONTROL}
    assert codes


@pytest.mark.parametrize(("file", "text"), [("data/a.csv", table), ("figures/a.png", figure)])
def test_a_link_that_leads_out_of_the_plan_is_a_file_that_is_not_there(
    tmp_path: Path, file: str, text: object
) -> None:
    """A symbolic link to a table or a picture elsewhere."""
    assert callable(text)
    project = write_project(tmp_path, {CHAPTER: chapter(text(file))})
    (tmp_path / "secret").write_bytes(PNG if file.endswith("png") else b"a,b\n1,2\n")
    link = project.source / file
    link.parent.mkdir()
    link.symlink_to(tmp_path / "secret")
    problems = problems_of(project)
    assert places(problems) == [("file.missing", f"{CHAPTER}:3:1")]
    assert "外へのリンク" in problems[0].hint


@pytest.mark.parametrize(("file", "text"), [("data/a.csv", table), ("figures/a.png", figure)])
@pytest.mark.parametrize("folder", ["secrets", "plan_source/chapters"])
def test_what_lies_behind_a_linked_folder_is_not_there(
    tmp_path: Path, folder: str, file: str, text: object
) -> None:
    """Outside or inside the plan: a folder is no file, and a link to one is not followed."""
    assert callable(text)
    project = write_project(tmp_path, {CHAPTER: chapter(text(file))})
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / Path(file).name).write_bytes(PNG if file.endswith("png") else b"a,b\n1,2\n")
    (project.source / Path(file).parent).symlink_to(tmp_path / folder)
    assert places(problems_of(project)) == [("file.missing", f"{CHAPTER}:3:1")]


@pytest.mark.parametrize("file", ["plan.yaml", "framework.yaml", "summary.yaml"])
def test_a_link_in_place_of_a_file_that_every_plan_has_is_a_file_that_is_not_there(
    tmp_path: Path, file: str
) -> None:
    """Also where what it leads to would do."""
    project = write_project(tmp_path)
    (project.source / file).rename(tmp_path / file)
    (project.source / file).symlink_to(tmp_path / file)
    assert places(problems_of(project)) == [("file.missing", file)]


def test_a_plan_may_itself_be_a_link(tmp_path: Path) -> None:
    """To a shared folder: what counts is whether its files are in it."""
    project = write_project(tmp_path)
    project.source.rename(tmp_path / "shared")
    project.source.symlink_to(tmp_path / "shared")
    (tmp_path / "shared" / "glossary.yaml").rename(tmp_path / "shared" / "words")
    (tmp_path / "shared" / "glossary.yaml").symlink_to(tmp_path / "shared" / "words")
    assert make(project)


def test_links_that_lead_to_themselves_are_left_out(tmp_path: Path) -> None:
    """A file that is its own link, a folder that holds itself."""
    project = write_project(tmp_path)
    (project.source / "loop.md").symlink_to(project.source / "loop.md")
    (project.source / "chapters" / "again").symlink_to(project.source)
    assert make(project)


def test_what_is_no_file_is_left_out(tmp_path: Path) -> None:
    """A pipe would be waited for without end."""
    project = write_project(tmp_path)
    os.mkfifo(project.source / "chapters" / "pipe.md")
    assert make(project)


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_text_is_no_matter(tmp_path: Path) -> None:
    """Unpacked from a zip of Japanese Windows: the name is Shift JIS."""
    project = write_project(tmp_path / "a")
    with open(os.fsencode(project.source / "chapters") + b"/" + "図.md".encode("cp932"), "wb") as file:
        file.write(b"x")
    assert make(project)
    project = write_project(tmp_path / "b", {CHAPTER: chapter(figure("chapters/図.md"))})
    with open(os.fsencode(project.source / "chapters") + b"/" + "図.md".encode("cp932"), "wb") as file:
        file.write(b"x")
    assert places(problems_of(project)) == [("file.missing", f"{CHAPTER}:3:1")]
