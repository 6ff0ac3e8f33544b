"""Pictures of pages, drawn when they are looked at."""

from __future__ import annotations

import io

import pypdfium2 as pdfium

_EFFORT = 1  # of packing: a browser on this machine has the picture at once, however large it is
_open: dict[str, pdfium.PdfDocument] = {}


def drawn(key: str, data: bytes, page: int, width: int) -> bytes:
    """The page (from 0) of the PDF that is known by `key`, as a PNG of this width in pixels.

    `data` is the PDF where it comes for the first time; another one with the same name takes its place. Nothing where it is unknown.
    """
    if data:
        name = key.rpartition("-")[0]
        for other in [each for each in _open if each.rpartition("-")[0] == name]:
            _open.pop(other).close()
        _open[key] = pdfium.PdfDocument(data)
    if key not in _open or page >= len(_open[key]):
        return b""
    sheet = _open[key][page]
    picture = sheet.render(scale=width / sheet.get_width()).to_pil()
    sheet.close()
    target = io.BytesIO()
    picture.save(target, "PNG", compress_level=_EFFORT)
    return target.getvalue()
