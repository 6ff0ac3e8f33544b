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

NOTHING: tuple[dict[str, Any], bytes] = ({"of": "b"}, b"")
PNG: tuple[dict[str, Any], bytes] = ({}, b"png")


def glance_of(digest: str) -> tuple[dict[str, Any], bytes]:
    return {"of": digest}, f"glance of {digest}".encode()


def texts_of(pdf: bytes) -> list[str]:
    with pdfium.PdfDocument(pdf) as opened:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in opened]


def chapter_of(numbers: Iterable[int]) -> str:
    lines = "続く長さの違う文が、ここに並んでいます" * 20
    return "".join(f"\n\n## 見出し{number}\n\n{number}番目の段落です。{lines}。\n" for number in numbers)


def test_a_glance_shows_the_page_that_all_pages_will_have(office: Path, tmp_path: Path) -> None:
    """Before they are laid out. What stood far behind is left away, unless so much less is left that it might have come near."""
    project = write_project(tmp_path)
    chapter = project.source / "chapters/01-text.md"
    before = chapter.read_text("utf-8")
    chapter.write_text(before + chapter_of(range(30)), "utf-8")
    with ExitStack() as opened:
        assert laid_out(project, quiet, opened)
        chapter.write_text(before + chapter_of([*range(5), *range(13, 30)]), "utf-8")
        digest, found = glanced(
            project, "plan", 4, (), opened
        )  # behind the contents, whose page numbers follow later
        assert glanced(project, "plan", 4, [digest], opened) == (digest, b"")  # it is known
        assert glanced(project, "plan", 99, (), opened) == (digest, b"")
        assert glanced(project, "leaflet", 0, (), opened) == (digest, b"")
        _, sheet = glanced(project, "summary", 0, (), opened)
        built = laid_out(project, quiet, opened)
        chapter.write_text(f"{before}\n\n足した文章です。{chapter_of(range(30))}", "utf-8")
        another, begun = glanced(project, "plan", 2, (), opened)
    assert built
    whole = {each.name: texts_of(each.pdf) for each in built.documents}
    assert texts_of(sheet) == whole["summary"]
    assert texts_of(found) == [whole["plan"][4]]
    assert "足した文章です。" in "".join(texts_of(begun))
    assert another != digest


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    for name in ("_QUIET", "_AFTER_GLANCE"):
        monkeypatch.setattr(f"pipeline.preview.paper.{name}", 0)
    project = Project(tmp_path, tmp_path, tmp_path)
    heard.clear()
    found = Paper(project, lambda kind, told: heard.append(told), lambda: True)
    found._drawing = Press(*[PNG] * 9)
    return found


heard: list[Any] = []


async def shown(paper: Paper, digest: str) -> None:
    """All pages are those of the files with this digest."""
    paper.changed(digest)
    await rested(paper)


def is_old(paper: Paper) -> object:
    """Whether the page in view shows an older text."""
    (glance,) = paper.state["glances"]
    return glance["old"]


def test_the_page_in_view_is_new_before_all_pages_are(paper: Paper) -> None:
    press = paper._layout = Press(laid(b"one"), glance_of("b"), laid(b"two"))

    async def run() -> None:
        await shown(paper, "a")
        assert [each["job"] for each in press.asked] == ["lay_out"]  # nobody had a page to look at
        paper.look("plan", 0)
        await shown(paper, "b")
        assert [each["job"] for each in press.asked] == ["lay_out", "glance", "lay_out"]
        assert not paper.state["old"]
        assert paper.state["glances"] == []
        (told,) = {str(told["glances"]): told for told in heard if told["glances"]}.values()
        assert told["old"]  # as all pages are
        assert [(each["page"], each["old"]) for each in told["glances"]] == [(0, False)]

    asyncio.run(run())


