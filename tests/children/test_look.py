"""The look of the children's plan: colours that can be read, also in a black-and-white copy, and fonts of universal design."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from lxml import etree

from pipeline.model.xml_names import w
from pipeline.word.markup.accents import read_accents
from pipeline.word.markup.styles import value_of
from tests.goldens import ROOT
from tests.hostile.projects import parts_of

TEMPLATES = ROOT / "examples" / "children" / "templates"
LOOK = ("plan", "framework", "leaflet", "briefing", "programs")
WHITE = "FFFFFF"
ENOUGH = 4.5  # WCAG 2.1, 1.4.3


def styles_of(name: str) -> etree._Element:
    return etree.fromstring(parts_of((TEMPLATES / f"{name}.docx").read_bytes())["word/styles.xml"])


def luminance(colour: str) -> float:
    """As WCAG 2.1 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs(root: etree._Element) -> list[tuple[str, str]]:
    """The dark and the light colour of the plan, and of each item."""
    shown = [each for each in root.iter(w("style")) if value_of(each, w("name")).startswith("色分け")]
    fills = [each.find(f"{w('rPr')}/{w('shd')}") for each in shown]
    return [
        (value_of(each, f"{w('rPr')}/{w('color')}"), fill.get(w("fill"), ""))
        for each, fill in zip(shown, fills, strict=True)
        if fill is not None
    ]


@pytest.mark.parametrize("name", LOOK)
def test_text_stands_out_from_what_is_behind_it(name: str) -> None:
    """White on each dark colour, each dark colour on its light one and on white."""
    found = pairs(styles_of(name))
    assert len(found) == 7
    for dark, light in found:
        assert min(contrast(WHITE, dark), contrast(dark, light)) >= ENOUGH, (dark, light)


@pytest.mark.parametrize("name", LOOK)
def test_text_of_every_style_stands_out_from_its_shading(name: str) -> None:
    """That of paragraphs; text of no colour is black."""
    for style in styles_of(name).iter(w("style")):
        fill = style.find(f"{w('pPr')}/{w('shd')}")
        behind = fill.get(w("fill"), "") if fill is not None else ""
        if re.fullmatch("[0-9A-F]{6}", behind):
            text = value_of(style, f"{w('rPr')}/{w('color')}") or "000000"
            assert contrast(text, behind) >= ENOUGH, value_of(style, w("name"))


def test_no_two_items_have_one_colour() -> None:
    own = [dark for dark, _ in pairs(styles_of("plan"))]
    assert all(first != second for first, second in combinations(own, 2))


@pytest.mark.parametrize("name", ["plan", "framework"])
def test_the_program_finds_a_colour_for_each_goal(name: str) -> None:
    accents = read_accents(styles_of(name))
    assert accents is not None
    assert len(accents.swaps) == 6
    assert all(len(swap) == 2 for swap in accents.swaps)


@pytest.mark.parametrize("name", LOOK)
def test_all_fonts_are_of_universal_design(name: str) -> None:
    fonts = {
        each.get(w(kind), "")
        for each in styles_of(name).iter(w("rFonts"))
        for kind in ("ascii", "hAnsi", "eastAsia")
    }
    assert fonts - {""} <= {"BIZ UDゴシック", "BIZ UDPゴシック"}
