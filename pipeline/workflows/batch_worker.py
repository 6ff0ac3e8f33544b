"""A worker of a batch: what it keeps from one plan to the next, which is nothing of a plan itself.

LibreOffice and pandoc stay open, what was asked of the machine is known, and templates that offices share are read once. All of it ends
with the worker, or where no plan comes for a while: the workers of a cluster live on when a batch is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer

from pipeline.layout.engine import Engine, find_engine
from pipeline.layout.office import Office
from pipeline.source.parse_cache import Memory, Shelf
from pipeline.system.kept_pandoc import KeptPandoc
from pipeline.workflows.prepare import Means
from pipeline.workspace.kept import layout_cache, recall_among_many
from pipeline.workspace.project import Project

_IDLE = 20.0  # seconds


class Worker:
    """Builds one plan at a time, with what it has; `means` is how it reads."""

    def __init__(self, idle: float = _IDLE) -> None:
        self._idle = idle
        self._at_work = Lock()
        self._timer: Timer | None = None
        self._engine: Engine | None = None
        self._pandoc = KeptPandoc()
        self._shelf = Shelf()
        self.means = Means(self._pandoc.read, self._recall)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While it builds a plan. A worker may have threads: they wait for each other."""
        with self._at_work:
            if self._timer:
                self._timer.cancel()
            try:
                yield
            finally:
                self._timer = Timer(self._idle, self.end)
                self._timer.daemon = True
                self._timer.start()

    def engine(self, project: Project) -> Engine | None:
        """LibreOffice for this project, open until the worker ends; None where there is none."""
        if self._engine is None:
            self._engine = find_engine(layout_cache(project))
            if self._engine:
                self._engine.office.__enter__()
        elif self._engine.office.is_worn:
            self._change_office(self._engine)
        return self._engine and self._engine.beside(layout_cache(project))

    def end(self) -> None:
        """End what is open, unless a plan is being built; what another plan needs is started anew."""
        if self._at_work.acquire(blocking=False):
            try:
                self._pandoc.end()
                if self._engine:
                    self._engine.office.__exit__(None, None, None)
                self._engine = None
            finally:
                self._at_work.release()

    def _change_office(self, engine: Engine) -> None:
        engine.office.__exit__(None, None, None)
        engine.office = Office(engine.office.program)
        engine.office.__enter__()

    def _recall(self, project: Project) -> Memory:
        return recall_among_many(project, self._shelf)
