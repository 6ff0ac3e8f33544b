"""The preview from its beginning to its end: the server, what follows the source, and that all of it ends together."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import uvicorn

from pipeline.preview.address import Address, listen, new_address
from pipeline.preview.app import application
from pipeline.preview.desk import Desk
from pipeline.preview.editor import find_editor
from pipeline.preview.guard import Guard
from pipeline.workspace.project import Project

_LOOK = 0.2  # seconds between looks whether it is over
_CONNECTIONS = 200  # at once
_PATIENCE = 8  # seconds in which answers that were begun are ended
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def preview(project: Project, port: int, opened: Callable[[Address], None]) -> None:
    """Show a plan until all its tabs are closed, or Ctrl-C. `opened` hears of the address when the preview answers.

    Raises MachineError where the port can't be had.
    """
    with listen(port) as listening, suppress(KeyboardInterrupt):
        address = new_address(listening.getsockname()[1])
        asyncio.run(_preview(project, address, listening, opened))


class _Server(uvicorn.Server):
    """A server that a signal ends: that is how a preview ends, and nothing is interrupted."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        numbers = [number for name in _SIGNALS if (number := getattr(signal, name, None))]
        before = {number: signal.signal(number, self.handle_exit) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


async def _preview(
    project: Project, address: Address, listening: socket.socket, opened: Callable[[Address], None]
) -> None:
    desk = Desk(project, find_editor(os.environ))
    server = _Server(
        uvicorn.Config(
            Guard(application(desk), address),
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=_PATIENCE,
        )
    )
    serving = asyncio.create_task(server.serve([listening]))
    beside = [asyncio.create_task(each) for each in desk.work()]
    try:
        while not server.started and not serving.done():
            await asyncio.sleep(_LOOK / 10)
        opened(address)
        while not (
            serving.done()
            or desk.listeners.gone()
            or server.should_exit
            or any(each.done() for each in beside)
        ):
            await asyncio.sleep(_LOOK)
    finally:
        server.should_exit = True
        for each in beside:
            each.cancel()
        await desk.end()
        await asyncio.gather(*beside, serving, return_exceptions=True)
    for each in beside:  # one that ended by itself says why
        if not each.cancelled():
            each.result()
