"""The lines over footnotes, on each page that has some."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from lxml import etree

from pipeline.layout.note_lines import draw_note_lines
from pipeline.model.xml_names import W, w
from tests.layout.projects import finish, small_project
from tests.small_plan import CHAPTER, chapter

DOCUMENT = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:body></w:document>'
SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r>{}</w:r></w:p></w:footnote>'


def short_lines(page: pdfium.PdfPage) -> list[float]:
    """How high above the page's foot a line a quarter as long as those of the text is drawn, for each."""
    places = [each.get_bounds() for each in page.get_objects() if each.type == raw.FPDF_PAGEOBJ_PATH]
    return [low for left, low, right, high in places if high - low < 3 and 90 < right - left < 140]


def test_every_section_has_a_line_over_its_notes(office: Path, tmp_path: Path) -> None:
    """LibreOffice draws it for the first section with notes alone, and what is behind a turned page is another one."""
    turned = "::: {.横長}\n横です。\n:::"
    text = f"文[^a]です。\n\n{turned}\n\n文[^b]です。\n\n[^a]: 注一です。\n\n[^b]: 注二です。"
    pdf = finish(small_project(tmp_path, {CHAPTER: chapter(text)}), ("plan",))["plan"].pdf
    with pdfium.PdfDocument(pdf) as document:
        found = {
            note: len(short_lines(page))
            for page in document
            for note in ("注一", "注二")
            if note in page.get_textpage().get_text_range()
        }
    assert found == {"注一": 1, "注二": 1}


@pytest.mark.parametrize(
    ("notes", "drawn"),
    [(SEPARATOR.format("<w:separator/>"), 1), (SEPARATOR.format("<w:t>注</w:t>"), 0), ("", 0)],
    ids=["line", "words", "none"],
)
def test_where_an_office_has_no_line_there_is_none(notes: str, drawn: int) -> None:
    document = etree.fromstring(DOCUMENT)
    draw_note_lines(document, etree.fromstring(f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'))
    assert len(list(document.iter(w("separator")))) == drawn
