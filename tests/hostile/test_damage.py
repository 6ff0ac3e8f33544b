"""Templates that Word would not write: told before anything is computed from them (found by tests/hostile/fuzz.py)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model.xml_names import w
from pipeline.problems import Code
from pipeline.word.template.numbering import Numbering
from tests.hostile.projects import (
    package_of,
    part_of,
    parts_of,
    problems_of,
    template_with,
    write_project,
)
from tests.hostile.test_packages import DOCUMENT, LINKS, NUMBERING, STYLES, TYPES, WHOLE, problems_with
from tests.word.test_template_problems import expect
from tests.word.test_template_problems import problems_of as problems_of_template


@pytest.mark.parametrize("part", sorted(parts_of(WHOLE)))
@pytest.mark.parametrize("rest", [None, 0, 2], ids=["gone", "empty", "half"])
def test_a_part_that_is_gone_or_cut_is_told(part: str, rest: int | None) -> None:
    """Each in turn, by itself."""
    parts = parts_of(WHOLE)
    data = parts.pop(part)
    if rest is not None:
        parts[part] = data[: len(data) // rest] if rest else b""
    problems = problems_of_template(package_of(parts))
    assert {problem.code for problem in problems} <= {Code.TEMPLATE_UNREADABLE, Code.TEMPLATE_FAULT}
    assert problems


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (DOCUMENT, "<w:body>", "<w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body><w:body>"),
        (DOCUMENT, "<w:p>", "<w:r><w:t>x</w:t></w:r><w:p>"),
        (DOCUMENT, "<w:p>", "<w:p><w:t>x</w:t></w:p><w:p>"),
        (
            DOCUMENT,
            '<w:pStyle w:val="Title"/>',
            '<w:pStyle w:val="Title"><w:r><w:t>x</w:t></w:r></w:pStyle>',
        ),
        (DOCUMENT, "<w:pPr>", "<w:pPr><w:rPr><w:r><w:t>x</w:t></w:r></w:rPr>"),
        (STYLES, "<w:sz w:val=", "<w:sz w:x="),
        (DOCUMENT, "<w:cols ", "<w:paperSrc><w:p/></w:paperSrc><w:cols "),
        (DOCUMENT, "<w:p>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>"),
        (DOCUMENT, "<w:pgSz ", "<w:x "),
        (DOCUMENT, "<w:pgMar ", '<w:pgMar w:gutter="30000" '),
        (STYLES, ' w:default="1"', ""),
        (STYLES, "<w:sz w:val=", '<w:sz w:val="12pt" w:x='),
        (STYLES, "<w:sz w:val=", '<w:sz w:val="0" w:x='),
        (STYLES, "<w:spacing w:", '<w:spacing w:x="" w:'),
        (LINKS, "/numbering", "/x"),
        (LINKS, 'Target="styles.xml"', 'Target="numbering.xml"'),
        (LINKS, 'Id="rId_styles"', 'Id="rId_numbering"'),
        (LINKS, 'Id="rId_styles"', ""),
        (
            LINKS,
            "<Relationship ",
            '<Relationship Id="a" Type="b" Target="styles.xml" TargetMode="External"><Relationship/></Relationship><Relationship ',
        ),
        ("_rels/.rels", "/metadata/core-properties", "/x"),
        (DOCUMENT, "<w:p>", "<w:tc><w:p/></w:tc><w:p>"),
        (TYPES, "wordprocessingml.numbering+xml", "x"),
        (TYPES, "core-properties+xml", "x"),
    ],
)
def test_a_template_that_word_would_not_write_is_told(part: str, old: str, new: str) -> None:
    """Another program's, or a hand's: where it could not be followed, it is not tried."""
    problems = problems_with(part, old, new)
    if 'w:x=""' in new:
        assert problems == []
        return
    assert problems
    assert {problem.code for problem in problems} <= {Code.TEMPLATE_FAULT, Code.TEMPLATE_UNREADABLE}


@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "99999999999", "あ", "{{ 市名 }}"])
@pytest.mark.parametrize(
    ("part", "attribute"),
    [
        (DOCUMENT, '<w:pgSz w:w="'),
        (DOCUMENT, 'w:left="'),
        (STYLES, 'w:line="'),
        (STYLES, 'w:left="'),
        (NUMBERING, 'w:ilvl="'),
    ],
)
def test_a_measure_that_is_none_is_told(part: str, attribute: str, value: str) -> None:
    """Google's programs write 1440.0000000002, others 2cm."""
    problems = problems_with(part, attribute, f'{attribute}{value}" w:x="')
    assert problems or (value, attribute) == ("-1", 'w:left="')
    assert {problem.code for problem in problems} <= {
        Code.TEMPLATE_FAULT,
        Code.TEMPLATE_LIST,
        Code.TEMPLATE_TAG,
    }


@pytest.mark.parametrize("style", ["SheetHeading", "SummaryHeading"])
def test_a_sheet_whose_title_is_a_heading_is_told(style: str) -> None:
    """What stands above the first heading says which plan this is: a heading itself is not above it."""
    name = "framework" if style == "SheetHeading" else "summary"
    text = part_of(DOCUMENT, name)
    old = '<w:pStyle w:val="Title"/>'
    assert old in text
    data = template_with({DOCUMENT: text.replace(old, f'<w:pStyle w:val="{style}"/>', 1).encode()}, name)
    problems = problems_of_template(data, name)
    assert {problem.code for problem in problems} == {Code.TEMPLATE_TAG_MISSING}
    assert all("初めの見出しか表より前" in problem.message for problem in problems)


@pytest.mark.parametrize("style", ["点リスト", "番号リスト①", "資料見出し 1"])
def test_a_list_that_counts_with_the_headings_is_told(style: str) -> None:
    """Its items would take numbers from the chapters."""
    styles, numbering = (
        etree.fromstring(part_of(STYLES).encode()),
        etree.fromstring(part_of(NUMBERING).encode()),
    )
    lists = Numbering(styles, numbering)
    own, chapters = lists.list_of(style), lists.list_of("heading 1")
    assert own
    assert chapters
    same = lists.nums[chapters[0]].find(w("abstractNumId"))
    changed = lists.nums[own[0]].find(w("abstractNumId"))
    assert same is not None
    assert changed is not None
    changed.set(w("val"), same.get(w("val"), ""))
    problems = problems_of_template(template_with({NUMBERING: etree.tostring(numbering)}))
    expect(problems, Code.TEMPLATE_LIST, style, "heading 1", "別の番号のリスト")


@pytest.mark.parametrize(("rule", "codes"), [("atLeast", set()), ("exact", {Code.TEMPLATE_FAULT})])
def test_lines_of_no_height_are_told(rule: str, codes: set[Code]) -> None:
    """At least 0 points is how Word says single; exactly 0 is nothing."""
    name = '<w:name w:val="Quote"/>'
    style = re.search(rf"{re.escape(name)}.*?(?=</w:pPr>)", part_of(STYLES))
    assert style
    spaced = f'{style.group()}<w:spacing w:line="0" w:lineRule="{rule}"/>'
    assert {problem.code for problem in problems_with(STYLES, style.group(), spaced)} == codes


def test_build_stays_as_it_was(tmp_path: Path) -> None:
    """And every document's template is told, with the plan's own problems."""
    damaged = {f"{name}.docx": b"PK" for name in ("plan", "summary", "framework")}
    problems = problems_of(write_project(tmp_path, {"plan.yaml": None}, damaged))
    assert [str(problem.location) for problem in problems] == [
        "plan_source/plan.yaml",
        *(f"templates/{name}.docx" for name in ("framework", "plan", "summary")),
    ]
