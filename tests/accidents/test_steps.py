"""Writing that is broken off at each of its steps in turn: by a kill, by Ctrl-C, by a disk that refuses."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from pipeline.commands.documents import images_command
from pipeline.commands.screen import Exit
from pipeline.system import interrupts
from pipeline.workspace import output
from tests.accidents.steps import DONE, INTERRUPTED, NEW, OLD, TOLD, each_step, fresh, state_of
from tests.layout.projects import contents_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="フォークできるシステムで確かめます")


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def press_twice() -> None:
    try:
        press()
    finally:
        press()


def listen() -> None:
    """As in a terminal: where tests run in the background, Ctrl-C is ignored from the start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupts.listen()


def refuse() -> None:
    raise OSError(28, "No space left on device")


def test_after_a_kill_the_next_run_finds_or_makes_one_set(tmp_path: Path) -> None:
    """Before the list is there, the old documents stand; after it, the new ones are put, and nothing is left over."""
    found = []
    for folder, code in each_step(tmp_path, kill):
        assert code == -signal.SIGKILL
        begun = state_of(folder)
        output.complete(folder)
        found.append((begun, state_of(folder)))
        assert not (folder / ".writing").exists()
    assert {after for _, after in found} == {"old", "new"}
    assert ("between", "new") in found
    assert ("between", "old") not in found
    assert ("new", "old") not in found


@pytest.mark.parametrize("pressed", [press, press_twice])
def test_after_ctrl_c_there_is_one_set_at_once(tmp_path: Path, pressed: object) -> None:
    """Nothing has to be completed: what is half put into place is put."""
    assert callable(pressed)
    found = []
    for folder, code in each_step(tmp_path, pressed, listen):
        found.append(state_of(folder))
        assert code == INTERRUPTED
        if pressed is press:
            assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
        output.complete(folder)
        assert state_of(folder) == found[-1]
    assert set(found) == {"old", "new"}


def test_a_disk_that_refuses_is_told_and_leaves_one_set(tmp_path: Path) -> None:
    """Whatever it refuses: the next run, if not this one, has all."""
    for folder, code in each_step(tmp_path, refuse):
        output.complete(folder)
        assert state_of(folder) in ("old", "new")
        assert code in (TOLD, DONE)


def test_a_list_that_nobody_wrote_is_cleared_away(tmp_path: Path) -> None:
    """Damaged, or one that leads out of the folder."""
    for text in ("", "{", "[]", '{"new": 1}', '{"new": ["../a"], "gone": []}', '{"new": [], "gone": ["/a"]}'):
        (tmp_path / "a").write_text("mine")
        desk = tmp_path / "build" / ".writing"
        desk.mkdir(parents=True, exist_ok=True)
        (desk / "list.json").write_text(text)
        (desk / "a").write_text("new")
        output.complete(tmp_path / "build")
        assert not desk.exists()
        assert (tmp_path / "a").read_text() == "mine"


def test_pictures_of_pages_are_those_of_one_set(tmp_path: Path) -> None:
    """`make images` after a kill looks at what was meant to be there."""
    folder = fresh(tmp_path / "build")
    desk = folder / ".writing"
    desk.mkdir()
    (desk / "summary.docx").write_bytes(NEW["summary.docx"])
    (desk / "list.json").write_text('{"new": ["summary.docx", "plan.docx"], "gone": ["plan.pdf"]}')
    with pytest.raises(SystemExit) as caught:
        images_command(folder)
    assert caught.value.code == Exit.MACHINE  # there is no PDF any more
    assert contents_of(folder) == {"plan.docx": OLD["plan.docx"], "summary.docx": NEW["summary.docx"]}
