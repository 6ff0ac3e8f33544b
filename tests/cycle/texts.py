"""What the cycle makes, as texts for goldens: changed paragraphs of a redline, and the sheets of a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from pipeline.model.xml_names import w

_PARTS = ("word/document.xml", "word/footnotes.xml")
_SIGNS = {w("ins"): "＋", w("del"): "－", w("moveTo"): "↓", w("moveFrom"): "↑"}


def redline_text(docx: bytes) -> str:
    """The paragraphs in which something is tracked, a line each: 〔＋inserted〕, 〔－deleted〕, 〔↑moved from〕, 〔↓moved to〕.

    What is tracked of a whole row or of a paragraph's end stands in front: 行＋, 段＋.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        trees = [etree.fromstring(package.read(part)) for part in _PARTS]
    return "\n".join(line for tree in trees for line in _changed_lines(tree)) + "\n"


def _changed_lines(tree: etree._Element) -> Iterator[str]:
    for paragraph in tree.iter(w("p")):
        row = next(paragraph.iterancestors(w("tr")), None)
        of_row = "" if row is None else _sign(row.find(w("trPr")), "行")
        of_end = _sign(paragraph.find(f"{w('pPr')}/{w('rPr')}"), "段")
        text = "".join(_pieces(paragraph))
        if of_row or of_end or "〔" in text:
            yield f"{of_row}{of_end}　{text}"


def _sign(properties: etree._Element | None, word: str) -> str:
    signs = "" if properties is None else "".join(_SIGNS.get(str(each.tag), "") for each in properties)
    return f"{word}{signs}" if signs else ""


def _pieces(element: etree._Element, open_sign: str = "") -> Iterator[str]:
    """The shown text, with signs around what is tracked."""
    for child in element:
        if child.tag in _SIGNS:
            text = "".join(_pieces(child))
            yield f"〔{_SIGNS[child.tag]}{text}〕" if text else ""
        elif child.tag in (w("t"), w("delText")):
            yield child.text or ""
        elif child.tag in (w("r"), w("hyperlink"), w("ruby"), w("rubyBase")):
            yield from _pieces(child)


def workbook_text(data: bytes) -> str:
    """The sheets of a workbook: cells parted by ｜, lines by ¶, what is marked in 〔〕; empty cells empty."""
    book = load_workbook(io.BytesIO(data), rich_text=True)
    lines = []
    for sheet in book.worksheets:
        lines.append(f"# {sheet.title}")
        lines += (" ｜ ".join(map(_cell_text, row)).rstrip() for row in sheet.iter_rows())
    return "\n".join(lines) + "\n"


def _cell_text(cell: Any) -> str:
    if isinstance(cell.value, CellRichText):
        shown = "".join(_part_text(part) for part in cell.value)
    else:
        shown = "" if cell.value is None else str(cell.value)
        shown = f"〔{shown}〕" if cell.font.u else shown
    return shown.replace("\n", " ¶ ")


def _part_text(part: TextBlock | str) -> str:
    return f"〔{part.text}〕" if isinstance(part, TextBlock) and part.font.u else str(part)
