"""Machines without fontconfig, fonts without tables, PDFs without tags: what is not there is gone without, and nothing ends in a traceback."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from pipeline.layout.endless import PrintedPage
from pipeline.layout.fonts import Fonts, configuration, read_fonts
from pipeline.layout.lines import keep_to_sections
from pipeline.layout.marks import line_height
from pipeline.layout.pdf import finish, opened
from pipeline.layout.quirks import KNOWN, read_quirks
from pipeline.layout.variants import variants
from pipeline.model.pages import Page, paper_name
from pipeline.model.xml_names import W, w
from pipeline.problems import Code, MachineError


def root_of(inner: str) -> etree._Element:
    return etree.fromstring(f'<w:x xmlns:w="{W}">{inner}</w:x>')


def blank(pages: int = 1) -> bytes:
    """A PDF of so many empty pages, without tags."""
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        saved = io.BytesIO()
        document.save(saved)
    return saved.getvalue()


def test_where_there_is_no_fontconfig_no_font_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows and macOS: LibreOffice finds its fonts by itself."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_fonts() == Fonts({})
    assert configuration(["游明朝"]) == ""


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1\n", "no program"])
def test_a_fontconfig_that_fails_knows_no_font(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are measured all the same, and called unsure."""
    lister = tmp_path / "fc-list"
    lister.write_text(script)
    lister.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_fonts() == Fonts({})


def test_a_font_without_characters_has_no_other_forms(tmp_path: Path) -> None:
    """A file with one table, which is another one; and one that is no font."""
    font = tmp_path / "a.ttf"
    font.write_bytes(struct.pack(">IHHHH4sIII", 0x10000, 1, 0, 0, 0, b"head", 0, 28, 4) + bytes(4))
    assert variants(str(font), 0) == frozenset()
    font.write_bytes(b"?")
    assert variants(str(font), 0) == frozenset()


def test_what_is_no_pdf_is_told_with_what_to_do() -> None:
    """LibreOffice was ended while it wrote."""
    with pytest.raises(MachineError) as caught:
        opened(blank()[:100])
    assert caught.value.code is Code.MACHINE_OFFICE
    assert "LibreOfficeの作ったPDFが読めません" in caught.value.message
    assert "make plan LAYOUT=none" in caught.value.hint


def test_a_pdf_without_tags_gets_its_labels_and_language_all_the_same() -> None:
    """An old LibreOffice, or one whose settings leave tags out."""
    data = blank(2)
    with opened(data) as document:
        finished = finish(document, data, [Page("i", 210, 297), Page("ii", 210, 297)])
    with opened(finished) as document:
        assert str(document.Root.Lang) == "ja-JP"
        assert [str(label.P) for label in list(document.Root.PageLabels.Nums)[1::2]] == ["i", "ii"]
        assert "/StructTreeRoot" not in document.Root


def test_an_engine_that_shows_no_marks_is_taken_for_the_known_one() -> None:
    """Its probe says nothing."""
    with opened(blank()) as document:
        assert read_quirks(document) == KNOWN


def test_what_a_page_does_not_show_has_no_lines() -> None:
    """A text in another form of its characters, or none at all."""
    page = PrintedPage("題見守りを進めます。", (1, 5))
    assert page.lines_of("見守りを 進めます。") == ((4, 5), 10)
    assert page.lines_of("見守リを進めます。") is None
    assert page.lines_of(" ") is None


@pytest.mark.parametrize(
    ("paragraph", "style", "height"),
    [
        ('<w:spacing w:line="300" w:lineRule="exact"/>', "", 15),
        ('<w:spacing w:line="480"/>', '<w:rPr><w:sz w:val="20"/></w:rPr>', 2 * 10),
        (
            "",
            '<w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr>',
            1.5 * 12,
        ),
        ("", "", 10.5),
    ],
)
def test_lines_are_as_high_as_their_text_where_they_have_no_height_of_their_own(
    paragraph: str, style: str, height: float
) -> None:
    """By multiples of its font's height, which is a little more than its size."""
    styles = root_of(f'<w:style w:styleId="a" w:default="1">{style}</w:style>')
    found = line_height(root_of(f"<w:pPr>{paragraph}</w:pPr>"), styles)
    assert height <= found <= height * 1.4


def test_paragraphs_in_a_section_without_line_numbers_have_none() -> None:
    """Also where they say nothing of themselves; those of the section that has them are left alone."""
    body = root_of(
        "<w:body><w:p/><w:p><w:pPr><w:jc/><w:sectPr/></w:pPr></w:p><w:p><w:pPr><w:keepNext/></w:pPr></w:p>"
        '<w:sectPr><w:lnNumType w:countBy="1"/></w:sectPr></w:body>'
    )
    keep_to_sections(body)
    shown = [
        [str(each.tag).partition("}")[2] for each in p.iterfind(f"{w('pPr')}/*")] for p in body.iter(w("p"))
    ]
    assert shown == [["suppressLineNumbers"], ["suppressLineNumbers", "jc", "sectPr"], ["keepNext"]]


def test_paper_without_a_name_is_told_by_its_size() -> None:
    """In millimetres."""
    assert paper_name(210, 297) == "A4縦"
    assert paper_name(200.4, 300) == "200×300mm"
