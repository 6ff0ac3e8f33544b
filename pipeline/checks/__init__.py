"""The independent reader: opens finished Word files and tells what is wrong in them.

A second opinion, so nothing is imported from the rest of the pipeline. Everything is computed again from the file:
numbers from numbering.xml and the styles, as Word does, then compared with contents lists, the cached text of every
field, and what the resolver expects. A finding is our bug; it stops the run.

    package ──▶ Opened ──▶ story (paragraphs, fields, bookmarks) ──▶ Reading ──▶ findings of sense, projection
                  └──▶ findings of form
"""

from __future__ import annotations

from collections.abc import Iterator

from .agreement import Facts, check_agreement
from .captions import check_captions
from .charts import check_charts
from .contents import check_contents
from .controls import check_controls
from .copies import check_copies
from .engines import check_engines
from .findings import CODES, Finding
from .html import check_edition
from .html_edition import Edition
from .lines import check_lines, exact_styles
from .markup import check_markup
from .mentions import check_mentions
from .notes import check_note_order
from .opened import Flaw, Opened, open_document
from .projection import project
from .reading import Reading, read, read_opened
from .references import check_expected, check_references
from .revisions import accepted, rejected, without_contents
from .running import check_running
from .structure import check_structure

__all__ = [
    "CODES",
    "Edition",
    "Facts",
    "Finding",
    "Opened",
    "Reading",
    "accepted",
    "check_agreement",
    "check_copies",
    "check_document",
    "check_edition",
    "check_expected",
    "check_form",
    "check_mentions",
    "check_note_order",
    "check_running",
    "check_sense",
    "exact_styles",
    "open_document",
    "project",
    "read",
    "read_opened",
    "rejected",
    "without_contents",
]


def check_document(reading: Reading) -> list[Finding]:
    """Everything that is wrong within one file: package, markup, structure, numbers, fields, references."""
    return [*check_form(reading), *check_sense(reading)]


def check_form(opened: Opened) -> list[Finding]:
    """Faults of the package, and of the markup of each of its places: those are found without the document being read."""
    flaws = [
        *check_markup(opened),
        *check_engines(opened),
        *check_lines(opened),
        *check_charts(opened),
    ]
    return [*(Finding(opened.name, *fault) for fault in opened.package.faults), *_placed(opened, flaws)]


def _placed(opened: Opened, flaws: list[Flaw]) -> Iterator[Finding]:
    """Flaws at places that a person can find, which takes a reading."""
    reading = read_opened(opened) if flaws else None
    for code, part, element, message in flaws:
        where = part if element is None or reading is None else reading.where_element(part, element)
        yield Finding(opened.name, code, where, message)


def check_sense(reading: Reading) -> list[Finding]:
    """Faults of what places say of one another: structure, numbers, fields, references."""
    return [
        *check_structure(reading),
        *check_controls(reading),
        *check_references(reading),
        *check_captions(reading),
        *check_contents(reading),
    ]
