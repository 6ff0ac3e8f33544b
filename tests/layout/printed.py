"""A PDF as its reader sees it, read without anything of ours: what is printed at the foot, what the outline says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium

_MM = 25.4 / 72
_FOOT = 60.0  # points: page numbers stand in this strip
_NUMBER = re.compile(r"[0-9]+|[ivxlcdm]+")


@dataclass(frozen=True)
class Outlined:
    """An entry of the outline: depth from 1, title without blanks, page from 0."""

    depth: int
    title: str
    page: int


@dataclass(frozen=True)
class Linked:
    """A link within the document: the page that it stands on, its text without blanks, the page that it leads to."""

    page: int
    text: str
    target: int


@dataclass(frozen=True)
class Printed:
    """Texts are without blanks; `feet` has the number printed on each page, empty where there is none."""

    texts: tuple[str, ...]
    feet: tuple[str, ...]
    labels: tuple[str, ...]
    sizes: tuple[tuple[int, int], ...]
    outline: tuple[Outlined, ...]
    links: tuple[Linked, ...]

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def page_with(self, text: str, beyond: int = -1) -> int:
        """The one page, after page `beyond`, that has this text."""
        found = [page for page, own in enumerate(self.texts) if page > beyond and packed(text) in own]
        assert len(found) == 1, f"{text!r} stands on pages {found}"
        return found[0]


def packed(text: str) -> str:
    """Text without blanks: lines break where they will, and tabs come out as dots."""
    return "".join(text.split())


def read_printed(pdf: bytes) -> Printed:
    """Read a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as tree, pdfium.PdfDocument(pdf) as document:
        pages: dict[object, int] = {page.objgen: index for index, page in enumerate(tree.pages)}
        texts = [page.get_textpage() for page in document]
        with tree.open_outline() as outline:
            entries = tuple(_outlined(outline.root, 1, pages))
        return Printed(
            texts=tuple(packed(text.get_text_range()) for text in texts),
            feet=tuple(map(_foot, document)),
            labels=tuple(document.get_page_label(index) for index in range(len(document))),
            sizes=tuple((round(w * _MM), round(h * _MM)) for w, h in (page.get_size() for page in document)),
            outline=entries,
            links=tuple(_links(tree, texts, pages)),
        )


def _foot(page: pdfium.PdfPage) -> str:
    text = page.get_textpage().get_text_bounded(0, 0, page.get_width(), _FOOT)
    found = [line.strip() for line in text.splitlines() if _NUMBER.fullmatch(line.strip())]
    return found[-1] if found else ""


def _outlined(entries: list[pikepdf.OutlineItem], depth: int, pages: dict[object, int]) -> Iterator[Outlined]:
    for entry in entries:
        destination = entry.destination
        assert isinstance(destination, pikepdf.Array), "LibreOffice writes places, not names"
        yield Outlined(depth, packed(entry.title), pages[destination[0].objgen])
        yield from _outlined(entry.children, depth + 1, pages)


def _links(tree: pikepdf.Pdf, texts: list[pdfium.PdfTextPage], pages: dict[object, int]) -> Iterator[Linked]:
    for index, page in enumerate(tree.pages):
        for annotation in page.get("/Annots", []):
            destination = annotation.get("/Dest")
            if destination is not None:
                text = texts[index].get_text_bounded(*map(float, annotation.Rect))
                yield Linked(index, packed(text), pages[destination[0].objgen])
