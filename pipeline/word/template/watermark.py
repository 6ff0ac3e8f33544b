"""The stage's word behind the text of every page: Word's own kind of watermark, in every header.

A header that a section does not bring is that of the section before, so those of the first section reach all
others; it gets every kind (17.10.5), also those that only show where staff later ask for another first page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from lxml import etree

from pipeline.model.pages import TWIPS_IN_POINT
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.oxml import header, header_reference, hidden_paragraph, watermark_run
from pipeline.word.markup.sections import text_area
from pipeline.word.template.parts import Parts

_KINDS = ("default", "first", "even")
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
# What the turned word takes of the shorter side of the text area, and the height that a character may have at most.
_SHARE, _HIGHEST = 0.78, 0.36


def check_watermarks(file: str, parts: Parts) -> Iterator[Problem]:
    """Watermarks in the template itself: they would stay whatever the stage is."""
    for name, root in parts.items():
        if name.startswith(("word/header", "word/footer")):
            for text in filter(None, (path.get("string") for path in root.iter(_TEXT_PATH))):
                yield Problem(
                    Location(file),
                    Code.TEMPLATE_FAULT,
                    f"ヘッダーかフッターに、透かし（ワードアート）の「{text}」があります",
                    "透かしは、段階に合わせてプログラムが付けます。Wordの［デザイン］→［透かし］→［透かしの削除］で消してください",
                )


def add_watermark(document: Document, word: str, font: str) -> None:
    """Put `word` behind the text of every page of the document, in this font."""
    sections = list(document.element.body.iter(w("sectPr")))
    _complete(document, sections[0])
    width, height = _size(word, min(side for section in sections for side in text_area(section)))
    for number, part in enumerate(_headers(document), 1):
        run = etree.fromstring(watermark_run(number, word, width, height, font))
        _insert(part.element, run)


def _complete(document: Document, section: etree._Element) -> None:
    """Give the document's first section the kinds of header that it lacks, empty ones."""
    there = {each.get(w("type"), "default") for each in section.findall(w("headerReference"))}
    for kind in _KINDS:
        if kind not in there:
            package = document.part.package
            name = package.next_partname("/word/header%d.xml")
            part = XmlPart(name, CONTENT_TYPE.WML_HEADER, parse_xml(header()), package)
            relationship = document.part.relate_to(part, RELATIONSHIP_TYPE.HEADER)
            section.insert(0, etree.fromstring(header_reference(kind, relationship)))


def _headers(document: Document) -> Iterator[XmlPart]:
    """The header parts in the order of their names."""
    parts = {
        relationship.target_part.partname: relationship.target_part
        for relationship in document.part.rels.values()
        if relationship.reltype == RELATIONSHIP_TYPE.HEADER
    }
    return (parts[name] for name in sorted(parts))


def _insert(root: etree._Element, run: etree._Element) -> None:
    """Anchor the word in a paragraph that stands in the header itself, or in one of its own."""
    for paragraph in root.findall(w("p")):
        properties = paragraph.find(w("pPr"))
        if properties is None or properties.find(w("framePr")) is None:
            paragraph.insert(0 if properties is None else 1, run)
            return
    own = etree.fromstring(hidden_paragraph())
    own.append(run)
    root.append(own)


def _size(word: str, side: int) -> tuple[float, float]:
    """Width and height in points, so that the word, turned by 45°, takes its share of a square as wide as `side`."""
    height = min(side * _SHARE * math.sqrt(2) / (len(word) + 1), side * _HIGHEST) / TWIPS_IN_POINT
    return height * len(word), height
