"""The independent reader: opens finished Word files and tells what is wrong in them.

A second opinion, so nothing is imported from the rest of the pipeline. Everything is computed again from the file:
numbers from numbering.xml and the styles, as Word does, then compared with contents lists, the cached text of every
field, and what the resolver expects. A finding is our bug; it stops the run.

    package ──▶ Opened ──▶ story (paragraphs, fields, bookmarks) ──▶ Reading ──▶ findings of sense, projection
                  └──▶ findings of form
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .agreement import Facts, check_agreement
from .copies import check_copies
from .document import check_document, check_form, check_sense
from .findings import CODES, Finding
from .lines import exact_styles
from .mentions import check_mentions
from .notes import check_note_order
from .opened import Opened, open_document
from .reading import Reading, read, read_opened
from .references import check_expected
from .running import check_running

if TYPE_CHECKING:
    from .editions import check_clean, check_codes, check_furigana, check_large
    from .html import check_edition
    from .html_edition import Edition
    from .projection import project
    from .revisions import accepted, rejected, without_contents

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

# What builds of Word files do not ask for is loaded where somebody does (PEP 562).
_LATER = {
    "Edition": "html_edition",
    "accepted": "revisions",
    "check_clean": "editions",
    "check_codes": "editions",
    "check_edition": "html",
    "check_furigana": "editions",
    "check_large": "editions",
    "project": "projection",
    "rejected": "revisions",
    "without_contents": "revisions",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__} has no {name}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
