"""Sections of turned paper: none is empty, and page numbers go on."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model.xml_names import w
from pipeline.problems import PlanErrors
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.goldens import TEMPLATES, quiet
from tests.layout.projects import edited_templates, small_project
from tests.small_plan import CHAPTER, MEASURES, TEXTS, Changes, chapter

GLOSSARY = "chapters/91-glossary.md"
_DOCUMENT = "word/document.xml"


@dataclass(frozen=True)
class Shown:
    """A section: whether its paper is turned, the number that its pages start with, its text, whether its first page is another."""

    turned: bool
    start: str | None
    text: str
    first: bool
    width: int  # of the paper, in twips


def body_sections(project: Project) -> list[Shown]:
    """The sections of chapters and appendix: those between the contents lists and the last one."""
    (document,) = make(project, ("plan",), None, quiet).documents
    with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
        body = etree.fromstring(package.read(_DOCUMENT))[0]
    found: list[Shown] = []
    text = ""
    for block in body:
        text += "".join(block.itertext(w("t")))
        for section in block.iter(w("sectPr")):
            paper, pages = section.find(w("pgSz")), section.find(w("pgNumType"))
            turned = paper is not None and paper.get(w("orient")) == "landscape"
            start = pages.get(w("start")) if pages is not None else None
            width = int(paper.get(w("w"), "0")) if paper is not None else 0
            found.append(Shown(turned, start, text, section.find(w("titlePg")) is not None, width))
            text = ""
    return found[2:-1]


def turned(text: str) -> str:
    return f"::: {{.横長}}\n{text}\n:::"


def glossary(text: str) -> str:
    return str(TEXTS[GLOSSARY]).replace("\n", f"\n\n{text}\n", 1)


@pytest.mark.parametrize(
    ("changes", "turns"),
    [
        ({CHAPTER: chapter(turned("広い"))}, [True, False]),
        ({CHAPTER: chapter(f"文\n\n{turned('広い')}\n\n{turned('表')}")}, [False, True, False]),
        ({CHAPTER: chapter(f"文\n\n## 節\n\n{turned('広い')}")}, [False, True, False]),
        ({MEASURES: f"{TEXTS[MEASURES]}\n{turned('広い')}\n"}, [False, True, False]),
        ({GLOSSARY: glossary(turned("広い"))}, [False, True, False]),
        ({GLOSSARY: f"{TEXTS[GLOSSARY]}\n{turned('広い')}\n"}, [False, True]),
        (
            {MEASURES: f"{TEXTS[MEASURES]}\n{turned('広い')}\n", GLOSSARY: glossary(turned("表"))},
            [False, True, True, False],
        ),
    ],
    ids=str,
)
def test_no_section_is_empty_wherever_paper_turns(
    changes: Changes, turns: list[bool], tmp_path: Path
) -> None:
    """At a chapter's start and end, at the ends of chapters and appendix, and where these turn it side by side."""
    found = body_sections(small_project(tmp_path, changes))
    assert [section.turned for section in found] == turns
    assert all(section.text for section in found)
    assert [section.start for section in found] == ["1", *[None] * (len(turns) - 1)]


def folded(text: str) -> str:
    return f'::: {{.横長 用紙="A3"}}\n{text}\n:::'


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        (f"文\n\n{folded('広い')}\n\n文", [11906, 23811, 11906]),
        (f"{turned('広い')}\n\n{folded('もっと広い')}\n\n{folded('同じ')}", [16838, 23811, 11906]),
        (f"{folded('広い')}\n\n{turned('狭い')}\n\n文", [23811, 16838, 11906]),
    ],
    ids=["in text", "behind turned paper", "before turned paper"],
)
def test_a_fold_out_is_a_section_of_its_own_without_an_empty_page_beside_it(
    text: str, widths: list[int], tmp_path: Path
) -> None:
    """A3 on its side, whose pages go on counting."""
    found = body_sections(small_project(tmp_path, {CHAPTER: chapter(text)}))
    assert [section.width for section in found] == widths
    assert all(section.text for section in found)
    assert [section.start for section in found] == ["1", *[None] * (len(widths) - 1)]


def test_a_fold_out_that_ends_a_section_is_its_last_part(tmp_path: Path) -> None:
    """Behind it nothing is left for the template's own paper."""
    found = body_sections(small_project(tmp_path, {GLOSSARY: f"{TEXTS[GLOSSARY]}\n{folded('広い')}\n"}))
    assert [section.width for section in found] == [11906, 23811]


def test_a_table_that_only_a_fold_out_can_hold_is_told_so(tmp_path: Path) -> None:
    """And there it stands."""
    rows = "\n".join("|" + f"{cell}|" * 30 for cell in ("年", "-", "12,345"))
    table = f"::: {{.表 #tbl-a}}\n題\n\n{rows}\n:::"
    with pytest.raises(PlanErrors) as raised:
        body_sections(small_project(tmp_path / "a", {CHAPTER: chapter(table)}))
    assert '{.横長 用紙="A3"}' in raised.value.problems[0].hint
    assert body_sections(
        small_project(tmp_path / "b", {CHAPTER: chapter(folded(table).replace(":::", "::::", 1) + ":")})
    )


def with_title_pages(root: etree._Element) -> None:
    """Sections whose first page has a header of its own."""
    for columns in list(root.iter(w("cols"))):
        columns.addnext(etree.Element(w("titlePg")))


def test_only_the_first_part_of_a_section_has_its_first_page(tmp_path: Path) -> None:
    """The parts after it go on: another page without the header would be no first one."""
    templates = edited_templates(tmp_path / "templates", {"plan": (_DOCUMENT, with_title_pages)})
    project = small_project(tmp_path, {CHAPTER: chapter(f"文\n\n{turned('広い')}\n\n文")}, templates)
    assert [section.first for section in body_sections(project)] == [True, False, False]


def test_chapters_that_end_on_turned_paper_before_an_empty_appendix_end_the_section(tmp_path: Path) -> None:
    """What the appendix's place would hold is nothing, and a page for it would be empty."""
    changes: Changes = {
        "plan.yaml": str(TEXTS["plan.yaml"]).replace("資料編:\n  - chapters/91-glossary.md\n", ""),
        GLOSSARY: None,
        MEASURES: f"{TEXTS[MEASURES]}\n{turned('広い')}\n",
    }
    found = body_sections(small_project(tmp_path, changes, TEMPLATES))
    assert [section.turned for section in found] == [False, True]
