"""Another process of this program, in which something is done that takes long: it says how far it is, and ends with this one."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from pipeline.preview.frames import framed, read_head
from pipeline.system.processes import APART
from pipeline.system.python import python_with

_SERVE = "import sys; sys.path[:] = {path!r}; sys.argv[:] = {argv!r}; from pipeline.preview.work import serve; serve()"
_LONGEST = 64 * 1024 * 1024  # a line: messages of very broken plans are many
_PATIENCE = 6.0  # seconds in which it clears away what it has begun

Say = Callable[[str], None]


class Gone(Exception):
    """The process ended before it had done what it was asked."""


class Child:
    """A process that is started when it is first asked for something, and again after it has ended. One that begins nothing which
    has to be cleared away gets no `patience`."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._process: asyncio.subprocess.Process | None = None
        self._one = asyncio.Lock()
        self._is_at_it = (
            False  # what it was asked and nobody waits for: its answer would be taken for the next one's
        )

    async def ask(
        self, asked: Mapping[str, Any], say: Say, data: bytes = b""
    ) -> tuple[dict[str, Any], bytes]:
        """What comes of it, and bytes; one thing after another. `say` hears of each step. Raises Gone."""
        async with self._one:
            process = await self._running()
            assert process.stdin
            assert process.stdout
            try:
                process.stdin.write(framed(asked, data))
                await process.stdin.drain()
                while True:
                    told, more = read_head(await process.stdout.readline())
                    if (step := told.get("step")) is None:
                        return told, await process.stdout.readexactly(more)
                    say(step)
            except (OSError, ValueError, asyncio.IncompleteReadError) as error:
                await self.end()
                raise Gone from error
            except asyncio.CancelledError:
                self._is_at_it = True
                raise

    async def _running(self) -> asyncio.subprocess.Process:
        if self._is_at_it:
            await self.end()
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                *python_with(_SERVE.format(path=sys.path, argv=sys.argv)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                limit=_LONGEST,
                **APART,  # Ctrl-C is for the process that the user has started, which ends the others
            )
        return self._process

    async def end(self) -> None:
        """End it, and all that it has started."""
        process, self._process, self._is_at_it = self._process, None, False
        if process is None or process.returncode is not None:
            return
        assert process.stdin
        with suppress(OSError):
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), self._patience)
        except TimeoutError:
            process.kill()
            await process.wait()
