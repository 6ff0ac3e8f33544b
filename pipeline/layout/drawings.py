"""Descriptions of drawings in the layout copy, so that LibreOffice's PDF says them, too."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_WORDS = ("descr", "title")


def describe_drawings(parts: Mapping[str, etree._Element]) -> frozenset[str]:
    """Give the words of a group to what stands first in it, since LibreOffice drops them, and take from what is decorative
    those it has, since LibreOffice would read them out. The names of the parts that this changed."""
    return frozenset(
        name for name, part in parts.items() for each in part.iter(f"{_WP}docPr") if _describe(each)
    )


def _describe(properties: etree._Element) -> bool:
    """Settle one drawing by its wp:docPr; whether there was anything to settle."""
    holder = properties.getparent()
    members = [
        each
        for group in (() if holder is None else holder.iter(f"{_WPG}wgp"))
        for each in group.iter(f"{_WPS}cNvPr", f"{_PIC}cNvPr")
    ]
    decorative = any(each.get("val", "1") in ("1", "true") for each in properties.iter(_DECORATIVE))
    if not members and not decorative:
        return False
    words = "" if decorative else next(filter(None, map(properties.get, _WORDS)), "")
    for each in (properties, *members):
        for name in _WORDS:
            each.attrib.pop(name, None)
    if words and members:
        members[0].set("descr", words)
    return True
