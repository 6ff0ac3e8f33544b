"""Columns: what stands in them is as wide as its own one, also where they differ, and a break leads into the next."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree

from pipeline import checks
from pipeline.documents.plan import plan_content
from pipeline.documents.registry import contents_of, contract_of
from pipeline.documents.summary import summary_content
from pipeline.model.content import DocumentContent
from pipeline.model.documents import PLAN, SUMMARY
from pipeline.model.numerals import KNOWN_FORMATS
from pipeline.model.pages import Page, PageFacts, Stretch
from pipeline.problems import Code, Problem
from pipeline.word.compose import compose
from pipeline.word.fitting.drawings import has_drawings, misfitting_on_sheet
from pipeline.word.markup.sections import column_widths
from pipeline.word.template.opening import open_template
from pipeline.word.template.template import Template
from tests.goldens import TEMPLATES
from tests.hostile.projects import package_of, parts_of
from tests.small_plan import CHAPTER, MEASURES, PNG, TEXTS, Changes, expect, problems_with, resolved

DOCUMENT = "word/document.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# The template's text is 10318 twips wide.
EQUAL = '<w:cols w:num="2" w:space="318"/>'
UNEQUAL = (
    '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="3000" w:space="318"/><w:col w:w="2000" w:space="318"/>'
    '<w:col w:w="4682"/></w:cols>'
)
TEXT = """\
# 本文 {#sec-text}

文章です。

