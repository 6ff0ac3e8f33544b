"""The styles of a template in large letters: what they need beside their size."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from lxml import etree

from pipeline.model.inlines import Role
from pipeline.model.xml_names import w
from pipeline.word.charts.looks import luminance
from pipeline.word.markup.styles import ancestry, read_styles, value_of

# The pitch of lines, as a multiple of their text's size: ordinary text, and what is larger.
_OPEN, CLOSE = 1.6, 1.4
PITCH = 10  # twips a half-point of text
# The largest letters in charts, in half-points.
_CHART = 36
# What stands in these is no text.
WITHOUT_TEXT = frozenset((Role.GAP, "節の終わり"))
# What names something in the plan's cells, with its level in the outline and how much larger than the text it is (half-points).
_HEADS: dict[str, tuple[int | None, int]] = {
    Role.MEASURE_LABEL: (None, 0),
    Role.SHEET_POLICY: (0, 10),
    Role.SHEET_DIRECTION: (1, 5),
    Role.SHEET_MEASURE: (2, 0),
    Role.SHEET_HEAD: (None, 0),
}
# What else has left its cell, and the colour of that.
_OUT_OF_CELLS = frozenset((*_HEADS, Role.MEASURE_TEXT, Role.SHEET_LABEL, Role.SHEET_TEXT, Role.SHEET_PROGRAM))
_GROWING = frozenset((Role.FIGURE, Role.CHART))
_CONTENTS = re.compile(r"toc \d|table of figures")
# The least contrast of letters with paper (WCAG 2.2, 1.4.3).
_CONTRAST = 4.5


def is_of_contents(name: str) -> bool:
    """Whether a style is that of lines in lists of contents, tables or figures."""
    return _CONTENTS.fullmatch(name) is not None


def set_contents(styles: etree._Element, width: int) -> None:
    """The numbers of pages in lists of contents stand at the edge of text of this width (twips)."""
    for style in styles.findall(w("style")):
        if is_of_contents(value_of(style, w("name"))):
            for tab in style.iter(w("tab")):
                if tab.get(w("val")) in ("right", "end"):
                    tab.set(w("pos"), str(width))


def hold_charts(styles: etree._Element, asked: int) -> None:
    """Charts have the room of their page: letters larger than `_CHART` would leave none for what is drawn."""
    for style in styles.findall(w("style")):
        if value_of(style, w("name")) == Role.CHART:
            size = min(asked, _CHART)
            _set(style, "rPr", f"sz={size} szCs={size}")


def set_heads(styles: etree._Element, asked: int, opened: Collection[str]) -> None:
    """What names things in cells stands at the left over them, and a sheet's items are headings. What could be read on a cell's ground
    alone has the colour of text, as what stood in a table that was `opened` (the ids of its styles)."""
    by_id = {each.get(w("styleId"), ""): each for each in styles.findall(w("style"))}
    for style in styles.findall(w("style")):
        name = value_of(style, w("name"))
        if name == Role.RIGHT:  # a heading's page in the plan
            _set(style, "pPr", "keepNext keepLines")
        if style.get(w("type")) == "paragraph" and name in _HEADS:
            level, larger = _HEADS[name]
            _set(
                style,
                "pPr",
                f"keepNext keepLines jc=left spacing:before={asked * (6 if level is not None else 3)}"
                + (f" outlineLvl={level}" if level is not None else ""),
            )
            _set(style, "rPr", f"b sz={asked + larger} szCs={asked + larger}")
            # Behind a number alone the lines of a cell stand farther in: here the name of the item's level comes before it.
            for indent in style.findall(f"{w('pPr')}/{w('ind')}") if level is not None else ():
                indent.attrib.clear()
                indent.set(w("left"), "0")
        if style.get(w("styleId")) in opened and style.get(w("type")) == "paragraph":
            _set(style, "pPr", "jc=left")
        if (name in _OUT_OF_CELLS or style.get(w("styleId")) in opened) and _is_pale(style, by_id):
            for colour in style.findall(f"{w('rPr')}/{w('color')}"):
                colour.attrib.clear()
            _set(style, "rPr", "color=auto")


def _is_pale(style: etree._Element, by_id: Mapping[str, etree._Element]) -> bool:
    """Whether letters of a style can't be read on white paper."""
    path = f"{w('rPr')}/{w('color')}"
    colour = next(filter(None, (value_of(each, path) for each in ancestry(style, by_id))), "auto")
    if not re.fullmatch("[0-9A-Fa-f]{6}", colour):
        return False
    return 1.05 / (luminance(colour) + 0.05) < _CONTRAST


def set_lines(styles: etree._Element, asked: int) -> None:
    """Lines of a fixed height for every style, each after the size of its own text."""
    read = read_styles(styles)
    for style in styles.findall(w("style")):
        name = value_of(style, w("name"))
        if style.get(w("type")) != "paragraph" or name in WITHOUT_TEXT or name in _GROWING:
            continue
        size = read.sizes[name]
        pitch = round(size * PITCH * (_OPEN if size <= asked else CLOSE))
        _set(style, "pPr", f"spacing:line={pitch} spacing:lineRule=exact")


def _set(style: etree._Element, kind: str, said: str) -> None:
    """Set properties of a style, each as name, name=value or name:attribute=value."""
    properties = style.find(w(kind))
    if properties is None:
        properties = etree.SubElement(style, w(kind))
    for each in said.split():
        name, _, value = each.partition("=")
        name, _, attribute = name.partition(":")
        found = properties.find(w(name))
        if found is None:
            found = etree.SubElement(properties, w(name))
        if value:
            found.set(w(attribute or "val"), value)
    if kind == "pPr":
        _put_first(style, properties)


def _put_first(style: etree._Element, properties: etree._Element) -> None:
    """In a style w:pPr comes before w:rPr and what is said of tables (17.7.4.17)."""
    after = next((each for each in style if each.tag in (w("rPr"), w("tblPr"))), None)
    if after is not None:
        after.addprevious(properties)
