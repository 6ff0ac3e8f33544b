"""Sections: turned paper and columns in the middle of one, which keep its headers, footers and page numbers."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.plan import LineNumbers
from pipeline.model.xml_names import OFF, w
from pipeline.word.markup.oxml import line_numbers
from pipeline.word.markup.running_parts import show

# Relationships of headers and footers, by their element's name and their kind (default, first, even).
ShownInstead = Mapping[tuple[str, str], str]

_RESTARTS = {LineNumbers.BY_PAGE: "newPage", LineNumbers.THROUGHOUT: "continuous"}
# What stands before w:lnNumType in w:sectPr (17.6.17).
_BEFORE_LINE_NUMBERS = frozenset(
    map(
        w,
        [
            "headerReference",
            "footerReference",
            "footnotePr",
            "endnotePr",
            "type",
            "pgSz",
            "pgMar",
            "paperSrc",
            "pgBorders",
        ],
    )
)


# What stands before w:type and w:cols there, beside headers and footers and what w:lnNumType comes after.
_BEFORE_TYPE = frozenset(map(w, ("headerReference", "footerReference", "footnotePr", "endnotePr")))
_BEFORE_COLUMNS = _BEFORE_LINE_NUMBERS | {w("lnNumType"), w("pgNumType")}
# A3 on its side, in twips.
FOLD_OUT = (23811, 16838)
# Between columns, in twips, where the template does not say (17.6.4).
_GAP = 720


@dataclass
class SectionBreaks:
    """The section properties (17.6.17) of the section that a slot stands in, which landscape parts and columns divide.

    The first part keeps the template's page number start; later ones go on counting.
    """

    template: etree._Element
    last: str = ""  # the properties of the part that ended last, where there is one
    ends_turned: bool = False  # whether that part ends the section, so that nothing comes after it
    steps: tuple[
        ShownInstead, ...
    ] = ()  # what its chapters show, one after the other, where they show something of their own
    step: int = -1
    stays: bool = False  # whether the part that goes on now began on the page where the last one ended

    @cached_property
    def column_widths(self) -> tuple[int, ...]:
        """The widths of the columns of text, in twips."""
        return column_widths(self.template, self._page("w") - self._margins())

    @cached_property
    def width(self) -> int:
        """The text width in twips; that of the narrowest column where there are several."""
        return min(self.column_widths)

    @cached_property
    def landscape_width(self) -> int:
        return min(column_widths(self.template, self._page("h") - self._margins()))

    @cached_property
    def height(self) -> int:
        """The height of the text on a page, in twips."""
        return text_area(self.template)[1]

    @property
    def landscape_height(self) -> int:
        """The same on turned paper: its margins keep their sides."""
        return self.height - (self._page("h") - self._page("w"))

    @property
    def fold_out_height(self) -> int:
        """The same on a fold-out."""
        return self.height - (self._page("h") - FOLD_OUT[1])

    @cached_property
    def fold_out_width(self) -> int:
        return min(column_widths(self.template, FOLD_OUT[0] - self._margins()))

    def height_at(self, width: int) -> int:
        """The height of the text on the pages whose text is `width` wide, in twips; 0 where it stands in something narrower."""
        return self._heights.get(width, 0)

    @cached_property
    def _heights(self) -> Mapping[int, int]:
        return {
            self.fold_out_width: self.fold_out_height,
            self.landscape_width: self.landscape_height,
            self.width: self.height,
        }

    @cached_property
    def half_width(self) -> int:
        """The width of each of two columns."""
        return (self._page("w") - self._margins() - self._gap()) // 2

    def portrait(self) -> str:
        """Properties for the part that ends here, before turned paper."""
        return self._part()

    def landscape(self) -> str:
        return self._part(self._turned())

    def fold_out(self) -> str:
        return self._part(FOLD_OUT)

    def before_columns(self) -> str:
        """Properties for the part that ends here, before columns."""
        return self._part(stays=True)

    def columns(self) -> str:
        return self._part(columns=2, stays=True)

    def next_step(self, turned: bool) -> str:
        """Properties for the part that ends before the next chapter, where that shows headers of its own and is not the first;
        none where a turned part has ended there already."""
        if self.step + 1 >= len(self.steps):
            return ""
        ending = "" if self.step < 0 or turned else self.portrait()
        self.step += 1
        return ending

    def landscape_to_end(self, folds_out: bool = False) -> None:
        """A landscape part that ends the section takes the template's own properties: one more would be an empty page."""
        self._part(FOLD_OUT if folds_out else self._turned())
        self.ends_turned = True

    def settle(self) -> None:
        """The template's own properties end up on the last part: turned if it is, and its pages go on counting too."""
        if self.ends_turned:
            self.template[:] = list(etree.fromstring(self.last))
        elif self.last:
            go_on(self.template)
            if self.stays:
                _stay(self.template)
        self._show(self.template)

    def _part(self, paper: tuple[int, int] | None = None, columns: int = 0, stays: bool = False) -> str:
        """Properties of a part; the next one `stays` on the page where this one ends, or begins a new one. `paper` is turned."""
        section = copy.deepcopy(self.template)
        self._show(section)
        if self.last:
            go_on(section)
        if self.stays:
            _stay(section)
        self.stays = stays
        if columns:
            _put(section, "cols", _BEFORE_COLUMNS, {"num": str(columns), "space": str(self._gap())})
        if paper:
            size = section.find(w("pgSz"))
            assert size is not None
            size.set(w("w"), str(paper[0]))
            size.set(w("h"), str(paper[1]))
            size.set(w("orient"), "landscape")
            size.attrib.pop(w("code"), None)  # a printer's number for the paper that it was
        section.tail = None
        self.last = etree.tostring(section, encoding="unicode")
        return self.last

    def _show(self, section: etree._Element) -> None:
        """Let a part show the headers of its chapter."""
        for (tag, kind), relationship in self.steps[self.step].items() if self.step >= 0 else ():
            show(section, tag, kind, relationship)

    def _gap(self) -> int:
        return _measure(self.template, "cols", "space") or _GAP

    def _turned(self) -> tuple[int, int]:
        return self._page("h"), self._page("w")

    def _page(self, side: str) -> int:
        return _measure(self.template, "pgSz", side)

    def _margins(self) -> int:
        return sum(_measure(self.template, "pgMar", side) for side in ("left", "right", "gutter"))


