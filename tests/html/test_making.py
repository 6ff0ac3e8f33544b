"""`make html`: a set of files in build/html/, all or nothing, the same for the same source."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.problems import PlanErrors
from pipeline.workflows.html import make_html
from pipeline.workspace.project import Project
from tests.commands import run
from tests.goldens import TEMPLATES, quiet
from tests.small_plan import CHAPTER, chapter, small_plan


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small plan in a folder."""
    _write(tmp_path / "plan_source", small_plan())
    return Project(tmp_path / "plan_source", TEMPLATES, tmp_path / "build")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def made(project: Project) -> dict[str, bytes]:
    """What is in build/html/."""
    return {path.name: path.read_bytes() for path in (project.output / "html").iterdir() if path.is_file()}


def test_pages_are_made_anew_as_one_set_and_files_of_others_stay(project: Project) -> None:
    """What an earlier run made and this one does not goes; the same source gives the same bytes."""
    make_html(project, quiet)
    first = made(project)
    (project.output / "html" / "robots.txt").write_bytes(b"ours")
    assert make_html(project, quiet).removed == ()
    assert made(project) == {**first, "robots.txt": b"ours"}
    (project.source / CHAPTER).write_text("# 本文 {#sec-renamed}\n\n文章です。\n", "utf-8")
    assert make_html(project, quiet).removed == ("sec-text.html",)
    assert made(project).keys() == {*first, "robots.txt", "sec-renamed.html"} - {"sec-text.html"}
    assert sorted(path.name for path in project.output.iterdir()) == [".cache", "html"]


def test_what_is_wrong_with_the_source_leaves_the_pages_of_before(project: Project) -> None:
    make_html(project, quiet)
    first = made(project)
    (project.source / CHAPTER).write_text(chapter("[](#nowhere)"), "utf-8")
    with pytest.raises(PlanErrors, match=r"01-text.md:3:1"):
        make_html(project, quiet)
    assert made(project) == first


def test_a_page_of_the_office_s_own_is_used_and_its_faults_are_told_first(
    project: Project, tmp_path: Path
) -> None:
    """A plan whose templates have none has the program's own."""
    own = tmp_path / "templates"
    shutil.copytree(TEMPLATES, own, ignore=shutil.ignore_patterns("html"))
    given = Project(project.source, own, project.output)
    make_html(given, quiet)
    assert made(given)["style.css"]
    shutil.copytree(TEMPLATES / "html", own / "html")
    (own / "html" / "style.css").write_bytes(b"p { color: black }\n")
    make_html(given, quiet)
    assert made(given)["style.css"] == b"p { color: black }\n"
    page = own / "html" / "page.html"
    page.write_text(page.read_text("utf-8").replace("{{ 題 }}", "{{ 題名 }}", 1), "utf-8")
    with pytest.raises(PlanErrors, match=r"templates/html/page.html:\d+:\d+.*題名"):
        make_html(given, quiet)


def test_the_command_says_where_the_pages_are_and_what_they_lack(project: Project) -> None:
    """Page numbers that were never measured are told, since references show them."""
    ended = run(project, "html")
    assert ended.exit_code == 0, ended.output
    assert "７ページを作りました" in ended.output
    assert "index.html をブラウザーで開くと" in ended.output
    assert "ページ番号は、まだ一度も測っていない" in ended.output
