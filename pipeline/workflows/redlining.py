"""A redline, written until each of its bookmarks stands once.

Which footnotes, rows and items stay where they were is known once two texts are merged. Of what came out at two places the old
place gets a name of its own, as what moved has from the start (Word knows one bookmark of a name, 17.13.6.2).
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pipeline.documents.redline import set_apart
from pipeline.model.content import DocumentContent
from pipeline.model.numbers import TargetKind
from pipeline.model.xml_names import w
from pipeline.word.compose import compose
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.word.template.template import Template

_DOCUMENT = "word/document.xml"


def write_redline(
    content: DocumentContent, template: Template, layouts: KnownLayouts | None = None
) -> tuple[DocumentContent, bytes]:
    """The redline's content as it was written in the end, and the document; `layouts` are those that are known of its tables."""
    known: frozenset[str] = frozenset()
    while True:
        docx = compose(content, template, layouts=layouts)
        apart = frozenset(_at_two_places(docx, content)) - known
        if not apart:
            return content, docx
        known |= apart
        content = set_apart(content, apart)


def _at_two_places(docx: bytes, content: DocumentContent) -> Iterator[str]:
    """The names of bookmarks that stand twice, and of footnotes' bookmarks that reach over more than one note."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read(_DOCUMENT))
    notes = {target.bookmark for target in content.targets.values() if target.kind is TargetKind.NOTE}
    count: Counter[str] = Counter()
    within: dict[str, tuple[str, int]] = {}
    seen = 0
    for element in root.iter(w("bookmarkStart"), w("bookmarkEnd"), w("footnoteReference")):
        if element.tag == w("footnoteReference"):
            seen += 1
        elif element.tag == w("bookmarkStart"):
            name = element.get(w("name"), "")
            count[name] += 1
            within[element.get(w("id"), "")] = name, seen
        else:
            name, begun = within.pop(element.get(w("id"), ""), ("", seen))
            if name in notes and seen - begun != 1:
                yield name
    yield from (name for name, times in count.items() if times > 1)
