"""The elements by which a part uses what stands elsewhere in the package: styles, notes, content controls."""

from __future__ import annotations

from collections.abc import Iterable

from .names import VAL, Element, all_w, w

STYLES = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
CONTROL, NOTE = all_w("sdt footnoteReference")


def uses_in(roots: Iterable[Element]) -> tuple[Element, ...]:
    """Those in document order; of elements that name the same style the first one."""
    found: dict[object, Element] = {}
    for root in roots:
        for element in root.iter(*STYLES, CONTROL, NOTE):
            tag = element.tag
            found.setdefault((tag, element.get(VAL)) if tag in STYLES else element, element)
    return tuple(found.values())
