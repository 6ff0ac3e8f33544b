"""LibreOffice runs when something is new, and only then; what is known is never believed when it is damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.layout.cache import LayoutCache
from pipeline.workflows.build import build
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project
from tests.goldens import quiet
from tests.layout.printed import read_printed
from tests.layout.projects import Finished, contents_of, engine_of, finish, small_project
from tests.small_plan import CHAPTER

TEXT = "# 本文 {#sec-text}\n\n文章です。続きは[](#sec-next){.頁}頁です。\n\n## 次 {#sec-next}\n\n本文です。\n"
LONGER = TEXT.replace("文章です。", "文章です。一文が増えました。")
MOVED = TEXT.replace("## 次", "::: {.改頁}\n:::\n\n## 次")


@pytest.fixture(scope="module")
def first(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """All three documents, built from nothing."""
    return finish(small_project(tmp_path_factory.mktemp("runs"), {CHAPTER: TEXT}))


@pytest.fixture
def project(first: Finished, tmp_path: Path) -> Project:
    """A copy of the project as it was built, with what is known of it."""
    shutil.copytree(first.project.output, tmp_path / "build")
    return small_project(tmp_path, {CHAPTER: TEXT})


def cached(project: Project, kind: str) -> list[Path]:
    found = sorted(layout_cache(project).folder.glob(f"*.{kind}"))
    assert found
    return found


def test_the_first_build_takes_two_runs(first: Finished) -> None:
    """One to measure, one to see that the numbers, once written, are right."""
    assert first.built.runs == 2


def test_with_nothing_changed_there_is_no_run_and_the_files_are_the_same(project: Project) -> None:
    """To the byte."""
    before = contents_of(project.output)
    assert finish(project).built.runs == 0
    assert contents_of(project.output) == before


def test_one_sentence_edited_takes_one_run(project: Project, tmp_path: Path) -> None:
    """Of the plan alone: no page number moves, and the sheets say the same as before."""
    before = contents_of(project.output)
    assert finish(small_project(tmp_path, {CHAPTER: LONGER})).built.runs == 1
    after = contents_of(project.output)
    assert {name for name in before if before[name] != after[name]} == {"plan.docx", "plan.pdf"}


def test_what_moves_takes_two_runs_and_is_right(project: Project, tmp_path: Path) -> None:
    """From the last numbers to the new ones."""
    moved = finish(small_project(tmp_path, {CHAPTER: MOVED}), ("plan",))
    assert moved.built.runs == 2
    assert "続きは2頁です" in read_printed(moved["plan"].pdf).text


# Without LibreOffice


def pages_shown(project: Project) -> list[str]:
    """What the page references of the plan show."""
    reading = checks.read("plan", (project.output / "plan.docx").read_bytes())
    return [field.result for field in reading.body.fields if field.instruction.kind == "PAGEREF"]


def test_without_an_engine_the_same_plan_keeps_its_pages_and_its_pdfs(project: Project) -> None:
    """`make quick` right after `make plan` changes nothing."""
    before = contents_of(project.output)
    built = build(project, ("plan", "summary", "framework"), None, quiet)
    assert built.runs == 0
    assert contents_of(project.output) == before


def test_without_an_engine_an_edited_plan_shows_the_last_pages_and_loses_its_pdf(
    project: Project, tmp_path: Path
) -> None:
    """A PDF of another text would be taken for this one's; those of the sheets still agree and stay."""
    before = pages_shown(project)
    edited = small_project(tmp_path, {CHAPTER: LONGER})
    build(edited, ("plan", "summary", "framework"), None, quiet)
    assert pages_shown(edited) == before
    assert "－" not in before
    left = {path.name for path in project.output.glob("*.pdf")}
    assert left == {"summary.pdf", "framework.pdf"}


def test_without_an_engine_a_plan_that_was_never_measured_says_so(tmp_path: Path) -> None:
    """－ in place of every number."""
    project = small_project(tmp_path, {CHAPTER: TEXT})
    build(project, ("plan",), None, quiet)
    assert set(pages_shown(project)) == {"－"}


# Damage


DAMAGES = [b"", b"{", b"[]", b'{"pages": 3}', b'{"pages": [{}]}', b"\xff\xfe", b"null", b"1"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_facts_are_as_good_as_none(damage: bytes, tmp_path: Path) -> None:
    """Cut short by a full disk, or written by another program."""
    cache = LayoutCache(tmp_path)
    for name in ("key", "last", "shown"):
        (tmp_path / f"{name}.json").write_bytes(damage)
    assert cache.facts("key") is None
    assert cache.last() == LayoutCache(tmp_path / "nowhere").last()
    assert cache.shown() == {}


def test_what_can_not_be_read_is_measured_anew(project: Project) -> None:
    """All of it, and the documents are the same. Numbers that are about right are right in so short a plan."""
    before = (project.output / "plan.docx").read_bytes()
    for path in cached(project, "json"):
        path.write_bytes(b"{")
    assert finish(project, ("plan",)).built.runs == 1
    assert (project.output / "plan.docx").read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.6 half a fi"], ids=["empty", "half"])
def test_a_damaged_pdf_is_never_put_into_build(damage: bytes, project: Project) -> None:
    """It is made anew."""
    for path in cached(project, "pdf"):
        path.write_bytes(damage)
    finish(project, ("plan",))
    assert "続きは1頁です" in read_printed((project.output / "plan.pdf").read_bytes()).text


def test_a_cache_that_can_not_be_written_costs_time_and_nothing_else(office: Path, tmp_path: Path) -> None:
    """A file in place of its folder."""
    project = small_project(tmp_path, {CHAPTER: TEXT})
    project.output.mkdir()
    (project.output / ".cache").write_text("")
    built = build(project, ("plan",), engine_of(project), quiet)
    assert built.runs == 1
    assert (project.output / "plan.pdf").read_bytes() == built.documents[0].pdf
