"""Drawings that a template describes, and of which LibreOffice's PDF says nothing: charts, pictures in the old form (VML)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.template.parts import Parts, part_label

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_V = "{urn:schemas-microsoft-com:vml}"
# The part of a graphic's kind that says that it is a chart (21.2; [MS-ODRAWXML] 2.24).
_CHARTS = ("/chart", "/chartex")
_MEND = "読み上げに要るなら、Wordで切り取り、［形式を選択して貼り付け］で「図 (PNG)」として貼り付け、代替テキストを付けてください"


def check_described(file: str, parts: Parts) -> Iterator[Problem]:
    """Each of these as a warning: the Word file has its words, the PDF passes it over."""
    for name, root in parts.items():
        where = part_label(name)
        for kind, words in _described(root) if where else ():
            yield Problem(
                Location(file),
                Code.TEMPLATE_DESCRIPTION,
                f"{where}の{kind}の代替テキスト（「{words}」）は、PDFに入りません",
                _MEND,
                warning=True,
            )


def _described(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Each drawing's kind and words."""
    for properties in root.iter(f"{_WP}docPr"):
        holder = properties.getparent()
        data = None if holder is None else next(holder.iter(_DATA), None)
        decorative = any(each.get("val", "1") in ("1", "true") for each in properties.iter(_DECORATIVE))
        if data is not None and data.get("uri", "").endswith(_CHARTS) and not decorative:
            yield "グラフ", _words(properties, "descr", "title")
    for shape in root.iter(f"{_V}shape", f"{_V}rect", f"{_V}group"):
        words = _words(shape, "alt", "title")
        outer = next(shape.iterancestors(_FALLBACK, f"{_V}group"), None)
        if words and outer is None and next(shape.iter(f"{_V}textpath", w("txbxContent")), None) is None:
            yield "古い形式（VML）の図", words


def _words(element: etree._Element, *names: str) -> str:
    return next((found for name in names if (found := element.get(name, "").strip())), "")
