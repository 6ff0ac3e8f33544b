"""What was measured, as Markdown."""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.clock import Series
from benchmarks.forms import COUNT, Form
from benchmarks.many import FAULTY, Many
from benchmarks.preview import CHECKS, EDITS, MOST_PICTURED, PICTURES, Waits, percentile
from benchmarks.revisions import LEAST_FASTER, MOST_OF_QUICK, Revision
from benchmarks.shipped import Result
from benchmarks.sizes import MOST_OF_BARE, MOST_STARTS, Size
from benchmarks.words import MOST_EDITED, MOST_MEMORY, MOST_UNCHANGED, Words
from pipeline.batch.model import Outcome
from pipeline.layout.office import find_office

_HEAD = """\
# Benchmarks

`make bench` writes this file, and with `PARTS` the sections of these parts. Before each, modules were compiled, as on any machine after the first run
(with PYTHONDONTWRITEBYTECODE set and none there, each run takes 0.2 s more).
"""
# A section that was written before, by its title.
_SECTION = re.compile(r"^## (.+)\n\n((?:(?!## ).*\n)*)", re.MULTILINE)
_LONG_RUNS = Path(__file__).with_name("long_runs.md")
_RESULTS = (
    "| What | Ours, s (min–max) | Peer, s (min–max) | Ratio | Target | Ours, CPU s | Peer, CPU s | CPU ratio | Seen |",
    "|:--|--:|--:|--:|--:|--:|--:|--:|:--|",
)
_WORDS = (
    "| Chapters × | Characters | From nothing, s (CPU) | pandoc, s (CPU) | Ratio | CPU ratio | Target | Edited, s (CPU) | CPU ratio |"
    " Unchanged, CPU s | Memory, MB | pandoc's, MB | Ratio | Subdocuments, s |",
    "|--:|--:|--:|--:|--:|--:|:--|--:|--:|--:|--:|--:|--:|--:|",
)
_FORMS = (
    "| Form | CPU, ms each | plan.docx, KB each |",
    "|:--|--:|--:|",
)
_REVISIONS = (
    "| Chapters × | Characters | Compare, s (CPU) | Quick, s (CPU) | Ratio | Target | Compare again, s (CPU) | Redline alone, s |"
    " Docxodus, s | Times faster | Target |",
    "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
)
_SIZES = (
    "| Chapters × | Pages | Bookmarks and marks | Whole run, s (CPU) | Starts | Bare LibreOffice, s (CPU) | CPU ratio | ms a page |"
    " Copy, s | LibreOffice, s (CPU) | ms a page | Measure, s |",
    "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
)
_MANY = (
    "| Plans | Pages | Built | Refused | Clock, s | Plans a minute and core | Target | CPU, s a plan | One alone, s (CPU) | Largest process, MB |",
    "|--:|:--|--:|--:|--:|--:|:--|--:|--:|--:|",
)
_PREVIEW = (
    "| Chapters × | Characters | Pages ready, ms p50 / p95 | Page in the browser, ms p50 / p95 | Target, p95 | Page as it prints, ms p50 / p95 | Target, p50 | Word files checked, ms p50 / p95 | Target, p50 |",
    "|--:|--:|--:|--:|:--|--:|:--|--:|:--|",
)
_EXPLAINED = """\
Times are medians. Ours and the peer take turns in one session, so ratios can be compared between machines and days, seconds can't.
The peer is `soffice --headless --convert-to pdf` of the three finished documents: one process, a new profile, the same fonts. CPU seconds are those of all processes in all.
"""
_WORDS_EXPLAINED = f"""\
`make quick`, all three documents with their checks: from nothing, with one sentence edited, unchanged. The peer is pandoc alone turning the same
Markdown into one Word file, without live numbers, references or checks; the two take turns. At ×10 one edited sentence is to take at most {MOST_EDITED} times pandoc's CPU (1.2 s on
the machine for which this was set), a plan that has not changed {MOST_UNCHANGED} s, and at ×100 the largest process at most {MOST_MEMORY} times pandoc's memory. Subdocuments: pandoc makes a Word file of each chapter and docxtpl puts them into one (once each;
at ×100 it takes too long to wait for).
"""
_FORMS_EXPLAINED = f"""\
`make quick` of the shipped plan from nothing with {COUNT} more of a form in a chapter, less what it takes with {COUNT} paragraphs in their place, in turns.
"""
_REVISIONS_EXPLAINED = f"""\
`make compare` of two versions with twenty sentences edited and two measures in another order, all five documents written and checked, with nothing known
from before; and again. Beside it `make quick` from nothing, to be held to {MOST_OF_QUICK} times of it. A redline alone: ours from two plans that are read, the peer
(python-redlines with Docxodus) from two finished Word files; to be {LEAST_FASTER} times faster.
"""
_SIZES_EXPLAINED = f"""\
The shipped plan with its chapters of prose repeated, once each: a run from nothing with the starts of LibreOffice in it, and the steps by which the plan is laid
out once. Bare LibreOffice converts the finished plan.docx with nothing prepared. The longest is to take {MOST_STARTS} starts and {MOST_OF_BARE} times bare LibreOffice.
"""
_MANY_EXPLAINED = f"""\
Copies of the shipped plan, of which each {FAULTY}th has a fault, by one run of `keikaku batch` on all cores, from nothing: the sound ones are built, and the others
refused with the place of their fault. Beside it one of them by `keikaku plan` alone.
"""

