"""The source is followed: by the system's events where there are any, and by looking, since events get lost on network drives.

What is looked at are names, sizes and times; for a while after each change the files are read again whatever those say, since times of
some drives are as coarse as two seconds.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

# Seconds: from one look to the next, at most this share of the time spent with looking, and after a change until files are read again.
_PAUSE, _SHARE, _COARSE = 1.0, 0.1, 2.5
# Milliseconds: events that come together are one, and for how long they may go on.
_STEP, _LONGEST = 10, 200

State = Mapping[str, tuple[int, int, int]]


def state_of(folders: Sequence[Path]) -> State:
    """Size, time and number of every file by its path; what goes while one looks is not there."""
    return {path: facts for folder in folders for path, facts in _entries(folder)}


def _entries(folder: Path | str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")):
                    continue
                if entry.is_dir():
                    yield from _entries(entry.path)
                    continue
                with suppress(OSError):
                    stat = os.stat(entry.path)  # an entry's own may be old on Windows
                    yield entry.path, (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    except OSError:
        return


class Follower:
    """Says when files have to be read: `due` is set, and whoever reads calls `begin` before. `differs` says that something was saved,
    while what is read again to make sure is as good as it was."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self.due = asyncio.Event()
        self.differs = True
        self._seen: State = {}
        self._again = 0.0  # when files are read again, whatever their times say

    async def begin(self) -> None:
        """Files are about to be read: what changes from now on is a change."""
        self.due.clear()
        self.differs = False
        self._seen = await asyncio.to_thread(state_of, self.folders)

    def change(self) -> None:
        """Something was saved."""
        self.differs = True
        self.due.set()

    def settle(self) -> None:
        """What was read differed from before: it is read once more when times have gone on."""
        self._again = time.monotonic() + _COARSE

    async def listen(self) -> None:
        """Hear the system's events for as long as there are any."""
        from watchfiles import awatch

        while True:
            there = [folder for folder in self.folders if folder.is_dir()]
            with suppress(
                OSError, RuntimeError
            ):  # a folder that goes, or a system without events: there are looks
                async for _ in awatch(*there, watch_filter=None, step=_STEP, debounce=_LONGEST):
                    self.change()
                    if not all(folder.is_dir() for folder in there):
                        break
            await asyncio.sleep(_PAUSE)

    async def look(self) -> None:
        """Look again and again whether anything differs from what was seen."""
        while True:
            begin = time.monotonic()
            state = await asyncio.to_thread(state_of, self.folders)
            now = time.monotonic()
            if state != self._seen:
                self.change()
            elif self._again and now >= self._again:
                self._again = 0.0
                self.due.set()
            await asyncio.sleep(max(_PAUSE, (now - begin) / _SHARE))
