"""No save is missed, whether the system tells of it or not."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.preview import follow
from pipeline.preview.follow import Follower, state_of


def save_in_place(path: Path) -> None:
    path.write_text("新しい文章", "utf-8")


def save_by_renaming(path: Path) -> None:
    """As many editors do: a new file takes the place of the old one."""
    beside = path.with_name("beside")
    beside.write_text("新しい文章", "utf-8")
    os.replace(beside, path)


def save_as_long_and_as_old(path: Path) -> None:
    """As long as before, with the time of before: another file by its number alone."""
    before = path.stat()
    beside = path.with_name("beside")
    beside.write_bytes(b"x" * before.st_size)
    os.utime(beside, ns=(before.st_atime_ns, before.st_mtime_ns))
    os.replace(beside, path)


def add(path: Path) -> None:
    (path.parent / "chapters").mkdir()
    (path.parent / "chapters" / "new.md").write_text("章", "utf-8")


SAVES = (save_in_place, save_by_renaming, save_as_long_and_as_old, add, Path.unlink)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan_source" / "plan.yaml"
    path.parent.mkdir()
    path.write_text("古い文章", "utf-8")
    return path


@pytest.mark.parametrize("save", SAVES)
def test_a_save_is_seen_without_any_event(file: Path, save: Callable[[Path], None]) -> None:
    before = state_of([file.parent])
    save(file)
    assert state_of([file.parent]) != before


def test_what_is_hidden_or_locked_by_word_is_no_file_of_the_plan(file: Path) -> None:
    before = state_of([file.parent])
    (file.parent / "~$plan.docx").write_bytes(b"")
    (file.parent / ".git").mkdir()
    (file.parent / ".git" / "index").write_bytes(b"")
    assert state_of([file.parent]) == before
    assert state_of([file.parent / "none"]) == {}


async def due(follower: Follower, what: Callable[[], object]) -> bool:
    """Whether a change is told within a few looks."""
    looking = asyncio.create_task(follower.look())
    await follower.begin()
    assert not follower.due.is_set()
    what()
    try:
        await asyncio.wait_for(follower.due.wait(), 5)
    except TimeoutError:
        return False
    finally:
        looking.cancel()
    return True


def test_looking_alone_finds_a_save(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a network drive, from which no events come."""
    monkeypatch.setattr(follow, "_PAUSE", 0.02)

    async def run() -> None:
        follower = Follower([file.parent])
        assert await due(follower, lambda: save_in_place(file))
        assert follower.differs

    asyncio.run(run())


def test_after_a_change_the_files_are_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved twice within a drive's coarse time looks the same; the page is as good as it was meanwhile."""
    monkeypatch.setattr(follow, "_PAUSE", 0.02)
    monkeypatch.setattr(follow, "_COARSE", 0.05)

    async def run() -> None:
        follower = Follower([file.parent])
        assert await due(follower, follower.settle)
        assert not follower.differs

    asyncio.run(run())


def test_what_is_saved_while_files_are_read_is_read_again(file: Path) -> None:
    async def run() -> None:
        follower = Follower([file.parent])
        await follower.begin()
        follower.change()
        assert follower.due.is_set()

    asyncio.run(run())


def test_the_systems_events_are_heard_at_once(file: Path) -> None:
    async def run() -> None:
        follower = Follower([file.parent, file.parent.parent / "templates"])
        listening = asyncio.create_task(follower.listen())
        await follower.begin()
        for _ in range(100):  # from when on they are heard, nobody is told
            save_by_renaming(file)
            with suppress(TimeoutError):
                await asyncio.wait_for(follower.due.wait(), 0.1)
                break
        assert follower.differs
        listening.cancel()

    asyncio.run(run())
