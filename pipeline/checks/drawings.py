"""Drawings, and the words that those who don't see them need (ISO 14289-1, 7.3).

A picture, a chart, a shape, a group of shapes need some. Lines and what its author calls decorative say nothing; a text
box says what stands in it.
"""

from __future__ import annotations

from .names import DECORATIVE, OFFICE, WP, WPS, A, Element, V, w

_HOLDERS = (f"{WP}inline", f"{WP}anchor")
_BOX = w("txbxContent")
_VML_SHAPES = frozenset(
    V + name for name in ("shape", "rect", "roundrect", "oval", "arc", "curve", "polyline", "image", "group")
)
_ON = ("1", "true", "t")


def own(holder: Element, tag: str) -> list[Element]:
    """Each `tag` in a wp:inline or wp:anchor, and not in another one in a text box of it."""
    return [each for each in holder.iter(tag) if next(each.iterancestors(*_HOLDERS), None) is holder]


def is_silent(holder: Element, properties: Element) -> bool:
    """Whether a wp:inline or wp:anchor with this wp:docPr needs no alternative text."""
    if any(each.get("val", "1") in _ON for each in properties.iter(DECORATIVE)):
        return True
    shapes = own(holder, f"{WPS}wsp")
    others = [*own(holder, f"{A}blip"), *own(holder, f"{A}graphicFrame")]
    return bool(shapes) and not others and all(_is_line(each) or _has_text(each) for each in shapes)


def is_flat(holder: Element) -> bool:
    """Whether nothing but lines is drawn, which may have no height or no width."""
    shapes = own(holder, f"{WPS}wsp")
    return bool(shapes) and all(map(_is_line, shapes))


def lacks_words(element: Element) -> bool:
    """Whether an element of a w:pict is drawn, needs alternative text, and has none. A watermark is text behind the text."""
    return (
        element.tag in _VML_SHAPES
        and not element.get("alt", "").strip()
        and not element.get("title", "").strip()
        and element.get(f"{OFFICE}hr", "f") not in _ON
        and next(element.iter(f"{V}textpath"), None) is None
        and not _has_text(element)
    )


def _is_line(shape: Element) -> bool:
    """Whether a shape is a line or a connector (20.1.10.56)."""
    geometry = next((each.get("prst", "") for each in shape.iter(f"{A}prstGeom")), "")
    return geometry == "line" or "Connector" in geometry


def _has_text(shape: Element) -> bool:
    return any((text.text or "").strip() for box in shape.iter(_BOX) for text in box.iter(w("t")))
