"""The tags of charts in a finished PDF: figures that say what LibreOffice leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pikepdf

from pipeline.layout.charts import CHARTED
from pipeline.layout.elements import Element, box_of


def described_charts(
    elements: Iterable[Element], descriptions: Sequence[Sequence[str]]
) -> Iterator[pikepdf.Object]:
    """Give charts, which LibreOffice tags as figures that say nothing, their descriptions; those that have one."""
    for element in elements:
        if not element.kind.startswith(f"/{CHARTED}"):
            continue
        own = descriptions[int(element.kind.removeprefix(f"/{CHARTED}"))]
        element.become("/P")
        charts = [each for each in element.children if isinstance(each, Element) and each.kind == "/Figure"]
        for chart, description in zip(charts, own, strict=False):
            page = next((inner.object.Pg for inner in chart.elements if "/Pg" in inner.object), None)
            if not description or page is None or not box_of(chart.object):
                continue
            chart.object.Alt = pikepdf.String(description)
            chart.object.Pg = page
            yield chart.object
