"""The marks with which items of lists begin."""

from __future__ import annotations

import re

# What stands before it, the mark, and the blanks behind it.
MARKER = re.compile(r"^([ >]*)([-+*]|\(?\d{1,9}[.)])([ \t]+)")


def next_mark(mark: str, step: int) -> str:
    """The mark of an item so many behind one with a mark."""
    return re.sub(r"\d+", lambda number: str(int(number.group()) + step), mark)
