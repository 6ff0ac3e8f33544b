"""The preview as its user starts it: a process that is there at once, and leaves nothing behind."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from pipeline.frozen import dataclass
from pipeline.workspace.project import Project
from tests.goldens import ROOT
from tests.hostile.projects import write_project

_PATIENCE = 60


@dataclass
class Running:
    """A preview, and the stream of its events."""

    process: subprocess.Popen[str]
    url: str
    events: http.client.HTTPResponse

    def request(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> http.client.HTTPResponse:
        parts = urlsplit(self.url)
        assert parts.hostname
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=_PATIENCE)
        connection.request(method, f"{parts.path}{path}", body, headers or {})
        return connection.getresponse()

    def post(self, path: str, told: object) -> int:
        parts = urlsplit(self.url)
        headers = {"Content-Type": "application/json", "Origin": f"http://{parts.netloc}"}
        return self.request("POST", path, json.dumps(told), headers).status

    def hear(self, kind: str, which: Callable[[Any], bool] = lambda told: True) -> Any:
        """The next event of a kind that is as it should be."""
        while line := self.events.readline().decode():
            if line == f"event: {kind}\n":
                told = json.loads(self.events.readline().decode().removeprefix("data: "))
                if which(told):
                    return told
        raise AssertionError(f"no {kind}")


def started(project: Project) -> Running:
    command = [sys.executable, "-m", "pipeline", "preview", "--no-browser"]
    folders = ["--source", project.source, "--templates", project.templates, "--output", project.output]
    process = subprocess.Popen(
        [*command, *map(str, folders)],
        cwd=project.source.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    url = next(line.strip() for line in process.stdout if "http://" in line)
    running = Running(process, url, None)  # type: ignore[arg-type]
    running.events = running.request("GET", "events")
    return running


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    running = started(write_project(tmp_path))
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def children_of(pid: int) -> list[int]:
    """All processes that a process has started, and theirs."""
    found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = [tuple(map(int, line.split())) for line in found.splitlines()]
    own = [child for child, parent in parents if parent == pid]
    return [*own, *(each for child in own for each in children_of(child))]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


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

    begun = children_of(running.process.pid)
    running.process.send_signal(signal.SIGINT)
    out, err = running.process.communicate(timeout=_PATIENCE)
    assert running.process.returncode == 0
    assert "プレビューを終わりました。" in out
    assert err == ""
    end = time.monotonic() + _PATIENCE
    while (left := [each for each in begun if alive(each)]) and time.monotonic() < end:
        time.sleep(0.05)
    assert left == []
