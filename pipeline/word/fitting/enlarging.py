"""A template in letters for readers with low vision: all text as large as asked or larger, gothic, in one column on upright A4."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import replace

from lxml import etree

from pipeline.model.contract import THUMB_INDEX
from pipeline.model.inlines import Role
from pipeline.model.xml_names import w
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.placeholders import remove
from pipeline.word.markup.styles import is_default, read_styles, value_of
from pipeline.word.template.parts import with_parts
from pipeline.word.template.tags import names_in
from pipeline.word.template.template import Template

_STYLES, _MAIN = "word/styles.xml", "word/document.xml"
_TEXTS = re.compile(r"word/(?:document|styles|numbering|footnotes|header\d*|footer\d*)\.xml")
GOTHIC = "BIZ UDゴシック"
_FACES = ("ascii", "hAnsi", "eastAsia", "cs")
# A4 in twips, and the widest margins at the sides: 20 mm.
_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = 11906, 16838, 1134
# The widths of text, upright and on turned paper.
WIDTH, TURNED_WIDTH = _PAGE_WIDTH - 2 * _MARGIN, _PAGE_HEIGHT - 2 * _MARGIN
# How far headers and footers are from the paper's edge: 10 mm.
_RUNNING = 567
# The pitch of lines, as a multiple of their text's size: ordinary text, and what is larger.
_OPEN, _CLOSE = 1.6, 1.4
_PITCH = 10  # twips a half-point of text
# Spaces from here on place something on its page, as on a cover.
_PLACING = 1000  # twips
# The largest letters in charts, in half-points.
_CHART = 36
# What stands in these is no text.
_WITHOUT_TEXT = frozenset((Role.GAP, "節の終わり"))
# What names something in the plan's cells, with its level in the outline and how much larger than the text it is (half-points).
_HEADS: dict[str, tuple[int | None, int]] = {
    Role.MEASURE_LABEL: (None, 0),
    Role.SHEET_POLICY: (0, 10),
    Role.SHEET_DIRECTION: (1, 5),
    Role.SHEET_MEASURE: (2, 0),
    Role.SHEET_HEAD: (None, 0),
}
_GROWING = frozenset((Role.FIGURE, Role.CHART))


def enlarged(template: Template, size: float) -> Template:
    """The template with text of `size` points, headings as much larger as they were, and nothing smaller; of a sheet, with a slot in
    the text in place of its table."""
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        parts = {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if _TEXTS.fullmatch(name)
        }
    styles = parts[_STYLES]
    base = template.styles.sizes[_default_name(styles)]
    asked = round(size * 2)
    for root in parts.values():
        _enlarge(root, base, asked)
        _set_gothic(root)
        _widen(root, asked / base)
        for section in root.iter(w("sectPr")):
            _set_upright(section, asked)
        for direction in list(root.iter(w("textDirection"))):
            remove(direction)
    _set_heads(styles, asked)
    _hold_charts(styles, asked)
    _set_lines(styles, asked)
    _drop_thumb_index(parts)
    contract = template.contract
    if contract.columns:
        _open_sheet(parts[_MAIN], contract.slots)
        contract = replace(contract, heads=())
    for root in parts.values():
        put_in_order(root)
    data = with_parts(template.data, parts)
    # Tables' text gets no smaller either, so there are no smaller variants; and what goes on over a page does so row by row.
    return replace(template, data=data, contract=contract, styles=read_styles(styles))


def _default_name(styles: etree._Element) -> str:
    return value_of(next(filter(is_default, styles.findall(w("style")))), w("name"))


def _enlarge(root: etree._Element, base: int, asked: int) -> None:
    """Sizes in half-points: what was larger than ordinary text stays so by as much."""
    left = {style for style in root.iter(w("style")) if value_of(style, w("name")) in _WITHOUT_TEXT}
    for each in root.iter(w("sz"), w("szCs")):
        if left.isdisjoint(each.iterancestors(w("style"))):
            own = int(each.get(w("val"), "0"))
            each.set(w("val"), str(asked + max(own - base, 0)))


def _set_gothic(root: etree._Element) -> None:
    """Gothic letters of universal design for all text, but where the template has such already."""
    for fonts in root.iter(w("rFonts")):
        own = fonts.get(w("eastAsia"), "")
        font = own if "UD" in own and re.search("ゴシック|Gothic", own) else GOTHIC
        fonts.attrib.clear()
        for face in _FACES:
            fonts.set(w(face), font)


def _widen(root: etree._Element, factor: float) -> None:
    """Indents, tab stops at the left and spaces between paragraphs grow with the text."""
    for indent in root.iter(w("ind")):
        for name in ("left", "start", "hanging", "firstLine"):
            if indent.get(w(name)):
                indent.set(w(name), str(round(int(indent.get(w(name), "0")) * factor)))
    for tab in root.iter(w("tab")):
        if tab.get(w("val")) in ("left", "start", "num") and tab.get(w("pos")):
            tab.set(w("pos"), str(round(int(tab.get(w("pos"), "0")) * factor)))
    for spacing in root.iter(w("spacing")):
        for name in ("before", "after"):
            own = int(spacing.get(w(name)) or 0)
            if 0 < own < _PLACING:
                spacing.set(w(name), str(round(own * factor)))


def _set_upright(section: etree._Element, asked: int) -> None:
    """One column on upright A4 (17.6.13, 17.6.11, 17.6.4), without a grid of characters."""
    for page in section.findall(w("pgSz")):
        page.attrib.clear()
        page.set(w("w"), str(_PAGE_WIDTH))
        page.set(w("h"), str(_PAGE_HEIGHT))
    for margins in section.findall(w("pgMar")):
        for side in ("left", "right"):
            margins.set(w(side), str(min(int(margins.get(w(side)) or 0), _MARGIN)))
        for side, running in (("top", "header"), ("bottom", "footer")):
            # A running line, and another one free below it.
            room = _RUNNING + 2 * round(asked * _PITCH * _CLOSE)
            margins.set(w(side), str(max(int(margins.get(w(side)) or 0), room)))
            margins.set(w(running), str(_RUNNING))
    for columns in section.findall(w("cols")):
        columns.attrib.clear()
        columns[:] = []
    for grid in section.findall(w("docGrid")):
        section.remove(grid)


def _hold_charts(styles: etree._Element, asked: int) -> None:
    """Charts have the room of their page: letters larger than `_CHART` would leave none for what is drawn."""
    for style in styles.findall(w("style")):
        if value_of(style, w("name")) == Role.CHART:
            size = min(asked, _CHART)
            _properties(style, "rPr", f"sz={size} szCs={size}")


def _set_heads(styles: etree._Element, asked: int) -> None:
    """What names things in cells stands at the left over them, and a sheet's items are headings."""
    for style in styles.findall(w("style")):
        name = value_of(style, w("name"))
        if name == Role.RIGHT:  # a heading's page in the plan
            _properties(style, "pPr", "keepNext keepLines")
        if style.get(w("type")) == "paragraph" and name in _HEADS:
            level, larger = _HEADS[name]
            _properties(
                style,
                "pPr",
                f"keepNext keepLines jc=left spacing:before={asked * (6 if level is not None else 3)}"
                + (f" outlineLvl={level}" if level is not None else ""),
            )
            _properties(style, "rPr", f"b sz={asked + larger} szCs={asked + larger}")


