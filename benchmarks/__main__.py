"""`python -m benchmarks [PART …]`: measures, prints each result as it comes, and writes the sections of these parts, or all, in
benchmarks/results.md."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.clock import RunFailed
from benchmarks.forms import measure_forms
from benchmarks.many import measure_many
from benchmarks.preview import measure_preview
from benchmarks.report import SECTIONS, describe_machine, report
from benchmarks.revisions import measure_revisions
from benchmarks.shipped import Result, measure_shipped
from benchmarks.sizes import measure_sizes
from benchmarks.words import measure_words
from benchmarks.workshop import open_workshop

T = TypeVar("T")
_RESULTS = Path(__file__).with_name("results.md")


def _shipped() -> Iterator[Result]:
    with open_workshop() as workshop:
        yield from measure_shipped(workshop)


# What is measured; `report.SECTIONS` has how it is written.
PARTS: Mapping[str, Callable[[], Iterable[Any]]] = {
    "shipped": _shipped,
    "words": measure_words,
    "forms": measure_forms,
    "revisions": measure_revisions,
    "sizes": measure_sizes,
    "many": measure_many,
    "preview": measure_preview,
}


def main(wanted: Sequence[str]) -> int:
    """The exit code: 0, 1 where something that was to be timed failed, 2 for a part that there is not."""
    if unknown := set(wanted) - PARTS.keys():
        _tell(f"{', '.join(sorted(unknown))}? {', '.join(PARTS)}")
        return 2
    begin = time.perf_counter()
    for line in describe_machine():
        _tell(line)
    try:
        for name, measure in PARTS.items():
            if name in wanted or not wanted:
                section = SECTIONS[name]
                found = list(_shown(measure(), section.line, begin))
                text = report(_RESULTS.read_text("utf-8"), {section.title: section.write(found)})
                _RESULTS.write_text(text, "utf-8")
    except RunFailed as failed:
        _tell(str(failed))
        return 1
    _tell(str(_RESULTS))
    _tell(f"{time.perf_counter() - begin:.0f} s")
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
    sys.exit(main(sys.argv[1:]))
