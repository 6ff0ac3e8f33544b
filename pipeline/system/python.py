"""This very Python once more, as it was started."""

from __future__ import annotations

import sys


def python_with(code: str) -> list[str]:
    """The command that runs a line of code by this Python. One that came without an installer hears nothing of the environment, so
    that it writes and reads UTF-8 is said again."""
    return [sys.executable, *(("-X", "utf8") if sys.flags.utf8_mode else ()), "-c", code]
