"""The parts that charts have in a Word package: each a chart, and the workbook of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from pipeline.model.fonts import Fallbacks
from pipeline.word.charts.looks import Palette
from pipeline.word.markup.oxml import NAMESPACES

_ACCENTS = [f"accent{number}" for number in range(1, 7)]
# The first relationship of a part is always called so.
WORKBOOK = "rId1"


class ChartParts:
    """The charts of one document, put into its package as they are written."""

    def __init__(self, document: Document, fallbacks: Fallbacks) -> None:
        self._document = document
        self.fallbacks = fallbacks
        self._known: dict[tuple[str, int], str] = {}

    @cached_property
    def palette(self) -> Palette:
        """The colours of the template's theme (20.1.6.2), which staff choose in Word."""
        for relationship in self._document.part.rels.values():
            if relationship.reltype == RELATIONSHIP_TYPE.THEME:
                colors = _colors(etree.fromstring(relationship.target_part.blob))
                accents = [colors[name] for name in _ACCENTS if name in colors]
                if len(accents) == len(_ACCENTS):
                    return Palette(accents, colors.get("dk1", "000000"))
        return Palette()

    def add(self, markup: str, workbook: bytes, occurrence: int) -> str:
        """The relationship of a chart; the same one for a chart that stands in an earlier text, too. `occurrence` says how
        often it is shown already, since each drawing has a part of its own."""
        key = markup, occurrence
        if key not in self._known:
            self._known[key] = self._new(markup, workbook)
        return self._known[key]

    def _new(self, markup: str, workbook: bytes) -> str:
        package = self._document.part.package
        chart = Part(
            package.next_partname("/word/charts/chart%d.xml"),
            CONTENT_TYPE.DML_CHART,
            markup.encode(),
            package,
        )
        name = package.next_partname("/word/embeddings/Microsoft_Excel_Worksheet%d.xlsx")
        embedded = Part(name, CONTENT_TYPE.SML_SHEET, workbook, package)
        related = chart.relate_to(embedded, RELATIONSHIP_TYPE.PACKAGE)
        assert related == WORKBOOK, "the first relationship of a part"
        return self._document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)


def _colors(theme: etree._Element) -> dict[str, str]:
    """The colours of a theme by their names: those that are said as such, and those of the system as they were last."""
    scheme = theme.find(f".//{{{NAMESPACES['a']}}}clrScheme")
    found = {}
    for each in () if scheme is None else scheme:
        value = _value(list(each))
        if value:
            found[etree.QName(each).localname] = value.upper()
    return found


def _value(colors: Sequence[etree._Element]) -> str:
    return next(
        (
            value
            for each in colors
            if (value := each.get("lastClr") or each.get("val", "")) and len(value) == 6
        ),
        "",
    )
