"""How words look in a file, as far as people say something by it: bold, struck through, underlined, in a colour (ECMA-376 Part 1, 17.3.2)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.model.xml_names import w

# What each is called, by its element.
LOOKS = {
    "b": "太字",
    "strike": "取消線",
    "dstrike": "二重取消線",
    "highlight": "蛍光ペン",
    "u": "下線",
    "color": "文字の色",
}
_SWITCHES = ("b", "strike", "dstrike", "highlight", "u")
_OFF = ("0", "false", "off", "none")


def by_hand(properties: etree._Element | None) -> frozenset[str]:
    """The looks of a run that its style does not give it."""
    if properties is None:
        return frozenset()
    found = {
        name
        for name in _SWITCHES
        if (each := properties.find(w(name))) is not None and each.get(w("val"), "1") not in _OFF
    }
    if properties.find(w("rStyle")) is not None:
        found.discard("b")  # some programs say once more what the style does
    colour = properties.find(w("color"))
    value = colour.get(w("val"), "auto") if colour is not None else "auto"
    if re.fullmatch("[0-9A-Fa-f]{6}", value) and _is_lively(value):
        found.add("color")
    return frozenset(found)


def _is_lively(value: str) -> bool:
    """Whether a colour is none of black, white and grey."""
    parts = [int(value[at : at + 2], 16) for at in (0, 2, 4)]
    return max(parts) - min(parts) > 0x40
