"""The text of a page, as pdfium reads it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import pypdfium2 as pdfium

from pipeline.layout.marks import TOLERANCE, Section
from pipeline.layout.printed import CHANCE, folded
from pipeline.layout.texts import Text


class PageText:
    """The text of one page: all of it, what of it stands `above` and `below` the paper, if any is outside, whether its body is empty, and,
    where a section ends, its lowest place."""

    def __init__(self, page: pdfium.PdfPage, section: Section, ends: bool) -> None:
        width, height = page.get_size()
        reader = page.get_textpage()
        everything = reader.get_text_range()
        self.text = "".join(everything.split())
        inside = reader.get_text_bounded(0, 0, width, height)
        body = reader.get_text_bounded(0, section.bottom, width, height - section.top)
        self._missing = (
            Counter(folded(self.text)) - Counter(folded(inside)) if inside != everything else Counter()
        )
        self._stretches = tuple(_outside(reader, width, height)) if self._missing else ()
        self.above = _bounded(reader, height, 2 * height, width) if self._missing else ""
        self.below = _bounded(reader, -height, 0, width) if self._missing else ""
        self.blank = not body.strip() and not any(page.get_objects([pdfium.raw.FPDF_PAGEOBJ_IMAGE]))
        self.lowest = _lowest(reader, height, section) if ends else (section.top, 0.0)

    def outside(self, of_others: str) -> str:
        """The first stretch of characters outside the paper that says something, but for those that are others' own; else the longest."""
        missing = self._missing - Counter(folded(of_others))
        own = ["".join(each for each in stretch if missing[folded(each)[:1]]) for stretch in self._stretches]
        telling = (stretch for stretch in own if len(stretch) >= CHANCE)
        return next(telling, max(own, key=len, default=""))


def outside_own(pages: Sequence[PageText], written: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The pages with characters outside the paper, each told at its own page; `written` is what has to stand on each.

    What reaches over an edge as far as the next page, half a centimetre away, LibreOffice paints on both.
    """
    of_others = [""] * len(pages)
    for page, (before, after) in enumerate(pairwise(pages)):
        if _is_on(after.above, before.text, before.below) and not _is_of_next(after.above, page, written):
            of_others[page + 1] += after.above
        if _is_on(before.below, after.text, after.above) and _is_of_next(before.below, page, written):
            of_others[page] += before.below
    for page, (text, others) in enumerate(zip(pages, of_others, strict=True)):
        if outside := text.outside(others):
            yield page, outside


def written_on(
    texts: Iterable[Text], margins: Iterable[tuple[Text, ...]], places: Mapping[str, int]
) -> list[str]:
    """What is known to stand on each page: its margins, and the texts behind bookmarks on it."""
    own = [[text.whole for text in texts_on] for texts_on in margins]
    for text in texts:
        if text.near in places:
            own[places[text.near]].append(text.whole)
    return ["\n".join(each) for each in own]


def _is_on(text: str, page: str, outside: str) -> bool:
    """Whether there is a text, and a page has it, too: so few characters that they stand on any page, where it is `outside`."""
    return bool(text) and text in (page if len(text) >= CHANCE else outside)


def _is_of_next(text: str, page: int, written: Sequence[str]) -> bool:
    """Whether the page after this one has to have a text, and this one has not."""
    return text in written[page + 1] and text not in written[page]


def _bounded(reader: pdfium.PdfTextPage, bottom: float, top: float, width: float) -> str:
    """The text between two heights, without blanks."""
    return "".join(reader.get_text_bounded(0, bottom, width, top).split())


def _outside(reader: pdfium.PdfTextPage, width: float, height: float) -> Iterator[str]:
    """What of each line stands outside the paper, without blanks."""
    stretch = ""
    for index in range(reader.count_chars()):
        character = reader.get_text_range(index, 1)
        left, bottom, right, top = reader.get_charbox(index)
        if character.strip() and (right < 0 or width < left or top < 0 or height < bottom):
            stretch += character
        elif stretch and character not in (" ", "\u3000"):
            yield stretch
            stretch = ""
    yield stretch


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
