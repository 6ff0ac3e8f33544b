"""The work of workers in tests: a module of its own, since each worker loads it."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pipeline.layout.office import Office, find_office
from pipeline.layout.one_run import Asked
from pipeline.layout.quirks import probe


def square(number: int) -> int:
    """Who is given 7 ends his process."""
    if number == 7:
        os._exit(9)
    return number * number


def sleep(told: Path) -> str:
    """With a LibreOffice that is kept open, where there is one."""
    program = find_office()
    opened = program and Office(program).__enter__()
    if opened:
        list(opened.convert([Asked(probe())]))
    told.with_name(f"{told.name}{os.getpid()}").touch()
    time.sleep(60)
    return str(opened)


def leave_a_trace() -> None:
    """Says in a file that is named in the environment who has left."""
    Path(os.environ["KEIKAKU_LEFT"], str(os.getpid())).touch()


def own_number(_: int) -> int:
    return os.getpid()


def nothing() -> None:
    """What a worker does in the end that keeps nothing."""
