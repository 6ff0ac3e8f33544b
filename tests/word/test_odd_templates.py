"""Parts of templates as other programs leave them: without properties, links or lists that Word always writes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from lxml import etree

from pipeline.model.numerals import KNOWN_FORMATS
from pipeline.model.xml_names import W as MAIN
from pipeline.model.xml_names import w
from pipeline.problems import Code, PlanErrors
from pipeline.word.template import divisions, item_row, metadata, scheme
from pipeline.word.template.columns import span
from pipeline.word.template.healing import usual_names
from pipeline.word.template.numbering import Numbering
from pipeline.word.template.parts import check_needed
from pipeline.word.template.sample_styles import OwnStyles

W = f'xmlns:w="{MAIN}"'
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def test_a_cell_without_properties_can_cover_columns() -> None:
    """They come first in it (17.4.65)."""
    cell = etree.fromstring(f"<w:tc {W}><w:p/></w:tc>")
    span(cell, 2)
    assert [etree.QName(each).localname for each in cell] == ["tcPr", "p"]
    assert cell.find(f"{w('tcPr')}/{w('gridSpan')}") is not None


def test_a_template_without_lists_has_none_to_part() -> None:
    """What is wrong with that is told elsewhere."""
    assert divisions.part_divisions({}) == set()


def test_a_style_without_properties_can_get_a_list() -> None:
    """As other programs write one that only has a name."""
    style = etree.fromstring(f'<w:style {W}><w:name w:val="部見出し"/></w:style>')
    divisions._number_by(style, "7")
    number = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    assert number is not None
    assert number.get(w("val")) == "7"


def test_a_document_that_does_not_lie_in_its_folder_is_looked_for_no_further() -> None:
    """It is told as no Word file."""
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = etree.fromstring(
        f'<Relationships xmlns="{RELS}"><Relationship Id="r" Type="{link}" Target="document.xml"/></Relationships>'
    )
    assert usual_names({"_rels/.rels": rels}) == {}


def test_links_of_a_part_that_is_no_xml_are_kept() -> None:
    """Nobody can say which it needs."""
    rels = etree.fromstring(
        f'<Relationships xmlns="{RELS}"><Relationship Id="r" Type="x" Target="y"/></Relationships>'
    )
    assert list(metadata._unneeded("word/_rels/vbaProject.bin.rels", rels, {})) == []


def test_a_package_without_text_or_styles_is_no_template() -> None:
    """Another file with its name changed."""
    with pytest.raises(PlanErrors) as errors:
        check_needed("templates/plan.docx", {})
    assert [problem.code for problem in errors.value.problems] == [Code.TEMPLATE_UNREADABLE]


def test_a_table_style_that_shades_no_heads_gives_none() -> None:
    """Labels of a sample stay as they are."""
    styles = etree.fromstring(
        f'<w:styles {W}><w:style w:type="table" w:styleId="T"><w:name w:val="T"/></w:style></w:styles>'
    )
    table = etree.fromstring(f'<w:tbl {W}><w:tblPr><w:tblStyle w:val="T"/></w:tblPr></w:tbl>')
    assert OwnStyles(styles).heads(table, "firstRow") is None


def test_a_division_linked_to_a_lower_level_of_a_list_is_told() -> None:
    """It would count after something that is not there."""
    level = etree.fromstring(f'<w:lvl {W}><w:lvlText w:val="第%2部"/></w:lvl>')
    numbering = SimpleNamespace(list_of=lambda name: ("7", 1), levels=lambda number: {1: level})
    levels, (problem,) = scheme._read_divisions(
        "templates/plan.docx", cast(Numbering, numbering), KNOWN_FORMATS
    )
    assert levels == ()
    assert problem.code is Code.TEMPLATE_LIST
    assert "レベル2" in problem.message


def test_a_paragraph_of_a_template_without_a_default_style_is_written_in_words_own() -> None:
    """Word takes Normal where nothing is said."""
    assert (
        item_row._style_of(etree.fromstring(f"<w:p {W}/>"), etree.fromstring(f"<w:styles {W}/>")) == "Normal"
    )
