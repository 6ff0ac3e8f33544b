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
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_STANDS_IN = "-128"  # the charset by which such a font is known in a chart
_SLOTS = tuple(map(w, ("ascii", "hAnsi", "eastAsia", "cs")))


def set_stand_ins(stories: Iterable[etree._Element], fonts: Fonts) -> frozenset[str]:
    """Give runs in a fallback font that is not here one that is; what none here has is returned, a character in its form each."""
    return frozenset(
        text for story in stories for run in story.iter(w("r")) for text in _without_font(run, fonts)
    )


def set_chart_stand_ins(charts: Iterable[etree._Element], fonts: Fonts) -> frozenset[str]:
    """The same for charts, each of which has one font for all of its words."""
    return frozenset(text for chart in charts for text in _chart_without_font(chart, fonts))


def _chart_without_font(chart: etree._Element, fonts: Fonts) -> Iterator[str]:
    named = [each for each in chart.iter(f"{_A}latin", f"{_A}ea") if each.get("charset") == _STANDS_IN]
    family = named[0].get("typeface", "") if named else ""
    if not family or not fonts.missing([family]):
        return
    rare = [each for value in chart.iter(f"{_C}v") for _, each in uncommon(value.text or "")]
    found = next((each for each in _candidates(family) if all(fonts.has(each, text) for text in rare)), "")
    own = chart.find(f".//{_A}cs")
    for each in named:
        each.set("typeface", found or ("" if own is None else own.get("typeface", "")))
    yield from () if found else rare


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
