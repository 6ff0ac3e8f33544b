"""Line numbers where LibreOffice would put too many: it knows them for whole documents, Word for sections (17.6.8)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.model.xml_names import w

# What stands before w:suppressLineNumbers in w:pPr (17.3.1.26).
_BEFORE = frozenset(
    map(
        w,
        (
            *("pStyle", "keepNext", "keepLines", "pageBreakBefore"),
            *("framePr", "widowControl", "numPr"),
        ),
    )
)


def keep_to_sections(document: etree._Element, *notes: etree._Element) -> None:
    """Suppress the line numbers of notes, and of paragraphs in sections that have none, where another section has them."""
    body = document.find(w("body"))
    if body is None or document.find(f".//{w('lnNumType')}") is None:
        return
    _suppress(notes)
    section: list[etree._Element] = []
    for child in body:
        section.append(child)
        end = child if child.tag == w("sectPr") else child.find(f"{w('pPr')}/{w('sectPr')}")
        if end is not None:
            if end.find(w("lnNumType")) is None:
                _suppress(section)
            section = []


def _suppress(blocks: Iterable[etree._Element]) -> None:
    for paragraph in (each for block in blocks for each in block.iter(w("p"))):
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        before = [each for each in properties if each.tag in _BEFORE]
        place = properties.index(before[-1]) + 1 if before else 0
        properties.insert(place, etree.Element(w("suppressLineNumbers")))
