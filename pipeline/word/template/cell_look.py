"""The look of a template's cell as markup: its properties (17.4.69) without its place in the table."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pipeline.model.xml_names import W, w
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.text import markup_of

# What the writer says itself.
_OF_PLACE = frozenset(map(w, ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcPrChange")))


def look_of(cell: etree._Element, shade: etree._Element | None = None) -> str:
    """Properties of a cell as they are written, in the schema's order, with this shading where they have none."""
    held = etree.Element(w("tcPr"), nsmap={"w": W})
    for each in cell.iterfind(f"{w('tcPr')}/*"):
        if each.tag not in _OF_PLACE and str(each.tag).startswith(f"{{{W}}}"):
            held.append(deepcopy(each))
    if shade is not None and held.find(w("shd")) is None:
        held.append(deepcopy(shade))
        put_in_order(held)
    return "".join(map(markup_of, held))
