"""The independent reader: opens finished Word files and tells what is wrong in them.

A second opinion, so nothing is imported from the rest of the pipeline. Everything is computed again from the file:
numbers from numbering.xml and the styles, as Word does, then compared with contents lists, the cached text of every
field, and what the resolver expects. A finding is our bug; it stops the run.

    package ──▶ story (paragraphs, fields, bookmarks) ──▶ Reading ──▶ findings, projection
"""

from __future__ import annotations

from .agreement import Facts, check_agreement
from .captions import check_captions
from .contents import check_contents
from .controls import check_controls
from .engines import check_engines
from .findings import CODES, Finding
from .lines import check_lines, exact_styles
from .markup import check_markup
from .mentions import check_mentions
from .notes import check_note_order
from .projection import project
from .reading import Reading, read
from .references import check_expected, check_references
from .revisions import accepted, rejected, without_contents
from .running import check_running
from .structure import check_structure

__all__ = [
    "CODES",
    "Facts",
    "Finding",
    "Reading",
    "accepted",
    "check_agreement",
    "check_document",
    "check_expected",
    "check_form",
    "check_mentions",
    "check_note_order",
    "check_running",
    "check_sense",
    "exact_styles",
    "project",
    "read",
    "rejected",
    "without_contents",
]


def check_document(reading: Reading) -> list[Finding]:
    """Everything that is wrong within one file: package, markup, structure, numbers, fields, references."""
    return [*check_form(reading), *check_sense(reading)]


def check_form(reading: Reading) -> list[Finding]:
    """Faults of the package, and of the markup of each of its places."""
    return [
        *(Finding(reading.name, *fault) for fault in reading.package.faults),
        *check_markup(reading),
        *check_engines(reading),
        *check_lines(reading),
    ]


def check_sense(reading: Reading) -> list[Finding]:
    """Faults of what places say of one another: structure, numbers, fields, references."""
    return [
        *check_structure(reading),
        *check_controls(reading),
        *check_references(reading),
        *check_captions(reading),
        *check_contents(reading),
    ]
