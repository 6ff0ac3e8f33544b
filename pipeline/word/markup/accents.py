"""Colours of the framework's branches: what belongs to the first item of its outermost level has one, what belongs to the second another.

Staff show them in Word as character styles 「色分け 1」, 「色分け 2」 …: the colour of their text is an item's dark colour, their
shading its light one. What a template has in the colours of 「色分け」 is written in those of the item under which it stands: as
what paragraphs have by hand, since contents and running heads look for headings by their styles, and as styles of tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, takewhile

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import w
from pipeline.word.markup.styles import ancestry, value_of
from pipeline.word.markup.text import markup_of

# 1 of 「色分け 1」, in whichever digits; nothing of 「色分け」.
_NAME = re.compile(r"色分け ?([1-9][0-9]?)?")
_HEX = re.compile('"([0-9A-Fa-f]{6})"')
_THEME = re.compile(r' w:theme\w+="[^"]*"')
# What has a colour of its own: shading, text, and the sides of borders.
_COLOURED = re.compile(
    r"<w:(?:shd|color|u|top|left|bottom|right|start|end|insideH|insideV|between|bar|tl2br|tr2bl)\b[^>]*/>"
)
_TABLE = re.compile(r'<w:tblStyle w:val="([^"]*)"/>')
_PARAGRAPH = re.compile(r'(<w:p><w:pPr><w:pStyle w:val="([^"]*)"/>)(.*?)</w:pPr>(.*?)</w:p>', re.DOTALL)
# Where borders and shading go in w:pPr (17.3.1.26): behind what stands before them, first of all.
_BEFORE_BORDERS = re.compile(
    r"(?:<w:(?:keepNext|keepLines|pageBreakBefore|framePr|widowControl|suppressLineNumbers)\b[^>]*/>|<w:numPr>.*?</w:numPr>)*",
    re.DOTALL,
)
_MARK = re.compile(r"<w:rPr>(.*?)</w:rPr>", re.DOTALL)
# A run, with what stands before the colour in its properties (17.3.2.28).
_RUN = re.compile(
    r"<w:r>(?:<w:rPr>((?:<w:(?:ins|del|moveFrom|moveTo|rStyle|rFonts|b|bCs|i|iCs|caps|smallCaps|strike|dstrike|noProof|webHidden)\b[^>]*/>)*)(.*?)</w:rPr>)?",
    re.DOTALL,
)
_RUN_STYLE = re.compile(r'<w:rStyle w:val="([^"]*)"/>')

Swap = Mapping[str, str]  # of colours as six hexadecimal digits


@dataclass(frozen=True)
class Look:
    """What a paragraph style has in the colours that are swapped, as markup: borders and shading, and its text's colour."""

    frame: str = ""
    text: str = ""


@dataclass(frozen=True)
class Accents:
    """The colours of a template. `swaps` has for each item what stands in place of the template's own colours, `dark` its dark one; `paragraphs` the looks
    of the styles that have these, `tables` the markup of tables' styles, and `characters` the styles of text that have colours of their
    own: all by id."""

    swaps: tuple[Swap, ...]
    dark: tuple[str, ...]
    paragraphs: Mapping[str, Look]
    tables: Mapping[str, str]
    characters: frozenset[str]

    def recoloured(self, markup: str, item: int) -> str:
        """Markup as it is under the outermost item with this place (from 1); where there are more items than colours, they begin
        anew."""
        index = (item - 1) % len(self.swaps)
        swap = self.swaps[index]
        markup = _TABLE.sub(lambda found: self._of_table(found, index), _swapped(markup, swap))
        return _PARAGRAPH.sub(lambda found: self._of_paragraph(found, swap), markup)

    def dark_of(self, item: int) -> str:
        """The dark colour of the outermost item with this place (from 1), empty where it has none."""
        return self.dark[(item - 1) % len(self.dark)]

    def _of_table(self, found: re.Match[str], index: int) -> str:
        return f'<w:tblStyle w:val="{_variant(found[1], index)}"/>' if found[1] in self.tables else found[0]

    def _of_paragraph(self, found: re.Match[str], swap: Swap) -> str:
        look = self.paragraphs.get(found[2])
        if look is None:
            return found[0]
        properties, text = found[3], found[4]
        if look.frame:
            before = _BEFORE_BORDERS.match(properties)
            place = before.end() if before else 0
            properties = properties[:place] + _swapped(look.frame, swap) + properties[place:]
        if look.text:
            colour = _swapped(look.text, swap)
            properties = _with_mark(properties, colour)
            text = _RUN.sub(lambda run: self._of_run(run, colour), text)
        return f"{found[1]}{properties}</w:pPr>{text}</w:p>"

    def _of_run(self, found: re.Match[str], colour: str) -> str:
        before, after = found[1] or "", found[2] or ""
        style = _RUN_STYLE.search(before)
        if "<w:color" in after or (style and style[1] in self.characters):
            return found[0]
        return f"<w:r><w:rPr>{before}{colour}{after}</w:rPr>"

    def styles_in(self, markup: str) -> Iterator[etree._Element]:
        """The styles of tables that recoloured markup asks for and no template has."""
        used = set(_TABLE.findall(markup))
        for index, swap in enumerate(self.swaps):
            wanted = [name for name in self.tables if _variant(name, index) in used]
            for name in dict.fromkeys(each for own in wanted for each in self._with_bases(own)):
                yield self._table_style(name, index, swap)

    def _with_bases(self, name: str) -> Iterator[str]:
        """A style of tables, and those with such colours that it is based on."""
        seen: set[str] = set()
        while name in self.tables and name not in seen:
            yield name
            seen.add(name)
            name = value_of(etree.fromstring(self.tables[name]), w("basedOn"))

    def _table_style(self, identity: str, index: int, swap: Swap) -> etree._Element:
        """The style of tables in other colours, based on that of its base in these."""
        other = etree.fromstring(_swapped(self.tables[identity], swap))
        name = value_of(other, w("name"))
        other.set(w("styleId"), _variant(identity, index))
        other.set(w("customStyle"), "1")
        other.attrib.pop(w("default"), None)
        label, base = other.find(w("name")), other.find(w("basedOn"))
        assert label is not None
        label.set(w("val"), f"{name} 色{index + 1}")
        if base is not None and base.get(w("val"), "") in self.tables:
            base.set(w("val"), _variant(base.get(w("val"), ""), index))
        return other


