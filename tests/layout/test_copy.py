"""The copy that LibreOffice is given: bookmarks that a PDF can hold, marks where something is measured, the same text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree

from pipeline.documents.registry import CONTENTS
from pipeline.layout.copy import LayoutCopy, layout_copy
from pipeline.layout.fonts import configuration, read_fonts
from pipeline.layout.measure import measure
from pipeline.layout.one_run import Asked, convert
from pipeline.layout.pdf import opened
from pipeline.layout.texts import text_of
from pipeline.workflows.build import make
from tests.goldens import quiet
from tests.layout.projects import Finished, everything_project, small_project, with_part
from tests.small_plan import CHAPTER, PLAN_YAML, chapter

DOCUMENT = "word/document.xml"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The documents of the case with every feature, with no page measured."""
    project = everything_project(tmp_path_factory.mktemp("copy"))
    return {each.name: each.docx for each in make(project, tuple(CONTENTS), None, quiet).documents}


@pytest.fixture(scope="module")
def copy(documents: dict[str, bytes]) -> LayoutCopy:
    return layout_copy(documents["plan"])


def tree(docx: bytes, part: str = DOCUMENT) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(part))


def bookmarks(docx: bytes) -> list[str]:
    return [each.get(qn("w:name"), "") for each in tree(docx).iter(qn("w:bookmarkStart"))]


def test_every_bookmark_of_the_document_is_known_by_its_new_name(
    copy: LayoutCopy, documents: dict[str, bytes]
) -> None:
    """b0, b1 …: the PDF's names for 表 or a－b could be misread."""
    before, after = bookmarks(documents["plan"]), bookmarks(copy.data)
    assert all(name[0] in "bm" and name[1:].isdigit() for name in after)
    assert [copy.bookmarks[name] for name in after if name in copy.bookmarks] == before


def test_lines_are_numbered_where_the_document_says_so(tmp_path: Path) -> None:
    """LibreOffice would number those of cover, contents and footnotes as well."""
    plan = PLAN_YAML.replace("段階: 案", "段階: 案\n行番号: 通し")
    noted = chapter("文章です。\n\n注の文章です[^a]。\n\n[^a]: 注です。")
    project = small_project(tmp_path, {"plan.yaml": plan, CHAPTER: noted})
    (made,) = make(project, ("plan",), None, quiet).documents
    data = layout_copy(made.docx).data
    suppressed = {
        text_of(each): each.find(f"{qn('w:pPr')}/{qn('w:suppressLineNumbers')}") is not None
        for part in (DOCUMENT, "word/footnotes.xml")
        for each in tree(data, part).iter(qn("w:p"))
    }
    assert suppressed["文章です。"] is False
    assert suppressed["注です。"] is suppressed["目次"] is suppressed["みどり市地域福祉計画"] is True


def test_links_follow_their_bookmarks(copy: LayoutCopy, documents: dict[str, bytes]) -> None:
    """Each one leads to a bookmark of the copy, and to the one that it led to."""
    names = set(bookmarks(copy.data))
    anchors = [link.get(qn("w:anchor")) for link in tree(copy.data).iter(qn("w:hyperlink"))]
    inside = [anchor for anchor in anchors if anchor]
    assert len(inside) > 40
    assert set(inside) <= names
    own = [link.get(qn("w:anchor"), "") for link in tree(documents["plan"]).iter(qn("w:hyperlink"))]
    assert {anchor for anchor in own if anchor} <= {copy.bookmarks[anchor] for anchor in inside}


def test_japanese_bookmarks_are_renamed_with_their_links(documents: dict[str, bytes]) -> None:
    """Word makes such names itself, and a template may hold them."""

    def add(root: etree._Element) -> None:
        paragraph = root.find(f".//{qn('w:p')}")
        assert paragraph is not None
        start = {qn("w:id"): "9999", qn("w:name"): "図表の－一覧"}
        link = etree.SubElement(paragraph, qn("w:hyperlink"), {qn("w:anchor"): "図表の－一覧"})
        etree.SubElement(etree.SubElement(link, qn("w:r")), qn("w:t")).text = "ここへ"
        etree.SubElement(paragraph, qn("w:bookmarkStart"), start)
        etree.SubElement(paragraph, qn("w:bookmarkEnd"), {qn("w:id"): "9999"})

    copy = layout_copy(with_part(documents["plan"], DOCUMENT, add))
    (short,) = [short for short, name in copy.bookmarks.items() if name == "図表の－一覧"]
    (link,) = [link for link in tree(copy.data).iter(qn("w:hyperlink")) if text_of(link) == "ここへ"]
    assert link.get(qn("w:anchor")) == short


def test_bookmarks_have_ids_and_ends_of_their_own(copy: LayoutCopy) -> None:
    """Marks are added far above the ids in use."""
    root = tree(copy.data)
    starts = [each.get(qn("w:id")) for each in root.iter(qn("w:bookmarkStart"))]
    ends = [each.get(qn("w:id")) for each in root.iter(qn("w:bookmarkEnd"))]
    assert len(set(starts)) == len(starts)
    assert sorted(map(str, starts)) == sorted(map(str, ends))


def test_there_is_a_mark_for_everything_that_is_measured(copy: LayoutCopy) -> None:
    """Sections, headings with what follows them, the ends of rows, the end: all in the copy, where no name is twice."""
    begun = [mark for section in copy.sections for mark in section.marks]
    marks = begun + [mark for mark, _ in copy.ends]
    marks += [mark for span in (*copy.headings, *copy.rows) for mark in (span.first, span.last)]
    there = bookmarks(copy.data)
    assert len(set(there)) == len(there)
    assert set(marks) <= set(there)
    assert len(copy.sections) == 9
    assert [span.text for span in copy.headings][:3] == ["はじめに", "文章の書き方", "段落と強調"]
    assert [row.near for row in copy.rows] == ["sec_boxes"]


