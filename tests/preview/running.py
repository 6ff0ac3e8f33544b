"""The preview as its user starts it: a process, its address, and the stream of its events."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from pipeline.frozen import dataclass
from pipeline.workspace.project import Project
from tests.goldens import ROOT

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

    def read(self, path: str) -> Any:
        """An answer in JSON."""
        return json.loads(self.request("GET", path).read())

    def next(self) -> tuple[str, Any]:
        """The next event: its kind, and what it tells."""
        while line := self.events.readline().decode():
            if line.startswith("event: "):
                return line.split()[1], json.loads(self.events.readline().decode().removeprefix("data: "))
        raise AssertionError("the preview has ended")

    def hear(self, kind: str, which: Callable[[Any], bool] = lambda told: True) -> Any:
        """The next event of a kind that is as it should be."""
        while True:
            came, told = self.next()
            if came == kind and which(told):
                return told


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
