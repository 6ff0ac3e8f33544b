"""XML names of the markup that the reader follows (ECMA-376 Part 1, transitional)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

Element = etree._Element

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
W = f"{{{W_NS}}}"
R = f"{{{R_NS}}}"
VAL = f"{W}val"


def w(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return W + name


def all_w(names: str) -> tuple[str, ...]:
    """Full names of several elements, written with blanks between them."""
    return tuple(map(w, names.split()))


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along `path` of WordprocessingML names, or None."""
    for name in path:
        if element is None:
            return None
        full = W + name
        for each in element:
            if each.tag == full:
                element = each
                break
        else:
            return None
    return element


def by_name(element: Element | None) -> Mapping[object, Element]:
    """Of the children of an element the first one of each full name."""
    return {} if element is None else {each.tag: each for each in reversed(element)}


def properties_of(element: Element, name: str) -> Iterable[Element]:
    """The properties that an element has in its first child of the full `name`."""
    for each in element:
        if each.tag == name:
            return each
    return ()


def value(element: Element | None, *path: str) -> str | None:
    """The w:val of the element along `path`, or None."""
    found = child(element, *path)
    return None if found is None else found.get(VAL)


def number(element: Element | None, *path: str) -> int | None:
    """The w:val along `path` as a whole number; None where absent or not a number."""
    return whole(value(element, *path))


def whole(text: str | None) -> int | None:
    """`text` as a whole number, or None."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def flag(element: Element | None, *path: str) -> bool:
    """An on/off property (ECMA-376 Part 1, 17.17.4): on when present unless its value says off."""
    found = child(element, *path)
    return found is not None and found.get(VAL, "true") not in ("0", "false", "off")


def switch(element: Element | None, *path: str) -> bool | None:
    """An on/off property, or None where nothing is said."""
    found = child(element, *path)
    return None if found is None else flag(found)


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
