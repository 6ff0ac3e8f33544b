"""The preview's desk: the plan as it is now, read again whenever it was saved, and everything that tabs are told of it."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.preview.editor import Editor
from pipeline.preview.follow import Follower, state_of
from pipeline.preview.former import site_of_version
from pipeline.preview.listeners import Listeners
from pipeline.preview.marks import Base, base_of, marks
from pipeline.preview.paper import Paper
from pipeline.preview.session import Session, Update
from pipeline.preview.shown import Shown
from pipeline.preview.tasks import Tasks
from pipeline.workspace.project import Project
from pipeline.workspace.versions import snapshot_names

OPENED = "開いたとき"
# Seconds until errors are told: an editor may be half-way through saving, and the next look finds the plan right again.
_HALF_WRITTEN = 0.25
_PAUSE = 0.5  # seconds without another text after which its words are looked at
_AGAIN = 1.0  # seconds until a check that told nothing is tried again


class Desk:
    """One plan on the desk, for all tabs."""

    def __init__(self, project: Project, editor: Editor | None) -> None:
        self.project = project
        self.editor = editor
        self.session = Session(project)
        self.listeners = Listeners()
        self.follower = Follower((project.source, project.templates))
        self.tasks = Tasks(project, self._task)
        self.paper = Paper(project, self._paper, lambda: self.listeners.want_paper)
        self.shown = Shown(Update(0))
        self.bases: dict[str, Base] = {}
        self.broken = ""  # a mistake of this program
        self._reading = False
        # Pages are written by one thread, and the finished documents checked beside it.
        self._reader, self._checker = (ThreadPoolExecutor(1, name) for name in ("read", "check"))
        self._check = asyncio.Event()

    # What tabs are told

    @property
    def state(self) -> Mapping[str, Any]:
        """Everything, for a tab that begins."""
        site = self.shown.update.site
        return {
            **self.beat,
            **self.shown.state,
            "pages": self.shown.pages,
            "plan": site.facts.name if site else self.project.source_called,
            "editor": self.editor.name if self.editor else "",
            "task": self.tasks.state,
            "snapshots": snapshot_names(self.project),
            "paper": self.paper.state,
        }

    @property
    def beat(self) -> Mapping[str, Any]:
        """Whether what is shown is what the files say, as far as anybody has looked."""
        current = not (self._reading or self.follower.differs)
        return {"version": self.shown.update.version, "current": current, "broken": self.broken}

    def _paper(self, kind: str, told: Mapping[str, Any]) -> None:
        self.listeners.say(kind, told)
        if not (told["old"] or told["step"]):
            self.follower.due.set()  # page numbers may be others now

    def _task(self, kind: str, told: Mapping[str, Any]) -> None:
        self.listeners.say(kind, told)
        if told.get("ended"):
            self.follower.due.set()  # page numbers may be others now
            self.listeners.say("versions", {"snapshots": snapshot_names(self.project)})

    # The plan is followed

    def work(self) -> Iterator[Coroutine[Any, Any, None]]:
        """What goes on as long as the preview does."""
        yield self.read()
        yield self.check()
        yield self.follower.listen()
        yield self.follower.look()
        yield self.paper.follow()

    async def read(self) -> None:
        """Read the plan, and again after each change."""
        self.follower.change()
        while True:
            await self.follower.due.wait()
            self._reading = self.follower.differs
            if self._reading:
                self.paper.saved()
            await self.follower.begin()
            self.listeners.say("beat", self.beat)
            update = await self._done(self._reader, partial(self.session.update, self.paper.is_seen))
            if not update.is_now and not self.shown.is_broken:
                await asyncio.sleep(_HALF_WRITTEN)
            if not self.follower.due.is_set() or update.is_now:
                self._reading = False
                self.take(update)

    async def check(self) -> None:
        """Look at the finished documents, whenever the text was changed."""
        while True:
            await self._check.wait()
            self._check.clear()
            await self.paper.seen()
            self.take(await self._done(self._checker, self.session.check))
            if self.shown.update.checked:
                # What is said of words takes longer than files, and is wanted once somebody pauses.
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._check.wait(), _PAUSE)
                    continue
                self.take(await self._done(self._checker, self.session.word))
            update = self.shown.update
            if (
                update.is_now and not update.checked
            ):  # the process that checks has ended, or the text is another one
                await asyncio.sleep(_AGAIN)
                self._check.set()

    async def _done(self, by: ThreadPoolExecutor, step: Callable[[], Update]) -> Update:
        """What comes of a step of the session; the update that is shown where this program makes a mistake: it shows that it is one."""
        try:
            update = await asyncio.get_running_loop().run_in_executor(by, step)
            self.broken = ""
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            self.broken = f"{type(error).__name__}: {error}"
            return self.shown.update
        return update

    def take(self, update: Update) -> None:
        """Show an update, and tell all tabs."""
        before = self.shown
        if update.version <= before.update.version:
            self.listeners.say("beat", self.beat)
            return
        self.shown = before.followed_by(update)
        around = {"pages": self.shown.pages} if self.shown.shell != before.shell else {}
        self.listeners.say("update", {**self.beat, **self.shown.words, **around})
        if self.shown.text != before.text:
            self.follower.settle()
            if update.site and OPENED not in self.bases:
                self.bases[OPENED] = base_of(OPENED, update.site)
        if update.is_now and update.digest != before.update.digest:
            self.paper.changed(update.digest)
        if update.is_now and not update.checked:
            self._check.set()

    # What tabs ask for

    def words_for(self, job: str, told: Mapping[str, Any]) -> Mapping[str, str] | None:
        """What a task needs to know of what a page has sent; None where that is not right."""
        match told:
            case {"name": str(name)} if job == "snapshot":
                return {"name": name}
            case {"from": str(name)} if job == "compare" and name in snapshot_names(self.project):
                return {"from": name}
            case _:
                return {} if job in ("plan", "check") else None

    def file_of(self, name: str) -> Path | None:
        """The file of the plan or of its templates that messages call so; None where no such file belongs to them."""
        folders = {
            self.project.source_called: self.project.source,
            self.project.templates_called: self.project.templates,
        }
        for called, folder in folders.items():
            inside = name.removeprefix(f"{called}/")
            if inside != name and str(folder / inside) in state_of((folder,)):
                return folder / inside
        return None

    # What differs from before

    async def marks(self, name: str) -> Mapping[str, Any]:
        """What differs from the plan as it was when the preview was opened, or from a snapshot. Raises KeikakuError, and KeyError
        where there is no such version."""
        if name != OPENED and name not in snapshot_names(self.project):
            raise KeyError(name)
        if name not in self.bases:
            loop = asyncio.get_running_loop()
            former = await loop.run_in_executor(self._checker, site_of_version, self.project, name)
            self.bases[name] = base_of(name, former)
        site = self.shown.update.site
        found = await asyncio.to_thread(lambda: list(marks(self.bases[name], site)) if site else [])
        return {"base": name, "marks": [asdict(each) for each in found]}

    async def end(self) -> None:
        """End everything that was started."""
        self.listeners.end()
        await asyncio.gather(self.tasks.stop(), self.paper.end())
        for each in (self._reader, self._checker):
            each.shutdown(wait=False, cancel_futures=True)
        self.session.end()
