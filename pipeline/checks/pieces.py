"""A document part taken to pieces, by whose bytes one knows which of them were looked at before.

Every byte stands in one of them, in the head or in the tail. A piece that was parsed once is well-formed content by itself (XML 1.0,
production 43), and so are all of them together, in whatever order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .names import Element, w
from .package import parsed

_BEGIN = re.compile(rb"<w:body(?: [^<>]*)?>")
_END = b"</w:body>"
# Paragraphs and tables end a piece, unless something is open around them; what else there is stands in the piece that follows.
_PARAGRAPH, _TABLE = re.compile(rb"</w:p>"), b"</w:tbl>"
_AROUND = (b"tbl", b"sdt", b"txbxContent")
# One pattern a tag: that is searched for ten times as fast as alternatives are.
_STEPS = (
    *((1, re.compile(rb"<w:%b[ >]" % each)) for each in _AROUND),
    *((-1, re.compile(rb"</w:%b>" % each)) for each in _AROUND),
)
# In comments, CDATA and the like a tag is none, so that nobody can say where a piece ends.
_NO_TAGS = (b"<!", b"<?")
_BETWEEN = b"</w:body><w:body>"


class Pieces(NamedTuple):
    """What stands in the w:body of a part, the rest of it, and what is around it."""

    head: bytes
    pieces: tuple[bytes, ...]
    tail: bytes

    def tree(self, pieces: Sequence[bytes]) -> Element:
        """The part with a w:body for each of these pieces. Raises etree.XMLSyntaxError where one of them is not well-formed by itself."""
        return parsed(self.head + _BETWEEN.join(pieces) + self.tail)


def bodies_of(tree: Element) -> list[Element]:
    """What each of the pieces in a tree has become."""
    return tree.findall(w("body"))


def parted(part: bytes) -> Pieces | None:
    """The pieces of a part; None where they can't be told apart."""
    begin, end = _BEGIN.search(part), part.rfind(_END)
    if begin is None or end < begin.end() or any(part.find(each, begin.end()) >= 0 for each in _NO_TAGS):
        return None
    content = part[begin.end() : end]
    return Pieces(part[: begin.end()], tuple(_pieces(content)), part[end:])


def _pieces(content: bytes) -> Iterator[bytes]:
    """A table, or a paragraph with what stands before it; last what stands behind all of them."""
    begin = 0
    for end in _ends(content):
        yield content[begin:end]
        begin = end
    yield content[begin:]


def _ends(content: bytes) -> Iterator[int]:
    around = begin = 0
    for place, step in sorted((found.end(), step) for step, tag in _STEPS for found in tag.finditer(content)):
        if not around:
            yield from (each.end() for each in _PARAGRAPH.finditer(content, begin, place))
        around += step
        if not around:
            begin = place
            if content.startswith(_TABLE, place - len(_TABLE)):
                yield place
    if not around:
        yield from (each.end() for each in _PARAGRAPH.finditer(content, begin))
