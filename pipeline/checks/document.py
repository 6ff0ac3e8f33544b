"""Everything that is wrong within one finished document."""

from __future__ import annotations

from collections.abc import Iterator

from .captions import check_captions
from .charts import check_charts
from .contents import check_contents
from .controls import check_controls
from .engines import check_engines
from .findings import Finding
from .lines import check_lines
from .markup import check_markup
from .opened import Flaw, Opened
from .reading import Reading, read_opened
from .references import check_references
from .structure import check_structure
from .tables import check_tables
from .vertical import check_vertical


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
        *check_tables(reading),
        *check_vertical(reading),
        *check_controls(reading),
        *check_references(reading),
        *check_captions(reading),
        *check_contents(reading),
    ]
