"""What tests of sharing have done by another process, which loads this for it: no tests, and little of the program."""

from __future__ import annotations

import os
import time
import weakref
from collections.abc import Callable

from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.system import second_process


def where(piece: int) -> tuple[int, int]:
    """The piece, and the process in which it is done; slow enough for both to have a part in it."""
    time.sleep(0.02)
    return piece, os.getpid()


def refuse(wrong: int, piece: int) -> int:
    """A problem of the author's at some pieces."""
    if piece >= wrong:
        raise PlanErrors([Problem(Location("a.md", piece), Code.MD_PLACE, "ここには置けません")])
    return piece


def die(here: int, how: int, piece: int) -> int:
    """Ends the other process in the middle of its work."""
    if os.getpid() != here:
        os.kill(os.getpid(), how)
    time.sleep(0.01)
    return piece


def speak(piece: int) -> int:
    """Prints, as a library may."""
    print("これは答えではありません", flush=True)
    return piece


def sleep(piece: int) -> int:
    """Done at once where it is the first one, and else not for a long time."""
    time.sleep(600 * bool(piece))
    return os.getpid()


def start_and_be_killed() -> None:
    """What a test runs in a process of its own: says which the other one is, and waits."""
    with second_process.two_processes(forced=True) as share:
        print(next(iter([*share(where, (0, 1))][1:]))[1], flush=True)
        list(share(sleep, (0, 1, 2)))


def refuse_there(here: int) -> int:
    """An error in the other process alone."""
    assert os.getpid() == here
    return os.getpid()


def die_at_one(here: int, piece: int) -> tuple[int, int]:
    """Ends the other process at a piece."""
    if piece == 1 and os.getpid() != here:
        os._exit(1)
    return where(piece)


class Ring:
    """Something that holds itself, as elements and what looks at them do: only a search finds that nobody needs it."""

    last: Callable[[], Ring | None] = staticmethod(lambda: None)

    def __init__(self) -> None:
        self.own = self
        Ring.last = weakref.ref(self)


def leave_ring(_: int) -> bool:
    """Leaves garbage; whether that of the piece before is still there."""
    time.sleep(0.02)
    was = Ring.last() is not None
    Ring()
    return was
