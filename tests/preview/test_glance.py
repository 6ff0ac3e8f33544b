"""The page in view, before all pages have followed a change."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from pipeline.preview.child import Gone
from pipeline.preview.laying import glanced, laid_out
from pipeline.preview.paper import Paper
from pipeline.workspace.project import Project
from tests.goldens import quiet
from tests.hostile.projects import write_project
from tests.preview.test_work import WRONG, Press, laid, rested

GLANCE: tuple[dict[str, Any], bytes] = ({"first": 0, "count": 1}, b"glance")
NOTHING: tuple[dict[str, Any], bytes] = ({}, b"")


def texts_of(pdf: bytes) -> list[str]:
    with pdfium.PdfDocument(pdf) as opened:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in opened]


def chapter_of(numbers: Iterable[int]) -> str:
    lines = "続く長さの違う文が、ここに並んでいます" * 20
    return "".join(f"\n\n## 見出し{number}\n\n{number}番目の段落です。{lines}。\n" for number in numbers)


def test_a_glance_shows_the_pages_that_all_pages_will_have(office: Path, tmp_path: Path) -> None:
    """Before they are laid out. What stood far behind is left away, unless so much less is left that it might have come near."""
    project = write_project(tmp_path)
    chapter = project.source / "chapters/01-text.md"
    before = chapter.read_text("utf-8")
    chapter.write_text(before + chapter_of(range(30)), "utf-8")
    with ExitStack() as opened:
        assert laid_out(project, quiet, opened)
        chapter.write_text(before + chapter_of([*range(5), *range(13, 30)]), "utf-8")
        found = glanced(project, "plan", 4, opened)  # behind the contents, whose page numbers follow later
        assert glanced(project, "plan", 99, opened) is None
        assert glanced(project, "leaflet", 0, opened) is None
        sheet = glanced(project, "summary", 0, opened)
        built = laid_out(project, quiet, opened)
        chapter.write_text(f"{before}\n\n足した文章です。{chapter_of(range(30))}", "utf-8")
        begun = glanced(project, "plan", 2, opened)
    assert built
    assert sheet
    assert begun
    whole = {each.name: texts_of(each.pdf) for each in built.documents}
    assert texts_of(sheet.pdf)[: sheet.count] == whole["summary"]
    assert found
    assert (found.first, found.count) == (3, 3)
    assert texts_of(found.pdf)[:3] == whole["plan"][3:6]
    assert "足した文章です。" in "".join(texts_of(begun.pdf))
    assert len(texts_of(begun.pdf)) == begun.count + 1  # of what was left one page more was to be seen


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    for name in ("_QUIET", "_AFTER_GLANCE"):
        monkeypatch.setattr(f"pipeline.preview.paper.{name}", 0)
    return Paper(Project(tmp_path, tmp_path, tmp_path), lambda kind, told: heard.append(told))


heard: list[Any] = []


def test_the_page_in_view_is_new_before_all_pages_are(paper: Paper) -> None:
    press = paper._layout = Press(laid(b"one"), GLANCE, laid(b"two"))
    heard.clear()

    async def run() -> None:
        paper.changed(1)
        await rested(paper)
        assert [each["job"] for each in press.asked] == ["lay_out"]  # nobody had a page to look at
        paper.look("plan", 0)
        paper.changed(2)
        await rested(paper)
        assert [each["job"] for each in press.asked] == ["lay_out", "glance", "lay_out"]
        assert not paper.state["old"]
        assert paper.state["glance"] is None
        (shown,) = {str(told["glance"]): told for told in heard if told["glance"]}.values()
        assert shown["old"]  # as all pages are
        assert (shown["glance"]["pages"], shown["glance"]["old"]) == ([0], False)

    asyncio.run(run())


def test_a_glance_is_old_as_soon_as_the_text_is_newer(paper: Paper) -> None:
    """It stays in sight where all pages can't be made, and its picture is that of its own page."""
    paper._layout = Press(laid(b"one"), ({"first": 2, "count": 2}, b"glance"), WRONG)
    press = paper._drawing = Press(({}, b"png"))

    async def run() -> None:
        paper.changed(1)
        await rested(paper)
        paper.look("plan", 3)
        paper.changed(2)
        await rested(paper)
        glance = paper.state["glance"]
        assert (glance["pages"], glance["old"], paper.state["old"]) == ([2, 3], False, True)
        assert [await paper.picture(glance["key"], page, 800) for page in (1, 3, 4)] == [b"", b"png", b""]
        assert (press.asked[0]["page"], press.asked[0]["data"]) == (1, b"glance")
        paper.changed(3)
        assert paper.state["glance"]["old"]

    asyncio.run(run())


@pytest.mark.parametrize("answer", [NOTHING, WRONG, Gone()])
def test_where_a_glance_fails_all_pages_follow_as_ever(paper: Paper, answer: Any) -> None:
    paper._layout = Press(laid(b"one"), answer, laid(b"two"))

    async def run() -> None:
        paper.look("plan", 0)
        for version in (1, 2):
            paper.changed(version)
            await rested(paper)
        assert paper.state["glance"] is None
        assert not paper.state["old"]

    asyncio.run(run())
