"""The screens in the guide are what the commands above them print, on the worked example.

The only test beside tests/plan/ that reads plan_source/: where another plan is there, or the worked example is being
edited, the guide's screens are not those of that plan, and the test is skipped. The chapter on the whole cycle has a plan
of its own, in examples/revision/.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from zipfile import ZipFile

import pytest
import yaml
from openpyxl import load_workbook

from pipeline.workspace.project import Project
from pipeline.workspace.versions import read_version
from tests.commands import run
from tests.cycle.revision import BEFORE, EXAMPLE
from tests.goldens import ROOT, TEMPLATES
from tests.known_pages import take_over_pages
from tests.receive.packages import packed

GUIDE = ROOT / "docs" / "guide"
WORKED_EXAMPLE = "第３期奥州市地域福祉計画"
PLAN = ("plan_source", "templates", "tests/plan/expected")
# What make is told so that it uses this Python, and installs nothing.
READY = ("-s", "-o", ".venv/plan-ready", "-o", ".venv/test-ready", f"PY={sys.executable}")
SENDING = "08-sending.md"
# Values for which the program has no flag.
BARE = {"FILE", "FOLDER", "NAME", "IDS"}
CYCLE = "09-from-draft-to-adopted.md"
# In the walk a section is moved: from its heading to the next one, before a third.
MOVED = (
    "## 計画の期間 {#sec-period}",
    "## 社会福祉法第107条の規定と本計画との対応 {#sec-article107}",
    "## 第３期計画の特徴 {#sec-features}",
)
_BLOCK = re.compile(r"^ *```(?P<info>.+)\n(?P<text>(?:.*\n)*?) *```$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block of the guide: its first line's words, and its text."""

    words: tuple[str, ...]
    text: str


def blocks_of(chapter: str) -> Iterator[Block]:
    """The fenced blocks of a chapter; those in lists without their indentation."""
    for found in _BLOCK.finditer((GUIDE / chapter).read_text("utf-8")):
        yield Block(tuple(found["info"].split()), dedent(found["text"]).rstrip("\n"))


