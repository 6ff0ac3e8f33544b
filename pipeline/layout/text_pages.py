"""On which page each sentence of a document stands: found in the text of its PDF, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.layout.printed import PrintedText, folded

# So much of a sentence tells it from others.
_ENOUGH = 16
# So far (characters) things stand before those that a document has before them: cells of a table, what stands above a figure.
_BACK = 300


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page of a PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def pages_of(texts: Iterable[str], pages: Sequence[str]) -> Iterator[int]:
    """The page (from 0) on which each text begins; one that is not found stands on that of the one before it.

    Nothing stands more than a page behind what comes before it, so what is said twice is not taken for its like further on.
    """
    printed = PrintedText(pages)
    at = page = 0
    for text in texts:
        plain = folded("".join(text.split()))[:_ENOUGH]
        if plain:
            _, end = printed.span((page, page), beyond=1)
            found = printed.text.find(plain, at, end)
            if found < 0:
                found = printed.text.find(plain, max(at - _BACK, printed.starts[page]), at)
            if found >= 0:
                at, page = max(at, found + len(plain)), max(page, printed.page_at(found))
        yield page
