"""Those who listen to the preview: each tab's stream of server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from pipeline.frozen import dataclass

# Seconds: between signs of life; how long nobody may listen after a tab was closed (which a reload does, too), or after a
# connection was lost without a word (a machine that sleeps, a tab that the browser puts away).
_BEAT, _CLOSED, _LOST = 2.0, 6.0, 180.0
_WAITING = 500  # events that a tab may leave unread until it has to begin anew

Told = Callable[[], Mapping[str, Any]]


def event(kind: str, told: Mapping[str, Any]) -> bytes:
    """An event as it is sent."""
    return f"event: {kind}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n".encode()


@dataclass
class Listener:
    """A tab. `paper` says that it shows pages as they print."""

    waiting: asyncio.Queue[bytes]
    paper: bool = False


class Listeners:
    """All tabs, and whether there are any left."""

    def __init__(self) -> None:
        self._all: list[Listener] = []
        self._left = float("inf")  # when the last one is gone for good
        self._said = float("-inf")  # when one last said that it is being closed
        self._ended = False

    def say(self, kind: str, told: Mapping[str, Any]) -> None:
        """Tell all tabs. One that does not read begins anew when its browser asks again."""
        message = event(kind, told)
        for each in list(self._all):
            if each.waiting.full():
                self._leave(each)
                each.waiting.get_nowait()
                each.waiting.put_nowait(b"")
            else:
                each.waiting.put_nowait(message)

    @property
    def want_paper(self) -> bool:
        """Whether somebody looks at pages as they print."""
        return any(each.paper for each in self._all)

    @property
    def count(self) -> int:
        return len(self._all)

    async def stream(self, first: Told, beat: Told, paper: bool) -> AsyncIterator[bytes]:
        """What a tab hears: the state as it is, then what happens, and signs of life between."""
        listener = Listener(asyncio.Queue(_WAITING), paper)
        self._all.append(listener)
        self._left = float("inf")
        try:
            yield event("state", first())
            while not (self._ended and listener.waiting.empty()):
                try:
                    message = await asyncio.wait_for(listener.waiting.get(), _BEAT)
                except TimeoutError:
                    message = b"" if self._ended else event("beat", beat())
                if not message:
                    return
                yield message
        finally:
            self._leave(listener)
            if not self._all:
                now = time.monotonic()
                self._left = now + (_CLOSED if now - self._said < _CLOSED else _LOST)

    def _leave(self, listener: Listener) -> None:
        self._all = [each for each in self._all if each is not listener]

    def leaving(self) -> None:
        """A tab says that it is being closed, or loaded anew."""
        self._said = time.monotonic()
        if not self._all:
            self._left = min(self._left, self._said + _CLOSED)

    def gone(self) -> bool:
        """Whether all tabs are gone for good: there were some."""
        return not self._all and time.monotonic() >= self._left

    def end(self) -> None:
        """Nothing more will happen."""
        self._ended = True
        self.say("end", {})
