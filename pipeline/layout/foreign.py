"""Characters that came out in a font that the document did not ask for: their own font lacks them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw


def foreign_characters(document: pdfium.PdfDocument, foreign: frozenset[str]) -> dict[int, str]:
    """The characters set in one of the `foreign` fonts (PostScript names), by page from 0."""
    if not foreign:
        return {}
    found = {index: "".join(dict.fromkeys(_on_page(page, foreign))) for index, page in enumerate(document)}
    return {index: characters for index, characters in found.items() if characters}


def _on_page(page: pdfium.PdfPage, foreign: frozenset[str]) -> Iterator[str]:
    text = page.get_textpage()
    name = ctypes.create_string_buffer(256)
    for index in range(text.count_chars()):
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(text, index, name, len(name), ctypes.byref(flags))
        if name.value.decode("utf-8", "replace").rpartition("+")[2] in foreign:
            character = chr(raw.FPDFText_GetUnicode(text, index))
            if not character.isspace():
                yield character
