"""The colours of what is drawn: as far apart as WCAG 2.2 asks of parts of graphics (1.4.11), in light and in dark, without hues too."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from pipeline.html.drawn.diagrams import BRANCHES
from pipeline.html.drawn.looks import MOST, patterns
from tests.goldens import TEMPLATES

STYLE = (TEMPLATES / "html" / "style.css").read_text("utf-8")
LIGHT, DARK = 0, 1
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def colour(name: str, theme: int, within: str = "") -> float:
    """The relative luminance of a custom property, as it is on the page or `within` a class."""
    text = re.search(rf"\{within} {{(.*?)}}", STYLE)[1] if within else STYLE  # type: ignore[index]
    found = re.search(rf"--{name}: light-dark\(#(\w{{6}}), #(\w{{6}})\)", text)
    assert found, name
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(found[theme + 1][at : at + 2], 16) / 255 for at in (0, 2, 4))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@THEMES
def test_series_that_lie_side_by_side_differ_by_three_to_one(theme: int) -> None:
    """So they are told apart in greys as well."""
    series = [colour(f"series-{at}", theme) for at in range(1, MOST + 1)]
    assert [round(contrast(*pair), 2) for pair in pairwise(series) if contrast(*pair) < 3] == []


@THEMES
def test_series_stand_out_from_the_page_by_three_to_one(theme: int) -> None:
    """Bars, lines and symbols, and the textures in them, which have the colour of the page."""
    ground = colour("ground", theme)
    wrong = [at for at in range(1, MOST + 1) if contrast(colour(f"series-{at}", theme), ground) < 3]
    assert wrong == []
    assert "stroke: var(--ground)" in re.search(r"\.chart \.texture {(.*?)}", STYLE)[1]  # type: ignore[index]


@THEMES
def test_the_outlines_of_boxes_and_the_colours_of_branches_stand_out_as_well(theme: int) -> None:
    """From the page, and from the light colour of their own branch."""
    ground = colour("ground", theme)
    assert contrast(colour("edge", theme), ground) >= 3
    assert contrast(colour("quiet", theme), ground) >= 4.5
    for at in range(1, BRANCHES + 1):
        accent = colour("accent", theme, f".branch-{at}")
        assert contrast(accent, ground) >= 3
        assert contrast(accent, colour("soft", theme, f".branch-{at}")) >= 3
        assert contrast(colour("text", theme), colour("soft", theme, f".branch-{at}")) >= 4.5


def test_every_class_of_series_and_branches_has_its_colour() -> None:
    """None is left without."""
    used = {*re.findall(r"series-\d+", patterns("a", range(MOST))), "series-1", "series-2"}
    for name in sorted(used):
        assert f".{name} {{ --series: var(--{name}); }}" in STYLE
