"""Styles by id and by name, with what they inherit (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from .names import Element, all_w, by_name, child, number, switch, value, w, whole

Said = TypeVar("Said")

_ID, _TYPE, _NAME, _BASED_ON, _NEXT, _LINK = all_w("styleId type name basedOn next link")
_PARAGRAPH, _RUN, _TABLE = all_w("pPr rPr tblPr")
_LIST_ITEM, _OUTLINE, _KEEP_NEXT, _KEEP_LINES, _SPACING = all_w("numPr outlineLvl keepNext keepLines spacing")
# Word shows built-in styles under Japanese names; fields written in Word may use them.
_SHOWN_NAMES = {
    "見出し": "heading",
    "目次": "toc",
    "表題": "title",
    "副題": "subtitle",
    "図表番号": "caption",
}


class Lines(NamedTuple):
    """The lines that a w:spacing declares (17.3.1.33): w:line (twips, where the rule is "exact"), w:lineRule."""

    height: int | None = None
    rule: str | None = None


_SAYS_NOTHING = Lines()


class Style(NamedTuple):
    """One w:style; `num_id` and `ilvl` are its own w:numPr, `outline` its own w:outlineLvl.

    `keep_next` and `keep_lines` are its own switches, `size` its own w:sz (half points), `margins` the top and bottom
    of its own w:tblCellMar (twips), `lines` what its own w:spacing says of them; None where it says nothing.
    """

    id: str
    name: str
    kind: str
    based_on: str
    num_id: str | None
    ilvl: int | None
    outline: int | None
    linked: tuple[str, ...] = ()
    keep_next: bool | None = None
    keep_lines: bool | None = None
    size: int | None = None
    lines: Lines = _SAYS_NOTHING
    margins: tuple[int | None, int | None] = (None, None)


_NO_STYLE = Style("", "", "", "", None, None, None)


class InForce(NamedTuple):
    """The properties of a style and those it is based on, the nearest first; None where none of them says anything."""

    keep_next: bool | None
    keep_lines: bool | None
    size: int | None
    lines: Lines


@dataclass(frozen=True, eq=False, repr=False)
class Styles:
    """All styles of a document; ids stay as they are, names are compared without case. `defaults` is what w:docDefaults
    says where no style does."""

    by_id: Mapping[str, Style]
    default: str
    language: str
    duplicates: tuple[str, ...] = ()
    defaults: Style = _NO_STYLE
    _chains: dict[str, tuple[Style, ...]] = field(default_factory=dict)
    _in_force: dict[str, InForce] = field(default_factory=dict)

    def chain(self, style_id: str) -> tuple[Style, ...]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        if style_id not in self._chains:
            chain: list[Style] = []
            style = self.by_id.get(style_id)
            while style is not None and style not in chain:
                chain.append(style)
                style = self.by_id.get(style.based_on)
            self._chains[style_id] = tuple(chain)
        return self._chains[style_id]

    def name(self, style_id: str) -> str:
        """The style's name; the id itself where there is no such style."""
        style = self.by_id.get(style_id)
        return style_id if style is None else style.name

    def outline(self, style_id: str) -> int | None:
        """The outline level (0 is the highest) that the style has or inherits; None for body text."""
        for style in self.chain(style_id):
            if style.outline is not None:
                return style.outline if style.outline < 9 else None
        return None

    def keeps(self, style_id: str) -> tuple[bool, bool]:
        """Whether a paragraph of this style is kept with the next, and whether its lines are kept together."""
        found = self.in_force(style_id or self.default)
        return bool(found.keep_next), bool(found.keep_lines)

    def in_force(self, style_id: str) -> InForce:
        """The style's properties in force, the document's defaults left out."""
        if style_id not in self._in_force:
            chain = self.chain(style_id)
            self._in_force[style_id] = InForce(
                keep_next=nearest(each.keep_next for each in chain),
                keep_lines=nearest(each.keep_lines for each in chain),
                size=nearest(each.size for each in chain),
                lines=nearest_lines(each.lines for each in chain),
            )
        return self._in_force[style_id]

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Paragraph style ids by name without case."""
        return {each.name.casefold(): each.id for each in self.by_id.values() if each.kind == "paragraph"}

    def find(self, name: str) -> str | None:
        """The id of the paragraph style that a field calls `name`: "資料見出し 1", "見出し 1", or 1 for heading 1."""
        wanted = f"heading {name}" if re.fullmatch("[1-9]", name) else name
        first, _, rest = wanted.partition(" ")
        shown = f"{_SHOWN_NAMES.get(first, first)} {rest}".strip()
        return self.ids.get(wanted.casefold()) or self.ids.get(shown.casefold())


def nearest(said: Iterable[Said | None]) -> Said | None:
    """The first that says anything."""
    return next((each for each in said if each is not None), None)


def nearest_lines(said: Iterable[Lines]) -> Lines:
    """The nearest height and nearest rule."""
    all_said = tuple(said)
    return Lines(nearest(each.height for each in all_said), nearest(each.rule for each in all_said))


def read_styles(root: Element | None) -> Styles:
    """The styles in word/styles.xml; none where the part is missing."""
    if root is None:
        return Styles({}, "", "")
    styles: dict[str, Style] = {}
    duplicates: list[str] = []
    default = ""
    for element in root.iterfind(w("style")):
        style = _style(element)
        if style.id in styles:
            duplicates.append(style.id)
        styles[style.id] = style
        if style.kind == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
            default = style.id
    language = child(root, "docDefaults", "rPrDefault", "rPr", "lang")
    east_asia = "" if language is None else language.get(w("eastAsia"), "")
    return Styles(styles, default, east_asia, tuple(duplicates), _defaults(child(root, "docDefaults")))


def _defaults(element: Element | None) -> Style:
    spacing = child(element, "pPrDefault", "pPr", "spacing")
    size = number(element, "rPrDefault", "rPr", "sz")
    return Style("", "", "", "", None, None, None, size=size, lines=lines_of(spacing))


def lines_of(spacing: Element | None) -> Lines:
    """The lines that a w:spacing declares."""
    if spacing is None:
        return _SAYS_NOTHING
    return Lines(whole(spacing.get(w("line"))), spacing.get(w("lineRule")))


def _style(element: Element) -> Style:
    own = by_name(element)
    paragraph = by_name(own.get(_PARAGRAPH))
    list_item = paragraph.get(_LIST_ITEM)
    return Style(
        id=element.get(_ID, ""),
        name=value(own.get(_NAME)) or "",
        kind=element.get(_TYPE, "paragraph"),
        based_on=value(own.get(_BASED_ON)) or "",
        num_id=value(list_item, "numId"),
        ilvl=number(list_item, "ilvl"),
        outline=number(paragraph.get(_OUTLINE)),
        linked=tuple(name for name in (value(own.get(each)) for each in (_BASED_ON, _NEXT, _LINK)) if name),
        keep_next=switch(paragraph.get(_KEEP_NEXT)),
        keep_lines=switch(paragraph.get(_KEEP_LINES)),
        size=number(own.get(_RUN), "sz"),
        lines=lines_of(paragraph.get(_SPACING)),
        margins=cell_margins(child(own.get(_TABLE), "tblCellMar")),
    )


def cell_margins(margins: Element | None) -> tuple[int | None, int | None]:
    """A cell's top and bottom margins by a w:tblCellMar or w:tcMar, in twips; None for one not given."""
    top, bottom = (
        None if (side := child(margins, name)) is None else whole(side.get(w("w")))
        for name in ("top", "bottom")
    )
    return top, bottom
