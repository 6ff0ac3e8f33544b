"""Text that a document has and its pages don't: cut by a row, a box or an edge, each piece at its own place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.layout.copy import LayoutCopy
from pipeline.layout.lost import lost_texts
from pipeline.layout.margins import Margins
from pipeline.layout.printed import PrintedText, Window
from pipeline.layout.texts import Text
from pipeline.model.pages import Fault
from pipeline.problems import Code


def cut_text(
    copy: LayoutCopy,
    shown: Sequence[str],
    margins: Sequence[tuple[Text, ...]],
    pages: Mapping[str, int],
    lacking: Collection[str],
) -> Iterator[Fault]:
    """Faults of text on none of the pages: `shown` is the text of each, `margins` what its header and footer should say.

    `pages` has the page (from 0) of the document's bookmarks, `lacking` the characters that its fonts don't have.
    """
    printed, last = PrintedText(shown), len(shown) - 1
    windows = list(_windows(copy.texts, pages, last))
    body = list(zip(copy.texts, windows, strict=True))
    notes = list(_noted(copy.notes, {text.near: window for text, window in body}, last))
    around = [(text, (page, page)) for page, texts in enumerate(margins) for text in texts]
    for lost in lost_texts([body, notes, around], printed, lacking):
        yield Fault(Code.PAGE_CUT, lost.page, lost.text.near, lost.text.whole, lost.missing, lost.text.part)


def _windows(texts: Sequence[Text], pages: Mapping[str, int], last: int) -> Iterator[Window]:
    """The pages between which each text stands: from that of the bookmark before it to that of the next one."""
    known = [name for name in dict.fromkeys(text.near for text in texts) if name in pages]
    ends = dict(zip(known, [*(pages[name] for name in known), last][1:], strict=True))
    first, end = 0, pages[known[0]] if known else last
    for text in texts:
        first, end = pages.get(text.near, first), ends.get(text.near, end)
        yield first, max(first, end)


def _noted(notes: Sequence[Text], reach: Mapping[str, Window], last: int) -> Iterator[tuple[Text, Window]]:
    """Footnotes stand where their marks stand, and may end on the page after."""
    for text in notes:
        first, end = reach.get(text.near, (0, last))
        yield text, (first, min(end + 1, last))


def texts_in_margins(
    margins: Sequence[Margins], starts: Sequence[int], numbers: Sequence[int]
) -> list[tuple[Text, ...]]:
    """The header and footer texts of each page; `starts` has the first page of each section, `numbers` the pages'."""
    found: list[tuple[Text, ...]] = []
    for margin, first, end in zip(margins, starts, [*starts[1:], len(numbers)], strict=True):
        found += [margin.on(numbers[page], page == first) for page in range(first, end)]
    return found
