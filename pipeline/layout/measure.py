"""Measuring a laid-out document: page numbers, where each bookmark came to stand, faults of pages.

Pages are read from the PDF's named destinations, never guessed from text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import pikepdf
import pypdfium2 as pdfium

from pipeline.frozen import dataclass
from pipeline.layout.copy import LayoutCopy
from pipeline.layout.cut import cut_text, texts_in_margins
from pipeline.layout.fonts import Fonts
from pipeline.layout.foreign import foreign_characters
from pipeline.layout.marks import TOLERANCE, Section, Span
from pipeline.layout.page_text import PageText, outside_own, written_on
from pipeline.layout.running import Pages, Shown, shown_on
from pipeline.layout.texts import Text
from pipeline.model.characters import needs_no_glyph
from pipeline.model.numerals import write_number
from pipeline.model.pages import HANGING, MM_IN_POINT, Fault, Page, PageFacts, Stretch
from pipeline.problems import Code

# A document that is fitted to its pages has fewer sections that begin one.
_MOST_STRETCHES = 20
# A bookmark or mark of the copy; in framed text LibreOffice adds words of its own behind it.
_MARK = re.compile(r"/([bm]\d+?)(?:2520Copy25\d+)?$")


@dataclass(frozen=True)
class _Spot:
    """The position of a mark: the page from 0, and points down from its top and across from its left edge."""

    page: int
    down: float
    across: float = 0


def measure(copy: LayoutCopy, pdf: bytes, tree: pikepdf.Pdf, fonts: Fonts) -> PageFacts:
    """The facts of the document that `pdf`, which `tree` is opened from, was made from with these fonts. Of a draft it is not asked
    whether anything is wrong with its pages, but what its lines lose."""
    sizes = [tuple(float(side) for side in page.mediabox[2:]) for page in tree.pages]
    spots = _spots(tree, sizes)
    starts = _starts(copy.sections, spots)
    sections = [copy.sections[bisect_right(starts, page) - 1] for page in range(len(sizes))]  # of each page
    labels = page_labels(copy.sections, starts, len(sizes))
    own = {copy.bookmarks[name]: spot for name, spot in spots.items() if name in copy.bookmarks}
    firsts = [
        start if section.breaks else start + 1 for section, start in zip(copy.sections, starts, strict=True)
    ]  # the pages where headers are a section's own: one that goes on within a page has that page's
    margins = texts_in_margins(copy.margins, firsts, page_numbers(copy.sections, starts, len(sizes)))
    places = {name: spot.page for name, spot in own.items()}
    begun = [] if copy.is_draft else _begun(copy.sections, starts)
    with pdfium.PdfDocument(pdf) as drawn:
        if copy.is_draft:
            shown = tuple[PageText, ...]()
            faults = list(_lost_marks(copy, drawn, margins, places, fonts))
        else:
            shown = tuple(
                PageText(page, section, index + 1 in begun)
                for index, (page, section) in enumerate(zip(drawn, sections, strict=True))
            )
            faults = [
                *_sizes_that_differ(sections, sizes),
                *_parted(copy.headings, spots, Code.PAGE_HEADING_ALONE),
                *_parted(copy.rows, spots, Code.PAGE_ROW_SPLIT),
                *_faults_of_text(copy, drawn, shown, margins, places, _font_names(tree), fonts),
            ]
    last = sections[-1]
    # Where all that ends the document is hidden or off the paper, it ends with its last page: what is cut is told as such.
    ends = (
        _used(last, spots[mark].down + height, spots[mark].across)
        for mark, height in copy.ends
        if mark in spots
    )
    return PageFacts(
        pages=tuple(
            Page(label, round(width * MM_IN_POINT, 1), round(height * MM_IN_POINT, 1), section.shown)
            for label, (width, height), section in zip(labels, sizes, sections, strict=True)
        ),
        places=places,
        used=next(ends, last.height - last.top - last.bottom),
        room=last.height - last.top - last.bottom,
        faults=tuple(_placed(faults, own)),
        missing=fonts.missing(copy.families),
        columns=len(last.columns),
        stretches=tuple(
            Stretch(after - first, _used(sections[after - 1], *shown[after - 1].lowest))
            for first, after in pairwise([0, *begun])
        ),
        ended=tuple(_ended(copy.breaks, sections, spots, begun)),
    )


def _used(section: Section, down: float, across: float) -> float:
    """How much of a page is used, in points of its height, where text ends at this place: of columns all before the one are."""
    room = section.height - section.top - section.bottom
    before = max(bisect_right(section.columns, across + TOLERANCE) - 1, 0)
    return (before * room + down - section.top) / len(section.columns)


def _begun(sections: Sequence[Section], starts: Sequence[int]) -> list[int]:
    """The pages that sections begin, beside the first one; none where there are so many that the document is fitted to no pages."""
    begun = {start for section, start in zip(sections, starts, strict=True) if section.breaks and start}
    return sorted(begun) if len(begun) <= _MOST_STRETCHES else []


def _ended(
    breaks: Sequence[tuple[str, float]],
    sections: Sequence[Section],
    spots: Mapping[str, _Spot],
    begun: Sequence[int],
) -> Iterator[Stretch]:
    """The columns before each break of one, from the break before it or the page that was `begun` last, and how far down the last of them
    is used; `sections` are those of the pages."""
    firsts = list(accumulate((len(each.columns) for each in sections), initial=0))  # of each page
    before = 0
    for mark, height in breaks:
        if (spot := spots.get(mark)) is None:
            continue
        section = sections[spot.page]
        column = max(bisect_right(section.columns, spot.across + TOLERANCE), 1)
        after = firsts[spot.page] + column
        before = max([before, *(firsts[page] for page in begun if page <= spot.page)])
        yield Stretch(after - before, spot.down + height - section.top)
        before = after


def _faults_of_text(
    copy: LayoutCopy,
    document: pdfium.PdfDocument,
    texts: Sequence[PageText],
    margins: Sequence[tuple[Text, ...]],
    places: Mapping[str, int],
    used: frozenset[str],
    fonts: Fonts,
) -> Iterator[Fault]:
    """Faults of the text of each page; `texts` and `margins` are the pages' own, `places` the pages of bookmarks, `used` the PDF's
    fonts."""
    allowed = fonts.names(copy.families)
    certain = allowed and not fonts.missing(copy.families)
    foreign = foreign_characters(document, _not_of(allowed, used) if certain else frozenset())
    yield from (Fault(Code.PAGE_BLANK, page, "", "") for page, text in enumerate(texts) if text.blank)
    own = written_on(copy.texts, margins, places)
    yield from (Fault(Code.PAGE_OUTSIDE, page, "", outside) for page, outside in outside_own(texts, own))
    written = [
        *copy.texts,
        *copy.notes,
        *copy.charts,
        *dict.fromkeys(text for texts_on in margins for text in texts_on),
    ]
    everything = "\n".join(text.whole for text in written)
    lacking = fonts.lacking(copy.families, everything)
    yield from _without_glyph(written, lacking, foreign, copy.without_font)
    for form in fonts.lacking_forms(copy.families, everything):
        yield Fault(Code.PAGE_VARIANT, 0, next(text.near for text in written if form in text.whole), form)
    yield from cut_text(copy, [text.text for text in texts], margins, places, lacking)


def _lost_marks(
    copy: LayoutCopy,
    document: pdfium.PdfDocument,
    margins: Sequence[tuple[Text, ...]],
    places: Mapping[str, int],
    fonts: Fonts,
) -> Iterator[Fault]:
    """Text that is cut, if there are fewer marks that hang on the pages than should be."""
    shown = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    if any(sum(each.count(mark) for each in shown) < copy.everything.count(mark) for mark in HANGING):
        written = (*copy.texts, *copy.notes)
        lacking = fonts.lacking(copy.families, "".join(text.whole for text in written))
        yield from cut_text(copy, shown, margins, places, lacking)


def _not_of(allowed: frozenset[str], used: frozenset[str]) -> frozenset[str]:
    """The fonts used beside those allowed. LibreOffice calls a font that holds several (CID-keyed, Adobe TN 5176) after one of them:
    NotoSerifCJKjp-Regular-VKana."""
    begins = tuple(f"{name}-" for name in allowed)
    return frozenset(name for name in used - allowed if not name.startswith(begins))


def shown_in_margins(copy: LayoutCopy, tree: pikepdf.Pdf) -> Shown:
    """Texts that headers and footers must show, since paragraphs and sections stand where they do."""
    sizes = [tuple(float(side) for side in page.mediabox[2:]) for page in tree.pages]
    spots = _spots(tree, sizes)
    pages = Pages(
        ends={index: spots[mark].page for index, mark in copy.running.marks.items() if mark in spots},
        starts=tuple(_starts(copy.sections, spots)),
        count=len(sizes),
    )
    return shown_on(copy.running, pages)


def _starts(sections: Sequence[Section], spots: Mapping[str, _Spot]) -> list[int]:
    """The first page of each section. Where its beginning is nowhere to be seen, the first of its marks that is tells; what
    is cut is told as such."""
    found = (
        next((spots[mark].page for mark in section.marks if mark in spots), 0) for section in sections[1:]
    )
    return list(accumulate(found, max, initial=0))


def page_labels(sections: Sequence[Section], starts: Sequence[int], count: int) -> list[str]:
    """The number on each page, in its section's own figures."""
    numbers = page_numbers(sections, starts, count)
    formats = [sections[bisect_right(starts, page) - 1].format for page in range(count)]
    return [
        write_number(number, figures) if number > 0 else str(number)
        for number, figures in zip(numbers, formats, strict=True)
    ]


