"""Tables of Word that are none to their readers: in the PDF a drawing is a figure with its description, since its rows and columns say
nothing, and a box is a group of what stands in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.model.blocks import BESIDE, BoxKind
from pipeline.model.inlines import Role
from pipeline.model.xml_names import w

# By these begin the names of styles that LibreOffice tags the words of a drawing, or of a box, with.
DRAWN, BOXED = "KeikakuDrawing", "KeikakuBox"


def mark_tables(document: etree._Element, styles: etree._Element) -> None:
    """Give the first words of each drawing and of each box a style of their own, by which its table is known in the PDF."""
    known = set[str]()
    for table in _drawings(document):
        words = (each for each in table.iter(w("p")) if each.find(f".//{w('t')}") is not None)
        _mark(next(words, None), DRAWN, styles, known)
    for table in _boxes(document, styles):
        words = (
            each for each in table.iterfind(f"{w('tr')}/{w('tc')}/{w('p')}") if each.find(w("r")) is not None
        )
        _mark(next(words, None), BOXED, styles, known)


def _mark(paragraph: etree._Element | None, prefix: str, styles: etree._Element, known: set[str]) -> None:
    style = None if paragraph is None else paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    if style is None:
        return
    own = style.get(w("val"), "")
    name = f"{prefix}{own}"
    style.set(w("val"), name)
    if name not in known:
        known.add(name)
        added = etree.SubElement(styles, w("style"), {w("type"): "paragraph", w("styleId"): name})
        etree.SubElement(added, w("name"), {w("val"): name})
        etree.SubElement(added, w("basedOn"), {w("val"): own})


def descriptions_of(docx: bytes) -> list[str]:
    """What is said in the place of each drawing, in their order."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        data = package.read("word/document.xml")
    if w("tblCaption").rpartition("}")[2].encode() not in data:
        return []
    found = (each.find(f"{w('tblPr')}/{w('tblDescription')}") for each in _drawings(etree.fromstring(data)))
    return ["" if each is None else each.get(w("val"), "") for each in found]


def _boxes(document: etree._Element, styles: etree._Element) -> Iterator[etree._Element]:
    names = {*(kind.value for kind in BoxKind), BESIDE}
    boxed = {
        style.get(w("styleId"))
        for style in styles.iterfind(w("style"))
        if (name := style.find(w("name"))) is not None and name.get(w("val")) in names
    }
    quotes = {
        style.get(w("styleId"))
        for style in styles.iterfind(w("style"))
        if (name := style.find(w("name"))) is not None and name.get(w("val")) == Role.QUOTE.value
    }
    for table in document.iter(w("tbl")):
        style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
        if style is not None and style.get(w("val")) in boxed:
            yield table
        elif style is None and (first := table.find(f"{w('tr')}/{w('tc')}/{w('p')}")) is not None:
            own = first.find(f"{w('pPr')}/{w('pStyle')}")
            if own is not None and own.get(w("val")) in quotes:
                yield table


def _drawings(document: etree._Element) -> Iterator[etree._Element]:
    return (
        table
        for table in document.iter(w("tbl"))
        if table.find(f"{w('tblPr')}/{w('tblCaption')}") is not None
    )