def number_lines(section: etree._Element, kind: LineNumbers) -> None:
    """Number the lines of a section, or of none: what the template says of it does not count."""
    for element in section.findall(w("lnNumType")):
        section.remove(element)
    if kind is not LineNumbers.NONE:
        before = [each for each in section if each.tag in _BEFORE_LINE_NUMBERS]
        place = section.index(before[-1]) + 1 if before else 0
        section.insert(place, etree.fromstring(line_numbers(_RESTARTS[kind])))


def text_area(section: etree._Element) -> tuple[int, int]:
    """Width and height of the page without its margins, in twips."""
    width, height = (_measure(section, "pgSz", side) for side in ("w", "h"))
    left, right, top, bottom = (
        abs(_measure(section, "pgMar", side)) for side in ("left", "right", "top", "bottom")
    )
    return width - left - right, height - top - bottom


def column_widths(section: etree._Element, width: int) -> tuple[int, ...]:
    """The widths of a section's columns (17.6.4) where the text is `width` twips wide. Columns of several widths are as many as
    are described, whatever their number is said to be."""
    columns = section.find(w("cols"))
    if columns is None:
        return (width,)
    own = tuple(int(column.get(w("w"), "0")) for column in columns.findall(w("col")))
    if columns.get(w("equalWidth")) in OFF and any(own):
        return tuple(filter(None, own))
    count = max(int(columns.get(w("num"), "1")), 1)
    return ((width - int(columns.get(w("space"), "720")) * (count - 1)) // count,) * count


def section_of(element: etree._Element) -> etree._Element:
    """The properties of the section in which a child of w:body stands: those that come next after it."""
    current: etree._Element | None = element
    while current is not None:
        if current.tag == w("sectPr"):
            return current
        found = current.find(f"{w('pPr')}/{w('sectPr')}")
        if found is not None:
            return found
        current = current.getnext()
    raise AssertionError("w:body ends with w:sectPr")


def before_in_section(element: etree._Element) -> Iterator[etree._Element]:
    """The elements before a child of w:body in its section, the nearest first."""
    for each in element.itersiblings(preceding=True):
        if each.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            return
        yield each


def after_in_section(element: etree._Element) -> Iterator[etree._Element]:
    """The elements after a child of w:body in its section; the paragraph with the section's properties only if it is seen."""
    for each in element.itersiblings():
        ends = each.tag == w("sectPr") or each.find(f"{w('pPr')}/{w('sectPr')}") is not None
        if not ends or each.find(f".//{w('t')}") is not None:
            yield each
        if ends:
            return


def _measure(section: etree._Element, name: str, attribute: str) -> int:
    found = section.find(w(name))
    return int(found.get(w(attribute), "0")) if found is not None else 0


def _stay(section: etree._Element) -> None:
    """Let a section begin where the one before ends, on the same page (17.6.22)."""
    _put(section, "type", _BEFORE_TYPE, {"val": "continuous"})


def _put(section: etree._Element, name: str, before: Collection[str], values: Mapping[str, str]) -> None:
    """A property in place of that of its name, after those that the schema has before it."""
    for old in section.findall(w(name)):
        section.remove(old)
    earlier = [each for each in section if each.tag in before]
    element = etree.Element(w(name), {w(key): value for key, value in values.items()})
    section.insert(section.index(earlier[-1]) + 1 if earlier else 0, element)


def go_on(section: etree._Element) -> None:
    """Let a section's pages go on counting from those before, with none that is its first one (17.10.6)."""
    for first in section.findall(w("titlePg")):
        section.remove(first)
    numbering = section.find(w("pgNumType"))
    if numbering is not None:
        numbering.attrib.pop(w("start"), None)
