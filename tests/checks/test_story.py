"""What counts as text, and where a finding says that it is."""

from __future__ import annotations

from pipeline.checks import check_document, project, read
from pipeline.checks.reading import Reading

from .small_docx import Small, changed
from .small_plan import plan_docx
from .small_text import bookmark, cell, heading, mark, p, ref, row, run, section, table

RUBY = (
    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>おうしゅう</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>奥州</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)


def reading_of(body: str) -> Reading:
    """A document with this body."""
    return read("small.docx", Small(body).build())


def text_of(content: str) -> str:
    """The text of a paragraph with this content."""
    return reading_of(f"<w:p>{content}</w:p>").body.paragraphs[0].text


def test_tabs_and_breaks_are_characters() -> None:
    """A page break is not text, a line break is."""
    assert text_of(run("a\tb\nc") + '<w:r><w:br w:type="page"/></w:r>') == "a\tb\nc"


def test_of_a_ruby_only_the_base_is_text() -> None:
    """The reading above it is shown by the projection alone."""
    assert text_of(RUBY + run("市")) == "奥州市"


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    """Nested fields too: the result of one inside the instruction of another does not show."""
    assert text_of(run("（") + ref(r"REF x \h", "表１－１") + run("）")) == "（表１－１）"
    inside = mark("begin") + ref("PAGE", "3") + mark("separate") + run("偶数") + mark("end")
    assert text_of(inside) == "偶数"


def test_inserted_text_counts_and_deleted_text_does_not() -> None:
    """A document with tracked changes reads as if they were accepted."""
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    assert text_of(f"{deleted}<w:ins>{run('新')}</w:ins>{run('案')}") == "新案"


def test_of_alternate_content_one_choice_is_read() -> None:
    """The fallback would give every text box twice."""
    box = "<w:txbxContent><w:p><w:r><w:t>箱</w:t></w:r></w:p></w:txbxContent>"
    content = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [each.text for each in reading_of(f"<w:p>{content}</w:p>").body.paragraphs] == ["", "箱"]


def test_a_text_box_in_another_is_read_once() -> None:
    """And one that older readers have instead, within the drawing, is not read."""
    inner = (
        "<w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>内</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r>"
    )
    old = "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
    drawing = f"<w:drawing><w:txbxContent><w:p>{inner}{run('外')}</w:p></w:txbxContent>{old}</w:drawing>"
    paragraphs = reading_of(f"<w:p><w:r>{drawing}</w:r></w:p>").body.paragraphs
    assert sorted(each.text for each in paragraphs if each.text) == ["内", "外"]


def test_content_controls_are_looked_through() -> None:
    """Around paragraphs, rows, cells and runs."""
    inner = f"<w:sdt><w:sdtContent>{run('題')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent><w:p>{inner}</w:p></w:sdtContent></w:sdt>"
    rows = f"<w:sdt><w:sdtContent>{row(cell('欄'))}</w:sdtContent></w:sdt>"
    assert reading_of(body + table((1000,), rows)).body.text == "題\n欄"
    marked = f"<w:customXml>{row(cell('欄'))}</w:customXml>"
    assert reading_of(body + table((1000,), marked)).body.text == "題\n欄"


def test_a_bookmark_holds_the_text_between_its_ends() -> None:
    """Over paragraphs it has a line for each; between paragraphs it belongs to the next one."""
    body = (
        '<w:bookmarkStart w:id="9" w:name="both"/>'
        + p("一")
        + p("二")
        + '<w:bookmarkEnd w:id="9"/>'
        + p("三")
    )
    marked = reading_of(body).body.bookmarks[0]
    assert (marked.text, marked.first, marked.last) == ("一\n二", 0, 1)


def test_a_bookmark_of_a_caption_holds_the_cached_text_of_its_fields() -> None:
    """表２－１ is made of two fields and two pieces of text."""
    body = p(bookmark("t", run("表") + ref(r"STYLEREF 1 \s", "２") + run("－") + ref(r"SEQ 表 \s 1", "１")))
    assert reading_of(body).body.bookmarks[0].text == "表２－１"


def test_a_finding_names_part_heading_and_paragraph() -> None:
    """So that a person finds it in Word, without paragraph numbers."""
    body = heading(1, "現状") + p(ref("REF gone", "第１章") + run("を見よ"))
    (finding,) = check_document(reading_of(body))
    assert finding.where == "word/document.xml「現状」「第１章を見よ」"


def test_a_section_inherits_the_headers_that_it_does_not_bring() -> None:
    """ECMA-376 Part 1, 17.10.1: the first and third section of the small plan have a header, the second none."""
    first, second, third = read("plan.docx", plan_docx()).sections
    assert (first.headers, first.footers) == ({"default": "word/rMark.xml"}, {})
    assert (second.headers, second.footers) == (first.headers, {"default": "word/rFoot.xml"})
    assert third.headers == {"default": "word/rHead.xml"}
    without = changed(plan_docx(), '<w:footerReference w:type="default" r:id="rBodyFoot"/>', "")
    assert read("plan.docx", without).sections[2].footers == {"default": "word/rFoot.xml"}


def test_footnotes_are_numbered_in_the_order_of_their_references() -> None:
    """Whatever their ids; in the format that the section asks for."""
    notes = '<w:footnote w:id="7"><w:p/></w:footnote><w:footnote w:id="3"><w:p/></w:footnote>'
    body = "".join(p(f'<w:r><w:footnoteReference w:id="{each}"/></w:r>') for each in (7, 3))
    assert read("a", Small(body, footnotes=notes).build()).note_numbers == {"7": "1", "3": "2"}
    circled = section(extra='<w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr>')
    made = Small(body, footnotes=notes, last_section=circled).build()
    assert read("a", made).note_numbers == {"7": "①", "3": "②"}


def test_footnotes_may_begin_again_with_each_section() -> None:
    """numRestart eachSect; eachPage can't be computed without pages."""
    notes = '<w:footnote w:id="1"><w:p/></w:footnote><w:footnote w:id="2"><w:p/></w:footnote>'
    restart = '<w:footnotePr><w:numRestart w:val="{}"/></w:footnotePr>'
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    for rule, numbers in (("eachSect", {"1": "1", "2": "1"}), ("eachPage", {"1": None, "2": None})):
        paper = section(extra=restart.format(rule))
        body = p(reference.format(1)) + p("", properties=paper) + p(reference.format(2))
        assert read("a", Small(body, footnotes=notes, last_section=paper).build()).note_numbers == numbers


def test_a_ruby_shows_its_reading_in_the_projection() -> None:
    """⟦base｜reading⟧, then the rest of the text."""
    assert "⟦奥州｜おうしゅう⟧市では" in project(reading_of(f"<w:p>{RUBY}{run('市では')}</w:p>"))
