"""Signs in a document's tree where text goes in once it is written out: a body is never made into a tree.

Parsing what was just written, moving it into the template's tree and writing it again takes longer than making it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

_TARGET = "keikaku-slot"
_SIGN = re.compile(rb"<\?%b (.*?)\?>" % _TARGET.encode())


def replace_by_sign(element: etree._Element, name: str) -> None:
    """Put a processing instruction in an element's place; `name` says what goes there."""
    element.addprevious(etree.ProcessingInstruction(_TARGET, name))
    remove(element)


def splice(xml: bytes, pieces: Mapping[str, str]) -> bytes:
    """A part with its signs replaced by their pieces of markup."""
    parts = _SIGN.split(xml)
    parts[1::2] = [pieces[name.decode()].encode() for name in parts[1::2]]
    return b"".join(parts)


def remove(element: etree._Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    assert parent is not None, "only the root has no parent"
    parent.remove(element)
