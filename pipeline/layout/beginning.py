"""The beginning of a document's copy: what follows a page does not move what stands before, and takes LibreOffice as long to read."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from pipeline.layout.copy import LayoutCopy
from pipeline.model.xml_names import w

_DOCUMENT = "word/document.xml"


def beginning(whole: LayoutCopy, places: Mapping[str, int], page: int) -> bytes | None:
    """The copy up to what stood on a page (from 0) at last; None where nothing is known to stand there or behind it.

    `places` has the page of the document's bookmarks as they were last laid out.
    """
    with zipfile.ZipFile(io.BytesIO(whole.data)) as package:
        raw = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(raw[_DOCUMENT], etree.XMLParser(huge_tree=True))
    body = root.find(w("body"))
    assert body is not None, "a document has a body (ECMA-376 Part 1, 17.2.2)"
    behind = {name for name, own in whole.bookmarks.items() if places.get(own, -1) >= page}
    end = next((each for each in body if _begins(each, behind)), None)
    if end is None:
        return None
    _cut(body, end)
    raw[_DOCUMENT] = etree.tostring(root, encoding="utf-8")
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as target:
        for name, data in raw.items():
            target.writestr(zipfile.ZipInfo(name), data)
    return saved.getvalue()


def _begins(block: etree._Element, bookmarks: set[str]) -> bool:
    return any(each.get(w("name")) in bookmarks for each in block.iter(w("bookmarkStart")))


def _cut(body: etree._Element, end: etree._Element) -> None:
    """Take away a block and all behind it; the section in which it stands ends before it."""
    left = [end, *end.itersiblings()]
    section = next(each for block in left for each in block.iter(w("sectPr")))
    kept = copy.deepcopy(section)
    for each in left:
        body.remove(each)
    body.append(kept)
