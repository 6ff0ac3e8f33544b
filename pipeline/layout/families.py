"""The font families that a document's text asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from pipeline.layout.ancestry import by_id
from pipeline.model.xml_names import w

_THEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = ("ascii", "hAnsi", "eastAsia")


def families_of(parts: Mapping[str, etree._Element]) -> frozenset[str]:
    """The families named by runs, by the styles in use and by the defaults (ECMA-376 Part 1, 17.3.2.26).

    `parts` are a package's XML parts by name. Fonts for complex scripts are left out: there is no such text.
    """
    styles = parts["word/styles.xml"]
    texts = [root for name, root in parts.items() if name not in ("word/styles.xml", "word/fontTable.xml")]
    places = [*texts, *_used(styles, texts), *styles.findall(w("docDefaults"))]
    fonts = [each for place in places for each in place.iter(w("rFonts"))]
    names = {name for each in fonts for slot in _SLOTS if (name := each.get(w(slot)))}
    if any(each.get(w(f"{slot}Theme")) for each in fonts for slot in _SLOTS):
        names.update(_theme_fonts(parts))
    return frozenset(names | set(_chart_fonts(parts)))


def _used(styles: etree._Element, texts: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The styles that text stands in, with those that they are based on."""
    known = by_id(styles)
    waiting = [identity for identity, style in known.items() if style.get(w("default")) in ("1", "true")]
    for root in texts:
        for tag in ("pStyle", "rStyle", "tblStyle"):
            waiting.extend({each.get(w("val"), "") for each in root.iter(w(tag))})
    seen: set[str] = set()
    while waiting:
        identity = waiting.pop()
        style = known.get(identity)
        if identity in seen or style is None:
            continue
        seen.add(identity)
        yield style
        waiting.extend(each.get(w("val"), "") for each in style.findall(w("basedOn")))


def _chart_fonts(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    for name, root in parts.items():
        if name.startswith("word/charts/"):
            yield from (font.get("typeface", "") for font in root.iter(f"{_THEME}latin", f"{_THEME}ea"))


def _theme_fonts(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    """The Latin and the Japanese faces of the theme (20.1.4.1.16)."""
    for name, root in parts.items():
        if name.startswith("word/theme/"):
            for font in root.iter(f"{_THEME}latin", f"{_THEME}ea", f"{_THEME}font"):
                if font.get("script", "Jpan") == "Jpan" and font.get("typeface"):
                    yield font.get("typeface", "")
