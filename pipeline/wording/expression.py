"""Regular expressions that are compiled when they are first wanted: many find what few plans have, and to compile one takes longer than
to look for it."""

from __future__ import annotations

import re
from functools import cache, cached_property

from pipeline.frozen import dataclass


@dataclass(frozen=True)
class Expression:
    """What `re.compile` gets, and what it makes of it."""

    pattern: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Compiled."""
        return re.compile(self.pattern)


@cache
def context(pattern: str) -> re.Pattern[str]:
    """What stands before or behind words, which is the same of many."""
    return re.compile(pattern, re.MULTILINE)
