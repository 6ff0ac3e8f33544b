"""A document on paper without an end: how high it is where nothing is pushed to a next page, and where its lines break."""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_left, bisect_right
from itertools import pairwise

import pypdfium2 as pdfium
from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.xml_names import w

# Twips: about 2.8 m, nearly as high as LibreOffice's pages can be.
_HEIGHT = 160_000
_MAIN = "word/document.xml"
# How pdfium writes a hyphen at the end of a line.
_HYPHEN = "\ufffe"


def endless(docx: bytes) -> bytes:
    """The document on paper of the same width and margins that is as high as can be."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(saved, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == _MAIN:
                root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
                for size in root.iter(w("pgSz")):
                    size.set(w("h"), str(_HEIGHT))
                    size.attrib.pop(w("orient"), None)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(zipfile.ZipInfo(name), data)
    return saved.getvalue()


@dataclass(frozen=True)
class PrintedPage:
    """The characters of a page without blanks, as they are painted, and where among them a line begins."""

    text: str
    starts: tuple[int, ...]

    def lines_of(self, text: str, after: int = 0) -> tuple[tuple[int, ...], int] | None:
        """The numbers of characters, without blanks, on each line of a text, and the place of its end: the first such
        text after a place, else the first of all. None where it is not printed so."""
        sought = "".join(text.split())
        begin = self.text.find(sought, after)
        begin = self.text.find(sought) if begin < 0 else begin
        if begin < 0 or not sought:
            return None
        end = begin + len(sought)
        inside = self.starts[bisect_right(self.starts, begin) : bisect_left(self.starts, end)]
        places = [begin, *inside, end]
        return tuple(b - a for a, b in pairwise(places)), end


def read_page(pdf: bytes) -> PrintedPage:
    """The first page of a PDF. A line begins where a character stands left of the one before, and lower."""
    characters: list[str] = []
    starts: list[int] = []
    before: tuple[float, float] | None = None
    with pdfium.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        for index in range(page.count_chars()):
            character = chr(pdfium.raw.FPDFText_GetUnicode(page, index)).replace(_HYPHEN, "-")
            if not character.strip() or character == "\0":
                continue
            place = _origin(page, index)
            if before is None or (place[0] < before[0] and place[1] < before[1]):
                starts.append(len(characters))
            characters.append(character)
            before = place
    return PrintedPage("".join(characters), tuple(starts))


def _origin(page: pdfium.PdfTextPage, index: int) -> tuple[float, float]:
    """A character's place on its line, in points from the page's left and its foot."""
    x, y = pdfium.raw.c_double(), pdfium.raw.c_double()
    pdfium.raw.FPDFText_GetCharOrigin(page, index, x, y)
    return x.value, y.value