_PREVIEW_EXPLAINED = f"""\
`keikaku preview` with one sentence edited, {EDITS} times: from the file that is saved until all pages are written anew, until the page in a browser says so (Chromium without
a window), and, {PICTURES} times with the shipped plan, until the browser has a picture of the page in view as it prints, and, {CHECKS} times, until all Word files are finished and checked. To be measured on two idle cores: the pages take one, the Word files the other.
"""


@dataclass(frozen=True)
class Section:
    """What is written of a part: its title, what was measured, the head of its table, a row of it, and what stands behind the table."""

    title: str
    explained: str
    head: tuple[str, ...]
    line: Callable[[Any], str]
    behind: Callable[[Sequence[Any]], tuple[str, ...]] = lambda found: ()

    def write(self, found: Sequence[Any]) -> str:
        """The section, without its heading, with what its seconds depend on."""
        machine = "; ".join(describe_machine())
        return "\n".join(
            (f"{machine}.", "", self.explained, *self.head, *map(self.line, found), *self.behind(found), "")
        )


def report(before: str, sections: Mapping[str, str]) -> str:
    """The whole report: of the sections by their titles those that are new, the others as they were `before`."""
    known = {**dict(_SECTION.findall(before)), **sections}
    written = (
        f"## {each.title}\n\n{known[each.title].strip()}\n"
        for each in SECTIONS.values()
        if each.title in known
    )
    return "\n".join((_HEAD, *written, _LONG_RUNS.read_text("utf-8").rstrip())) + "\n"


def result_line(result: Result) -> str:
    """A row of the table of the shipped plan."""
    return _row(
        result.what,
        _seconds(result.ours),
        _seconds(result.peer),
        _number(result.ratio),
        f"≤ {result.target}" if result.target else "–",
        _number(result.ours.cpu),
        _number(result.peer.cpu if result.peer else None),
        _number(result.cpu_ratio),
        result.seen,
    )


def words_line(words: Words) -> str:
    """A row of the table of Word files alone."""
    nothing, peer = words.nothing, words.peer
    return _row(
        str(words.times),
        f"{words.characters:,}",
        _with_cpu(nothing),
        _with_cpu(peer),
        _number(nothing.wall / peer.wall),
        _number(nothing.cpu / peer.cpu),
        words.target or "–",
        _with_cpu(words.edited),
        _number(words.edited.cpu / peer.cpu),
        _number(words.unchanged.cpu),
        f"{nothing.peak:.0f}",
        f"{peer.peak:.0f}",
        _number(nothing.peak / peer.peak),
        f"{words.subdocuments.wall:.1f}" if words.subdocuments else "–",
    )


def form_line(form: Form) -> str:
    """A row of the table of forms."""
    return _row(form.name, f"{form.milliseconds:.1f}", f"{form.kilobytes:.2f}")


def growth(words: Sequence[Words]) -> str:
    """How the time grows from the middle length to the longest, beside the text."""
    *_, middle, longest = words
    text, time = longest.characters / middle.characters, longest.nothing.cpu / middle.nothing.cpu
    return f"From ×{middle.times} to ×{longest.times} the text grows {text:.1f} times, and the processor time {time:.1f} times."


