"""The outline of a plan with 部, one level above chapters: in the PDF's bookmarks and in its tags (H1 …, ISO 14289-1, 7.4.2).

Word's own headings have fixed outline levels, so that there chapters stand on one level with 部 (17.3.1.20). In the copy
paragraphs say theirs themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.model.numbers import Target
from pipeline.model.xml_names import w

_DEEPEST = 8
# What may come behind it in w:pPr (17.3.1.26).
_BEHIND = tuple(map(w, ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange")))


def nest_in_divisions(document: etree._Element, targets: Mapping[str, Target]) -> None:
    """Put headings that stand in a 部 one level further down; `targets` are the document's own by bookmark."""
    if not any(target.in_division for target in targets.values()):
        return
    for start in document.iter(w("bookmarkStart")):
        target = targets.get(start.get(w("name"), ""))
        paragraph = start.getparent()
        if target and target.in_division and paragraph is not None and paragraph.tag == w("p"):
            _say_level(paragraph, min(target.level, _DEEPEST))


def _say_level(paragraph: etree._Element, level: int) -> None:
    """Let a paragraph say its outline level (from 0) itself."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    said = etree.Element(w("outlineLvl"), {w("val"): str(level)})
    behind = next((each for each in properties if each.tag in _BEHIND), None)
    if behind is None:
        properties.append(said)
    else:
        behind.addprevious(said)
