"""What the preview's other processes do, one thing after another, each told in words."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from pipeline import api
from pipeline.preview import laying
from pipeline.preview.child import Child, Gone
from pipeline.preview.drawing import drawn
from pipeline.preview.frames import framed, read_head
from pipeline.preview.paper import Paper
from pipeline.preview.tasks import Tasks
from pipeline.preview.work import answer_to, answered, told_of
from pipeline.workspace.project import Project
from tests.hostile.projects import write_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return write_project(tmp_path_factory.mktemp("worked"))


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (api, laying):
        monkeypatch.setattr(module, "find_engine", lambda cache: None)


def told(project: Project, job: str, **more: str) -> tuple[Mapping[str, Any], list[str]]:
    """What comes of a job, and its steps."""
    steps: list[str] = []
    answer, _ = answer_to({"job": job, "project": told_of(project), **more}, b"", steps.append)
    json.dumps(answer)  # as it is sent
    return answer, steps


def test_the_buttons_do_what_commands_do(project: Project) -> None:
    """The files are those of the commands, and every one is named."""
    made, steps = told(project, "plan")
    assert steps[0] == "ファイルを読んでいます"
    assert made["done"] == "３つの文書を作りました。"
    assert [Path(name).is_file() for name in made["files"]] == [True] * 3
    assert [each["label"] for each in made["documents"]] == ["本編", "概要", "体系図"]
    checked, _ = told(project, "check")
    assert checked["failed"] is False
    kept, _ = told(project, "snapshot", name="前")
    assert Path(kept["files"][0]).name == "前.zip"
    compared, _ = told(project, "compare", **{"from": "前"})
    assert [Path(name).is_file() for name in compared["files"]] == [True] * len(compared["files"])
    assert compared["lines"]


def test_what_is_wrong_is_told_with_its_place(project: Project) -> None:
    chapter = project.source / "chapters/01-text.md"
    before = chapter.read_bytes()
    try:
        chapter.write_bytes(before + b"\n[](#none)\n")
        answer, _ = told(project, "plan")
    finally:
        chapter.write_bytes(before)
    assert answer["failed"]
    (problem,) = answer["problems"]
    assert (problem["code"], problem["file"]) == ("ref.missing", "plan_source/chapters/01-text.md")
    answer, _ = told(project, "snapshot", name="a/b")
    assert [each["code"] for each in answer["problems"]] == ["snapshot.name"]


def test_without_libreoffice_that_is_told(project: Project) -> None:
    assert told(project, "lay_out")[0] == {"missing": True}


def test_messages_travel_whole() -> None:
    """Steps, and then the answer with its bytes behind it."""
    stream = io.BytesIO()
    answered({"job": "picture", "key": "plan-1", "page": 0, "width": 200}, pdf_of(1), stream)
    stream.seek(0)
    head, length = read_head(stream.readline())
    assert head == {}
    assert Image.open(io.BytesIO(stream.read(length))).format == "PNG"
    assert framed({"step": "改行\nも"}).count(b"\n") == 1


def pdf_of(pages: int) -> bytes:
    """A PDF of empty pages, A4."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.save(target)
    return target.getvalue()


def test_a_page_is_drawn_as_wide_as_it_is_seen() -> None:
    picture = Image.open(io.BytesIO(drawn("summary-a", pdf_of(2), 1, 400)))
    assert abs(picture.width - 400) <= 1
    assert picture.height == pytest.approx(400 * 842 / 595, abs=2)


def test_pages_that_are_no_more_are_not_drawn() -> None:
    drawn("framework-a", pdf_of(1), 0, 200)
    assert drawn("framework-a", b"", 0, 200)
    drawn("framework-b", pdf_of(1), 0, 200)
    assert drawn("framework-a", b"", 0, 200) == b""
    assert drawn("framework-b", b"", 7, 200) == b""


class Press(Child):
    """A child that answers at once with what a test gives it."""

    def __init__(self, *answers: tuple[dict[str, Any], bytes] | Gone) -> None:
        super().__init__()
        self.answers = [*answers]
        self.asked: list[Mapping[str, Any]] = []

    async def ask(
        self, asked: Mapping[str, Any], say: Callable[[str], None], data: bytes = b""
    ) -> tuple[dict[str, Any], bytes]:
        self.asked.append({**asked, "data": data})
        say("ページを測っています")
        answer = self.answers.pop(0)
        if isinstance(answer, Gone):
            raise answer
        return answer


