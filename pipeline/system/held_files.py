"""What Windows refuses for a moment: a virus scanner, a search index or a sync program has a file that is new, and lets go of it soon."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Done = TypeVar("Done")
# Seconds before it is tried again: a scanner has a file for one, and nobody waits longer for what Word has open.
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
# ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
_HELD = (5, 32, 33)


def once_free(act: Callable[[], Done]) -> Done:
    """What something comes to that is done to files, tried again for a while where Windows says that somebody has one open. Raises what it
    raises in the end; elsewhere at once, since no file is refused for being open."""
    for pause in PAUSES:
        try:
            return act()
        except OSError as error:
            if getattr(error, "winerror", 0) not in _HELD:
                raise
        time.sleep(pause)
    return act()
