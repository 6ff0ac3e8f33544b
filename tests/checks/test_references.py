"""References, captions and contents lists: what Word would write, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks import Finding, check_document, check_expected, check_running, read

from .small_docx import Small
from .small_plan import FACTS, plan_docx, small_plan
from .small_styles import STYLES, abstract, level, num, style
from .small_text import bookmark, caption, code, contents, heading, mark, p, ref, run


def findings(body: str, about: str = "", styles: str = STYLES, numbering: str = "") -> list[Finding]:
    """The findings in a document with this body, those of one code where it is given."""
    small = Small(body, styles=styles)
    small.numbering = numbering or small.numbering
    return [each for each in check_document(read("small.docx", small.build())) if about in each.code]


def test_a_plain_reference_shows_the_marked_text_with_ruby_bases_only() -> None:
    """The heading's note and readings are no part of it."""
    title = "<w:r><w:ruby><w:rt><w:r><w:t>しまい</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>仕舞</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    body = heading(1, title + run("の章"), "sec_x") + p(ref(r"REF sec_x \h", "仕舞の章"))
    assert findings(body) == []


def test_fields_that_word_keeps_without_a_result_are_no_halves() -> None:
    """EQ draws old ruby, IF may come out empty."""
    eq = mark("begin") + code(r"EQ \* jc2 \o(\s\up 9(かな),仮名)") + mark("end")
    assert findings(p(eq + ref("IF 1 = 2 あり", ""))) == []


def test_references_from_tables_notes_and_headers_are_checked() -> None:
    """Every story is read, not the body alone."""
    stale = p(ref(r"REF sec_x \w \h", "第９章"))
    small = Small(heading(1, "章", "sec_x"), footers={"rF": stale})
    found = check_document(read("small.docx", small.build()))
    assert [(each.code, each.where) for each in found] == [("docx.ref-stale", "word/rF.xml「第９章」")]


def test_a_reference_that_tells_where_its_target_stands_is_left_to_word() -> None:
    """REF \\p reads 上 or 下 (17.16.5.50)."""
    assert findings(heading(1, "章", "sec_x") + p(ref(r"REF sec_x \p \h", "上"))) == []


@pytest.mark.parametrize(
    ("instruction", "shown", "says"),
    [
        (r"STYLEREF 1 \n", "第１章", ""),
        ("STYLEREF 1", "施策の基本方向", ""),
        (r"STYLEREF 1 \n", "第９章", "その見出しのものではありません"),
        ("STYLEREF 6", "題", "示す段落がありません"),
    ],
)
def test_a_header_shows_a_heading_that_is_there(instruction: str, shown: str, says: str) -> None:
    """Word would show an error in place of what it doesn't find."""
    plan = small_plan()
    headers = {**plan.headers, "rHead": p(ref(instruction, shown))}
    found = list(check_running(read("plan.docx", replace(plan, headers=headers).build())))
    assert [each.code for each in found] == (["docx.styleref-stale"] if says else [])
    assert all(says in each.message and each.where.startswith("word/rHead.xml") for each in found)


def test_bookmark_names_are_compared_without_case() -> None:
    """As Word does."""
    assert findings(heading(1, "章", "Sec_X") + p(ref(r"REF sec_x \w", "第１章"))) == []


@pytest.mark.parametrize("page", ["3", "iv", "120", "－"])
def test_a_page_is_a_number_or_not_yet_measured(page: str) -> None:
    """Front matter has small Roman numbers."""
    assert findings(heading(1, "章", "x") + p(ref("PAGEREF x", page))) == []


@pytest.mark.parametrize("page", ["３", "p.3", "?", "エラー! ブックマークが定義されていません。"])
def test_any_other_page_is_told(page: str) -> None:
    """Page numbers are half-width."""
    assert [each.code for each in findings(heading(1, "章", "x") + p(ref("PAGEREF x", page)))] == [
        "docx.page-text"
    ]


def test_captions_count_anew_in_each_chapter() -> None:
    """SEQ \\s 1 begins again after a heading 1, not after a 節; each label counts for itself."""
    body = (
        heading(1, "章")
        + caption("表", "t1", "１", "１", "甲")
        + heading(2, "節")
        + caption("表", "t2", "１", "２", "乙")
        + caption("図", "f1", "１", "１", "丙")
        + heading(1, "章")
        + caption("表", "t3", "２", "１", "丁")
    )
    assert findings(body) == []
    assert len(findings(body.replace(r"\s 1 </w:instrText>", "</w:instrText>"), "seq")) == 1


def test_captions_of_the_appendix_restart_by_hand() -> None:
    """資料編 has a list of its own, so that \\r 1 starts the count and STYLEREF names the style."""

    def in_appendix(part: str, figure: str, switches: str) -> str:
        number = (
            run("表")
            + ref(r'STYLEREF "資料見出し 1" \n', part)
            + run("－")
            + ref(f"SEQ 表 {switches}", figure)
        )
        return p(number + run("　題"), "cap")

    body = (
        heading(1, "章")
        + caption("表", "t1", "１", "１", "甲")
        + heading(1, "資料", style="a1")
        + in_appendix("資料１", "１", r"\* DBCHAR \r 1")
        + in_appendix("資料１", "２", r"\* DBCHAR")
        + heading(1, "資料", style="a1")
        + in_appendix("資料２", "１", r"\* DBCHAR \r 1")
    )
    assert findings(body) == []