def read_accents(root: etree._Element) -> Accents | None:
    """The colours that styles.xml shows; None where it lacks those of 「色分け」, or of the first item."""
    shown = dict(_shown(root))
    own = shown.get(0, ("", ""))
    items = tuple(shown[place] for place in takewhile(shown.__contains__, count(1)))
    swaps = tuple({old: new for old, new in zip(own, pair, strict=True) if old and new} for pair in items)
    if not any(swaps):
        return None
    styles = {style.get(w("styleId"), ""): style for style in root.findall(w("style"))}
    swapped = set(filter(None, own))
    return Accents(
        swaps,
        tuple(dark for dark, _ in items),
        {name: look for name, style in _of("paragraph", styles) if (look := _look(style, styles, swapped))},
        {
            name: etree.tostring(style, encoding="unicode", with_tail=False)
            for name, style in _of("table", styles)
            if _has(style, styles, swapped)
        },
        frozenset(
            name
            for name, style in _of("character", styles)
            if style.find(f"{w('rPr')}/{w('color')}") is not None
        ),
    )


def _shown(root: etree._Element) -> Iterator[tuple[int, tuple[str, str]]]:
    """The number of each colour, 0 for the template's own, and it: dark and light, of which either may be missing."""
    for style in root.findall(w("style")):
        name = _NAME.fullmatch(unicodedata.normalize("NFKC", value_of(style, w("name"))))
        if name and style.get(w("type")) == "character":
            shade = style.find(f"{w('rPr')}/{w('shd')}")
            light = shade.get(w("fill"), "") if shade is not None else ""
            yield int(name[1] or 0), (_hex(value_of(style, f"{w('rPr')}/{w('color')}")), _hex(light))


def _hex(value: str) -> str:
    return value.upper() if re.fullmatch("[0-9A-Fa-f]{6}", value) else ""


def _of(kind: str, styles: Mapping[str, etree._Element]) -> Iterator[tuple[str, etree._Element]]:
    return ((name, style) for name, style in styles.items() if style.get(w("type")) == kind)


def _look(style: etree._Element, styles: Mapping[str, etree._Element], swapped: set[str]) -> Look | None:
    chain = list(ancestry(style, styles))
    frame = "".join(_nearest(chain, f"{w('pPr')}/{w(name)}", swapped) for name in ("pBdr", "shd"))
    text = _nearest(chain, f"{w('rPr')}/{w('color')}", swapped)
    return Look(frame, text) if frame or text else None


def _nearest(chain: Sequence[etree._Element], path: str, swapped: set[str]) -> str:
    """The markup of what the nearest style says, where that has one of these colours."""
    found = next((each for style in chain if (each := style.find(path)) is not None), None)
    return markup_of(found) if found is not None and _colours(found) & swapped else ""


def _has(style: etree._Element, styles: Mapping[str, etree._Element], swapped: set[str]) -> bool:
    return any(_colours(each) & swapped for each in ancestry(style, styles))


def _colours(element: etree._Element) -> set[str]:
    names = (w("fill"), w("color"), w("val"))
    return {_hex(each.get(name, "")) for each in element.iter() for name in names}


def _swapped(markup: str, swap: Swap) -> str:
    return _COLOURED.sub(lambda found: _in_other_colours(found[0], swap), markup)


def _in_other_colours(element: str, swap: Swap) -> str:
    """An element whose colour is one of those to be swapped; what says that it is the theme's goes."""
    changed = _HEX.sub(lambda found: f'"{swap.get(found[1].upper(), found[1])}"', element)
    return changed if changed == element else _THEME.sub("", changed)


def _with_mark(properties: str, colour: str) -> str:
    """A paragraph's properties with the colour of the mark at its end, which its number has too."""
    mark = _MARK.search(properties)
    if mark:
        return f"{properties[: mark.end(1)]}{colour}{properties[mark.end(1) :]}"
    return f"{properties}<w:rPr>{colour}</w:rPr>"


def _variant(style: str, index: int) -> str:
    return f"{style}-{index + 1}"