def test_a_bookmark_that_stands_where_a_mark_is_wanted_is_the_mark(copy: LayoutCopy) -> None:
    """At a heading of one line, which ends where it begins, and at a heading that follows it."""
    span = next(each for each in copy.headings if each.text == "文章の書き方")
    assert [mark in copy.bookmarks for mark in (span.first, span.last)] == [True, True]
    assert copy.bookmarks[span.first] == span.near


@pytest.mark.parametrize(("length", "one_line"), [(20, True), (21, False)])
def test_the_end_of_a_heading_is_marked_where_it_may_have_two_lines(
    length: int, one_line: bool, tmp_path: Path
) -> None:
    """They may stand on two pages."""
    project = small_project(
        tmp_path, {CHAPTER: f"# 本文 {{#sec-text}}\n\n## {'題' * length}\n\n文章です。\n"}
    )
    (document,) = make(project, ("plan",), None, quiet).documents
    made = layout_copy(document.docx)
    span = next(each for each in made.headings if each.text == "題" * length)
    assert (span.first in made.bookmarks) is one_line


@pytest.mark.parametrize(("length", "marked"), [(60, False), (61, True)])
def test_rows_are_marked_where_they_might_be_higher_than_a_page(
    length: int, marked: bool, tmp_path: Path
) -> None:
    """Each mark costs LibreOffice time: a row of short cells has none."""
    row = f"| {'文' * length} | 字 |"
    table = f"::: {{.表 #tbl-a}}\n題\n\n| 項目 | 値 |\n|---|---|\n{row}\n:::"
    project = small_project(tmp_path, {CHAPTER: chapter(table)})
    (document,) = make(project, ("plan",), None, quiet).documents
    assert bool(layout_copy(document.docx).rows) is marked


def test_sections_have_their_paper_and_numbers(copy: LayoutCopy) -> None:
    """The cover, the front in roman, the body from 1, its landscape pages and its columns, the back."""
    assert [section.width > section.height for section in copy.sections].count(True) == 2
    assert [section.format for section in copy.sections][:3] == ["decimal", "lowerRoman", "decimal"]
    assert [section.start for section in copy.sections] == [None, 1, 1, *[None] * 6]


@pytest.mark.parametrize("name", CONTENTS)
def test_the_copy_says_what_the_document_says(name: str, documents: dict[str, bytes]) -> None:
    """Not one letter is lost with the fields, and not one comes in with the marks."""
    assert text_of(tree(layout_copy(documents[name]).data)) == text_of(tree(documents[name]))


@pytest.mark.parametrize("name", CONTENTS)
def test_the_copy_is_the_same_every_time(name: str, documents: dict[str, bytes]) -> None:
    """To the byte in every part, and nothing else of the package is touched but headers of rows in the styles, and charts."""

    def parts(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {each: package.read(each) for each in package.namelist()}

    first, again = (parts(layout_copy(documents[name]).data) for _ in range(2))
    assert first == again
    own = parts(documents[name])
    assert set(first) == set(own)
    changed = {each for each in own if own[each] != first[each]}
    charts = {each for each in own if each.startswith("word/charts/")}
    assert changed <= {DOCUMENT, "word/footnotes.xml", "word/styles.xml", *charts}


def test_the_fonts_asked_for_are_those_of_text_and_styles_in_use(copy: LayoutCopy) -> None:
    """Both faces of the template."""
    assert {"BIZ UD明朝 Medium", "BIZ UDゴシック"} <= copy.families


def test_text_that_is_hidden_is_not_expected_on_any_page(documents: dict[str, bytes], tmp_path: Path) -> None:
    """Nobody sees it in Word either."""

    def hide(root: etree._Element) -> None:
        run = root.find(f".//{qn('w:r')}")
        assert run is not None
        properties = run.find(qn("w:rPr"))
        if properties is None:
            properties = etree.Element(qn("w:rPr"))
            run.insert(0, properties)
        etree.SubElement(properties, qn("w:vanish"))

    texts = [each.whole for each in layout_copy(with_part(documents["plan"], DOCUMENT, hide)).texts]
    assert layout_copy(documents["plan"]).texts[0].whole == "見本市総合計画"
    assert texts[0] != "見本市総合計画"


def test_a_draft_has_the_same_text_and_bookmarks_and_nothing_that_is_for_the_pdf_alone(
    copy: LayoutCopy, documents: dict[str, bytes]
) -> None:
    """Links, and marks by which faults are found: they take LibreOffice a third of its time."""
    draft = layout_copy(documents["plan"], draft=True)
    assert (draft.texts, draft.bookmarks) == (copy.texts, copy.bookmarks)
    assert (draft.headings, draft.rows) == ((), ())
    assert not list(tree(draft.data).iter(qn("w:hyperlink")))
    needed = {*(mark for section in draft.sections for mark in section.marks), *dict(draft.ends)}
    assert {*bookmarks(draft.data)} <= {*draft.bookmarks, *needed}


def test_a_draft_has_the_pages_of_the_finished_document(office: Path, everything: Finished) -> None:
    """Or its numbers would move in the next round."""
    document = everything["plan"]
    assert document.facts
    draft = layout_copy(document.docx, draft=True)
    (pdf,) = convert(office, [Asked(draft.data, tagged=False)], configuration())
    assert measure(draft, pdf, opened(pdf), read_fonts()).labels == document.facts.labels
