"""A template in letters for readers with low vision: all text as large as asked or larger, gothic, in one column on upright A4."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.contract import THUMB_INDEX
from pipeline.model.xml_names import w
from pipeline.word.fitting.large_styles import (
    CLOSE,
    PITCH,
    WITHOUT_TEXT,
    hold_charts,
    is_of_contents,
    set_contents,
    set_heads,
    set_lines,
)
from pipeline.word.markup.child_order import put_in_order
from pipeline.word.markup.covers import PLACING, cover_of
from pipeline.word.markup.placeholders import remove
from pipeline.word.markup.styles import IN_CHARACTERS, Styles, is_default, read_styles, value_of
from pipeline.word.markup.text import text_of
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


@dataclass(frozen=True)
class _Growth:
    """How letters grow: ordinary text from `base` to `asked` half-points. `styles` are those of the template as it was."""

    styles: Styles
    base: int
    asked: int

    def size(self, own: int) -> int:
        """What was larger than ordinary text stays so by as much."""
        return self.asked + max(own - self.base, 0)

    def factor(self, name: str) -> float:
        """By how much a style's letters grow: headings by less than text."""
        own = self.base if name in WITHOUT_TEXT else self.styles.sizes.get(name, self.base)
        return self.size(own) / own

    def kept_start(self, name: str) -> int:
        """Where the first line of a style begins that begins there in large letters too, in twips. Three levels of contents that stood
        in by large letters would leave no room for titles."""
        if not is_of_contents(name):
            return 0
        indents = self.styles.indents[name]
        return indents.first - indents.right


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
    growth = _Growth(template.styles, base, asked)
    named = {each.get(w("styleId"), ""): value_of(each, w("name")) for each in styles.findall(w("style"))}
    cover = cover_of(parts[_MAIN], styles)
    placed = cover.styles if cover else frozenset[str]()
    for root in parts.values():
        _enlarge(root, growth)
        _set_gothic(root)
        _widen(root, growth, named, placed)
        for section in root.iter(w("sectPr")):
            _set_upright(section, asked, runs=not (cover and section is cover.section and cover.is_bare))
        for direction in list(root.iter(w("textDirection"))):
            remove(direction)
        _set_ragged(root)
    contract = template.contract
    if not cover:
        _run_on(parts[_MAIN])
    opened = _open_sheet(parts[_MAIN], contract.slots) if contract.columns else frozenset()
    set_contents(styles, WIDTH)
    set_heads(styles, asked, opened)
    hold_charts(styles, asked)
    set_lines(styles, asked)
    _drop_thumb_index(parts)
    if contract.columns:
        contract = replace(contract, heads=())
    for root in parts.values():
        put_in_order(root)
    data = with_parts(template.data, parts)
    # Tables' text gets no smaller either, so there are no smaller variants; and what goes on over a page does so row by row.
    return replace(template, data=data, contract=contract, styles=read_styles(styles))


def _default_name(styles: etree._Element) -> str:
    return value_of(next(filter(is_default, styles.findall(w("style")))), w("name"))


def _enlarge(root: etree._Element, growth: _Growth) -> None:
    """Sizes in half-points, but those of what is no text."""
    left = {style for style in root.iter(w("style")) if value_of(style, w("name")) in WITHOUT_TEXT}
    for each in root.iter(w("sz"), w("szCs")):
        if left.isdisjoint(each.iterancestors(w("style"))):
            each.set(w("val"), str(growth.size(int(each.get(w("val"), "0")))))


def _set_gothic(root: etree._Element) -> None:
    """Gothic letters of universal design for all text, but where the template has such already. What names no font is written in that of
    its paragraph, as marks of lists are: in a wider one they would fill the room before their text."""
    for fonts in root.iter(w("rFonts")):
        if set(fonts.attrib) <= {w("hint")}:
            continue
        own = fonts.get(w("eastAsia"), "")
        font = own if "UD" in own and re.search("ゴシック|Gothic", own) else GOTHIC
        fonts.attrib.clear()
        for face in _FACES:
            fonts.set(w(face), font)