def revision_line(revision: Revision) -> str:
    """A row of the table of two versions."""
    ratio = revision.compared.wall / revision.quick.wall
    return _row(
        str(revision.times),
        f"{revision.characters:,}",
        _with_cpu(revision.compared),
        _with_cpu(revision.quick),
        _number(ratio),
        f"≤ {MOST_OF_QUICK}",
        _with_cpu(revision.again),
        f"{revision.redline:.2f}",
        f"{revision.peer:.2f}",
        f"{revision.peer / revision.redline:.1f}",
        f"≥ {LEAST_FASTER}",
    )


def many_line(many: Many) -> str:
    """A row of the table of many plans."""
    return _row(
        str(many.plans),
        "measured" if many.pages else "–",
        *(str(many.outcomes.get(each, 0)) for each in (Outcome.BUILT, Outcome.PROBLEMS)),
        f"{many.run.wall:.1f}",
        f"{many.rate:.1f}",
        f"≥ {many.target}",
        f"{many.run.cpu / many.plans:.2f}",
        _with_cpu(many.single),
        f"{many.run.peak:.0f}",
    )


def preview_line(waits: Waits) -> str:
    """A row of the table of the preview."""
    return _row(
        str(waits.times),
        f"{waits.characters:,}",
        _percentiles(waits.ready),
        _percentiles(waits.shown),
        f"≤ {waits.most_shown}",
        _percentiles(waits.pictured) if waits.pictured else "–",
        f"≤ {MOST_PICTURED}" if waits.pictured else "–",
        _percentiles(waits.checked),
        f"≤ {waits.most_checked}",
    )


def _percentiles(values: Sequence[float]) -> str:
    return f"{percentile(values, 50):.0f} / {percentile(values, 95):.0f}"


def _with_cpu(series: Series) -> str:
    return f"{series.wall:.2f} ({series.cpu:.2f})"


def size_line(size: Size) -> str:
    """A row of the table of longer plans."""
    return _row(
        str(size.times),
        str(size.pages),
        str(size.bookmarks),
        f"{size.whole.wall:.1f} ({size.whole.cpu:.1f})",
        str(size.starts),
        f"{size.bare.wall:.1f} ({size.bare.cpu:.1f})",
        _number(size.whole.cpu / size.bare.cpu),
        f"{1000 * size.bare.cpu / size.pages:.0f}",
        f"{size.copied.wall:.2f}",
        f"{size.laid_out.wall:.1f} ({size.laid_out.cpu:.1f})",
        f"{1000 * size.laid_out.cpu / size.pages:.0f}",
        f"{size.measured.wall:.2f}",
    )


def describe_machine() -> Iterator[str]:
    """What the seconds depend on."""
    program = find_office()
    office = _said(str(program), "--version") if program else "no LibreOffice"
    yield f"{datetime.date.today().isoformat()}, {_said('git', 'describe', '--always', '--dirty')}"
    yield f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores: {_processor()}"
    yield f"Python {platform.python_version()} ({_how_built()}), {office}"


def _how_built() -> str:
    """Which Python this is: Debian's is a tenth faster than one that was configured without optimisation."""
    if Path(sys.base_prefix) == Path("/usr"):
        return "the system's own"
    optimised = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    return f"configured {'with' if optimised else 'without'} --enable-optimizations"


def _said(*command: str) -> str:
    """What a program answers; nothing where it fails."""
    folder = Path(__file__).parent
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _processor() -> str:
    """The processor's name where the system tells it."""
    described = Path("/proc/cpuinfo")
    lines = described.read_text("utf-8").splitlines() if described.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _seconds(series: Series | None) -> str:
    if series is None:
        return "–"
    return f"{series.wall:.2f} ({min(series.walls):.2f}–{max(series.walls):.2f})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _growth(words: Sequence[Words]) -> tuple[str, ...]:
    return ("", growth(words))


SECTIONS: Mapping[str, Section] = {
    "shipped": Section("The shipped plan", _EXPLAINED, _RESULTS, result_line),
    "words": Section("Word files alone", _WORDS_EXPLAINED, _WORDS, words_line, _growth),
    "forms": Section("Forms", _FORMS_EXPLAINED, _FORMS, form_line),
    "revisions": Section("Two versions", _REVISIONS_EXPLAINED, _REVISIONS, revision_line),
    "sizes": Section("Longer plans", _SIZES_EXPLAINED, _SIZES, size_line),
    "many": Section("Many plans", _MANY_EXPLAINED, _MANY, many_line),
    "preview": Section("The preview", _PREVIEW_EXPLAINED, _PREVIEW, preview_line),
}