def test_pages_beside_the_one_in_view_follow_it(paper: Paper) -> None:
    """Those of the same text."""
    whole, pdf = laid(b"one")
    whole["documents"][0]["pages"] *= 3
    beside = [({"of": "b"}, f"page {page}".encode()) for page in (1, 2, 0)]
    newer = [glance_of("c"), ({"of": "d"}, b"page 2 of another text"), NOTHING]
    press = paper._layout = Press((whole, pdf), *beside, WRONG, *newer, WRONG)

    async def run() -> None:
        await shown(paper, "a")
        paper.look("plan", 1)
        await shown(paper, "b")
        assert [each["page"] for each in press.asked[1:4]] == [1, 2, 0]
        told = paper.state["glances"]
        assert [(each["page"], each["old"]) for each in told] == [(1, False), (2, False), (0, False)]
        assert [await paper.picture(each["key"], each["page"], 800) for each in told] == [b"png"] * 3
        await shown(paper, "c")
        assert [each["page"] for each in paper.state["glances"]] == [1]

    asyncio.run(run())


def test_a_glance_begins_before_anybody_has_read_what_was_saved(paper: Paper) -> None:
    """It is shown when its files are those of the text; what is saved meanwhile is another one's."""
    press = paper._layout = Press(laid(b"one"), glance_of("b"), glance_of("c"), WRONG)

    async def run() -> None:
        await shown(paper, "a")
        paper.look("plan", 0)
        paper.saved()
        await rested(paper)
        assert press.asked[1]["known"] == ("a", "")
        assert paper.state["glances"] == []
        paper.changed("b")
        assert is_old(paper) is False
        paper.changed("c")
        assert is_old(paper) is True
        await rested(paper)
        assert [each["job"] for each in press.asked] == ["lay_out", "glance", "glance", "lay_out"]
        assert is_old(paper) is False

    asyncio.run(run())


def test_what_is_saved_and_says_the_same_is_not_laid_out(paper: Paper) -> None:
    press = paper._layout = Press(laid(b"one"), ({"of": "a"}, b""))

    async def run() -> None:
        await shown(paper, "a")
        paper.look("plan", 0)
        paper.saved()
        await rested(paper)
        assert [each["job"] for each in press.asked] == ["lay_out", "glance"]
        assert not paper.state["old"]

    asyncio.run(run())


def test_the_check_waits_for_the_page_in_view(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """And for nothing where nobody looks at one."""
    paper._layout = Press(laid(b"one"), glance_of("b"), laid(b"two"))

    async def run() -> None:
        await shown(paper, "a")
        paper.look("plan", 0)
        paper.changed("b")
        waiting = asyncio.create_task(paper.seen())
        await asyncio.sleep(0)
        assert not waiting.done()
        await rested(paper)
        assert waiting.done()
        paper.changed("c")
        monkeypatch.setattr("pipeline.preview.paper._LONG_ENOUGH", 0)
        await paper.seen()  # one that takes too long is not waited for
        monkeypatch.undo()
        paper._anybody = lambda: False
        paper.changed("d")
        await rested(paper)
        await paper.seen()

    asyncio.run(run())


def test_a_glance_is_old_as_soon_as_the_text_is_newer(paper: Paper) -> None:
    """It stays in sight where all pages can't be made, and its picture is that of its own page: drawn before it is asked for."""
    paper._layout = Press(laid(b"one"), glance_of("b"), WRONG)
    press = paper._drawing = Press(PNG, PNG, PNG)

    async def run() -> None:
        await shown(paper, "a")
        await paper.picture(paper.state["documents"][0]["key"], 0, 800)
        paper.look("plan", 3)
        await shown(paper, "b")
        (glance,) = paper.state["glances"]
        assert (glance["page"], glance["old"], paper.state["old"]) == (3, False, True)
        assert [(each["page"], each["width"], each["data"]) for each in press.asked[1:]] == [
            (0, 800, b"glance of b")
        ]
        assert [await paper.picture(glance["key"], page, 800) for page in (1, 3, 4)] == [b"", b"png", b""]
        assert len(press.asked) == 2
        assert await paper.picture(glance["key"], 3, 900) == b"png"
        assert len(press.asked) == 3
        paper.changed("c")
        assert is_old(paper)

    asyncio.run(run())


@pytest.mark.parametrize("answer", [NOTHING, WRONG, Gone()])
def test_where_a_glance_fails_all_pages_follow_as_ever(paper: Paper, answer: Any) -> None:
    paper._layout = Press(laid(b"one"), answer, laid(b"two"))

    async def run() -> None:
        paper.look("plan", 0)
        for digest in ("a", "b"):
            await shown(paper, digest)
        assert paper.state["glances"] == []
        assert not paper.state["old"]

    asyncio.run(run())
