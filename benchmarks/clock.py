"""Processes and calls by the clock: wall time, and processor time beside it, which other work disturbs less."""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

T = TypeVar("T")
_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
_LONGEST_END = 2.0  # seconds until what was killed has gone


@dataclass(frozen=True)
class Run:
    """What one run took, in seconds: by the clock, and of processors in all. `said` is what a process printed,
    `peak` the memory of its largest process in MB."""

    wall: float
    cpu: float
    said: str = ""
    peak: float = 0.0


@dataclass(frozen=True)
class Series:
    """Runs of the same thing."""

    runs: tuple[Run, ...]

    @property
    def walls(self) -> list[float]:
        return [run.wall for run in self.runs]

    @property
    def wall(self) -> float:
        """The median."""
        return statistics.median(self.walls)

    @property
    def cpu(self) -> float:
        """The median."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        """The median."""
        return statistics.median(run.peak for run in self.runs)


class RunFailed(Exception):
    """A process that was to be timed failed, so its time says nothing."""


def time_process(command: Sequence[str], folder: Path, changed: Mapping[str, str]) -> Run:
    """Run a process to its end, with all that it started; `changed` are variables of its environment. Raises RunFailed if it fails."""
    _adopt_orphans()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **changed},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall, process.returncode = time.perf_counter() - begin, os.waitstatus_to_exitcode(status)
        cpu = used.ru_utime + used.ru_stime + _cpu_of_orphans()
        said, complaints = (_text(file) for file in (out, err))
    if process.returncode:
        raise RunFailed(f"{' '.join(command)}: {process.returncode}\n{said}{complaints}")
    return Run(wall, cpu, said, used.ru_maxrss / 1024)


def _adopt_orphans() -> None:
    """Let processes that outlive what started them become children of this one (prctl(2)): a LibreOffice that is kept open is killed
    with all that stands around it, and what it took would be nobody's."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _cpu_of_orphans() -> float:
    """The seconds of processors that processes took whose parents have gone; until there are none."""
    cpu, until = 0.0, time.monotonic() + _LONGEST_END
    while time.monotonic() < until:
        try:
            pid, _, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            break
        cpu += used.ru_utime + used.ru_stime
        if not pid:
            time.sleep(0.01)
    return cpu


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def time_call(call: Callable[[], T]) -> tuple[T, Run]:
    """What a call returns, and its time with that of the processes that it ran."""
    cpu, begin = _cpu(), time.perf_counter()
    value = call()
    return value, Run(time.perf_counter() - begin, _cpu() - cpu)


def _cpu() -> float:
    return time.process_time() + _cpu_of_children()


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
