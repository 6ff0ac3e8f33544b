"""Characters that came out in a font that the document did not ask for: their own font lacks them."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as raw


def foreign_characters(document: pdfium.PdfDocument, foreign: frozenset[str]) -> dict[int, str]:
    """The characters set in one of the `foreign` fonts (PostScript names), by page from 0."""
    if not foreign:
        return {}
    found = {index: "".join(dict.fromkeys(_on_page(page, foreign))) for index, page in enumerate(document)}
    return {index: characters for index, characters in found.items() if characters}


def _on_page(page: pdfium.PdfPage, foreign: frozenset[str]) -> str:
    text = page.get_textpage()
    name = ctypes.create_string_buffer(256)
    units: list[int] = []
    for index in range(text.count_chars()):
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(text, index, name, len(name), ctypes.byref(flags))
        if name.value.decode("utf-8", "replace").rpartition("+")[2] in foreign:
            units.append(raw.FPDFText_GetUnicode(text, index))
    # pdfium counts in UTF-16: what lies beyond comes in two halves.
    joined = "".join(map(chr, units)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(joined.split())