def page_numbers(sections: Sequence[Section], starts: Sequence[int], count: int) -> list[int]:
    """The number of each page: a section goes on counting unless it has a start (17.6.12)."""
    numbers: list[int] = []
    number = 0
    for section, first, end in zip(sections, starts, [*starts[1:], count], strict=True):
        number = section.start - 1 if section.start is not None else number
        numbers += range(number + 1, number + 1 + end - first)
        number += end - first
    return numbers


def _spots(tree: pikepdf.Pdf, sizes: Sequence[tuple[float, ...]]) -> dict[str, _Spot]:
    """The named destinations (PDF 32000-1, 12.3.2.3): LibreOffice writes them as a dictionary."""
    pages: dict[object, int] = {page.objgen: index for index, page in enumerate(tree.pages)}
    spots = {}
    destinations = tree.Root.get("/Dests")
    for name, value in destinations.items() if destinations is not None else ():
        page = pages[value[0].objgen]
        if found := _MARK.match(name):
            spots[found[1]] = _Spot(page, sizes[page][1] - float(value[3]), float(value[2]))
    return spots


def _font_names(tree: pikepdf.Pdf) -> frozenset[str]:
    """The PostScript names of the fonts on all pages, without the marks of their subsets."""
    names: set[str] = set()
    seen: set[object] = set()
    for page in tree.pages:
        fonts = page.resources.get("/Font")
        if fonts is not None and (fonts.objgen not in seen or not fonts.is_indirect):
            seen.add(fonts.objgen)
            names.update(str(font.BaseFont).lstrip("/").rpartition("+")[2] for _, font in fonts.items())
    return frozenset(names)