def laid(pdf: bytes) -> tuple[dict[str, Any], bytes]:
    document = {"name": "plan", "label": "本編", "pages": [["1", 210.0, 297.0]]}
    return {"documents": [document], "labels": {}, "lengths": [len(pdf)], "problems": []}, pdf


WRONG: tuple[dict[str, Any], bytes] = ({"problems": [{"message": "直す所があります"}], "failed": True}, b"")


async def rested(paper: Paper) -> None:
    """Follow until there is nothing to do."""
    following = asyncio.create_task(paper.follow())
    for _ in range(50):
        await asyncio.sleep(0)
    following.cancel()


@pytest.fixture
def paper(project: Project, monkeypatch: pytest.MonkeyPatch) -> Paper:
    monkeypatch.setattr("pipeline.preview.paper._QUIET", 0)
    heard: list[Any] = []
    paper = Paper(project, lambda kind, told: heard.append(told), lambda: True)
    paper.heard = heard  # type: ignore[attr-defined]
    return paper


def test_pages_are_marked_as_old_until_they_have_caught_up(paper: Paper) -> None:
    """Those of before are shown meanwhile, and stay where the plan has errors."""
    paper._layout = Press(laid(b"one"), laid(b"two"), WRONG)

    async def run() -> None:
        keys = []
        for digest, old in (("a", False), ("b", False), ("c", True)):
            paper.changed(digest)
            assert paper.state["old"]
            await rested(paper)
            assert paper.state["old"] is old
            keys.append(paper.state["documents"][0]["key"])
        assert keys[0] != keys[1] == keys[2]
        assert paper.state["problems"] == [{"message": "直す所があります"}]
        assert "ページを測っています" in [told["step"] for told in paper.heard]  # type: ignore[attr-defined]

    asyncio.run(run())


def test_nothing_is_laid_out_while_nobody_looks(paper: Paper) -> None:
    press = paper._layout = Press(laid(b"one"))

    async def run() -> None:
        paper._anybody = lambda: False
        paper.changed("a")
        await rested(paper)
        assert press.asked == []
        paper._anybody = lambda: True
        paper.wanted()
        await rested(paper)
        assert len(press.asked) == 1

    asyncio.run(run())


def test_a_page_is_drawn_of_the_pdf_that_is_shown(paper: Paper) -> None:
    """The PDF goes to the process that draws once, and again to one that had to be started anew."""
    paper._layout = Press(laid(b"one"))
    press = paper._drawing = Press(({}, b"png"), ({}, b"png"), Gone(), ({}, b"png"))

    async def run() -> None:
        paper.changed("a")
        await rested(paper)
        key = paper.state["documents"][0]["key"]
        assert [await paper.picture(key, 0, width) for width in (10, 99_999)] == [b"png", b"png"]
        assert await paper.picture(key, 5, 800) == await paper.picture("plan-none", 0, 800) == b""
        with pytest.raises(Gone):
            await paper.picture(key, 0, 800)
        await paper.picture(key, 0, 800)
        assert [(each["width"], each["data"]) for each in press.asked] == [
            (200, b"one"),
            (3000, b""),
            (800, b""),
            (800, b"one"),
        ]

    asyncio.run(run())


def test_a_layout_that_ends_halfway_is_told(paper: Paper) -> None:
    paper._layout = Press(Gone())

    async def run() -> None:
        paper.changed("a")
        await rested(paper)
        assert paper.state["old"]
        assert paper.state["problems"] == [{"message": "ページを作れませんでした"}]

    asyncio.run(run())


def test_one_task_at_a_time_and_one_that_is_stopped_says_so(project: Project) -> None:
    """In a process of its own, which goes with it."""

    async def run() -> None:
        told: list[Mapping[str, Any]] = []
        tasks = Tasks(project, lambda kind, state: told.append(state))
        assert tasks.begin("check", {})
        assert not tasks.begin("plan", {})
        await asyncio.sleep(0.1)
        await tasks.stop()
        assert told[-1]["ended"]
        assert told[-1]["problems"][0]["message"] == "途中でやめました"
        assert not tasks.busy

    asyncio.run(run())
