"""Corrections in the layout copy of what this LibreOffice reads otherwise than Word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from lxml import etree

from pipeline.layout.ancestry import ancestry, by_id
from pipeline.layout.quirks import Quirks
from pipeline.layout.texts import text_of
from pipeline.model.xml_names import OFF, is_on, w

_FILLED = ("both", "distribute")

EVERY = ""  # in place of the text of each paragraph


def correct(
    styles: etree._Element, stories: Iterable[etree._Element], quirks: Quirks, ragged: Collection[str] = ()
) -> None:
    """Say what is meant so that a LibreOffice with these quirks does it.

    `ragged` are the texts of paragraphs in which it does not paint marks that hang.
    """
    stories = list(stories)
    if ragged:
        _set_ragged(styles, stories, ragged)
    if quirks.hangs_backwards:
        _turn_hanging(styles, stories)
    if quirks.low_rows:
        table_styles = by_id(styles)
        for story in stories:
            for table in story.iter(w("tbl")):
                _raise_rows(table, table_styles)


def _turn_hanging(styles: etree._Element, stories: Iterable[etree._Element]) -> None:
    """Say of punctuation that hangs that it doesn't, and the other way round; what says nothing hangs (17.3.1.21)."""
    _place(styles, "docDefaults", "pPrDefault", "pPr", "overflowPunct")
    for switch in (each for root in (styles, *stories) for each in root.iter(w("overflowPunct"))):
        switch.set(w("val"), "0" if is_on(switch) else "1")


def _set_ragged(styles: etree._Element, stories: Iterable[etree._Element], texts: Collection[str]) -> None:
    """Leave the ends of lines as they come where they are justified: in lines that are all Japanese LibreOffice loses what hangs.

    The lines stay the same ones.
    """
    aligned = _Alignments(styles)
    for paragraph in (each for story in stories for each in story.iter(w("p"))):
        if (EVERY in texts or text_of(paragraph) in texts) and aligned.of(paragraph) in _FILLED:
            _place(paragraph, "pPr", "jc")
            paragraph.find(f"{w('pPr')}/{w('jc')}").set(w("val"), "left")  # type: ignore[union-attr]


class _Alignments:
    """How paragraphs are aligned (17.3.1.13): by themselves, their style, those that this is based on, or the defaults."""

    def __init__(self, styles: etree._Element) -> None:
        self._by_id = by_id(styles)
        self._default = next(
            (
                identity
                for identity, style in self._by_id.items()
                if style.get(w("type")) == "paragraph" and style.get(w("default"), "0") not in OFF
            ),
            "",
        )
        self._usual = _said(styles.find(f"{w('docDefaults')}/{w('pPrDefault')}"))

    def of(self, paragraph: etree._Element) -> str:
        """The w:val that is in force; empty where none is said."""
        if own := _said(paragraph):
            return own
        named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        identity = self._default if named is None else named.get(w("val"), "")
        inherited = (own for style in ancestry(identity, self._by_id) if (own := _said(style)))
        return next(inherited, self._usual)


def _said(owner: etree._Element | None) -> str:
    found = owner.find(f"{w('pPr')}/{w('jc')}") if owner is not None else None
    return "" if found is None else str(found.get(w("val"), ""))


def _place(element: etree._Element, *path: str) -> None:
    """Make sure that there is an element along a path; where Word's schema has an order, LibreOffice asks for none."""
    for name in path:
        found = element.find(w(name))
        if found is None:
            found = etree.Element(w(name))
            element.insert(0, found)
        element = found


# Rows


def _raise_rows(table: etree._Element, styles: Mapping[str, etree._Element]) -> None:
    """Add to the least heights of a table's rows what Word adds: the line above, and the margins of the cells."""
    for index, row in enumerate(table.iterchildren(w("tr"))):
        for height in row.iterfind(f"{w('trPr')}/{w('trHeight')}"):
            least = int(height.get(w("val"), "0"))
            if height.get(w("hRule"), "atLeast") != "exact" and least:
                height.set(w("val"), str(least + added_to(row, table, styles, first=not index)))


def added_to(
    row: etree._Element, table: etree._Element, styles: Mapping[str, etree._Element], first: bool
) -> int:
    """Word's addition to a row's least height, in twips; `styles` are all by their ids."""
    cells = row.findall(w("tc"))
    named = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    places = [table, *(ancestry(named.get(w("val"), ""), styles) if named is not None else ())]
    margins = sum(
        max((_margin(cell, places, side) for cell in cells), default=0) for side in ("top", "bottom")
    )
    return margins + max((_line(cell, places, first) for cell in cells), default=0)


def _margin(cell: etree._Element, places: Iterable[etree._Element], side: str) -> int:
    """A cell's margin on a side, its own or its table's, in twips (17.4.42, 17.4.69)."""
    own = cell.find(f"{w('tcPr')}/{w('tcMar')}/{w(side)}")
    said = (each.find(f"{w('tblPr')}/{w('tblCellMar')}/{w(side)}") for each in places)
    found = own if own is not None else next((each for each in said if each is not None), None)
    return int(found.get(w("w"), "0")) if found is not None and found.get(w("type"), "dxa") == "dxa" else 0


def _line(cell: etree._Element, places: Iterable[etree._Element], first: bool) -> int:
    """The thickness of the line over a cell, in twips; files have it in eighths of a point (17.4.75)."""
    own = cell.find(f"{w('tcPr')}/{w('tcBorders')}/{w('top')}")
    name = w("top") if first else w("insideH")
    said = (each.find(f"{w('tblPr')}/{w('tblBorders')}/{name}") for each in places)
    found = own if own is not None else next((each for each in said if each is not None), None)
    if found is None or found.get(w("val")) in ("nil", "none"):
        return 0
    return round(int(found.get(w("sz"), "0")) * 20 / 8)
