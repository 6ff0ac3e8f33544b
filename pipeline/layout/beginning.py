"""The beginning of a document: what follows a page does not move what stands before, and takes LibreOffice as long to read."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy

from lxml import etree

from pipeline.model.xml_names import w


def cut_behind(document: etree._Element, bookmarks: Collection[str]) -> bool:
    """Take away the first block in which one of these bookmarks begins, and all that follows; whether there is one."""
    body = document.find(w("body"))
    assert body is not None, "a document has a body (ECMA-376 Part 1, 17.2.2)"
    end = next((each for each in body if _begins(each, bookmarks)), None) if bookmarks else None
    if end is None:
        return False
    left = [end, *end.itersiblings()]
    # The section in which it stands ends before it.
    section = deepcopy(next(each for block in left for each in block.iter(w("sectPr"))))
    for each in left:
        body.remove(each)
    body.append(section)
    return True


def _begins(block: etree._Element, bookmarks: Collection[str]) -> bool:
    return any(each.get(w("name")) in bookmarks for each in block.iter(w("bookmarkStart")))
