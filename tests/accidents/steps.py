"""Something that happens at one certain step: the nth time that a process asks the system for a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pipeline import output
from pipeline.problems import MachineError
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
ALL_CODES = {"done": 0, "told": 3, "interrupted": 130}


def put_with(folder: Path, step: int, accident: Callable[[], None], begin: Callable[[], None] = int) -> int:
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
        return ALL_CODES["told"]
    except KeyboardInterrupt:
        return ALL_CODES["interrupted"]
    return ALL_CODES["done"] if left <= 0 else MOST % 256


def fresh(folder: Path) -> Path:
    """A folder that holds the old documents."""
    folder.mkdir()
    output.put(folder, OLD, {})
    return folder


def each_step(
    folder: Path, accident: Callable[[], None], begin: Callable[[], None] = int
) -> Iterator[tuple[Path, int]]:
    """The folder and the exit code for an accident at each step in turn, until there are no more steps."""
    for step in range(1, MOST):
        place = fresh(folder / str(step))
        code = put_with(place, step, accident, begin)
        if code == MOST % 256:
            assert step > 20, "no step was counted"
            return
        yield place, code
    raise AssertionError("it goes on for ever")


def state_of(folder: Path) -> str:
    """Which set of documents a folder holds."""
    documents = {name: data for name, data in contents_of(folder).items() if not name.startswith(".")}
    return {str(OLD): "old", str(NEW_SET): "new"}.get(str(documents), "between")


NEW_SET = dict(sorted(NEW.items()))
