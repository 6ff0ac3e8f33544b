"""Pages of a PDF as pictures: a whole page, several small ones, or what stands under one heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageOps
from PIL.Image import Dither

_POINTS_IN_INCH = 72
_WHOLE, _READABLE, _SMALL = 80, 115, 45  # dots in an inch; of a sheet's page, the size of a whole one does
_COLOURS = 256
_PAPER, _EDGE = "white", "#b0b8bc"
_BLANK = b"\xff"
# Points: the blank that parts a chapter's heading from its text, the most that is kept of a blank, and the
# margin around a picture; how far from a page's foot and sides the text ends, and from the next heading.
_AFTER_HEADING, _MOST_BLANK, _AROUND, _FOOT, _SIDE, _NEXT = 12.0, 20.0, 10.0, 62.0, 58.0, 6.0


@dataclass(frozen=True)
class _Heading:
    """An entry of the PDF's bookmarks: its page, counted from 0, and its height above the page's foot in points."""

    level: int
    title: str
    page: int
    top: float


def draw_page(pdf: bytes, page: int, dpi: int = _WHOLE) -> Image.Image:
    """One page, counted from 0."""
    with pdfium.PdfDocument(pdf) as document:
        return _rendered(document, page, dpi)


def page_with(pdf: bytes, words: str) -> int:
    """The first page, counted from 0, on which these words stand, over however many lines. Raises ValueError where they
    stand on none."""
    with pdfium.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            if words in "".join(page.get_textpage().get_text_bounded().split()):
                return number
    raise ValueError(f"no page with {words}")


def draw_pages(pdf: bytes, pages: Sequence[int]) -> Image.Image:
    """Pages, counted from 0, side by side and small."""
    with pdfium.PdfDocument(pdf) as document:
        return _beside([_rendered(document, page, _SMALL) for page in pages])


def draw_cover(pdf: bytes) -> Image.Image:
    """The first page, small."""
    return _edged(draw_page(pdf, 0, _SMALL))


def draw_sheet(pdf: bytes, number: int = 0, dpi: int = _WHOLE) -> Image.Image:
    """A page, counted from 0, without its margins."""
    page = draw_page(pdf, number, dpi)
    left, _, right, _ = ImageOps.invert(page.convert("L")).getbbox() or (0, 0, page.width, page.height)
    return _framed(ImageOps.expand(page.crop((left, 0, right, page.height)), (_dots(_AROUND), 0), _PAPER))


def draw_under(pdf: bytes, title: str) -> Image.Image:
    """What stands under the heading of this title, up to the next of its level; where that takes several pages, all of them, small.

    A section's own heading is kept, a chapter's is not. Raises ValueError where no heading has this title.
    """
    with pdfium.PdfDocument(pdf) as document:
        begin, end = _span(list(_headings(document)), title)
        # A chapter begins on a new page, so that the page before it is the last one of this passage.
        last = begin.page if end.page == begin.page else end.page - 1
        if last > begin.page:
            return _beside([_rendered(document, page, _SMALL) for page in range(begin.page, last + 1)])
        page = _rendered(document, begin.page, _READABLE)
        foot = end.top + _NEXT if end.page == begin.page else _FOOT
        top, bottom = (page.height - _dots(height) for height in (begin.top, foot))
        passage = page.crop((_dots(_SIDE), top, page.width - _dots(_SIDE), bottom))
        return _framed(passage if begin.level else _without_heading(passage))


def save(picture: Image.Image, path: Path) -> None:
    """As a small PNG: a page has few colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(_COLOURS, dither=Dither.NONE).save(path, optimize=True)


def _framed(picture: Image.Image) -> Image.Image:
    """The same without blanks above and below, those within made small, and with an edge."""
    ink = ImageOps.invert(picture.convert("L")).getbbox()
    assert ink is not None, "nothing stands here"
    closed = _closed_up(picture.crop((0, ink[1], picture.width, ink[3])))
    return _edged(ImageOps.expand(closed, (0, _dots(_AROUND)), _PAPER))


def _span(headings: Sequence[_Heading], title: str) -> tuple[_Heading, _Heading]:
    for index, begin in enumerate(headings):
        if begin.title.endswith(title):
            return begin, next(each for each in headings[index + 1 :] if each.level <= begin.level)
    raise ValueError(f"no heading {title}")


def _headings(document: pdfium.PdfDocument) -> Iterator[_Heading]:
    for entry in document.get_toc():
        place = entry.get_dest()
        yield _Heading(entry.level, entry.get_title(), place.get_index(), place.get_view()[1][1])


def _rendered(document: pdfium.PdfDocument, page: int, dpi: int) -> Image.Image:
    picture: Image.Image = document[page].render(scale=dpi / _POINTS_IN_INCH).to_pil()
    return picture.convert("RGB")


def _dots(points: float) -> int:
    return round(points * _READABLE / _POINTS_IN_INCH)


def _runs(picture: Image.Image) -> list[tuple[bool, int, int]]:
    """Rows from the top in runs (whether they are blank, the first, the one after the last)."""
    width, data = picture.width, picture.convert("L").tobytes()
    blank = [data[row * width : (row + 1) * width] == _BLANK * width for row in range(picture.height)]
    runs = []
    for is_blank, rows in groupby(range(picture.height), key=blank.__getitem__):
        first, *others = rows
        runs.append((is_blank, first, first + 1 + len(others)))
    return runs


def _without_heading(picture: Image.Image) -> Image.Image:
    """What comes after the first wide blank under some ink."""
    runs = _runs(picture)
    inked = next(index for index, (blank, _, _) in enumerate(runs) if not blank)
    end = next(end for blank, first, end in runs[inked:] if blank and end - first >= _dots(_AFTER_HEADING))
    return picture.crop((0, end, picture.width, picture.height))


def _closed_up(picture: Image.Image) -> Image.Image:
    """The same with no blank higher than is wanted, such as the one above footnotes."""
    bands = [
        (first, min(end, first + _dots(_MOST_BLANK)) if blank else end)
        for blank, first, end in _runs(picture)
    ]
    closed = Image.new("RGB", (picture.width, sum(end - first for first, end in bands)), _PAPER)
    row = 0
    for first, end in bands:
        closed.paste(picture.crop((0, first, picture.width, end)), (0, row))
        row += end - first
    return closed


def _beside(pages: Sequence[Image.Image]) -> Image.Image:
    """Pages side by side, each with an edge."""
    edged = [_edged(page) for page in pages]
    gap = _dots(_AROUND)
    size = (sum(page.width + gap for page in edged) + gap, max(page.height for page in edged) + 2 * gap)
    row = Image.new("RGB", size, _PAPER)
    left = gap
    for page in edged:
        row.paste(page, (left, gap))
        left += page.width + gap
    return row


def _edged(picture: Image.Image) -> Image.Image:
    return ImageOps.expand(picture, 1, _EDGE)
