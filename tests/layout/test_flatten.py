"""Fields become the text that they show: LibreOffice would compute them anew, and otherwise than Word."""

from __future__ import annotations

from lxml import etree

from pipeline.layout.flatten import flatten
from pipeline.model.xml_names import W
from pipeline.word.markup.fields import (
    END,
    contents_entry,
    field,
    field_begin,
    page_field,
    text_field,
)
from pipeline.word.markup.oxml import DECLARATIONS, internal_link, text_run


def flattened(markup: str) -> str:
    """What becomes of markup, without the names of namespaces."""
    root = etree.fromstring(f"<w:body {DECLARATIONS}>{markup}</w:body>")
    flatten(root)
    found = etree.tostring(root, encoding="unicode")
    return found.partition(">")[2].rpartition("<")[0].replace(' xml:space="preserve"', "")


def text(shown: str) -> str:
    return f"<w:r><w:t>{shown}</w:t></w:r>"


def link(anchor: str, content: str) -> str:
    return f'<w:hyperlink w:anchor="{anchor}">{content}</w:hyperlink>'


def test_a_field_becomes_its_result() -> None:
    """What stands before and after it stays where it is."""
    markup = f"<w:p>{text_run('前')}{field('seq 表 ¥* DBCHAR', '１')}{text_run('後')}</w:p>"
    assert flattened(markup) == f"<w:p>{text('前')}{text('１')}{text('後')}</w:p>"


def test_a_reference_becomes_a_link_over_its_result() -> None:
    """REF and PAGEREF with \\h are links in Word, and so they are in the PDF."""
    markup = f"<w:p>{text_field('sec_a', '第１章')}{page_field('sec_b', '3')}</w:p>"
    assert flattened(markup) == f"<w:p>{link('sec_a', text('第１章'))}{link('sec_b', text('3'))}</w:p>"


def test_a_reference_without_the_switch_is_text_only() -> None:
    """Nobody can click it in Word."""
    assert flattened(f"<w:p>{field('REF sec_a', '第１章')}</w:p>") == f"<w:p>{text('第１章')}</w:p>"


def test_a_pages_own_fields_stay() -> None:
    """LibreOffice fills in PAGE, which differs from page to page."""
    for name in ("PAGE", "page"):
        markup = f"<w:p>{field(name, '1')}</w:p>".replace(' xml:space="preserve"', "")
        assert flattened(markup) == markup


def test_a_field_within_a_fields_result_is_text_too() -> None:
    """A caption's title may refer to another caption, and stand in a reference itself."""
    inner = text_field("tbl_b", "表１－２")
    markup = f"<w:p>{field_begin('REF tbl_a_title')}{text_run('題（')}{inner}{text_run('）')}{END}</w:p>"
    found = flattened(markup)
    assert "fldChar" not in found
    assert "instrText" not in found
    assert "".join(etree.fromstring(f'<x xmlns:w="{W}">{found}</x>').itertext()) == "題（表１－２）"


def test_a_field_within_an_instruction_is_not_shown() -> None:
    """{ IF { PAGE } = 1 "a" "b" } shows its result alone."""
    inside = field("PAGEREF x", "7")
    begin, separate = field_begin("IF").rsplit("<w:r>", 1)
    markup = f"<w:p>{begin}{inside}<w:r>{separate}{text_run('a')}{END}</w:p>"
    assert "".join(etree.fromstring(f'<x xmlns:w="{W}">{flattened(markup)}</x>').itertext()) == "a"


def test_a_contents_list_over_many_paragraphs_keeps_its_links() -> None:
    """The field begins in the first and ends in the last; each entry is one link over number, title and page."""
    first = f"<w:p>{field_begin('TOC ¥h')}{contents_entry('sec_a', '第１章', '1')}</w:p>"
    last = f"<w:p>{contents_entry('sec_b', '第２章', '9')}{END}</w:p>"
    found = flattened(first + last)
    assert found.count("<w:p>") == 2
    assert "fldChar" not in found
    assert found.count("<w:hyperlink") == 2
    assert [part in found for part in ('w:anchor="sec_a"', 'w:anchor="sec_b"')] == [True, True]
    assert found.index(text("1")) < found.index("</w:hyperlink>")


def test_a_simple_field_becomes_its_content() -> None:
    """Word writes some of them so when it saves; a simple PAGE stays."""
    markup = f'<w:p><w:fldSimple w:instr=" REF x ">{text("第１章")}</w:fldSimple></w:p>'
    page = f'<w:p><w:fldSimple w:instr=" PAGE ">{text("1")}</w:fldSimple></w:p>'
    assert flattened(markup) == f"<w:p>{text('第１章')}</w:p>"
    assert flattened(page) == page


def test_bookmarks_and_links_of_the_authors_own_stay() -> None:
    """They are no fields."""
    own = internal_link("sec_a", text_run("文字")).replace(' xml:space="preserve"', "")
    markup = f'<w:p><w:bookmarkStart w:id="1" w:name="x"/>{own}<w:bookmarkEnd w:id="1"/></w:p>'
    assert flattened(markup) == markup


def test_a_field_that_never_ends_is_left_as_it_is() -> None:
    """Nothing is lost; the reader finds the fault in the document itself."""
    markup = f"<w:p>{field_begin('REF x')}{text_run('第１章')}</w:p>"
    assert "第１章" in flattened(markup)
