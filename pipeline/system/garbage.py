"""Garbage in processes that are kept: looked for when nobody waits, since a search amid the work takes a seventh of its time."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from functools import cache
from itertools import count

_searches = count(1)


def collect_garbage(whole: int = 8) -> None:
    """Give back what nobody needs any more, to the system as well.

    What is left, and so is kept, is looked through by one search of `whole` only: a finished document that was kept for the next check
    becomes garbage later.
    """
    if next(_searches) % whole == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    """The C library's way to give back free memory, malloc_trim(3). glibc alone holds on to what lies between what is used: a document
    that was read and forgotten would be there for good. Others have none."""
    import ctypes

    none: Callable[[int], object] = int
    return getattr(ctypes.CDLL(None), "malloc_trim", none) if os.name == "posix" else none
