"""The plan as it is shipped: what a run takes, against LibreOffice alone."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.clock import Run, RunFailed, Series
from benchmarks.workshop import Workshop

_SHORT, _MIDDLE = 7, 5  # runs of what takes seconds
_NO_START = "LibreOffice was not started"


@dataclass(frozen=True)
class Result:
    """What was measured, against a peer in the same run where there is one, and what was seen to hold."""

    what: str
    ours: Series
    peer: Series | None = None
    target: float | None = None
    seen: str = ""

    @property
    def ratio(self) -> float | None:
        """Of the medians by the clock."""
        return self.ours.wall / self.peer.wall if self.peer else None

    @property
    def cpu_ratio(self) -> float | None:
        return self.ours.cpu / self.peer.cpu if self.peer else None


def measure_shipped(workshop: Workshop) -> Iterator[Result]:
    """All results of the shipped plan, each as soon as it is there."""
    workshop.build("plan")
    yield _interleaved("one sentence edited", _edited, workshop, _SHORT, 1.3)
    yield _interleaved("from nothing", _from_nothing, workshop, _MIDDLE, 2.5)
    unchanged = [workshop.build("plan") for _ in range(_SHORT)]
    if any(map(starts_of, unchanged)):
        raise RunFailed(f"nothing had changed, and LibreOffice was started\n{unchanged[0].said}")
    yield Result("nothing changed", Series(tuple(unchanged)), seen=_NO_START)
    yield Result("quick", Series(tuple(_quick(workshop) for _ in range(_SHORT))), seen=_NO_START)


def _interleaved(
    what: str, ours: Callable[[Workshop], Run], workshop: Workshop, times: int, target: float
) -> Result:
    """Ours, the peer, ours, the peer …, so that what else the machine does falls on both."""
    pairs = [(ours(workshop), workshop.convert_bare()) for _ in range(times)]
    mine, peers = zip(*pairs, strict=True)
    starts = " or ".join(map(str, sorted(set(map(starts_of, mine)))))
    return Result(what, Series(mine), Series(peers), target, f"LibreOffice was started {starts}×")


def _edited(workshop: Workshop) -> Run:
    workshop.edit()
    return workshop.build("plan")


def _from_nothing(workshop: Workshop) -> Run:
    workshop.forget()
    return workshop.build("plan")


def starts_of(run: Run) -> int:
    """How often LibreOffice was started, as the run itself says; a plan that has not changed needs none."""
    if "変わった所がない" in run.said:
        return 0
    found = re.search(r"LibreOffice (\d+)回", run.said)
    if found is None:
        raise RunFailed(f"the run does not say how often LibreOffice was started\n{run.said}")
    return int(found[1])


def _quick(workshop: Workshop) -> Run:
    """A run with programs on the PATH, in LibreOffice's place, that leave a trace of being started."""
    folder, trace = workshop.folder / "stand-in", workshop.folder / "started"
    folder.mkdir(exist_ok=True)
    for name in ("soffice", "libreoffice"):
        (folder / name).write_text(f"#!/bin/sh\ntouch {shlex.quote(str(trace))}\n", "utf-8")
        (folder / name).chmod(0o755)
    workshop.edit()
    run = workshop.build("quick", changed={"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"})
    if trace.exists():
        raise RunFailed(f"quick started LibreOffice\n{run.said}")
    return run
