"""部 on pages and in PDFs: a page of their own, above their chapters in bookmarks and tags, in headers, counted as in Word."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdfua import Severity, validate

from pipeline.layout.copy import layout_copy
from pipeline.workflows.build import Document, make
from pipeline.workflows.prepare import prepare
from tests.divisions import FILES, STYLES, templates_anew
from tests.goldens import quiet
from tests.layout.printed import Printed, read_printed
from tests.layout.projects import edited_templates, finish, small_project, with_part
from tests.layout.tagged import read_tagged
from tests.word.test_divisions import HEADER, asks, document_of, kept_with_next

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
# An unnumbered part of the appendix, in the same style as a chapter without number, stands in no 部.
SEPARATE = {
    **FILES,
    "plan.yaml": FILES["plan.yaml"].replace("資料編:\n", "資料編:\n  - chapters/90-cover.md\n"),
    "chapters/90-cover.md": "# 資料編について {.番号なし}\n\n資料です。\n",
}


@pytest.fixture(scope="module")
def plan(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A plan in whose 部 chapters begin anew, with the 部 of each page in its header."""
    folder = tmp_path_factory.mktemp("divided")
    templates = templates_anew(folder / "templates")
    path = templates / "plan.docx"
    docx = path.read_bytes()
    for instruction in ('STYLEREF "部見出し" \\n', 'STYLEREF "部見出し"'):
        docx = with_part(docx, HEADER, asks(instruction))
    path.write_bytes(docx)
    return finish(small_project(folder, SEPARATE, templates), ("plan",))["plan"]


@pytest.fixture(scope="module")
def printed(plan: Document) -> Printed:
    return read_printed(plan.pdf)


def test_bookmarks_hold_chapters_under_their_division(printed: Printed) -> None:
    """As Word numbers them; what stands before and behind is on one level with 部."""
    assert [(entry.depth, entry.title) for entry in printed.outline] == [
        *((1, "第１部総論"), (2, "第１章本文"), (3, "第１節背景"), (2, "第２章現状"), (3, "第１節人口")),
        *((1, "第２部各論"), (2, "第１章施策"), (3, "第１節安心なまち"), (4, "１支え合いの推進")),
        *((5, "(1)見守り"), (5, "(2)相談"), (2, "第２章推進"), (3, "第１節体制")),
        *((1, "資料編について"), (1, "資料１用語解説")),
    ]


def test_tags_are_as_deep_and_skip_no_level(plan: Document, tmp_path: Path) -> None:
    """ISO 14289-1, 7.4.2."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(plan.pdf)
    assert [str(each) for each in validate(str(path)).findings if each.severity is Severity.ERROR] == []
    kinds = [element.role for element in read_tagged(plan.pdf).root.all(*HEADINGS)]
    assert [int(kind[1]) for kind in kinds] == [1, 2, 3, 2, 3, 1, 2, 3, 4, 5, 5, 2, 3, 1, 1]


def test_a_division_has_a_page_of_its_own(printed: Printed) -> None:
    """Which is no fault, though nothing follows its heading there."""
    at = {entry.title: entry.page for entry in printed.outline}
    for title, chapter in (("第１部総論", "第１章本文"), ("第２部各論", "第１章施策")):
        assert at[chapter] == at[title] + 1
        assert "です。" not in printed.texts[at[title]]


def test_contents_show_divisions_with_their_pages(printed: Printed) -> None:
    """Above their chapters."""
    at = {entry.title: entry.page for entry in printed.outline}
    contents = printed.texts[printed.page_with("目　次")].replace(".", "")
    for title in ("第１部総論", "第２部各論", "第２章推進"):
        assert f"{title}{printed.labels[at[title]]}" in contents
    assert contents.index("第１部総論") < contents.index("第１章本文") < contents.index("第２部各論")


def test_references_are_printed_with_the_division(printed: Printed) -> None:
    assert "第２部「各論」の第２部第２章です。" in printed.text
    assert "第１部第１章の表２－２－１です。" in printed.text


def test_each_page_shows_its_division_in_its_header(printed: Printed) -> None:
    """And the appendix its own titles."""
    at = {entry.title: entry.page for entry in printed.outline}
    shown = {
        title: next(
            word
            for word in ("第１部総論", "第２部各論", "資料１用語解説")
            if word in printed.texts[at[title]]
        )
        for title in ("第１部総論", "第２章現状", "第２部各論", "第１章施策", "第２章推進", "資料１用語解説")
    }
    assert shown == {
        "第１部総論": "第１部総論",
        "第２章現状": "第１部総論",
        "第２部各論": "第２部各論",
        "第１章施策": "第２部各論",
        "第２章推進": "第２部各論",
        "資料１用語解説": "資料１用語解説",
    }


@pytest.mark.usefixtures("office")
def test_a_division_that_is_kept_with_its_first_chapter_shares_its_page(tmp_path: Path) -> None:
    """The chapter's own page break goes, those of others stay; the header shows the chapter that begins on the page."""
    templates = edited_templates(tmp_path / "templates", {"plan": (STYLES, kept_with_next)})
    path = templates / "plan.docx"
    path.write_bytes(with_part(path.read_bytes(), HEADER, asks('STYLEREF "見出し 1" \\n')))
    printed = read_printed(finish(small_project(tmp_path, FILES, templates), ("plan",))["plan"].pdf)
    at = {entry.title: entry.page for entry in printed.outline}
    assert at["第１章本文"] == at["第１部総論"]
    assert at["第３章施策"] == at["第２部各論"] == at["第２章現状"] + 1
    assert [printed.texts[at[title]].count(title[:3]) for title in ("第１章本文", "第３章施策")] == [2, 2]


def test_the_copy_says_outline_levels_only_where_there_are_divisions(tmp_path: Path) -> None:
    """Without them it is as it was."""
    project = small_project(tmp_path)
    (document,) = make(project, ("plan",), None, quiet).documents
    targets = prepare(project, quiet).resolved.targets.values()
    copy = layout_copy(document.docx, targets={target.bookmark: target for target in targets})
    assert "outlineLvl" not in document_of(copy.data)