def _widen(root: etree._Element, growth: _Growth, named: Mapping[str, str], placed: Collection[str]) -> None:
    """Indents, tab stops at the left and spaces between paragraphs grow with the letters of their own style, `named` by its id; but not
    the spaces of what is `placed` on its page (the ids of its styles), nor those that place a heading there: they have the room that they had."""
    for each in root.iter(w("ind"), w("tab"), w("spacing")):
        name = named.get(_style_around(each), "")
        factor = growth.factor(name)
        less = growth.kept_start(name) * (factor - 1)
        if each.tag == w("tab"):
            if each.get(w("val")) in ("left", "start", "num") and each.get(w("pos")):
                each.set(w("pos"), str(round(_length(each, "pos") * factor - less)))
        elif each.tag == w("spacing"):
            if _style_around(each) not in placed:
                _multiply(each, ("before", "after"), factor, PLACING)
        else:
            for characters in IN_CHARACTERS:  # of which Word would take larger ones
                each.attrib.pop(w(characters), None)
            _multiply(each, ("hanging", "firstLine"), factor)
            for side in ("left", "start"):
                if each.get(w(side)):
                    each.set(w(side), str(round(_length(each, side) * factor - less)))


def _multiply(element: etree._Element, names: Sequence[str], factor: float, most: int = 0) -> None:
    for name in names:
        own = _length(element, name)
        if own > 0 and (not most or own < most):
            element.set(w(name), str(round(own * factor)))


def _length(element: etree._Element, name: str) -> int:
    return int(element.get(w(name)) or 0)


def _style_around(element: etree._Element) -> str:
    """The id of the style to which a property belongs: that of a style, of the level of a list that has one, or of a paragraph."""
    for around in element.iterancestors(w("style"), w("lvl"), w("p")):
        if around.tag == w("style"):
            return around.get(w("styleId"), "")
        path = w("pStyle") if around.tag == w("lvl") else f"{w('pPr')}/{w('pStyle')}"
        return value_of(around, path)
    return ""


def _set_ragged(root: etree._Element) -> None:
    """Lines that are not filled: with few letters in them their gaps would be wide, each another one (17.3.1.13)."""
    for alignment in root.iter(w("jc")):
        if alignment.get(w("val")) in ("both", "distribute"):
            alignment.set(w("val"), "left")


def _set_upright(section: etree._Element, asked: int, runs: bool) -> None:
    """One column on upright A4 (17.6.13, 17.6.11, 17.6.4), without a grid of characters; `runs` says that there may be running lines."""
    for page in section.findall(w("pgSz")):
        page.attrib.clear()
        page.set(w("w"), str(_PAGE_WIDTH))
        page.set(w("h"), str(_PAGE_HEIGHT))
    for margins in section.findall(w("pgMar")):
        for side in ("left", "right"):
            margins.set(w(side), str(min(int(margins.get(w(side)) or 0), _MARGIN)))
        for side, running in (("top", "header"), ("bottom", "footer")):
            # A running line, and another one free below it.
            room = _RUNNING + 2 * round(asked * PITCH * CLOSE)
            if runs:
                margins.set(w(side), str(max(int(margins.get(w(side)) or 0), room)))
            margins.set(w(running), str(_RUNNING))
    for columns in section.findall(w("cols")):
        columns.attrib.clear()
        columns[:] = []
    for grid in section.findall(w("docGrid")):
        section.remove(grid)


def _run_on(document: etree._Element) -> None:
    """Make sections that have no running lines and no counting of their own one with those before: sides of a sheet are filled by small
    letters alone."""
    own = (w("headerReference"), w("footerReference"), w("pgNumType"), w("titlePg"))
    for before, section in pairwise(list(document.iter(w("sectPr")))):
        if next(section.iter(*own), None) is None:
            section[:] = list(before)
            end = next(before.iterancestors(w("p")))
            remove(before if text_of(end) else end)


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


def _open_sheet(document: etree._Element, slots: Collection[str]) -> frozenset[str]:
    """Put a paragraph with the slot in place of the table that holds it; the ids of the styles that stood there."""
    left = set[str]()
    for table in list(document.iter(w("tbl"))):
        held = [each for each in table.iter(w("p")) if not names_in(each).isdisjoint(slots)]
        if held:
            left |= {value_of(each, f"{w('pPr')}/{w('pStyle')}") for each in table.iter(w("p"))}
            paragraph = held[0]
            for properties in paragraph.findall(w("pPr")):
                paragraph.remove(properties)
            table.addprevious(paragraph)
            remove(table)
    return frozenset(left)
