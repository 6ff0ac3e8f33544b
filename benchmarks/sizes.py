"""What longer plans take: LibreOffice by itself, our steps around it, and a whole run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Run, RunFailed, time_call
from benchmarks.shipped import starts_of
from benchmarks.workshop import Workshop, open_workshop
from pipeline.layout.copy import layout_copy
from pipeline.layout.fonts import configuration, read_fonts
from pipeline.layout.measure import measure
from pipeline.layout.office import find_office
from pipeline.layout.one_run import Asked, convert
from pipeline.layout.pdf import opened

# How often the chapters of prose are there: about 30, 100, 300 and 600 pages.
TIMES = (1, 5, 18, 36)
# What the longest is to take: starts of LibreOffice, and times the processor time of bare LibreOffice.
MOST_STARTS, MOST_OF_BARE = 2, 1.2


@dataclass(frozen=True)
class Size:
    """One size of plan, and its times: of a run from nothing, and of the steps by which the plan is laid out once.

    `starts` counts how often the run started LibreOffice, `bare` is LibreOffice alone with the finished document.
    """

    times: int
    pages: int
    bookmarks: int
    starts: int
    whole: Run
    bare: Run
    copied: Run
    laid_out: Run
    measured: Run


def measure_sizes() -> Iterator[Size]:
    """Every size, each as soon as it is there."""
    for times in TIMES:
        with open_workshop(times) as workshop:
            yield _measure_size(workshop, times)


def _measure_size(workshop: Workshop, times: int) -> Size:
    program = find_office()
    if program is None:
        raise RunFailed("there is no LibreOffice")
    whole = workshop.build("plan")
    bare = workshop.convert_bare(["plan"])
    docx = Path(workshop.folder / "build" / "plan.docx").read_bytes()
    fonts = read_fonts()
    copy, copied = time_call(lambda: layout_copy(docx))
    (pdf,), laid_out = time_call(lambda: convert(program, [Asked(copy.data)], configuration()))
    facts, measured = time_call(lambda: measure(copy, pdf, opened(pdf), fonts))
    spans = {mark for span in (*copy.headings, *copy.rows) for mark in (span.first, span.last)}
    marks = spans.union(*(section.marks for section in copy.sections), dict(copy.ends))
    return Size(
        times=times,
        pages=len(facts.pages),
        bookmarks=len(marks | copy.bookmarks.keys()),
        starts=starts_of(whole),
        whole=whole,
        bare=bare,
        copied=copied,
        laid_out=laid_out,
        measured=measured,
    )
