"""`python -m benchmarks`: measures, prints each result as it comes, and writes benchmarks/results.md."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from benchmarks.clock import RunFailed
from benchmarks.report import (
    describe_machine,
    report,
    result_line,
    revision_line,
    size_line,
    words_line,
)
from benchmarks.revisions import measure_revisions
from benchmarks.shipped import measure_shipped
from benchmarks.sizes import measure_sizes
from benchmarks.words import measure_words
from benchmarks.workshop import open_workshop

T = TypeVar("T")
_RESULTS = Path(__file__).with_name("results.md")


def main() -> int:
    """The exit code: 0, or 1 where something that was to be timed failed."""
    begin = time.perf_counter()
    for line in describe_machine():
        _tell(line)
    try:
        with open_workshop() as workshop:
            results = list(_shown(measure_shipped(workshop), result_line, begin))
        words = list(_shown(measure_words(), words_line, begin))
        revisions = list(_shown(measure_revisions(), revision_line, begin))
        sizes = list(_shown(measure_sizes(), size_line, begin))
    except RunFailed as failed:
        _tell(str(failed))
        return 1
    _RESULTS.write_text(report(results, words, revisions, sizes), "utf-8")
    _tell(f"{_RESULTS} ({time.perf_counter() - begin:.0f} s)")
    return 0


def _shown(found: Iterable[T], line: Callable[[T], str], begin: float) -> Iterator[T]:
    """The same, each printed as soon as it is there."""
    for each in found:
        _tell(f"… {time.perf_counter() - begin:.0f} s")
        print(line(each), flush=True)
        yield each


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
