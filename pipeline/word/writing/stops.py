"""Tab stops that fit the page: those of contents lists, and of titles with something at the right.

A template's stops stand at measures of the paper, margins and numbers that it had when they were set. What staff set is kept
where it fits; what does not is put where Word itself would (17.16.5.68, 17.3.1.37): page numbers at the edge of the text, titles
behind the longest number of their level. The styles are changed, so that an update in Word finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.text_widths import FULL, text_width
from pipeline.model.xml_names import w
from pipeline.word.markup import oxml
from pipeline.word.markup.sections import SectionBreaks, section_of
from pipeline.word.markup.styles import (
    IN_CHARACTERS,
    Styles,
    Tab,
    is_proportional,
    tab_stops,
    value_of,
)

# The gap behind a number in em: what there has to be, and what it gets where there is less.
LEAST_GAP = 0.5
GAP = 1.0
# A stop at the right belongs to the text's edge if it is not farther from it than so much of the width.
_NEAR_EDGE = 0.1
# The least room for a title and its page number, in em.
_LEAST_TITLE = 8.0
_LEFT = ("left", "start", "num")
_RIGHT = ("right", "end")


@dataclass(frozen=True)
class Lines:
    """Lines of a contents list: the name of their style, the width of the text where they stand (twips), and their numbers.

    A tab parts numbers and titles; where it does not, `untabbed` are the lines up to their page numbers.
    """

    style: str
    width: int
    labels: tuple[str, ...]
    untabbed: tuple[str, ...] = ()

    def and_those(self, other: Lines) -> Lines:
        """These and others of the same style, as narrow as the narrower of both."""
        width = min(self.width, other.width)
        return Lines(self.style, width, self.labels + other.labels, self.untabbed + other.untabbed)


@dataclass(frozen=True)
class Stops:
    """The tab stops of a style's lines: `left` and `hanging` as in w:ind, the tab behind a number (0 where
    none is set), the tab at the right; all in twips. `room` is what is left for titles, `widest` the longest number."""

    style: str
    left: int
    hanging: int
    behind: int
    right: int
    room: int
    widest: str

    @property
    def is_crowded(self) -> bool:
        return self.room <= 0


def fit_stops(styles: Styles, lines: Lines) -> Stops:
    """The stops with which lines fit their page: the style's own where these do."""
    name = lines.style
    em = styles.sizes[name] * 10
    indents, tabs = styles.indents[name], styles.tabs[name]
    left, hanging = indents.rest - indents.right, indents.rest - indents.first
    behind = 0
    proportional = is_proportional(styles.fonts[name])
    widest = max(lines.labels, key=lambda label: text_width(label, proportional), default="")
    if any(lines.labels):
        end = left - hanging + text_width(widest, proportional) * em // FULL
        stops = [] if lines.untabbed else [tab.position for tab in tabs if tab.kind in _LEFT]
        stops += [left] if hanging > 0 else []
        if min((stop for stop in stops if stop > end), default=0) < end + LEAST_GAP * em:
            moved = round(end + GAP * em)
            behind = 0 if lines.untabbed else moved
            left, hanging = (moved, hanging + moved - left) if hanging > 0 else (left, hanging)
    if hanging > 0 and lines.untabbed:
        # A hanging indent is a stop as well: where a line is shorter, its page number would stand there.
        shortest = min(text_width(text, proportional) for text in lines.untabbed) * em // FULL
        beyond = min(hanging, max(0, hanging - shortest + round(LEAST_GAP * em)))
        left, hanging = left - beyond, hanging - beyond
    own = max((tab.position for tab in tabs if tab.kind in _RIGHT), default=0)
    right = fit_right(own, lines.width)
    room = right - max(left, behind) - round(_LEAST_TITLE * em)
    return Stops(name, left, hanging, behind, right, room, widest)


def without_early_stops(styles: Styles, stops: Stops, text: str) -> str:
    """The properties of a line without a number that ends before the place of titles: its page number would stand there, and not at
    the right."""
    tabs = styles.tabs[stops.style]
    begin = stops.left - stops.hanging
    em = styles.sizes[stops.style] * 10
    end = begin + text_width(text, is_proportional(styles.fonts[stops.style])) * em // FULL
    own = {tab.position for tab in tabs if tab.kind in _LEFT and tab.position >= stops.behind} | {
        stops.behind
    }
    early = "".join(oxml.no_tab(position) for position in sorted(own) if position > end)
    # A hanging indent is a stop as well.
    indent = oxml.hanging(0, begin) if stops.hanging > 0 and stops.left > end else ""
    return (f"<w:tabs>{early}</w:tabs>" if early else "") + indent


