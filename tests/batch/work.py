"""The work of workers in tests: a module of its own, since each worker loads it."""

from __future__ import annotations

import os
import time
from pathlib import Path


def square(number: int) -> int:
    """Who is given 7 ends his process."""
    if number == 7:
        os._exit(9)
    return number * number


def sleep(told: Path) -> str:
    told.touch()
    time.sleep(60)
    return ""
