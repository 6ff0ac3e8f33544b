"""Sections: turned paper in the middle of one, which keeps its headers, footers and page numbers."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from lxml import etree

from pipeline.model.xml_names import w
from pipeline.word.oxml import section_paragraph
from pipeline.word.signs import name_of


@dataclass
class SectionBreaks:
    """The section properties (17.6.17) of the section that a slot stands in, which landscape parts divide.

    The first part keeps the template's page number start; later ones go on counting.
    """

    template: etree._Element
    last: str = ""  # the properties of the part that ended last, where there is one

    @property
    def width(self) -> int:
        """The text width in twips."""
        return self._page("w") - self._margins()

    @property
    def landscape_width(self) -> int:
        return self._page("h") - self._margins()

    def portrait(self) -> str:
        """Properties for the part that ends here."""
        return self._part(turned=False)

    def landscape(self) -> str:
        return self._part(turned=True)

    def settle(self, pieces: dict[str, str]) -> None:
        """The template's own properties end up on the last part: let its pages go on counting too.

        Where a landscape part ends the section, nothing is left for that part, which would be an empty
        page: the template's properties are turned instead, and the piece before loses its last paragraph.
        """
        if not self.last:
            return
        _drop_page_start(self.template)
        holder = self.template.getparent()
        holder = holder.getparent() if holder is not None and holder.tag == w("pPr") else self.template
        assert holder is not None, "a section's properties stand in a paragraph or in w:body"
        name, ending = name_of(holder.getprevious()), section_paragraph(self.last)
        if name and pieces[name].endswith(ending) and holder.find(f".//{w('t')}") is None:
            self.template[:] = list(etree.fromstring(self.last))
            pieces[name] = pieces[name].removesuffix(ending)

    def _part(self, turned: bool) -> str:
        section = copy.deepcopy(self.template)
        if self.last:
            _drop_page_start(section)
        if turned:
            size = section.find(w("pgSz"))
            assert size is not None
            size.set(w("w"), str(self._page("h")))
            size.set(w("h"), str(self._page("w")))
            size.set(w("orient"), "landscape")
        section.tail = None
        self.last = etree.tostring(section, encoding="unicode")
        return self.last

    def _page(self, side: str) -> int:
        return _measure(self.template, "pgSz", side)

    def _margins(self) -> int:
        return sum(_measure(self.template, "pgMar", side) for side in ("left", "right", "gutter"))


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


def _measure(section: etree._Element, name: str, attribute: str) -> int:
    found = section.find(w(name))
    return int(found.get(w(attribute), "0")) if found is not None else 0


def _drop_page_start(section: etree._Element) -> None:
    numbering = section.find(w("pgNumType"))
    if numbering is not None:
        numbering.attrib.pop(w("start"), None)
