"""What else follows the stage in a document: date and meeting on the cover, and line numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from pipeline import checks
from pipeline.model.xml_names import w
from pipeline.workflows.build import make
from tests.goldens import quiet
from tests.hostile.projects import part_of, parts_of, template_with, write_project
from tests.small_plan import CHAPTER, PLAN_YAML
from tests.word.test_watermark import LANDSCAPE

COVER_LINES = r'<w:p><w:pPr><w:pStyle w:val="CoverStage"/></w:pPr><w:r><w:t xml:space="preserve">{{ 段階(?:日付|会議) }}</w:t></w:r></w:p>'


def plan_docx(folder: Path, stage: str, more: str = "", template: bytes | None = None) -> bytes:
    """The full plan with this 段階 and more lines of plan.yaml."""
    text = PLAN_YAML.replace("段階: 案\n", f"段階: {stage}\n{more}")
    templates = {"plan.docx": template} if template else None
    project = write_project(folder, {"plan.yaml": text, CHAPTER: LANDSCAPE}, templates)
    (document,) = make(project, ("plan",), None, quiet).documents
    return document.docx


def cover(docx: bytes) -> list[str]:
    """The lines of the cover, empty ones too."""
    reading = checks.read("plan", docx)
    return [each.text for each in reading.body.paragraphs[: reading.sections[0].last]]


@pytest.mark.parametrize(
    ("stage", "lines"),
    [
        (
            "{名称: 案, 日付: 令和２年11月20日, 会議: 第２回策定委員会}",
            ["令和２年11月20日", "第２回策定委員会"],
        ),
        ("{名称: 案, 日付: 令和２年11月20日}", ["令和２年11月20日"]),
        ("{名称: 案, 会議: 第２回策定委員会}", ["第２回策定委員会"]),
        ("{名称: 案}", []),
        ("案", []),
    ],
)
def test_the_cover_shows_what_is_given_and_has_no_empty_line(
    stage: str, lines: list[str], tmp_path: Path
) -> None:
    """Date and meeting, either of them, or none."""
    found = cover(plan_docx(tmp_path, stage))
    assert found[:2] == ["みどり市地域福祉計画", "（案）"]
    assert found[2 : 2 + len(lines)] == lines
    assert found[2 + len(lines)] == "令和３年度〜令和７年度"


def test_a_line_that_says_something_else_stays(tmp_path: Path) -> None:
    """Words of the template's own, and lines that an element can't be without."""
    before = part_of("word/document.xml")
    with_words = re.sub(r"{{ 段階日付 }}", "{{ 段階日付 }}現在", before)
    found = cover(
        plan_docx(tmp_path, "案", template=template_with({"word/document.xml": with_words.encode()}))
    )
    assert found[2:4] == ["現在", "令和３年度〜令和７年度"]


def test_a_header_is_never_left_without_a_paragraph(tmp_path: Path) -> None:
    """Its only line stays, empty."""
    header = part_of("word/header1.xml").replace("</w:p>", "<w:r><w:t>{{ 段階会議 }}</w:t></w:r></w:p>")
    header = re.sub(r"<w:p ?/>", "<w:p><w:r><w:t>{{ 段階会議 }}</w:t></w:r></w:p>", header)
    assert "段階会議" in header
    docx = plan_docx(tmp_path, "策定", template=template_with({"word/header1.xml": header.encode()}))
    root = etree.fromstring(parts_of(docx)["word/header1.xml"])
    assert [each.tag for each in root] == [w("p")]
    assert "".join(root.itertext()).strip() == ""


# Line numbers


def restarts(docx: bytes) -> list[str | None]:
    """How each section numbers its lines: None where it does not."""
    sections = etree.fromstring(parts_of(docx)["word/document.xml"]).iter(w("sectPr"))
    found = [section.find(w("lnNumType")) for section in sections]
    return [None if each is None else each.get(w("restart")) for each in found]


@pytest.mark.parametrize(("word", "restart"), [("ページごと", "newPage"), ("通し", "continuous")])
def test_drafts_have_line_numbers_in_the_body_alone(word: str, restart: str, tmp_path: Path) -> None:
    """Upright and turned parts of the body; not cover, contents or colophon."""
    docx = plan_docx(tmp_path, "素案", f"行番号: {word}\n")
    assert restarts(docx) == [None, None, restart, restart, restart, None]


@pytest.mark.parametrize("more", ["", "行番号: なし\n"])
def test_line_numbers_are_off_unless_asked_for(more: str, tmp_path: Path) -> None:
    """A plan that says nothing of them has none."""
    assert set(restarts(plan_docx(tmp_path, "素案", more))) == {None}


def test_an_adopted_plan_has_no_line_numbers(tmp_path: Path) -> None:
    """Whatever plan.yaml says, and whatever the template brings."""
    before = part_of("word/document.xml")
    numbered = re.sub(r"(<w:pgMar[^>]*/>)", r'\1<w:lnNumType w:countBy="1"/>', before)
    template = template_with({"word/document.xml": numbered.encode()})
    assert set(restarts(plan_docx(tmp_path, "策定", "行番号: 通し\n", template))) == {None}
