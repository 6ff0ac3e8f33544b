"""What the preview answers to its own page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.preview.address import Address
from pipeline.preview.app import application
from pipeline.preview.desk import OPENED, Desk
from pipeline.preview.editor import Editor
from pipeline.preview.guard import Guard
from pipeline.problems import Code
from tests.hostile.projects import write_project
from tests.preview.asking import Browser

CHAPTER = "plan_source/chapters/01-text.md"


class _Opened(Editor):
    """An editor that only says what it was given."""

    def open(self, file: Path, line: int) -> None:
        Path(self.begin[0]).write_text(json.dumps([str(file), line]), "utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small plan, read once."""
    folder = tmp_path_factory.mktemp("plan")
    desk = Desk(write_project(folder), _Opened([str(folder / "opened")], "code"))
    desk.take(desk.session.update())
    yield desk
    desk.session.end()


@pytest.fixture
def browser(desk: Desk) -> Browser:
    address = Address(50999, "token")
    return Browser(Guard(application(desk), address), address)


def first_page(desk: Desk) -> str:
    site = desk.shown.update.site
    assert site
    return next(page.name for page in site.pages if any("data-at" in each.markup for each in page.blocks))


def test_a_page_is_the_editions_with_a_name_on_each_block(browser: Browser, desk: Desk) -> None:
    name = first_page(desk)
    page = browser.own(f"edition/{name}").body.decode()
    blocks = browser.own(f"blocks/{name}").told
    assert re.findall(r'data-block="([^"]*)"', page) == [identity for identity, _ in blocks["blocks"]]
    assert f'data-version="{blocks["version"]}"' in page
    assert f'data-at="{CHAPTER}:' in page


def test_the_files_beside_the_pages_are_what_they_are(browser: Browser) -> None:
    assert browser.own("edition/style.css").headers["content-type"] == "text/css; charset=utf-8"
    assert browser.own("").headers["content-type"] == "text/html; charset=utf-8"
    assert browser.own("own/preview.js").headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "edition/../../plan_source/plan.yaml",
        "edition/..%2f..%2fplan_source%2fplan.yaml",
        "edition/%2e%2e/plan.yaml",
        "edition/%00",
        "edition/plan.yaml",
        "edition/",
        "own/../desk.py",
        "own/..%2fdesk.py",
        "own/preview.html.bak",
        "blocks/none.html",
        "made/0/plan.docx",
        "made/-1/plan.docx",
        "made/../plan_source/plan.yaml",
        "paper/plan-0/0.png",
        "paper/..%2f..%2f/0.png",
        "plan_source/plan.yaml",
        "place?file=/etc/passwd&line=x",
    ],
)
def test_what_is_no_name_of_its_own_is_not_there(browser: Browser, path: str) -> None:
    """Paths lead nowhere: every answer is looked up by name."""
    assert browser.own(path).status == 404


@pytest.mark.parametrize("path", ["do/plan", "open", "stop", "leave", "look"])
def test_nothing_happens_because_a_page_is_looked_at(browser: Browser, path: str) -> None:
    assert browser.own(path).status == 405


def test_a_tab_says_which_page_it_has_in_view(browser: Browser) -> None:
    assert browser.post("look", {"document": "plan", "page": 3}).status == 200
    for wrong in ({"document": "plan", "page": -1}, {"document": "plan"}, {"document": 1, "page": 0}):
        assert browser.post("look", wrong).status == 400


def test_a_place_leads_to_the_paragraph_that_shows_it(browser: Browser, desk: Desk) -> None:
    """The last one that begins at the line or before it; the first of the file, where none does."""
    name = first_page(desk)
    site = desk.shown.update.site
    assert site
    places = [
        (int(line), block.id)
        for block in site.page(name).blocks
        for line in re.findall(rf'data-at="{CHAPTER}:(\d+)"', block.markup)
    ]
    line, identity = max(places)
    found = browser.own(f"place?file={CHAPTER}&line={line + 5}").told
    assert found == {"page": name, "block": identity, "at": f"{CHAPTER}:{line}"}
    assert browser.own("place?file=plan_source/none.md&line=1").told == {}


def test_the_editor_opens_files_of_the_plan(browser: Browser, desk: Desk) -> None:
    assert browser.post("open", {"file": CHAPTER, "line": 3}).status == 200
    opened = json.loads((desk.project.source.parent / "opened").read_text("utf-8"))
    assert opened == [str(desk.project.source / "chapters/01-text.md"), 3]


@pytest.mark.parametrize(
    "file",
    [
        "/etc/passwd",
        "plan_source/../secret",
        "plan_source//etc/passwd",
        "plan_source/.git/config",
        "plan_source/none.md",
        "plan_source/",
        "plan_source",
        "--version",
        "",
        7,
        None,
        ["plan_source/plan.yaml"],
    ],
)
def test_the_editor_opens_nothing_else(browser: Browser, file: object) -> None:
    assert browser.post("open", {"file": file, "line": 1}).status == 404


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 60_000, b'"x"'])
def test_a_body_that_says_nothing_is_refused(browser: Browser, body: bytes) -> None:
    assert browser.ask("POST", "/token/open", browser.sending(), body).status in (400, 404)


@pytest.mark.parametrize(
    ("job", "told", "status"),
    [
        ("format", {}, 404),
        ("snapshot", {}, 400),
        ("snapshot", {"name": 3}, 400),
        ("compare", {}, 400),
        ("compare", {"from": "none"}, 400),
        ("compare", {"from": "/etc"}, 400),
    ],
)
def test_a_task_begins_with_what_it_needs(
    browser: Browser, job: str, told: dict[str, object], status: int
) -> None:
    """A version is one of those that were kept: no path, and nothing of git's."""
    assert browser.post(f"do/{job}", told).status == status


def test_what_changed_is_told_against_how_it_was_opened(browser: Browser, desk: Desk) -> None:
    """Wherever it stands by now: lines before it are no change of a paragraph."""
    chapter = desk.project.source / "chapters/01-text.md"
    before = chapter.read_bytes()
    try:
        lines = before.decode().split("\n\n")
        chapter.write_text("\n\n".join([lines[0], "初めの段落です。", *lines[1:]]), "utf-8")
        desk.take(desk.session.update())
        marks = browser.own(f"marks?from={quote(OPENED)}").told["marks"]
        assert [(each["kind"], each["after_text"]) for each in marks] == [("new", "初めの段落です。")]
        assert browser.own("marks?from=none").status == 404
    finally:
        chapter.write_bytes(before)
        desk.take(desk.session.update())
    assert browser.own(f"marks?from={quote(OPENED)}").told["marks"] == []


def test_an_error_leaves_the_last_good_page_and_tells_its_place(browser: Browser, desk: Desk) -> None:
    chapter = desk.project.source / "chapters/01-text.md"
    before, name = chapter.read_bytes(), first_page(desk)
    good = browser.own(f"blocks/{name}").told["blocks"]
    try:
        chapter.write_bytes(before + b"\n\n[](#none)\n")
        desk.take(desk.session.update())
        assert desk.state["old"] is True
        (problem,) = desk.state["problems"]
        assert (problem["code"], problem["file"]) == (Code.REF_MISSING, CHAPTER)
        assert problem["line"] > 1
        assert browser.own(f"blocks/{name}").told["blocks"] == good
    finally:
        chapter.write_bytes(before)
        desk.take(desk.session.update())
    assert desk.state["old"] is False
