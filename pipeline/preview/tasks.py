"""What the preview's buttons do: the same as commands, in a process of their own, one at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.preview.child import Child, Gone
from pipeline.preview.work import told_of
from pipeline.workspace.project import Project

NAMES: Mapping[str, str] = {
    "plan": "文書を作る",
    "check": "確認する",
    "snapshot": "版を残す",
    "compare": "比べる",
}
_STOPPED: Mapping[str, Any] = {
    "problems": [{"message": "途中でやめました", "hint": "文書は前のままです"}],
    "failed": True,
}
_LOST: Mapping[str, Any] = {
    "problems": [{"message": "途中で終わりました", "hint": "もう一度押してください"}],
    "failed": True,
}


class Tasks:
    """What is being done, or was done last; every tab sees the same. `made` are the files of what was done, by number."""

    def __init__(self, project: Project, say: Callable[[str, Mapping[str, Any]], None]) -> None:
        self.project = project
        self.state: Mapping[str, Any] = {}
        self.made: dict[int, Path] = {}
        self._say = say
        self._task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None and not self._task.done()

    def begin(self, job: str, told: Mapping[str, Any]) -> bool:
        """Begin one of these, unless another goes on."""
        if self.busy:
            return False
        self._task = asyncio.create_task(self._do(job, told))
        return True

    async def stop(self) -> None:
        """End what goes on."""
        if self._task and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _do(self, job: str, told: Mapping[str, Any]) -> None:
        begun = time.monotonic()
        child = Child()
        called = {"job": job, "name": NAMES[job], **({"told": told} if told else {})}
        self._show({**called, "step": "始めています"})
        answer = _STOPPED
        try:
            answer, _ = await child.ask(
                {**told, "job": job, "project": told_of(self.project)},
                lambda step: self._show({**called, "step": step}),
            )
        except Gone:
            answer = _LOST
        finally:
            await child.end()
            files = [self._file(Path(name)) for name in answer.get("files", ())]
            seconds = round(time.monotonic() - begun, 1)
            self._show({**called, **answer, "files": files, "ended": True, "seconds": seconds})

    def _file(self, path: Path) -> Mapping[str, Any]:
        """A file that was made, as it is asked for: by a number, since what a browser names is no path."""
        known = {other: number for number, other in self.made.items()}
        number = known.get(path, len(self.made))
        self.made[number] = path
        return {"number": number, "name": path.name, "place": str(path)}

    def _show(self, state: Mapping[str, Any]) -> None:
        self.state = state
        self._say("task", state)
