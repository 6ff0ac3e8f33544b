"""Characters that the fonts of their text lack, each in a run of its own in the first of the template's fallback fonts that has it.

Word and LibreOffice look for another font by themselves, each for another one, and what there is differs from machine to machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from pipeline.model.characters import needs_no_glyph
from pipeline.model.fonts import Fallbacks
from pipeline.model.xml_names import w
from pipeline.word.glyphs.repertoires import CLUSTER, has
from pipeline.word.markup.styles import ancestry, is_default

_TEXTS = (w("t"), w("delText"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SLOTS = ("ascii", "hAnsi", "eastAsia")


def in_fallback_fonts(story: bytes, styles: etree._Element, fallbacks: Fallbacks) -> bytes:
    """A document, header, footer or part of notes, with what its fonts lack in fallback fonts; as it was where they lack nothing.

    `styles` is the root of the package's styles.
    """
    rare = frozenset(_rare(story.decode()))
    if not rare:
        return story
    root = etree.fromstring(story, etree.XMLParser(huge_tree=True))
    fonts = _RunFonts(styles)
    changed = False
    for run in list(root.iter(w("r"))):
        texts = [each for each in run.iterchildren(*_TEXTS) if not rare.isdisjoint(each.text or "")]
        families = fonts.of(run) if texts else ("", "")
        found = {
            cluster: family
            for text in texts
            for cluster in CLUSTER.findall(text.text or "")
            if (family := _fallback(cluster, families, fallbacks))
        }
        if found:
            _split(run, found)
            changed = True
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if changed else story


def _rare(text: str) -> Iterator[str]:
    """The characters of a text that are not in Windows' old set, which every Japanese font has."""
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        for character in set(text):
            try:
                character.encode("cp932")
            except UnicodeEncodeError:
                yield character


def _fallback(cluster: str, families: tuple[str, str], fallbacks: Fallbacks) -> str:
    """The family to set a character in that the `families` of its run, for Latin and for Japanese text, lack; empty where they
    have it, and where none has it."""
    latin, japanese = families
    if len(cluster) == 1 and needs_no_glyph(cluster):
        return ""
    own = (japanese,) if unicodedata.east_asian_width(cluster[0]) in "WF" else (japanese, latin)
    if any(has(family, cluster) for family in own):
        return ""
    return next((each for each in fallbacks.of(japanese) if has(each, cluster)), "")


def _split(run: etree._Element, found: Mapping[str, str]) -> None:
    """Part a run before and behind each character that has a family of its own."""
    properties = run.find(w("rPr"))
    pieces = [(_properties(properties, ""), list[etree._Element]())]
    for child in list(run):
        if child is properties:
            continue
        if child.tag not in _TEXTS or not any(each in found for each in CLUSTER.findall(child.text or "")):
            pieces[-1][1].append(child)
            continue
        for family, text in _parted(child.text or "", found):
            if family or pieces[-1][1]:
                pieces.append((_properties(properties, family), []))
            pieces[-1][1].append(_text(child.tag, text))
            if family:
                pieces.append((_properties(properties, ""), []))
    made = []
    for own, children in pieces:
        if children:
            new = etree.Element(w("r"), dict(run.attrib), run.nsmap)
            new.extend([*([own] if own is not None else []), *children])
            made.append(new)
    made[-1].tail = run.tail
    for each in made:
        run.addprevious(each)
    parent = run.getparent()
    assert parent is not None, "a run stands in a paragraph"
    run.tail = None
    parent.remove(run)


def _parted(text: str, found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A text in pieces, each with its family: that of one character, or none."""
    plain = ""
    for cluster in CLUSTER.findall(text):
        if cluster not in found:
            plain += cluster
            continue
        if plain:
            yield "", plain
        yield found[cluster], cluster
        plain = ""
    if plain:
        yield "", plain


def _properties(properties: etree._Element | None, family: str) -> etree._Element | None:
    """A run's properties with a family of its own for all of its text (17.3.2.26)."""
    if not family:
        return deepcopy(properties)
    own = etree.Element(w("rPr")) if properties is None else deepcopy(properties)
    for each in own.findall(w("rFonts")):
        own.remove(each)
    fonts = etree.Element(
        w("rFonts"), {**{w(slot): family for slot in (*_SLOTS, "cs")}, w("hint"): "eastAsia"}
    )
    style = own.find(w("rStyle"))
    own.insert(0 if style is None else own.index(style) + 1, fonts)
    return own


def _text(tag: str, text: str) -> etree._Element:
    element = etree.Element(tag, {_SPACE: "preserve"})
    element.text = text
    return element


class _RunFonts:
    """The families of runs for Latin and for Japanese text, by themselves, their styles, and the defaults; empty where a theme
    says them."""

    def __init__(self, styles: etree._Element) -> None:
        every = styles.findall(w("style"))
        self.by_id = {each.get(w("styleId"), ""): each for each in every}
        self.usual = next((each.get(w("styleId"), "") for each in every if is_default(each)), "")
        self.defaults = styles.findall(f"{w('docDefaults')}/{w('rPrDefault')}")
        self.known: dict[tuple[str, str], tuple[str, str]] = {}

    def of(self, run: etree._Element) -> tuple[str, str]:
        properties = run.find(w("rPr"))
        paragraph = next(run.iterancestors(w("p")), None)
        styles = (
            _value(properties, w("rStyle")),
            _value(paragraph, f"{w('pPr')}/{w('pStyle')}") or self.usual,
        )
        if styles not in self.known:
            chains = [self._chain(each) for each in styles]
            fonts = [
                each.find(f"{w('rPr')}/{w('rFonts')}") for each in (*chains[0], *chains[1], *self.defaults)
            ]
            self.known[styles] = _families(each for each in fonts if each is not None)
        own = properties.find(w("rFonts")) if properties is not None else None
        if own is None:
            return self.known[styles]
        latin, japanese = _families([own])
        return latin or self.known[styles][0], japanese or self.known[styles][1]

    def _chain(self, identity: str) -> Iterable[etree._Element]:
        style = self.by_id.get(identity)
        return () if style is None else ancestry(style, self.by_id)


def _families(fonts: Iterable[etree._Element]) -> tuple[str, str]:
    """The first family for Latin, and for Japanese text, that one of w:rFonts names."""
    every = list(fonts)
    latin, japanese = (
        next((name for each in every if (name := each.get(w(slot)))), "") for slot in ("hAnsi", "eastAsia")
    )
    return latin, japanese


def _value(element: etree._Element | None, path: str) -> str:
    found = element.find(path) if element is not None else None
    return found.get(w("val"), "") if found is not None else ""
