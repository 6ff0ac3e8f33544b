"""The small gaps around tables: where they are wanted, and where a heading's own space does."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import checks
from pipeline.model.xml_names import w
from pipeline.workflows.build import make
from tests.goldens import quiet
from tests.hostile.projects import write_project
from tests.small_plan import CHAPTER, chapter

TABLE = "::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n:::"
DIAGRAM = "::: {.位置付け図 #fig-a}\n題\n:::"


def plan_of(folder: Path, markdown: str) -> list[str]:
    """The ids of the styles of all paragraphs that stand in no table."""
    project = write_project(folder, {CHAPTER: chapter(markdown)})
    (document,) = make(project, ("plan",), None, quiet).documents
    return [each.style for each in checks.read("plan", document.docx).body.paragraphs if not each.cell]


@pytest.mark.parametrize(
    ("markdown", "styles"),
    [
        (f"文\n\n{TABLE}\n\n文", ["BodyText", "Caption", "FloatGap", "BodyText"]),
        (f"文\n\n{TABLE}\n\n## 節", ["BodyText", "Caption", "Heading2"]),
        (f"文\n\n{TABLE}\n\n## 節 {{.番号なし}}", ["BodyText", "Caption", "HeadingUnnumbered2"]),
        (f"文\n\n{DIAGRAM}\n\n文", ["BodyText", "FloatGap", "Caption", "BodyText"]),
        (f"## 節\n\n{DIAGRAM}\n\n文", ["Heading2", "Caption", "BodyText"]),
    ],
)
def test_a_table_has_a_gap_where_no_heading_stands(markdown: str, styles: list[str], tmp_path: Path) -> None:
    """A gap that a page's end parts from its table would push a heading down from the next page's top."""
    found = plan_of(tmp_path, markdown)
    begin = found.index("Heading1") + 1
    assert found[begin : begin + len(styles)] == styles


def test_tables_of_measures_stand_right_between_their_headings(tmp_path: Path) -> None:
    """Each belongs to the heading above it, and is nearer to that than to the next."""
    found = plan_of(tmp_path, "文")
    first = found.index("Heading4")
    assert found[first : first + 2] == ["Heading4", "Heading4"]
    assert "FloatGap" not in found


@pytest.mark.parametrize(("following", "spaced"), [("文", ["乙です。"]), ("## 節", [])])
def test_what_follows_a_list_of_terms_stands_off_from_it(
    following: str, spaced: list[str], tmp_path: Path
) -> None:
    """Text after the last explanation would look like a part of it; a heading has a space of its own."""
    project = write_project(tmp_path, {CHAPTER: chapter(f"甲\n: 甲です。\n\n乙\n: 乙です。\n\n{following}")})
    (document,) = make(project, ("plan",), None, quiet).documents
    found = [
        each.text
        for each in checks.read("plan", document.docx).body.paragraphs
        if each.style == "TermText" and each.element.find(f"{w('pPr')}/{w('spacing')}") is not None
    ]
    assert found == spaced
