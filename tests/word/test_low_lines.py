"""Lines of a fixed height that are lower than their text: Word cuts it, no PDF tells, so templates are told before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.problems import Code
from pipeline.word.fitting.scaling import base_setting, squeezed
from tests.goldens import TEMPLATES
from tests.hostile.projects import problems_of, write_project
from tests.small_plan import CHAPTER, chapter
from tests.templates import opened
from tests.word.test_template_problems import DOCUMENT, STYLES, changed, expect, problems_with

HEADER = "word/header2.xml"
BODY, STRONG = '<w:name w:val="Body Text"/>', '<w:name w:val="Strong"/>'
LOW = '<w:spacing w:line="160" w:lineRule="exact"/>'
HINT = ("［段落］→［行間］", "［最小値］", "［固定値］")


def test_a_style_that_the_program_writes_in_is_told_when_the_template_is_read() -> None:
    """8 points for 10.5: before anything is made, so at make check."""
    found = problems_with({STYLES: (BODY, f"{BODY}<w:pPr>{LOW}</w:pPr>")})
    expect(found, Code.TEMPLATE_FAULT, "スタイル「Body Text」", "8ポイントの固定値", "10.5ポイント", *HINT)


@pytest.mark.parametrize("rule", ["atLeast", "auto"])
def test_lines_that_grow_with_their_text_may_be_as_low_as_one_likes(rule: str) -> None:
    """Word makes them as high as what stands in them."""
    assert problems_with({STYLES: (BODY, f"{BODY}<w:pPr>{LOW.replace('exact', rule)}</w:pPr>")}) == []


@pytest.mark.parametrize("part", [DOCUMENT, HEADER])
def test_a_paragraph_of_the_template_is_told_with_its_text(tmp_path: Path, part: str) -> None:
    """In the text and in headers: found in the finished document, and the template's fault."""
    paragraph = (
        f'<w:p><w:pPr>{LOW}</w:pPr><w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>低い行</w:t></w:r></w:p>'
    )
    begin = "<w:body>" if part == DOCUMENT else "<w:p>"
    after = f"{begin}{paragraph}" if part == DOCUMENT else f"{paragraph}{begin}"
    project = write_project(tmp_path, None, {"plan.docx": changed("plan", {part: (begin, after)})})
    expect(problems_of(project), Code.TEMPLATE_FAULT, "低い行", "8ポイントの固定値", "12ポイント", *HINT)


def test_bold_text_that_is_larger_than_its_lines_is_the_templates_fault(tmp_path: Path) -> None:
    """The program writes the paragraph; how high its lines are, and how large bold text is, the template says."""
    large = f'{STRONG}<w:rPr><w:sz w:val="80"/></w:rPr>'
    template = changed("plan", {STYLES: (STRONG, large)})
    found = problems_of(
        write_project(tmp_path, {CHAPTER: chapter("本文に**太字**があります。\n")}, {"plan.docx": template})
    )
    assert {problem.code for problem in found} == {Code.TEMPLATE_FAULT}
    expect(
        [each for each in found if "Body Text" in each.message],
        Code.TEMPLATE_FAULT,
        "40ポイントの文字",
        *HINT,
    )


def test_text_that_may_get_no_smaller_keeps_its_lines_high_enough() -> None:
    """A sheet squeezed to half: what is at its least size stays whole, as it was."""
    template = opened("summary", (TEMPLATES / "summary.docx").read_bytes())
    base = base_setting(template)
    small = squeezed(template, replace(base, size=base.size / 2), base.size)
    held = [
        name for name in small.styles.fixed if template.styles.lines[name] >= template.styles.sizes[name] * 10
    ]
    assert held
    assert [name for name in held if small.styles.lines[name] < small.styles.sizes[name] * 10] == []


def test_a_larger_text_that_keeps_its_lines_leaves_those_of_others_alone() -> None:
    """A style that has its lines from the default one, such as LibreOffice adds to what it saves (Caption, 12 points)."""
    larger = '<w:style w:type="paragraph" w:styleId="x9"><w:name w:val="大きな題"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="24"/></w:rPr></w:style></w:styles>'
    alone = opened("framework", (TEMPLATES / "framework.docx").read_bytes())
    beside = opened("framework", changed("framework", {STYLES: ("</w:styles>", larger)}))
    base = base_setting(alone)
    tight = replace(base, size=base.size * 0.95, line=1.1)
    small = squeezed(beside, tight, tight.size).styles
    assert small.lines["大きな題"] == small.sizes["大きな題"] * 10
    assert small.lines["Normal"] == squeezed(alone, tight, tight.size).styles.lines["Normal"]
