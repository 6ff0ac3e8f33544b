"""Fonts of this machine for characters that a document sets in a fallback font which the machine lacks.

The document names the font that readers have, ＭＳ 明朝 or 游明朝: the PDF that is made here shows the character in another one
that has it. What no font here has stays in its paragraph's font, and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.layout.fonts import Fonts
from pipeline.model.characters import uncommon
from pipeline.model.fonts import is_mincho
from pipeline.model.xml_names import w

# Of what Debian has, the nearest in look first: kanji of names, then signs.
_MINCHO = ("Noto Serif CJK JP", "IPAmj明朝", "IPAex明朝", "IPA明朝")
_GOTHIC = ("Noto Sans CJK JP", "IPAexゴシック", "IPAゴシック")
_SIGNS = ("DejaVu Sans", "Liberation Serif", "OpenSymbol", "Noto Sans Symbols", "Noto Sans Symbols2")
_SLOTS = tuple(map(w, ("ascii", "hAnsi", "eastAsia", "cs")))


def set_stand_ins(stories: Iterable[etree._Element], fonts: Fonts) -> frozenset[str]:
    """Give runs in a fallback font that is not here one that is; what none here has is returned, a character in its form each."""
    return frozenset(
        text for story in stories for run in story.iter(w("r")) for text in _without_font(run, fonts)
    )


def _without_font(run: etree._Element, fonts: Fonts) -> Iterator[str]:
    named = run.find(f"{w('rPr')}/{w('rFonts')}")
    text = "".join(each.text or "" for each in run.iterchildren(w("t")))
    family = named.get(w("eastAsia"), "") if named is not None and named.get(w("hint")) == "eastAsia" else ""
    # What common characters are set in, somebody chose.
    if named is None or not family or not any(True for _ in uncommon(text)) or not fonts.missing([family]):
        return
    found = next((each for each in _candidates(family) if fonts.has(each, text)), "")
    if found:
        for slot in _SLOTS:
            named.set(slot, found)
        return
    properties = named.getparent()
    assert properties is not None, "it was found there"
    properties.remove(named)
    yield text


def _candidates(family: str) -> tuple[str, ...]:
    own, other = (_MINCHO, _GOTHIC) if is_mincho(family) else (_GOTHIC, _MINCHO)
    return (*own, *other, *_SIGNS)
