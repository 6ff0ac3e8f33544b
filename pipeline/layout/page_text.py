"""The text of a page, as pdfium reads it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

import pypdfium2 as pdfium

from pipeline.layout.marks import TOLERANCE, Section
from pipeline.layout.printed import folded


class PageText:
    """The text of one page: all of it, what of it stands outside the paper, whether its body is empty, and, where a section ends, its
    lowest place."""

    def __init__(self, page: pdfium.PdfPage, section: Section, ends: bool) -> None:
        width, height = page.get_size()
        reader = page.get_textpage()
        everything = reader.get_text_range()
        self.text = "".join(everything.split())
        inside = reader.get_text_bounded(0, 0, width, height)
        body = reader.get_text_bounded(0, section.bottom, width, height - section.top)
        missing = Counter(folded(self.text)) - Counter(folded(inside)) if inside != everything else Counter()
        beyond = dict.fromkeys(self.text) if missing else ()
        self.outside = "".join(each for each in beyond if missing[folded(each)[:1]])
        self.blank = not body.strip() and not any(page.get_objects([pdfium.raw.FPDF_PAGEOBJ_IMAGE]))
        self.lowest = _lowest(reader, height, section) if ends else (section.top, 0.0)


def _lowest(reader: pdfium.PdfTextPage, height: float, section: Section) -> tuple[float, float]:
    """The end of the text on a page of this height, down from the top and across, in points: the lowest in its last column that has
    any."""
    boxes = (reader.get_rect(index) for index in range(reader.count_rects()))
    inside = [
        (bisect_right(section.columns, left + TOLERANCE), height - bottom, left)
        for left, bottom, _, top in boxes
        if section.top - TOLERANCE <= height - top and height - bottom <= height - section.bottom + TOLERANCE
    ]
    _, down, across = max(inside, default=(0, section.top, 0.0))
    return down, across