def test_a_sequence_may_repeat_hide_and_change_its_figures() -> None:
    """\\c repeats, \\h shows nothing, \\* picks the format."""
    fields = [(r"SEQ a \* ARABIC", "1"), (r"SEQ a \c", "1"), (r"SEQ a \h", ""), (r"SEQ a \* CIRCLENUM", "③")]
    assert findings(p("".join(ref(*each) for each in fields))) == []


def test_styleref_takes_the_nearest_paragraph_above() -> None:
    """Text without switches, numeric part with \\s, number with \\n, context with \\w."""
    body = heading(1, "甲") + heading(2, "乙") + p(
        ref("STYLEREF 2", "乙") + ref(r"STYLEREF 1 \s", "１") + ref(r'STYLEREF "見出し 2" \n', "第１節")
        + ref(r'STYLEREF "heading 2" \w', "第１章第１節")
    )  # fmt: skip
    assert findings(body + heading(1, "丙")) == []


def test_contents_gather_by_built_in_level_and_by_style() -> None:
    """\\o takes heading 1 … n, \\t style and level; an empty heading has no entry."""
    toc = contents(
        r'TOC \o "1-1" \h \t "資料見出し 1,2"', ("t1", "第１章", "甲", "a"), ("t2", "資料１", "乙", "b")
    )
    body = heading(1, "甲", "a") + heading(2, "節", "c") + p("", "u1") + heading(1, "乙", "b", style="a1")
    assert findings(toc + body) == []


def test_contents_by_outline_level_take_paragraphs_that_have_one() -> None:
    """\\u."""
    toc = contents(r"TOC \u \h", ("t1", "", "甲", "a"))
    outlined = p(bookmark("a", run("甲")), "b", '<w:outlineLvl w:val="0"/>')
    assert findings(toc + outlined + heading(1, "章")) == []


def test_an_entry_must_have_its_link() -> None:
    """\\h promises one."""
    toc = contents(r'TOC \o "1-1" \h', ("t1", "第１章", "甲", "a"))
    toc = toc.replace('<w:hyperlink w:anchor="a">', "<w:smartTag>").replace("</w:hyperlink>", "</w:smartTag>")
    found = findings(toc + heading(1, "甲", "a"))
    assert [(each.code, each.message) for each in found] == [("docx.toc-target", "項目にリンクがありません")]


def test_an_empty_list_may_say_so() -> None:
    """Without any figure, the list of figures holds a line without a link."""
    start = ref(r'TOC \h \z \c "図"', "図はありません")
    assert findings(p(start, "tf")) == []


def test_entries_out_of_order_are_told_one_by_one() -> None:
    """The two that changed places, and not all the others."""
    entries = [
        ("t1", f"第{number}章", title, name)
        for number, title, name in (("１", "甲", "a"), ("２", "乙", "b"), ("３", "丙", "c"))
    ]
    toc = contents(r'TOC \o "1-1" \h', entries[0], entries[2], entries[1])
    body = "".join(heading(1, title, name) for _, _, title, name in entries)
    found = findings(toc + body)
    assert {each.code for each in found} == {"docx.toc-entry"}
    assert not any("第１章" in each.message for each in found)


def test_the_resolver_is_compared_by_bookmark() -> None:
    """Full-context numbers of headings, label and number of captions, numbers of notes; titles of all."""
    numbers = {
        "policy_safe": "第２章第１節",
        "measure_advice": "第２章第１節１(2)",
        "app_terms": "資料１",
        "tbl_population": "表１－１",
        "fn_law": "1",
        "sec_end": "",
    }
    titles = {"policy_safe": "支え合う地域", "tbl_population": "総人口の推移", "sec_end": "おわりに"}
    assert check_expected(read("plan.docx", plan_docx()), numbers, titles) == []
    wrong = check_expected(
        read("plan.docx", plan_docx()), {**numbers, "fn_law": "2"}, {**titles, "sec_end": "結び"}
    )
    assert [each.code for each in wrong] == ["docx.number-differs", "docx.title-differs"]
    assert FACTS.measures[0] not in wrong[0].message


def test_a_scheme_of_its_own_is_followed() -> None:
    """第一編, 1.2, (a): whatever the template's list says."""
    levels = (
        level(0, "japaneseCounting", "第%1編", "1"),
        level(1, "decimal", "%1.%2", "2", extra="<w:isLgl/>"),
    )
    body = heading(1, "甲") + heading(2, "乙", "x") + p(ref(r"REF x \w", "1.1") + ref(r"REF x \n", "1.1"))
    numbering = abstract(0, *levels) + num(1, 0)
    plain = style("1", "heading 1", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    styles = STYLES.partition('<w:style w:type="paragraph" w:styleId="1"')[0] + plain
    styles += style("2", "heading 2", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert findings(body, styles=styles, numbering=numbering) == []
