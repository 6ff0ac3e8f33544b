"""Faults on pages, each made for real: named with its place, and the documents of before stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree

from pipeline import checks
from pipeline.model.xml_names import w
from pipeline.problems import Code, Problem
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.goldens import quiet
from tests.layout.printed import read_printed
from tests.layout.projects import contents_of, edited_templates, finish, problems_of, small_project
from tests.layout.sheets import framework_of
from tests.markup import there
from tests.small_plan import CHAPTER, FOLDER, PLAN_YAML

BREAK = "::: {.改頁}\n:::"
LINES = "\n\n".join(["埋め草です。"] * 38)
ROW = "長い行です" + "あ" * 3000
FAULTY = f"""\
# 本文 {{#sec-text}}

数学の⟦印と、𓀀野さんと、笑顔の😀です。

{BREAK}

{LINES}

## 離れた見出し {{#sec-alone}}

本文です。

## 何もないページの前 {{#sec-blank}}

{BREAK}

{BREAK}

::: {{.表 #tbl-tall}}
長い表

| 甲 | 乙 |
|---|---|
| 一 | 二 |
| {ROW} | 短い |
:::
"""


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(FAULTY.splitlines(), 1) if text in line)


def without_keeping(root: etree._Element) -> None:
    """Headings that may stand apart from their text."""
    for keep in list(root.iter(qn("w:keepNext"))):
        there(keep.getparent()).remove(keep)


def on(width: int, height: int) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        for size in root.iter(qn("w:pgSz")):
            size.set(qn("w:w"), str(width))
            size.set(qn("w:h"), str(height))

    return change


@pytest.fixture(scope="module")
def spoilt(office: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, bytes]]:
    """A plan that was built, and into which faults came then; what was built."""
    root = tmp_path_factory.mktemp("faults")
    finish(small_project(root), ("plan",))
    templates = edited_templates(root / "templates", {"plan": ("word/styles.xml", without_keeping)})
    plan = PLAN_YAML.replace("市名: みどり市", "市名: みどり市\n担当課: 𓀀田課")
    return small_project(root, {CHAPTER: FAULTY, "plan.yaml": plan}, templates), contents_of(root / "build")


@pytest.fixture(scope="module")
def problems(spoilt: tuple[Project, dict[str, bytes]]) -> Sequence[Problem]:
    """What is said of it."""
    return problems_of(spoilt[0])


def said(problems: Sequence[Problem], code: Code) -> list[tuple[str, str]]:
    """Place and message of each problem of one kind."""
    return [(str(each.location), each.message) for each in problems if each.code is code]


def test_the_former_documents_stay(
    spoilt: tuple[Project, dict[str, bytes]], problems: Sequence[Problem]
) -> None:
    """Both of them, to the byte, and nothing beside them."""
    project, before = spoilt
    assert problems
    assert set(before) == {"plan.docx", "plan.pdf"}
    assert contents_of(project.output) == before


def test_all_faults_are_errors_with_something_to_do(problems: Sequence[Problem]) -> None:
    """The fonts are there, so what was measured is certain."""
    assert not any(problem.warning for problem in problems)
    assert all(problem.hint for problem in problems)


def test_a_page_with_nothing_on_it_is_named(problems: Sequence[Problem]) -> None:
    """After the heading behind which 改頁 stands twice."""
    place = f"{FOLDER}/{CHAPTER}:{line_of('何もないページの前')}:1"
    assert said(problems, Code.PAGE_BLANK) == [(place, "本編の4ページ: 何もないページです")]


def test_a_heading_alone_at_the_foot_of_a_page_is_named(problems: Sequence[Problem]) -> None:
    """The template lets it stand apart from its text."""
    ((place, message),) = said(problems, Code.PAGE_HEADING_ALONE)
    assert place == f"{FOLDER}/{CHAPTER}:{line_of('離れた見出し')}:1"
    assert message.startswith("本編の2ページ: 見出し「離れた見出し」")


def test_a_row_taller_than_a_page_is_named(problems: Sequence[Problem]) -> None:
    """By how it begins, and at its table."""
    ((place, message),) = said(problems, Code.PAGE_ROW_SPLIT)
    assert place == f"{FOLDER}/{CHAPTER}:{line_of('#tbl-tall')}:1"
    assert "「長い行です" in message


@pytest.mark.parametrize("character", ["⟦", "😀"])
def test_a_character_that_comes_from_another_font_is_named(
    character: str, problems: Sequence[Problem]
) -> None:
    """With its code, where it stands."""
    found = said(problems, Code.PAGE_GLYPH)
    place = f"{FOLDER}/{CHAPTER}:3:{FAULTY.splitlines()[2].index(character) + 1}"
    assert (place, f"本編の1ページ: 書体にない文字があります（{character} U+{ord(character):04X}）") in found


def test_a_character_that_no_font_has_is_named(problems: Sequence[Problem]) -> None:
    """A box would be printed in its place: names of people have such characters. It is told once, with all places."""
    (found,) = [each for each in problems if "𓀀 U+13000" in each.message]
    assert str(found.location) == f"{FOLDER}/{CHAPTER}:3:8"
    assert f"{FOLDER}/plan.yaml:3:6" in found.hint


def test_messages_can_be_written_to_any_screen(problems: Sequence[Problem]) -> None:
    """No half of a character is quoted."""
    for problem in problems:
        str(problem).encode("utf-8")


def test_a_fault_is_placed_at_the_last_of_many_headings_before_it(office: Path, tmp_path: Path) -> None:
    """Of six on the same page, the sixth."""
    parts = [f"## 節{number} {{#sec-{number}}}\n\n文章です。\n\n続きです。" for number in range(14)]
    parts.insert(8, BREAK)
    text = "\n\n".join(["# 本文 {#sec-text}", *parts, BREAK, BREAK, "終わりです。\n"])
    (problem,) = problems_of(small_project(tmp_path, {CHAPTER: text}))
    line = text[: text.index("## 節13")].count("\n") + 1
    assert (problem.code, problem.location.line) == (Code.PAGE_BLANK, line)


def test_sections_of_one_paragraph_each_are_no_fault(office: Path, tmp_path: Path) -> None:
    """However many there are, none of their headings is left behind at the foot of a page."""
    sections = "\n\n".join(f"## 節{number} {{#sec-{number}}}\n\n文章です。" for number in range(14))
    assert problems_of(small_project(tmp_path, {CHAPTER: f"# 本文 {{#sec-text}}\n\n{sections}\n"})) == []


# Templates


def test_a_template_of_other_paper_than_declared_is_told(office: Path, tmp_path: Path) -> None:
    """B5, where the file beside it says A4."""
    templates = edited_templates(tmp_path / "templates", {"plan": ("word/document.xml", on(10318, 14570))})
    problems = problems_of(small_project(tmp_path, templates=templates))
    (found,) = [problem for problem in problems if problem.code is Code.PAGE_SIZE]
    assert str(found.location) == "templates/plan.docx"
    assert "本編にB5縦のページがあります（6ページ）" in found.message
    assert "templates/plan.yaml" in found.hint
    assert "A4縦" in found.hint


def begun_outside(root: etree._Element) -> None:
    """Running text that begins left of the paper's edge."""
    for style in root.iter(qn("w:style")):
        name, indent = style.find(qn("w:name")), style.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        if name is not None and indent is not None and name.get(qn("w:val")) == "Body Text":
            indent.attrib.clear()
            indent.set(qn("w:left"), "-2000")


def test_text_beyond_the_edge_of_the_paper_is_told(office: Path, tmp_path: Path) -> None:
    """Its characters, on each page."""
    templates = edited_templates(tmp_path / "templates", {"plan": ("word/styles.xml", begun_outside)})
    problems = problems_of(small_project(tmp_path, templates=templates))
    found = said(problems, Code.PAGE_OUTSIDE)
    assert [message for _, message in found] == [
        "本編の1ページ: 文字が紙の外に出ています（文章）",
        "本編の2ページ: 文字が紙の外に出ています（基本）",
    ]


def exact_rows(folder: Path, height: int) -> Path:
    """Templates in which somebody fixed the height of the framework's header row in Word, in twips."""

    def lower(root: etree._Element) -> None:
        properties = root.find(f".//{qn('w:trPr')}")
        assert properties is not None
        rule = {qn("w:val"): str(height), qn("w:hRule"): "exact"}
        properties.insert(1, etree.Element(qn("w:trHeight"), rule))

    return edited_templates(folder, {"framework": ("word/document.xml", lower)})


def test_text_for_which_a_row_has_no_room_is_told(office: Path, tmp_path: Path) -> None:
    """Of the head of each column nothing can be read; every other cell can."""
    templates = exact_rows(tmp_path / "templates", 20)
    cut = said(problems_of(small_project(tmp_path, templates=templates), ("framework",)), Code.PAGE_CUT)
    heads = {"基本方針", "施策の基本方向", "取組", "課題認識", "対応方針", "関連する施策"}
    assert {message.split("「")[1].split("」")[0] for _, message in cut} == heads
    assert {place for place, _ in cut} == {"templates/framework.docx"}


def test_a_row_that_cuts_lines_in_half_is_a_fault_of_the_template(office: Path, tmp_path: Path) -> None:
    """The text is painted, and then covered: no PDF tells."""
    templates = exact_rows(tmp_path / "templates", 100)
    (fault,) = problems_of(small_project(tmp_path, templates=templates), ("framework",))
    assert (fault.code, str(fault.location)) == (Code.TEMPLATE_FAULT, "templates/framework.docx")
    assert "固定値" in fault.message


def test_a_table_that_ends_at_the_foot_of_a_page_leaves_no_blank_page(office: Path, tmp_path: Path) -> None:
    """The small space behind it has no page of its own when a chapter follows: nobody could mend that."""
    assert problems_of(small_project(tmp_path, framework_of(20, "課題の認識です。" * 20))) == []


def off_the_paper(root: etree._Element) -> None:
    """Tables that begin so far to the right that their last columns have no paper left."""
    for properties in root.iter(qn("w:tblPr")):
        indent = properties.find(qn("w:tblInd"))
        if indent is not None:
            indent.set(qn("w:w"), "4500")
            indent.set(qn("w:type"), "dxa")


def test_an_end_that_is_off_the_paper_is_told_as_what_is_cut(office: Path, tmp_path: Path) -> None:
    """A document whose last text is nowhere to be seen has a fault of its own, and the machine has none."""
    templates = edited_templates(tmp_path / "templates", {"framework": ("word/styles.xml", off_the_paper)})
    found = problems_of(small_project(tmp_path, templates=templates), ("framework",))
    assert found
    assert {each.code for each in found} <= {Code.PAGE_CUT, Code.PAGE_OUTSIDE}
    assert all(each.location.file for each in found)


def framed_off_the_paper(root: etree._Element) -> None:
    """The title in a frame that somebody dragged beyond the right edge."""
    title = root.find(f".//{qn('w:p')}/{qn('w:pPr')}")
    assert title is not None
    frame = {"w": "2000", "h": "300", "hRule": "exact", "wrap": "around", "x": "20000", "y": "400"}
    frame |= {"hAnchor": "page", "vAnchor": "page"}
    title.insert(1, etree.Element(qn("w:framePr"), {qn(f"w:{key}"): value for key, value in frame.items()}))


def test_a_beginning_that_is_off_the_paper_is_told_as_what_is_cut(office: Path, tmp_path: Path) -> None:
    """A section whose first paragraph is nowhere to be seen is measured by the next one."""
    edits = {"summary": ("word/document.xml", framed_off_the_paper)}
    templates = edited_templates(tmp_path / "templates", edits)
    (found,) = problems_of(small_project(tmp_path, templates=templates), ("summary",))
    assert (found.code, str(found.location)) == (Code.PAGE_CUT, "templates/summary.docx")
    assert "紙の外" in found.hint


def test_a_heading_before_columns_goes_to_the_next_page_with_them(office: Path, tmp_path: Path) -> None:
    """Between two parts in columns LibreOffice keeps no heading with the second: it begins a page by itself, in Word's document as
    in the PDF. Another run says the same, with LibreOffice or without."""
    columns = "::: {.二段}\n- 甲\n- 乙\n- 丙\n- 丁\n- 戊\n- 己\n:::"
    text = f"# 本文 {{#sec-text}}\n\n{columns}\n\n{BREAK}\n\n{LINES}\n\n## 離れた見出し\n\n{columns}"
    project = small_project(tmp_path, {CHAPTER: text})
    document = finish(project, ("plan",))["plan"]
    body = checks.read("plan", document.docx).body.paragraphs
    begun = [
        each.text for each in body if each.element.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None
    ]
    assert begun == ["目\u3000次", "離れた見出し"]
    assert any("離れた見出し" in page and "己" in page for page in read_printed(document.pdf).texts)
    assert finish(project, ("plan",))["plan"].docx == document.docx
    (quick,) = make(project, ("plan",), None, quiet).documents
    assert quick.docx == document.docx