::: {.表 #tbl-people}
人数

| 区分 | 令和元年 |
|---|--:|
| 市 | 1,234 |
:::

::: {.図 #fig-map}
地図

![市の地図](figures/map.png)
:::

::: {.位置付け図 #fig-position}
位置付け
:::
"""


def shown(*items: str) -> Changes:
    """The small plan with a table, a picture and the diagram of its position, of which the 概要 shows these in a section."""
    listed = "".join(f"      - {item}\n" for item in ("要約: sum-purpose", *items))
    return {
        CHAPTER: TEXT,
        "figures/map.png": PNG,
        "summary.yaml": f"概要:\n  - 題: 目的\n    内容:\n{listed}",
    }


def template(columns: str, paper: str = "") -> Template:
    """The suite's template of the 概要 with these columns, perhaps on other paper."""
    parts = parts_of((TEMPLATES / "summary.docx").read_bytes())
    text = re.sub(r"<w:cols [^>]*/>", columns, parts[DOCUMENT].decode())
    text = re.sub(r"<w:pgSz [^>]*/>", paper, text) if paper else text
    data = package_of({**parts, DOCUMENT: text.encode()})
    return open_template("templates/summary.docx", data, contract_of(SUMMARY), KNOWN_FORMATS)


def content(changes: Changes, opened: Template) -> DocumentContent:
    """The 概要 as this template shows it."""
    return summary_content(replace(resolved(changes), text_samples={"summary": opened.samples}))


def widths(columns: str, *items: str, paper: str = "") -> list[int]:
    """The widths in twips of tables and pictures of the 概要, in their order; the reader finds nothing wrong in it."""
    opened = template(columns, paper)
    docx = compose(content(shown(*items), opened), opened)
    assert not list(checks.check_document(checks.read("summary", docx)))
    body = parts_of(docx)[DOCUMENT].decode()
    found = re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>|<wp:extent cx=\"(\d+)\"", body)
    return [
        sum(map(int, re.findall(r'w:w="(\d+)"', grid))) if grid else round(int(emu) / 635)
        for grid, emu in found
    ]


TABLE, FIGURE, POSITION, BREAK = "表: tbl-people", "図: fig-map", "図: fig-position", "改段: はい"


@pytest.mark.parametrize("item", [TABLE, POSITION])
def test_what_stands_in_equal_columns_is_as_wide_as_one(item: str) -> None:
    """Whichever of them it comes to stand in."""
    assert widths(EQUAL, item) == [5000]


def test_a_picture_is_no_wider_than_its_column() -> None:
    """Its width is a share of that; this one's is all of it but for its height."""
    (one,), (two,) = widths("<w:cols/>", FIGURE), widths(EQUAL, FIGURE)
    assert two / one == pytest.approx(5000 / 10318, rel=0.01)


def test_columns_of_several_widths_are_taken_for_what_they_are_once_breaks_lead_into_them() -> None:
    """What stands before a break is in the column that it ends."""
    assert widths(UNEQUAL, TABLE, BREAK, TABLE, BREAK, TABLE, POSITION) == [3000, 2000, 4682, 4682]


def test_text_that_flows_through_columns_of_several_widths_fits_the_narrowest_that_is_left() -> None:
    """Nobody knows before it is laid out how far it goes."""
    assert widths(UNEQUAL, TABLE) == [2000]
    assert widths(UNEQUAL, TABLE, BREAK, POSITION) == [3000, 2000]


def test_columns_on_a3_have_its_width() -> None:
    """420 mm without margins of 14 mm, in three columns."""
    paper = '<w:pgSz w:w="23811" w:h="16838" w:orient="landscape"/>'
    (table, position) = widths('<w:cols w:num="3" w:space="318"/>', TABLE, POSITION, paper=paper)
    assert table == position == (23811 - 2 * 794 - 2 * 318) // 3


def test_a_section_may_begin_the_next_column() -> None:
    """Its heading is the first thing there."""
    opened = template(EQUAL)
    summary = "概要:\n  - 題: 目的\n    内容: [要約: sum-purpose]\n  - 題: 理念\n    改段: はい\n    内容: [要約: sum-purpose]\n"
    docx = compose(content({"summary.yaml": summary}, opened), opened)
    before, after = parts_of(docx)[DOCUMENT].decode().split('<w:br w:type="column"/>')
    assert "理念" not in before
    assert re.search(r"<w:t[^>]*>([^<]*)", after)[1] == "理念"  # type: ignore[index]


def test_a_break_in_a_passage_or_in_the_template_counts_as_well() -> None:
    """A drafter may write it into the passage, staff into the template."""
    passage = "::: {.要約 #sum-purpose}\n目的です。\n:::"
    broken = ":::: {.要約 #sum-purpose}\n目的です。\n\n::: {.改段}\n:::\n\n続きです。\n::::"
    changes = {**shown(TABLE), MEASURES: str(TEXTS[MEASURES]).replace(passage, broken)}
    opened = template(UNEQUAL)
    body = parts_of(compose(content(changes, opened), opened))[DOCUMENT].decode()
    assert body.count('<w:br w:type="column"/>') == 1
    assert 'w:type="column"' in body[: body.index("続きです")]


def test_columns_that_are_described_are_as_many_as_that() -> None:
    """Their number is of no account then (17.6.4)."""
    section = etree.fromstring(f"<w:sectPr {W}>{UNEQUAL}</w:sectPr>")
    assert column_widths(section, 10318) == (3000, 2000, 4682)
    assert column_widths(etree.fromstring(f"<w:sectPr {W}>{EQUAL}</w:sectPr>"), 10318) == (5000, 5000)
    assert column_widths(etree.fromstring(f"<w:sectPr {W}/>"), 10318) == (10318,)


def test_arrows_between_boxes_keep_their_width_in_a_narrow_column() -> None:
    """A sign or 連動 that is cut would be missing from the page, in whatever size it is tried."""
    opened = template('<w:cols w:num="4" w:space="100"/>')
    docx = compose(content(shown(POSITION), opened), opened)
    body = parts_of(docx)[DOCUMENT].decode()
    columns = [int(each) for each in re.findall(r'<w:gridCol w:w="(\d+)"', body)]
    arrow = opened.styles.sizes["図中矢印"] * 10 + opened.styles.inset("位置付け図")
    assert columns[1] >= arrow
    assert columns[3] >= 2 * opened.styles.sizes["図中矢印"] * 10 + opened.styles.inset("位置付け図")


# What does not fit


def misfits(columns: str) -> list[Problem]:
    """What is told of a 概要 that shows the diagram in these columns."""
    opened = template(columns)
    made = content(shown(POSITION), opened)
    assert has_drawings(made)
    return list(misfitting_on_sheet(made, opened))


def test_a_diagram_for_which_its_column_is_too_narrow_is_told_before_anything_is_laid_out() -> None:
    """Once, with the place where the 概要 shows it."""
    assert not misfits(EQUAL)
    (problem,) = misfits('<w:cols w:num="6" w:space="100"/>')
    assert problem.code is Code.DIAGRAM_SIZE
    assert str(problem.location) == "plan_source/summary.yaml:5:9"
    assert problem.message.startswith("概要では、図の箱が多く")
    assert "段を広く" in problem.hint
    (problem,) = misfits('<w:cols w:num="10" w:space="20"/>')
    assert "箱が多く" in problem.message


def test_a_break_outside_of_columns_is_told() -> None:
    """A chapter has none."""
    text = "# 本文 {#sec-text}\n\n文章です。\n\n::: {.改段}\n:::\n\n文章です。\n"
    expect(problems_with({CHAPTER: text}), Code.MD_PLACE, f"{CHAPTER}:5:1", "段組みのない所")


# What is free


def facts(*ended: Stretch) -> PageFacts:
    """A page of two columns of 700 points, the second used to 500."""
    return PageFacts((Page("1", 210, 297),), {}, 600, 700, (), (), 2, (), ended)


def test_what_is_free_is_what_is_free_in_the_fullest_column_that_a_break_ends() -> None:
    """What another program lays out a little longer would else come into the next column."""
    assert facts().free(1) == 200
    assert facts(Stretch(1, 690)).free(1) == 10
    assert facts(Stretch(1, 100)).free(1) == 200


def test_other_documents_have_columns_and_breaks_as_well() -> None:
    """documents.yaml has the same key."""
    changes = {
        **shown(),
        "documents.yaml": "作らない: [概要]\n文書:\n  - 名: leaflet\n    題: 概要版\n    差込:\n"
        "      表面: [{要約: sum-purpose}, {改段: はい}, {表: tbl-people}]\n",
    }
    plan = resolved(changes)
    (leaflet,) = (each for each in plan.plan.documents if each.declared)
    part = contents_of([leaflet])["leaflet"](plan).slots["表面"]
    assert [type(block).__name__ for block in part.blocks] == ["Paragraph", "ColumnBreak", "Float"]  # type: ignore[union-attr]


def test_columns_in_a_chapter_may_hold_a_break() -> None:
    """Which ends the first of them where its author wants."""
    text = "# 本文 {#sec-text}\n\n:::: {.二段}\n左です。\n\n::: {.改段}\n:::\n\n右です。\n::::\n"
    opened = open_template(
        "templates/plan.docx", (TEMPLATES / "plan.docx").read_bytes(), contract_of(PLAN), KNOWN_FORMATS
    )
    docx = compose(plan_content(resolved({CHAPTER: text})), opened)
    assert not list(checks.check_document(checks.read("plan", checks.without_contents(docx))))
    body = parts_of(docx)[DOCUMENT].decode()
    before, after = body.split('<w:br w:type="column"/>')
    assert "左です" in before
    assert "右です" in after
