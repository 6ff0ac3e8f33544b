"""The gap between Japanese text and Latin letters or digits: LibreOffice leaves one, whatever a document says."""

from __future__ import annotations

from lxml import etree

from pipeline.model.xml_names import is_on, w

_DEFAULTS = f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}"
# Beside letters and beside digits (ECMA-376 Part 1, 17.3.1.2 and 17.3.1.3).
_GAPS = (w("autoSpaceDE"), w("autoSpaceDN"))


def has_gaps(styles: etree._Element) -> bool:
    """Whether paragraphs have such gaps, as they do unless the defaults of a document's styles say that they have none, and no style
    says otherwise."""
    defaults = styles.find(_DEFAULTS)
    if defaults is None or any(defaults.find(name) is None for name in _GAPS):
        return True
    return any(map(is_on, styles.iter(*_GAPS)))