def fit_right(own: int, width: int) -> int:
    """The place of a stop at the right in text of this width: its own if that is at or near the edge, else the edge."""
    return own if width * (1 - _NEAR_EDGE) <= own <= width else width


def set_stops(root: etree._Element, styles: Styles, stops: Stops) -> None:
    """Write stops into their style, if there is one; `root` is that of styles.xml."""
    if ("paragraph", stops.style) not in styles.ids:
        return
    properties = _properties(_style_of(root, styles, stops.style))
    indents, tabs = styles.indents[stops.style], styles.tabs[stops.style]
    if stops.left != indents.rest - indents.right:
        _set_indent(properties, stops.left, stops.hanging)
    if stops.behind:
        _clear(properties, (tab for tab in tabs if tab.kind in _LEFT and tab.position < stops.behind))
        _add(properties, Tab("left", "", stops.behind))
    _move_right(properties, tabs, stops.right)


def fit_titles(body: etree._Element, root: etree._Element, styles: Styles, is_sheet: bool) -> None:
    """Fit what stands at the right of the template's own lines, as the plan's period does beside a sheet's title.

    Over a sheet it belongs to the edge; elsewhere any place within the text may be meant. A line that has a stop of its own at
    the right is mended itself, others in their style.
    """
    names = {identity: name for (kind, name), identity in styles.ids.items() if kind == "paragraph"}
    for paragraph in body.findall(w("p")):
        name = names.get(value_of(paragraph, f"{w('pPr')}/{w('pStyle')}"), "")
        if name in styles.tabs and paragraph.find(f"{w('r')}/{w('tab')}") is not None:
            width = SectionBreaks(section_of(paragraph)).width
            own = [tab for tab in tab_stops([paragraph]) if tab.kind in _RIGHT]
            tabs = own or [tab for tab in styles.tabs[name] if tab.kind in _RIGHT]
            if tabs:
                owner = paragraph if own else _style_of(root, styles, name)
                own_place = tabs[-1].position
                place = fit_right(own_place, width) if is_sheet else min(own_place, width)
                _move_right(_properties(owner), tabs, place)


def _style_of(root: etree._Element, styles: Styles, name: str) -> etree._Element:
    identity = styles.paragraph(name)
    return next(each for each in root.findall(w("style")) if each.get(w("styleId")) == identity)


def _properties(owner: Any) -> Any:
    """The paragraph properties of a style or paragraph: python-docx puts children where they belong."""
    return owner.get_or_add_pPr()


def _set_indent(properties: Any, left: int, hanging: int) -> None:
    """An indent in twips alone."""
    indent = properties.get_or_add_ind()
    for name in ("start", "firstLine", *IN_CHARACTERS):
        indent.attrib.pop(w(name), None)
    indent.set(w("left"), str(left))
    indent.set(w("hanging"), str(hanging))


def _move_right(properties: Any, tabs: Iterable[Tab], position: int) -> None:
    """One stop at the right, at this place."""
    old = [tab for tab in tabs if tab.kind in _RIGHT]
    _clear(properties, (tab for tab in old if tab.position != position))
    if position not in {tab.position for tab in old}:
        _add(properties, Tab("right", old[-1].leader if old else "dot", position))


def _clear(properties: Any, tabs: Iterable[Tab]) -> None:
    """Take stops away; each may be inherited, too."""
    for tab in tabs:
        _add(properties, Tab("clear", "", tab.position))


def _add(properties: Any, tab: Tab) -> None:
    """A stop in its order, in place of one that stands there."""
    tabs = properties.get_or_add_tabs()
    for each in list(tabs):
        if int(each.get(w("pos"), "0")) == tab.position:
            tabs.remove(each)
    element = etree.SubElement(tabs, w("tab"), {w("val"): tab.kind})
    if tab.leader:
        element.set(w("leader"), tab.leader)
    element.set(w("pos"), str(tab.position))
    tabs[:] = sorted(tabs, key=lambda each: int(each.get(w("pos"), "0")))
