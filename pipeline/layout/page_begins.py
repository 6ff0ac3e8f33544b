"""Paragraphs with which a page begins: by their style, by themselves, or since a section ends before them."""

from __future__ import annotations

from lxml import etree

from pipeline.layout.ancestry import ancestry, by_id
from pipeline.model.xml_names import is_on, w

Element = etree._Element


def breaking_styles(styles: Element) -> frozenset[str]:
    """The ids of styles that begin a page, or are based on one that does."""
    known = by_id(styles)

    def breaks(identity: str) -> bool:
        said = (_is_on(style, f"{w('pPr')}/{w('pageBreakBefore')}") for style in ancestry(identity, known))
        return next((own for own in said if own is not None), False)

    return frozenset(filter(breaks, known))


def begins_page(paragraph: Element, by_style: bool) -> bool:
    """Whether a paragraph begins a page: since it says so itself, or its style does, or since the section before it ends."""
    before = paragraph.getprevious()
    if before is None or before.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        return True
    own = _is_on(paragraph, f"{w('pPr')}/{w('pageBreakBefore')}")
    return by_style if own is None else own


def _is_on(element: Element, path: str) -> bool | None:
    found = element.find(path)
    return None if found is None else is_on(found)
