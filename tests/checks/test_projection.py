"""The golden text of a small document, whole, and what it leaves out."""

from __future__ import annotations

from pathlib import Path

from pipeline.checks import project, read

from .small_docx import Small, changed, paged, unzipped, zipped
from .small_plan import framework_docx, plan_docx, summary_docx
from .small_text import code, mark, p, run

HERE = Path(__file__).parent


def _golden(name: str) -> str:
    return (HERE / "expected" / name).read_text(encoding="utf-8")


def test_a_plan_is_projected_as_a_person_would_review_it() -> None:
    """Sections, contents, headings with numbers, fields, tables, pictures, notes."""
    assert project(read("plan.docx", plan_docx())) == _golden("plan.txt")


def test_the_sheets_are_projected() -> None:
    """Mentions of the plan stand in their bookmarks."""
    assert project(read("summary.docx", summary_docx())) == _golden("summary.txt")
    assert project(read("framework.docx", framework_docx())) == _golden("framework.txt")


def test_page_numbers_do_not_show() -> None:
    """A golden must not change when a page turns."""
    measured = paged(plan_docx(), "7")
    assert measured != plan_docx()
    assert project(read("plan.docx", measured)) == project(read("plan.docx", plan_docx()))
    mentioned = changed(summary_docx(), ">－<", ">7<")
    assert project(read("summary.docx", mentioned)) == project(read("summary.docx", summary_docx()))


def test_a_bookmark_over_half_a_field_shows_both() -> None:
    """Half of a page reference, as it may be left by who edits by hand."""
    half = '<w:bookmarkStart w:id="77" w:name="see_7_x"/>' + mark("begin") + code("PAGE") + mark("separate")
    rest = run("7") + '<w:bookmarkEnd w:id="77"/>' + mark("end") + run("ページ")
    assert "{see_7_x}▢⟦PAGE → ▢⟧ページ" in project(read("x", Small(p(half + rest)).build()))


def test_notes_at_the_end_show() -> None:
    """Templates have none; who adds one in Word sees it in the comparison."""
    body = p(run("文") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    assert "文⟦文末注⟧" in project(read("x", Small(body).build()))


def test_ids_do_not_show() -> None:
    """Nor the order of the zip: relationship and bookmark ids, picture ids, style ids may be any."""
    parts = unzipped(plan_docx())
    renamed = {
        name: content.replace(b'"rImage"', b'"rId77"').replace(b'id="1" name', b'id="9" name')
        for name, content in reversed(parts.items())
    }
    assert project(read("plan.docx", zipped(renamed))) == project(read("plan.docx", plan_docx()))


def test_a_change_of_numbering_shows() -> None:
    """The numbers are those that Word will compute, not those that fields have cached."""
    moved = changed(plan_docx(), "第%1章", "第%1部", "word/numbering.xml")
    assert "# 第２部　施策の基本方向" in project(read("plan.docx", moved))
