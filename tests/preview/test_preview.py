"""The preview as its user starts it: a process that is there at once, and leaves nothing behind."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.projects import write_project
from tests.preview.long import copied, run
from tests.preview.processes import alive, descendants
from tests.preview.running import Running, started

_PATIENCE = 60


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    running = started(write_project(tmp_path))
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def test_it_follows_the_source_does_what_is_asked_and_leaves_nothing_behind(
    running: Running, tmp_path: Path
) -> None:
    """From the first page over an edit, an error, and a task, to Ctrl-C."""
    chapter = tmp_path / "plan_source/chapters/01-text.md"
    before = chapter.read_text("utf-8")
    state = running.hear("state")
    if not state["pages"]:
        state = running.hear("update", lambda told: told.get("pages"))
    chapter.write_text(before + "\n\n新しい段落です。\n", "utf-8")
    update = running.hear("update", lambda told: "新しい段落です。" in str(told["operations"]))
    assert not update["old"]
    chapter.write_text(before + "\n\n[](#none)\n", "utf-8")
    update = running.hear("update", lambda told: told["old"])
    assert [each["code"] for each in update["problems"]] == ["ref.missing"]
    chapter.write_text(before, "utf-8")
    running.hear("update", lambda told: not told["old"])

    assert running.post("do/snapshot", {"name": "素案"}) == 202
    task = running.hear("task", lambda told: told.get("ended"))
    assert "素案.zip" in task["done"]
    (file,) = task["files"]
    kept = (tmp_path / "snapshots/素案.zip").read_bytes()
    assert running.request("GET", f"made/{file['number']}/x").read() == kept
    assert running.hear("versions") == {"snapshots": ["素案"]}
    assert running.post("do/snapshot", {"name": "素案/"}) == 202
    task = running.hear("task", lambda told: told.get("ended"))
    assert [each["code"] for each in task["problems"]] == ["snapshot.name"]

    begun = descendants(running.process.pid)
    running.process.send_signal(signal.SIGINT)
    out, err = running.process.communicate(timeout=_PATIENCE)
    assert running.process.returncode == 0
    assert "プレビューを終わりました。" in out
    assert err == ""
    end = time.monotonic() + _PATIENCE
    while (left := [each for each in begun if alive(each)]) and time.monotonic() < end:
        time.sleep(0.05)
    assert left == []


def test_a_day_of_edits_ends_with_the_pages_of_a_fresh_preview(tmp_path: Path) -> None:
    """The long run is `python -m tests.preview.long`, which measures memory as well."""
    outcome = run(copied(tmp_path), edits=8, broken=1, seed=3, tell=lambda line: None)
    assert outcome.wrong == []
