"""What a mutation is: a way to damage the small plan, and the code that must tell of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from .small_docx import changed, unzipped, zipped
from .small_plan import plan_docx, small_plan

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
NOTES = "word/footnotes.xml"
RELS = "word/_rels/document.xml.rels"


@dataclass(frozen=True)
class Mutation:
    """A damaged plan; `where` must stand in the finding's place, `says` in its message."""

    code: str
    what: str
    make: Callable[[], bytes]
    where: str = ""
    says: str = ""


def edit(old: str, new: str, part: str = DOCUMENT, times: int = 1) -> Callable[[], bytes]:
    """The plan with text of a part replaced."""
    return lambda: changed(plan_docx(), old, new, part, times)


def recached(instruction: str, text: str, place: int = 0) -> Callable[[], bytes]:
    """The plan with another cached result in the field of an instruction (of several the one at `place`)."""

    def make() -> bytes:
        parts = unzipped(plan_docx())
        document = parts[DOCUMENT].decode()
        start = [found.start() for found in re.finditer(re.escape(f" {instruction} "), document)][place]
        rest = re.sub(r'(<w:t xml:space="preserve">)[^<]*', rf"\g<1>{text}", document[start:], count=1)
        return zipped({**parts, DOCUMENT: (document[:start] + rest).encode()})

    return make


def more(content: str) -> Callable[[], bytes]:
    """The plan with more content at its end."""

    def make() -> bytes:
        plan = small_plan()
        return replace(plan, body=plan.body + content).build()

    return make


def remade(**parts: str) -> Callable[[], bytes]:
    """The plan made of other parts: settings, comments, last_section …"""
    return lambda: replace(small_plan(), **parts).build()  # type: ignore[arg-type]


def with_part(name: str, content: bytes) -> Callable[[], bytes]:
    """The plan with one more part."""
    return lambda: zipped({**unzipped(plan_docx()), name: content})


def without_part(name: str) -> Callable[[], bytes]:
    """The plan without a part."""
    return lambda: zipped({each: content for each, content in unzipped(plan_docx()).items() if each != name})


def list_of(num_id: int, ilvl: int = 0) -> str:
    """The w:numPr of a paragraph's own list, as `small_docx.item` writes it."""
    return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>'