@pytest.fixture(scope="module")
def known(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is known of the worked example once it was made: LibreOffice runs for what is edited alone."""
    name = yaml.safe_load((ROOT / "plan_source" / "plan.yaml").read_text("utf-8"))["計画名"]
    if name != WORKED_EXAMPLE:
        pytest.skip(f"手引の画面は「{WORKED_EXAMPLE}」のものです。今の計画は「{name}」です")
    if os.environ.get("CI") != "true" and not is_as_committed():
        pytest.skip("見本の計画が直されているので、手引の画面とは比べません")
    needs_make()
    folder = tmp_path_factory.mktemp("known")
    copy_example(folder)
    take_over_pages(Project(folder / "plan_source", folder / "templates", folder / "build"))
    screen_of(folder, "make plan")
    return folder / "build" / ".cache"


@pytest.fixture
def copy(tmp_path: Path, known: Path) -> Path:
    """The worked example with its record, to be edited."""
    copy_example(tmp_path)
    # But for the stamps, by which a run would have nothing to do.
    shutil.copytree(known, tmp_path / "build" / ".cache", ignore=shutil.ignore_patterns("stamps"))
    return tmp_path


def copy_example(folder: Path) -> None:
    shutil.copy(ROOT / "Makefile", folder)
    for name in PLAN:
        shutil.copytree(ROOT / name, folder / name)


def needs_make() -> None:
    if shutil.which("make") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("make がありません")


def is_as_committed() -> bool:
    """Whether git is there and knows of no change in the plan."""
    if shutil.which("git") is None:
        return False
    asked = subprocess.run(
        ["git", "status", "--porcelain", *PLAN], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.returncode == 0 and not asked.stdout


def screen_of(folder: Path, command: str) -> str:
    """All that a command of the guide prints in a folder, with what differs from run to run left out."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    ended = subprocess.run(
        ("make", *READY, *command.removeprefix("make ").split()),
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return without_measures(ended.stdout)


def said_of(folder: Path, command: str, patch: pytest.MonkeyPatch) -> str:
    """The same, of a command that is run in this process: the walk through the first edit shows that make calls it so."""
    patch.chdir(folder)
    project = Project(Path("plan_source"), Path("templates"), Path("build"))
    return without_measures(run(project, *words_of(command)).output)


def without_measures(screen: str) -> str:
    """Without seconds, sizes of files and runs of LibreOffice."""
    return re.sub(r" +\d+ KB|[\d.]+秒|LibreOffice \d+回", "…", screen)


def edit(folder: Path, old: Block, new: Block) -> None:
    """What the guide says to change: 前 into 後."""
    path = folder / "plan_source" / old.words[1]
    text = path.read_text("utf-8")
    assert text.count(old.text) == 1, old
    path.write_text(text.replace(old.text, new.text), "utf-8")


def move_section(folder: Path, chapter: str) -> None:
    """Cut from the first of the three headings to the second, and paste before the third."""
    for heading in MOVED:
        assert f"`{heading}`" in chapter
    path = folder / "plan_source" / "chapters" / "01-introduction.md"
    before, section, after = cut(path.read_text("utf-8"), *MOVED[:2])
    head, _, tail = (before + after).partition(MOVED[2])
    path.write_text(head + section + MOVED[2] + tail, "utf-8")


def cut(text: str, begin: str, end: str) -> tuple[str, str, str]:
    first, last = text.index(begin), text.index(end)
    return text[:first], text[first:last], text[last:]


def test_the_first_edit_prints_what_the_guide_shows(copy: Path) -> None:
    """The walk from the first build to the record, word by word."""
    chapter = (GUIDE / "02-first-edit.md").read_text("utf-8")
    waiting: Block | None = None
    command, seen = "", ""
    shown: list[str] = []
    for block in blocks_of("02-first-edit.md"):
        match block.words:
            case ("sh",) if block.text.startswith("make"):
                command = block.text
                if command == "make plan" and shown:
                    move_section(copy, chapter)
            case (_, _, "前"):
                waiting = block
            case (_, _, "後"):
                assert waiting is not None
                edit(copy, waiting, block)
            case ("text", "画面"):
                shown.append(command)
                seen = screen_of(copy, command)
                assert without_measures(block.text) in seen
    assert shown == ["make plan", "make check", "make check", "make moved", "make golden"]


SCENES = [block for block in blocks_of("06-revising.md") if block.words[-1] in ("前", "後", "文章")]


@pytest.mark.parametrize(
    ("old", "new", "screen"),
    list(zip(SCENES[::3], SCENES[1::3], SCENES[2::3], strict=True)),
    ids=("text", "title", "id", "summary"),
)
def test_a_revision_prints_what_the_guide_shows(
    copy: Path, old: Block, new: Block, screen: Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each revision in the chapter on revisions, with what `make moved` says of it."""
    edit(copy, old, new)
    assert screen.text
    assert screen.text in said_of(copy, "make moved", monkeypatch)


def test_what_comes_back_prints_what_the_guide_shows(
    copy: Path, known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sent, edited, received, accepted: a Word file, then a workbook. The source says what both asked for."""
    shutil.copy(known.parent / "plan.docx", copy / "戻り.docx")
    waiting: Block | None = None
    command = ""
    shown: list[str] = []
    for block in blocks_of(SENDING):
        match block.words:
            case ("sh",):
                command = block.text
            case (_, _, "前"):
                waiting = block
            case (_, "review.yaml", "後"):
                path = copy / "plan_source" / "review.yaml"
                path.write_text(
                    re.sub("採否:$", block.text, path.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
                )
            case (_, "戻り.docx", "後"):
                assert waiting is not None
                edit_word(copy / "戻り.docx", waiting.text, block.text)
            case (_, "全課.xlsx", "後"):
                assert waiting is not None
                edit_workbook(copy / "build/ask/全課.xlsx", copy / "回収/全課.xlsx", waiting.text, block.text)
            case ("text", "画面"):
                assert without_measures(block.text) in said_of(copy, command, monkeypatch)
                shown.append(words_of(command)[0])
    assert shown == ["snapshot", "receive", "accept", "ask", "collect", "accept"]
    source = (copy / "plan_source" / "framework.yaml").read_text("utf-8")
    assert "困りごとをいち早く" in source
    assert "見守り支援事業を広げて後押しします。" in source


def words_of(command: str) -> list[str]:
    """What make tells the program, by the names of its variables."""
    _, name, *values = command.split()
    pairs = (value.split("=", 1) for value in values)
    return [
        name,
        *(word for key, value in pairs for word in ([] if key in BARE else [f"--{key.lower()}"]) + [value]),
    ]


def edit_word(path: Path, old: str, new: str) -> None:
    """What somebody types over in a Word file, with tracking off."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"]
    assert text.count(old.encode()) == 1
    parts["word/document.xml"] = text.replace(old.encode(), new.encode())
    path.write_bytes(packed(parts))


def edit_workbook(path: Path, returned: Path, old: str, new: str) -> None:
    """What somebody types over in a cell of 取組, saved by another program."""
    book = load_workbook(path)
    (cell,) = (each for row in book["取組"] for each in row if str(each.value or "").endswith(old))
    cell.value = str(cell.value).replace(old, new)
    returned.parent.mkdir()
    book.save(returned)


def test_the_whole_cycle_prints_what_the_guide_shows(
    tmp_path: Path, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the draft to the adopted plan, command by command. The snapshot of the draft is the one that the example has: its source, its
    templates, and the pages on which it stands today."""
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    with ZipFile(EXAMPLE / "snapshots" / f"{BEFORE}.zip") as draft:
        draft.extractall(tmp_path, [name for name in draft.namelist() if name.startswith("plan_source/")])
    waiting: Block | None = None
    command, seen = "", ""
    shown: list[str] = []
    for block in blocks_of(CYCLE):
        match block.words:
            case ("sh",):
                command, seen = block.text, ""
                if command == "make check":  # before it, the guide has the plan replaced
                    shutil.rmtree(tmp_path / "plan_source")
                    shutil.copytree(EXAMPLE / "plan_source", tmp_path / "plan_source")
            case (_, _, "前"):
                waiting = block
            case (_, _, "後"):
                assert waiting is not None
                edit(tmp_path, waiting, block)
            case ("text", "画面"):
                seen = seen or said_of(tmp_path, command, monkeypatch)
                assert without_measures(block.text) in seen
                shown.append(command.removeprefix("make "))
    assert shown == [
        "plan",
        "snapshot NAME=素案",
        "public-comment",
        "check",
        "plan",
        *["compare FROM=素案"] * 3,
        "causes FROM=素案",
        "answers FROM=素案",
        "plan STAGE=策定",
    ]
    kept, now = (
        read_version(Project(each / "plan_source", each / "templates", each / "build"), BEFORE)
        for each in (EXAMPLE, tmp_path)
    )
    assert (now.files.source, now.pages) == (kept.files.source, kept.pages)
    assert now.files.templates == kept.files.templates


def test_what_the_cycle_shows_of_files_stands_in_them() -> None:
    """The lines of the example that the guide explains."""
    lines = [block for block in blocks_of(CYCLE) if block.words[-1] == "見本"]
    assert lines
    for block in lines:
        assert block.text in dedented(EXAMPLE / "plan_source" / block.words[1])


def dedented(path: Path) -> str:
    """A file without the indentation that a list in it has."""
    return re.sub("^  ", "", path.read_text("utf-8"), flags=re.MULTILINE)


def test_other_screens_are_those_of_their_commands(copy: Path) -> None:
    """The table at a run's end, a new plan, and what make says when it prepares itself."""
    screens: Mapping[str, str] = {
        block.words[-1]: block.text
        for chapter in sorted(GUIDE.glob("*.md"))
        for block in blocks_of(chapter.name)
        if block.words[:2] == ("text", "画面") and len(block.words) > 2
    }
    for line in screens["用意"].splitlines():
        assert f'"{line}"' in (ROOT / "Makefile").read_text("utf-8")
    walk = next(block for block in blocks_of("02-first-edit.md") if block.words == ("text", "画面"))
    assert walk.text.startswith(screens["plan"])
    shutil.rmtree(copy / "plan_source")
    assert screens["new"] in screen_of(copy, "make new")
