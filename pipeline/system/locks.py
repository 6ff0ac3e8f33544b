"""One process at a time for a folder, by the system's own lock: it ends with the process, however that ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 60.0  # seconds: a process that writes documents holds its lock for less than one
_PAUSE = 0.02
LOCK = ".lock"  # the file that is made for it where a folder itself can't be locked

if sys.platform == "win32":
    import msvcrt

    def acquire(folder: Path) -> int | None:
        """The lock of a folder, or None while another has it. Windows locks files alone."""
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            os.close(lock)
            return None
        return lock

else:
    import fcntl

    def acquire(folder: Path) -> int | None:
        """The lock of a folder, or None while another has it. Raises OSError where there are no locks."""
        lock = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            if isinstance(error, BlockingIOError):
                return None
            raise
        return lock


def release(lock: int) -> None:
    os.close(lock)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Lock a folder: no other process does the same there meanwhile. Raises TimeoutError if one goes on doing it.

    On a drive that knows no locks nothing is waited for.
    """
    lock = _wait_for(folder)
    try:
        yield
    finally:
        if lock is not None:
            release(lock)


def _wait_for(folder: Path) -> int | None:
    try:
        for _ in range(int(_PATIENCE / _PAUSE)):
            if (lock := acquire(folder)) is not None:
                return lock
            time.sleep(_PAUSE)
    except OSError:
        return None
    raise TimeoutError(f"{folder} is locked")