def _properties(style: etree._Element, kind: str, said: str) -> None:
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


def _set_lines(styles: etree._Element, asked: int) -> None:
    """Lines of a fixed height for every style, each after the size of its own text."""
    read = read_styles(styles)
    for style in styles.findall(w("style")):
        name = value_of(style, w("name"))
        if style.get(w("type")) != "paragraph" or name in _WITHOUT_TEXT or name in _GROWING:
            continue
        size = read.sizes[name]
        pitch = round(size * _PITCH * (_OPEN if size <= asked else _CLOSE))
        _properties(style, "pPr", f"spacing:line={pitch} spacing:lineRule=exact")


def _drop_thumb_index(parts: dict[str, etree._Element]) -> None:
    """Marks at the page's edge are made for their size: they go."""
    for style in list(parts[_STYLES].findall(w("style"))):
        if value_of(style, w("name")) == THUMB_INDEX:
            identity = style.get(w("styleId"), "")
            for root in parts.values():
                for paragraph in list(_in_style(root, identity)):
                    remove(paragraph)
            remove(style)


def _in_style(root: etree._Element, identity: str) -> Iterator[etree._Element]:
    for paragraph in root.iter(w("p")):
        if value_of(paragraph, f"{w('pPr')}/{w('pStyle')}") == identity:
            yield paragraph


def _open_sheet(document: etree._Element, slots: Collection[str]) -> None:
    """A paragraph with the slot in place of the table that holds it."""
    for table in list(document.iter(w("tbl"))):
        held = [each for each in table.iter(w("p")) if not names_in(each).isdisjoint(slots)]
        if held:
            paragraph = held[0]
            for properties in paragraph.findall(w("pPr")):
                paragraph.remove(properties)
            table.addprevious(paragraph)
            remove(table)
