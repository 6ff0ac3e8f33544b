"""What comparing two versions takes, all documents written, against `make quick`; and a redline against Docxodus."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Series
from benchmarks.redlines import NAME, NEW, OLD
from benchmarks.workshop import Workshop, open_workshop

# How often the chapters of prose are there, and how often each is measured.
SIZES = ((1, 7), (10, 3))
MOST_OF_QUICK = 2.5
LEAST_FASTER = 10
_LOCK = Path(__file__).with_name("redlines.lock")


@dataclass(frozen=True)
class Revision:
    """One length of plan: comparing (with nothing known from before, and again), and a quick run from nothing.

    `redline` and `peer` are seconds of one redline alone, ours and Docxodus'.
    """

    times: int
    characters: int
    compared: Series
    again: Series
    quick: Series
    redline: float
    peer: float


def measure_revisions() -> Iterator[Revision]:
    """Every length, each as soon as it is there."""
    for times, runs in SIZES:
        with open_workshop(times) as workshop:
            yield _measure(workshop, times, runs)


def _measure(workshop: Workshop, times: int, runs: int) -> Revision:
    workshop.at_stage("素案")
    workshop.build("quick")
    shutil.copy(workshop.folder / "build" / "plan.docx", workshop.folder / OLD)
    workshop.build("snapshot", NAME)
    workshop.at_stage("案")
    workshop.revise()
    compared, again, quick = [], [], []
    for _ in range(runs):
        workshop.forget()
        quick.append(workshop.build("quick"))
        shutil.copy(workshop.folder / "build" / "plan.docx", workshop.folder / NEW)
        workshop.forget()
        compared.append(workshop.build("compare", "--from", NAME))
        again.append(workshop.build("compare", "--from", NAME))
    command = [sys.executable, "-m", "benchmarks.redlines"]
    beside = workshop.install(_LOCK)
    return Revision(
        times=times,
        characters=sum(len(path.read_text("utf-8")) for path in workshop.chapters),
        compared=Series(tuple(compared)),
        again=Series(tuple(again)),
        quick=Series(tuple(quick)),
        redline=float(workshop.run([*command, "ours"]).said),
        peer=float(workshop.run([*command, "docxodus"], [beside]).said),
    )
