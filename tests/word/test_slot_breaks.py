"""Breaks in the paragraphs of slots: text takes the place of these, and no break goes with them unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.problems import Code
from tests.hostile.projects import make, parts_of, template_with, write_project
from tests.word.test_template_problems import DOCUMENT, STYLES, expect, part_of, problems_with

BODY = part_of("plan", DOCUMENT)
PAGE = '<w:r><w:br w:type="page"/></w:r>'
DRAWING = "<w:r><w:drawing/></w:r>"
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'


def slot(name: str) -> str:
    """The paragraph of a slot, as the template has it."""
    found = re.search(rf"<w:p><w:pPr>(?:(?!</w:p>).)*\{{\{{ {name} \}}\}}</w:t></w:r></w:p>", BODY)
    assert found is not None
    return found[0]


def behind(name: str, runs: str) -> tuple[str, str]:
    """A slot's paragraph, and the same with more behind its tag."""
    return slot(name), slot(name).replace("</w:p>", f"{runs}</w:p>")


def before(name: str, runs: str) -> tuple[str, str]:
    return slot(name), slot(name).replace("</w:pPr>", f"</w:pPr>{runs}")


def of_properties(name: str, said: str) -> tuple[str, str]:
    return slot(name), slot(name).replace("</w:pPr>", f"{said}</w:pPr>")


def section_in_slot(body: str) -> str:
    """The end of the section of the contents in the paragraph before it, as where the caret stood at its end."""
    found = re.search(
        rf"{re.escape(slot('図目次'))}<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/>(<w:sectPr>.*?</w:sectPr>)</w:pPr></w:p>",
        body,
    )
    assert found is not None
    return body.replace(found[0], slot("図目次").replace("</w:pPr>", f"{found[1]}</w:pPr>"))


def page_behind_slot(body: str) -> str:
    """The break before 目次 behind the slot before it, as LibreOffice writes it."""
    return body.replace("<w:pageBreakBefore/>", "", 1).replace(*behind("前付", PAGE))


@pytest.mark.parametrize("other", [section_in_slot, page_behind_slot])
def test_a_break_behind_a_slot_gets_a_place_of_its_own(other: Callable[[str], str], tmp_path: Path) -> None:
    """The same document comes out."""
    assert other(BODY) != BODY
    template = template_with({DOCUMENT: other(BODY).encode()})
    found = make(write_project(tmp_path / "other", None, {"plan.docx": template}))["plan"]
    assert parts_of(found)[DOCUMENT] == parts_of(make(write_project(tmp_path / "one"))["plan"])[DOCUMENT]


def test_a_section_ends_low_where_the_template_has_no_style_for_that(tmp_path: Path) -> None:
    """A line of a point, so that no blank one stands under the text."""
    styles = part_of("plan", STYLES).replace('w:val="節の終わり"', 'w:val="別の名"')
    template = template_with({DOCUMENT: section_in_slot(BODY).encode(), STYLES: styles.encode()})
    found = parts_of(make(write_project(tmp_path, None, {"plan.docx": template}))["plan"])[DOCUMENT].decode()
    low = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    assert re.search(rf'<w:p><w:pPr>{low}<w:sectPr>(?:(?!</w:sectPr>).)*w:fmt="lowerRoman"', found)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (before("本文", PAGE), "改ページ"),
        (behind("表目次", PAGE.replace("page", "column")), "段区切り"),
        (behind("本文", PAGE), "改ページ"),
        (of_properties("資料編", "<w:pageBreakBefore/>"), "改ページ"),
        (behind("本文", DRAWING), "図や図形"),
        (behind("目次", NOTE), "脚注"),
    ],
    ids=["before", "column", "between slots", "property", "drawing", "note"],
)
def test_what_would_go_with_a_slot_is_told(change: tuple[str, str], what: str) -> None:
    """With the slot, and where it belongs."""
    expect(problems_with({DOCUMENT: change}), Code.TEMPLATE_SLOT, what, "の段落に", "別の段落")


def test_a_break_that_is_switched_off_is_none() -> None:
    """As LibreOffice writes it."""
    off = of_properties("資料編", '<w:pageBreakBefore w:val="false"/>')
    assert problems_with({DOCUMENT: off}) == []
