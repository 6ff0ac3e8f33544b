"""Something that happens at one certain step: the nth time that a process asks the system for a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pipeline.problems import MachineError
from pipeline.workspace import output
from tests.layout.projects import contents_of

_EVENTS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir"})
# More steps than writing a set has.
MOST = 200
Documents = Mapping[str, bytes]
OLD: Documents = {"plan.docx": b"old plan", "plan.pdf": b"old pdf", "summary.docx": b"old summary"}
NEW: Documents = {
    "plan.docx": b"new plan",
    "summary.docx": b"new summary",
    "framework.docx": b"new framework",
}
COMPANIONS = {"plan.docx": "plan.pdf"}
# What the process ends with; `NEVER` where it was done before the step came.
DONE, TOLD, INTERRUPTED, NEVER = 0, 3, 130, 200


def nothing() -> None:
    """No accident."""


def put_with(
    folder: Path, step: int, accident: Callable[[], None], begin: Callable[[], None] = nothing
) -> int:
    """Put the new documents into `folder` in a process of its own, to which `accident` happens at the given step.

    Its exit code comes back, or the signal that ended it, as a negative number.
    """
    child = os.fork()
    if child == 0:
        os._exit(_put(folder, step, accident, begin))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _put(folder: Path, step: int, accident: Callable[[], None], begin: Callable[[], None]) -> int:
    begin()
    left = step

    def count(event: str, _: object) -> None:
        nonlocal left
        left -= event in _EVENTS
        if event in _EVENTS and left == 0:
            accident()

    try:
        sys.addaudithook(count)
        output.put(folder, NEW, COMPANIONS)
    except MachineError:
        return TOLD
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE if left <= 0 else NEVER


def fresh(folder: Path) -> Path:
    """A folder that holds the old documents."""
    folder.mkdir()
    output.put(folder, OLD, {})
    return folder


def each_step(
    folder: Path, accident: Callable[[], None], begin: Callable[[], None] = nothing
) -> Iterator[tuple[Path, int]]:
    """The folder and the exit code for an accident at each step in turn, until there are no more steps."""
    for step in range(1, MOST):
        place = fresh(folder / str(step))
        code = put_with(place, step, accident, begin)
        if code == NEVER:
            assert step > 20, "no step was counted"
            return
        yield place, code
    raise AssertionError("it goes on for ever")


def state_of(folder: Path) -> str:
    """Which set of documents a folder holds."""
    found = contents_of(folder)
    if found == OLD:
        return "old"
    return "new" if found == NEW else "between"
