"""Footnotes in document order: what a part is written in is not always the order in which it is read.

A table's cells are written before its caption, an old text before the new one. Word finds a note by its id, LibreOffice by its
place among all notes: where ids count from one end of the document to the other, both show the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from pipeline.model.xml_names import w

_REFERENCE = re.compile(rb'(<w:footnoteReference\b[^>]*? w:id=")(\d+)(")')


def in_document_order(document: bytes, notes: etree._Element) -> bytes:
    """The body with the ids of its footnotes counted anew from its beginning; `notes` (17.11.10) is changed alike.

    Separators keep their ids and stand first; notes that nothing in the body refers to are left out.
    """
    special, own = _parted(notes)
    first = max([0, *(int(each.get(w("id"), "0")) for each in special)]) + 1
    order = dict.fromkeys(found[2].decode() for found in _REFERENCE.finditer(document))
    new = {old: str(number) for number, old in enumerate((each for each in order if each in own), first)}
    for old, number in new.items():
        own[old].set(w("id"), number)
    notes[:] = [*special, *(own[old] for old in new)]

    def renumbered(found: re.Match[bytes]) -> bytes:
        old = found[2].decode()
        return found[1] + new.get(old, old).encode() + found[3]

    return _REFERENCE.sub(renumbered, document)


def _parted(notes: Iterable[etree._Element]) -> tuple[Sequence[etree._Element], dict[str, etree._Element]]:
    """The separators, and the notes by their ids."""
    elements = [each for each in notes if each.tag == w("footnote")]
    special = [each for each in elements if each.get(w("type"), "normal") != "normal"]
    return special, {
        each.get(w("id"), ""): each for each in elements if each.get(w("type"), "normal") == "normal"
    }