def _sizes_that_differ(sections: Sequence[Section], sizes: Sequence[tuple[float, ...]]) -> Iterator[Fault]:
    for page, (section, size) in enumerate(zip(sections, sizes, strict=True)):
        if max(abs(size[0] - section.width), abs(size[1] - section.height)) > TOLERANCE:
            yield Fault(
                Code.PAGE_SIZE, page, "", f"{size[0] * MM_IN_POINT:.0f}×{size[1] * MM_IN_POINT:.0f} mm"
            )


def _parted(spans: Iterable[Span], spots: Mapping[str, _Spot], code: Code) -> Iterator[Fault]:
    for span in spans:
        if span.first in spots and span.last in spots and spots[span.first].page != spots[span.last].page:
            yield Fault(code, spots[span.first].page, span.near, span.text)


def _without_glyph(
    texts: Iterable[Text], lacking: frozenset[str], foreign: Mapping[int, str], elsewhere: frozenset[str]
) -> Iterator[Fault]:
    """Each character that no font of the document has, at the text where it stands first: an empty box is printed, or
    one of the `foreign` characters, which a page has of another font. Those that are only not here, though the document's readers
    have them `elsewhere`, are told as such."""
    told = set()
    for text in texts:
        for character in dict.fromkeys(text.whole):
            if character in lacking and character not in told:
                told.add(character)
                code = Code.PAGE_FALLBACK if character in elsewhere else Code.PAGE_GLYPH
                yield Fault(code, 0, text.near, character)
    for page, characters in foreign.items():
        for character in characters:
            if character not in lacking and character not in told and not needs_no_glyph(character):
                told.add(character)
                yield Fault(Code.PAGE_GLYPH, page, "", character)


def _placed(faults: Iterable[Fault], own: Mapping[str, _Spot]) -> Iterator[Fault]:
    """Faults of a page get the last bookmark before it; those that know no page, the page of their bookmark."""
    in_order = sorted(own, key=lambda name: (own[name].page, own[name].down))
    for fault in faults:
        if not fault.near:
            before = [name for name in in_order if own[name].page <= fault.page]
            yield replace(fault, near=before[-1] if before else "")
        elif not fault.page and fault.near in own:
            yield replace(fault, page=own[fault.near].page)
        else:
            yield fault
