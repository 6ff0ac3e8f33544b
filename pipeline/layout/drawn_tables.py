"""Drawings that are tables in Word: in the PDF each is a figure with its description, since its rows and columns say nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.model.xml_names import w

# By this begin the names of styles that LibreOffice tags the words of a drawing with.
DRAWN = "KeikakuDrawing"


def mark_drawings(document: etree._Element, styles: etree._Element) -> None:
    """Give the first words of each drawing a style of their own, by which its table is known in the PDF."""
    known = set[str]()
    for table in _drawings(document):
        first = next((each for each in table.iter(w("p")) if each.find(f".//{w('t')}") is not None), None)
        style = None if first is None else first.find(f"{w('pPr')}/{w('pStyle')}")
        if style is None:
            continue
        own = style.get(w("val"), "")
        name = f"{DRAWN}{own}"
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


def _drawings(document: etree._Element) -> Iterator[etree._Element]:
    return (
        table
        for table in document.iter(w("tbl"))
        if table.find(f"{w('tblPr')}/{w('tblCaption')}") is not None
    )
