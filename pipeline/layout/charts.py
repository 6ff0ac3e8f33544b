"""Charts in the PDF: figures with their descriptions, which LibreOffice drops."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from pipeline.layout.texts import Text
from pipeline.model.xml_names import r, w

# By this begin the names of the styles by which a chart's paragraph is known in the PDF; its number follows.
CHARTED = "KeikakuChart"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HOLDERS = (f"{_WP}inline", f"{_WP}anchor")


def mark_charts(document: etree._Element, styles: etree._Element) -> None:
    """Give each paragraph with charts a style of its own."""
    for number, paragraph in enumerate(_charted(document)):
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        style = properties.find(w("pStyle"))
        if style is None:
            style = etree.Element(w("pStyle"), {w("val"): _default(styles)})
            properties.insert(0, style)
        own, name = style.get(w("val"), ""), f"{CHARTED}{number}"
        style.set(w("val"), name)
        added = etree.SubElement(styles, w("style"), {w("type"): "paragraph", w("styleId"): name})
        etree.SubElement(added, w("name"), {w("val"): name})
        etree.SubElement(added, w("basedOn"), {w("val"): own})


def chart_descriptions(docx: bytes) -> list[Sequence[str]]:
    """What is said in the place of the charts of each such paragraph, in their order."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        data = package.read("word/document.xml")
    if _CHART.partition("}")[0][1:].encode() not in data:
        return []
    return [list(_said(each)) for each in _charted(etree.fromstring(data, etree.XMLParser(huge_tree=True)))]


def words_of_charts(
    document: etree._Element,
    relationships: etree._Element,
    parts: Mapping[str, etree._Element],
    names: Mapping[str, str],
) -> Iterator[Text]:
    """The words in each chart, at the bookmark of the caption below it; `names` has the document's own name of each bookmark."""
    targets = {each.get("Id", ""): f"word/{each.get('Target')}" for each in relationships}
    for paragraph in _charted(document):
        below = paragraph.getnext()
        mark = None if below is None else below.find(w("bookmarkStart"))
        near = "" if mark is None else names.get(mark.get(w("name"), ""), "")
        for chart in paragraph.iter(_CHART):
            part = parts.get(targets.get(chart.get(r("id"), ""), ""))
            values = () if part is None else part.iter(f"{_CHART.removesuffix('chart')}v")
            yield Text(near, tuple(each.text or "" for each in values), afloat=True)


def _charted(document: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs that hold charts."""
    seen = set[etree._Element]()
    for chart in document.iter(_CHART):
        paragraph = next(chart.iterancestors(w("p")), None)
        if paragraph is not None and paragraph not in seen:
            seen.add(paragraph)
            yield paragraph


def _said(paragraph: etree._Element) -> Iterator[str]:
    for holder in paragraph.iter(*_HOLDERS):
        if next(holder.iter(_CHART), None) is not None:
            properties = holder.find(f"{_WP}docPr")
            yield "" if properties is None else properties.get("descr", "") or properties.get("title", "")


def _default(styles: etree._Element) -> str:
    """The id of the style of paragraphs that have none."""
    return next(
        (
            each.get(w("styleId"), "")
            for each in styles.iterfind(w("style"))
            if each.get(w("type")) == "paragraph" and each.get(w("default")) in ("1", "true")
        ),
        "",
    )
