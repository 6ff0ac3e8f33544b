"""The gap between Japanese text and Latin letters or digits: LibreOffice leaves one, whatever a document says."""

from __future__ import annotations

from lxml import etree

from pipeline.model.xml_names import w

_DEFAULTS = f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}"
# Beside letters and beside digits (ECMA-376 Part 1, 17.3.1.2 and 17.3.1.3).
_GAPS = (w("autoSpaceDE"), w("autoSpaceDN"))
_OFF = ("0", "false", "off")


def has_gaps(styles: etree._Element) -> bool:
    """Whether paragraphs have such gaps, as they do unless the defaults of a document's styles say that they have none, and no style
    says otherwise."""
    defaults = styles.find(_DEFAULTS)
    if defaults is None or not all(_is_off(defaults.find(name)) for name in _GAPS):
        return True
    return any(not _is_off(each) for each in styles.iter(*_GAPS))


def _is_off(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(w("val")) in _OFF
