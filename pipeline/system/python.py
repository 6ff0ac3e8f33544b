"""This very Python once more, as it was started."""

from __future__ import annotations

import sys


def python_with(code: str) -> list[str]:
    """The command that runs a line of code by this Python. The kit's hears nothing of the environment: that it reads and writes UTF-8,
    and keeps no byte code, is said again."""
    kept = (*(("-X", "utf8") if sys.flags.utf8_mode else ()), *(("-B",) if sys.dont_write_bytecode else ()))
    return [sys.executable, *kept, "-c", code]
