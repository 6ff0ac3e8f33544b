"""A fallback font that this machine lacks, and the font that stands in for it in the PDF."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.layout.fonts import Face, Fonts
from pipeline.layout.measure import _not_of
from pipeline.layout.stand_ins import set_stand_ins
from pipeline.model.xml_names import W, w

YOSHI = "20bb7"
SERIF, SANS = Face("Serif", "1", YOSHI), Face("Sans", "1", YOSHI)


def story(text: str, family: str, hint: str = ' w:hint="eastAsia"') -> etree._Element:
    fonts = f'<w:rFonts w:ascii="{family}" w:eastAsia="{family}"{hint}/>'
    return etree.fromstring(
        f'<w:x xmlns:w="{W}"><w:p><w:r><w:rPr>{fonts}</w:rPr><w:t>{text}</w:t></w:r></w:p></w:x>'
    )


def set_here(text: str, family: str, fonts: Mapping[str, tuple[Face, ...]]) -> tuple[str, frozenset[str]]:
    """The font that a run has then, and what no font has."""
    root = story(text, family)
    left = set_stand_ins([root], Fonts(dict(fonts)))
    found = root.find(f".//{w('rFonts')}")
    return (found.get(w("eastAsia"), "") if found is not None else ""), left


def test_a_font_that_is_here_stays() -> None:
    assert set_here("𠮷", "游明朝", {"游明朝": (SERIF,)}) == ("游明朝", frozenset())


def test_another_one_of_its_kind_stands_in() -> None:
    """The other kind's where there is none, and fonts of signs in the end."""
    both = {"Noto Serif CJK JP": (SERIF,), "Noto Sans CJK JP": (SANS,)}
    assert set_here("𠮷", "游明朝", both) == ("Noto Serif CJK JP", frozenset())
    assert set_here("𠮷", "游ゴシック", both) == ("Noto Sans CJK JP", frozenset())
    assert set_here("𠮷", "游ゴシック", {"IPAmj明朝": (SERIF,)}) == ("IPAmj明朝", frozenset())
    assert set_here("₂", "Segoe UI Symbol", {"DejaVu Sans": (Face("D", "1", "2080-2089"),)}) == (
        "DejaVu Sans",
        frozenset(),
    )


def test_what_no_font_has_stays_in_that_of_its_paragraph_and_is_told() -> None:
    """A form is what no font has where all have its kanji alone."""
    assert set_here("𠮷", "游明朝", {"BIZ UD明朝": (Face("B", "1", "20-7e"),)}) == ("", frozenset("𠮷"))
    assert set_here("𠮷\U000e0101", "游明朝", {"Noto Serif CJK JP": (SERIF,)}) == (
        "",
        frozenset(["𠮷\U000e0101"]),
    )


def test_a_font_that_is_set_by_hand_is_no_fallback() -> None:
    """What a template says of a run stays its own, though Word writes the hint as well."""
    for root in (story("吉", "游明朝"), story("𠮷", "游明朝", hint="")):
        assert set_stand_ins([root], Fonts({"Noto Serif CJK JP": (SERIF,)})) == frozenset()
        assert root.find(f".//{w('rFonts')}[@{w('eastAsia')}='游明朝']") is not None


def test_a_font_that_holds_several_is_known_by_its_beginning() -> None:
    """LibreOffice calls it after one of them."""
    used = frozenset({"NotoSerifCJKjp-Regular-VKana", "NotoSerifCJKjp-Regular", "Other-Regular"})
    assert _not_of(frozenset({"NotoSerifCJKjp-Regular"}), used) == {"Other-Regular"}
