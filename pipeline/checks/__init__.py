"""The independent reader: opens finished Word files and tells what is wrong in them.

A second opinion, so nothing is imported from the rest of the pipeline. Everything is computed again from the file:
numbers from numbering.xml and the styles, as Word does, then compared with contents lists, the cached text of every
field, and what the resolver expects. A finding is our bug; it stops the run.

    package ──▶ Opened ──▶ story (paragraphs, fields, bookmarks) ──▶ Reading ──▶ findings of sense, projection
                  └──▶ findings of form
"""

from __future__ import annotations

from .agreement import Facts, check_agreement
from .copies import check_copies
from .document import check_document, check_form, check_sense
from .editions import check_clean, check_codes, check_furigana, check_large
from .findings import CODES, Finding
from .html import check_edition
from .html_edition import Edition
from .lines import exact_styles
from .mentions import check_mentions
from .notes import check_note_order
from .opened import Opened, open_document
from .projection import project
from .reading import Reading, read, read_opened
from .references import check_expected
from .revisions import accepted, rejected, without_contents
from .running import check_running

__all__ = [
    "CODES",
    "Edition",
    "Facts",
    "Finding",
    "Opened",
    "Reading",
    "accepted",
    "check_agreement",
    "check_clean",
    "check_codes",
    "check_copies",
    "check_document",
    "check_edition",
    "check_expected",
    "check_form",
    "check_furigana",
    "check_large",
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
