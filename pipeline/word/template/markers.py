"""Lists as a template has them, and the room that their numbers need: none touches the text behind it."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.numerals import KNOWN_FORMATS, number_or_digits
from pipeline.model.text_widths import FULL, text_width
from pipeline.model.xml_names import w
from pipeline.word.markup.styles import IN_CHARACTERS, Styles, is_proportional, value_of

# The gap between a number and its text, in em: what there has to be, and what is enough even where it is wider behind 1.
_LEAST_GAP = 0.25
_ENOUGH_GAP = 0.5
_STOPS = ("num", "left", "start")


@dataclass(frozen=True)
class ListLevel:
    """A level of a list (17.9.6): its number's format and text (%1 …), where the items' text begins, and by how much the number
    hangs out from there (twips; 0 where it does not stand at the left with a tab behind it).

    `size` (half-points) and `font` are the number's own, where it has them; `markup` is the whole w:lvl.
    """

    format: str
    text: str
    left: int
    hanging: int
    size: int
    font: str
    markup: str

    @property
    def is_counted(self) -> bool:
        return self.format in KNOWN_FORMATS and "%" in self.text


@dataclass(frozen=True)
class ListShape:
    """The list behind a list style: its abstractNumId and its levels."""

    abstract: str
    levels: tuple[ListLevel, ...]


def read_level(level: etree._Element) -> ListLevel:
    """Read a w:lvl."""
    indent = level.find(f"{w('pPr')}/{w('ind')}")
    fonts = level.find(f"{w('rPr')}/{w('rFonts')}")
    hangs = value_of(level, w("lvlJc")) in ("", "left", "start") and value_of(level, w("suff")) in ("", "tab")
    return ListLevel(
        format=value_of(level, w("numFmt")) or "decimal",
        text=value_of(level, w("lvlText")),
        left=_measure(indent, "left", "start"),
        hanging=_measure(indent, "hanging") if hangs else 0,
        size=int(value_of(level, f"{w('rPr')}/{w('sz')}") or 0),
        font=fonts.get(w("eastAsia"), "") if fonts is not None else "",
        markup=etree.tostring(level, encoding="unicode"),
    )


def missing_room(styles: Styles, style: str, level: ListLevel, numbers: Sequence[tuple[int, ...]]) -> int:
    """The further indent (twips) with which the text of a list's items stands off from its widest number as it does from
    its narrowest; 0 where the template's own room is enough. `numbers` are those of its items, each with those of the items
    around it.
    """
    if not (level.hanging and level.is_counted):
        return 0
    em = (level.size or styles.sizes[style]) * 10
    proportional = is_proportional(level.font or styles.fonts[style])

    def width(number: tuple[int, ...]) -> float:
        return text_width(_shown(level, number), proportional) * em / FULL

    usual = level.hanging - width((*numbers[0][:-1], 1))
    gap = max(usual, _ENOUGH_GAP * em)
    widest = max(map(width, numbers))
    is_enough = level.hanging - widest >= max(min(usual, _ENOUGH_GAP * em), _LEAST_GAP * em)
    return 0 if is_enough else round(widest + gap) - level.hanging


def moved(level: ListLevel, by: int, widened: int) -> str:
    """The w:lvl of a level `by` twips further in, its text as much more again as its number's room is `widened`."""
    root = etree.fromstring(level.markup)
    left = level.left + by + widened
    for indent in root.iter(w("ind")):
        for name in IN_CHARACTERS:
            indent.attrib.pop(w(name), None)
        for name in ("left", "start"):
            if indent.get(w(name)):
                indent.set(w(name), str(left))
        if indent.get(w("hanging")):
            indent.set(w("hanging"), str(int(indent.get(w("hanging"), "0")) + widened))
    for tab in root.iter(w("tab")):
        if tab.get(w("val")) in _STOPS and tab.get(w("pos")):
            tab.set(w("pos"), str(int(tab.get(w("pos"), "0")) + by + widened))
    return etree.tostring(root, encoding="unicode")


def _shown(level: ListLevel, number: tuple[int, ...]) -> str:
    """The text of a number; what its format has no form for is as wide as its digits."""
    text = level.text
    for index, each in enumerate(number, 1):
        text = text.replace(f"%{index}", number_or_digits(each, level.format))
    return text


def _measure(indent: etree._Element | None, *names: str) -> int:
    """A measure of w:ind; Word writes the left one as w:left or w:start (17.3.1.12)."""
    return (
        next((int(indent.get(w(name), "0")) for name in names if indent.get(w(name))), 0)
        if indent is not None
        else 0
    )
