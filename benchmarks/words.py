"""What the Word files alone take, without layout, against pandoc turning the same Markdown into Word."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Run, Series
from benchmarks.workshop import Workshop, open_workshop

# How often the chapters of prose are there, how often each is measured, and what ours is to reach.
SIZES = ((1, 9, "CPU ratio ≤ 4.5"), (10, 5, ""), (100, 3, "ratio ≤ 2.0"))
# With one sentence edited at ×10, of pandoc's CPU: 1.2 s where this target was set, and pandoc took 0.67 s.
MOST_EDITED = 1.8
MOST_UNCHANGED = 0.15  # CPU seconds
MOST_MEMORY = 1.5  # of pandoc's, at ×100
_LOCK = Path(__file__).with_name("subdocuments.lock")
# docxtpl's way takes minutes for long plans.
_LONGEST_SUBDOCUMENTS = 10


@dataclass(frozen=True)
class Words:
    """One length of plan. `peer` is pandoc; `subdocuments` docxtpl with a subdocument a chapter, where it ends in time."""

    times: int
    characters: int
    target: str
    nothing: Series
    edited: Series
    unchanged: Series
    peer: Series
    subdocuments: Run | None


def measure_words() -> Iterator[Words]:
    """Every length, each as soon as it is there."""
    for times, runs, target in SIZES:
        with open_workshop(times) as workshop:
            yield _measure(workshop, times, runs, target)


def _measure(workshop: Workshop, times: int, runs: int, target: str) -> Words:
    workshop.build("quick")
    nothing, edited, unchanged, peer = [], [], [], []
    for _ in range(runs):
        workshop.forget()
        nothing.append(workshop.build("quick"))
        peer.append(workshop.convert_with_pandoc())
        workshop.edit()
        edited.append(workshop.build("quick"))
        unchanged.append(workshop.build("quick"))
    return Words(
        times=times,
        characters=sum(len(path.read_text("utf-8")) for path in workshop.chapters),
        target=target,
        nothing=Series(tuple(nothing)),
        edited=Series(tuple(edited)),
        unchanged=Series(tuple(unchanged)),
        peer=Series(tuple(peer)),
        subdocuments=_subdocuments(workshop) if times <= _LONGEST_SUBDOCUMENTS else None,
    )


def _subdocuments(workshop: Workshop) -> Run:
    """docxtpl's way, with what it needs in a folder of its own."""
    command = [sys.executable, "-m", "benchmarks.subdocuments", *map(str, workshop.chapters)]
    return workshop.run(command, [workshop.install(_LOCK)])
