"""Levels that go on counting: the layout copy says the numbers that LibreOffice would count otherwise."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from pipeline import checks
from pipeline.layout.copy import layout_copy
from pipeline.model.xml_names import w
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.goldens import quiet
from tests.layout.printed import packed, read_printed
from tests.layout.projects import edited_templates, finish, small_project, with_part
from tests.markup import there
from tests.small_plan import CHAPTER, MEASURES, TEXTS
from tests.word_save import save_as_word_does

NUMBERING = "word/numbering.xml"
CHANGES = {
    CHAPTER: "# 本文 {#sec-text}\n\n## 一\n\n### 甲\n\n### 乙\n\n## 二\n\n### 丙\n\n[](#sec-last)です。\n",
    MEASURES: f"{TEXTS[MEASURES]}\n## 終わり {{#sec-last}}\n\n### 丁\n\n文章です。\n\n## 後\n\n文章です。\n",
}


def restarting(**levels: int) -> Callable[[etree._Element], None]:
    """The headings' list with a w:lvlRestart at these levels (`level1` is that of sections)."""

    def change(root: etree._Element) -> None:
        for level in root[0].iter(w("lvl")):
            if (restart := levels.get(f"level{level.get(w('ilvl'))}")) is not None:
                mark = etree.Element(w("lvlRestart"), {w("val"): str(restart)})
                there(level.find(w("numFmt"))).addnext(mark)

    return change


def project_of(folder: Path, change: Callable[[etree._Element], None], saved: bool = False) -> Project:
    templates = edited_templates(folder / "templates", {"plan": (NUMBERING, change)})
    path = templates / "plan.docx"
    if saved:
        path.write_bytes(save_as_word_does(path.read_bytes()))
    return small_project(folder, CHANGES, templates)


def plan_of(project: Project) -> bytes:
    (document,) = make(project, ("plan",), None, quiet).documents
    return document.docx


def said_in(docx: bytes) -> list[tuple[str, int]]:
    """What the copy says of numbers: the title of each heading that got a list of its own, and its number."""
    numbering, document = parts_of(layout_copy(docx).data)
    starts = {
        num.get(w("numId")): int(start.get(w("val"), ""))
        for num in numbering.iter(w("num"))
        for start in num.iter(w("startOverride"))
    }
    return [
        ("".join(paragraph.itertext(w("t"))), starts[number.get(w("val"))])
        for paragraph in document.iter(w("p"))
        if (number := paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")) is not None
    ]


def parts_of(docx: bytes) -> tuple[etree._Element, etree._Element]:
    """The lists of a document, and its text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(NUMBERING)), etree.fromstring(package.read("word/document.xml"))


@pytest.mark.parametrize("saved", [False, True], ids=["as it is", "saved by Word"])
@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({}, []),
        ({"level1": 1}, []),
        ({"level1": 0}, [("安心なまち", 3)]),
        ({"level2": 0}, [("丙", 3), ("支え合いの推進", 4), ("丁", 5)]),
        ({"level2": 1}, [("丙", 3), ("丁", 2)]),
        ({"level1": 0, "level2": 1}, [("丙", 3), ("安心なまち", 3), ("丁", 2)]),
    ],
    ids=str,
)
def test_numbers_are_said_where_a_level_goes_on(
    levels: dict[str, int], said: list[tuple[str, int]], saved: bool, tmp_path: Path
) -> None:
    """Only there: the next ones are counted from it, and a level that begins anew as usual needs nothing."""
    assert said_in(plan_of(project_of(tmp_path, restarting(**levels), saved))) == said


def indented(root: etree._Element) -> None:
    """Sections whose style says how far they are indented."""
    style = next(
        each for each in root.iter(w("style")) if there(each.find(w("name"))).get(w("val")) == "heading 2"
    )
    properties = there(style.find(w("pPr")))
    for old in properties.findall(w("ind")):
        properties.remove(old)
    there(properties.find(w("numPr"))).addnext(etree.Element(w("ind"), {w("left"): "777"}))


def test_a_heading_whose_number_is_said_keeps_the_indent_of_its_style(tmp_path: Path) -> None:
    """The level's own would come before it."""
    project = project_of(tmp_path, restarting(level1=0))
    docx = with_part(plan_of(project), "word/styles.xml", indented)
    _, document = parts_of(layout_copy(docx).data)
    lefts = [
        there(paragraph.find(f"{w('pPr')}/{w('ind')}")).get(w("left"))
        for paragraph in document.iter(w("p"))
        if paragraph.find(f"{w('pPr')}/{w('numPr')}") is not None
    ]
    assert lefts == ["777"]


def overridden(root: etree._Element) -> None:
    """The same said by the w:num, over levels of its abstract list that say nothing; chapters begin at ３ there."""
    (num,) = [each for each in root.iter(w("num")) if each.get(w("numId")) == "1"]
    first = etree.SubElement(num, w("lvlOverride"), {w("ilvl"): "0"})
    etree.SubElement(first, w("startOverride"), {w("val"): "3"})
    override = etree.SubElement(num, w("lvlOverride"), {w("ilvl"): "1"})
    level = deepcopy(root[0].findall(w("lvl"))[1])
    there(level.find(w("numFmt"))).addnext(etree.Element(w("lvlRestart"), {w("val"): "0"}))
    override.append(level)


def linked(root: etree._Element) -> None:
    """The levels in a list style's abstract list, to which that of headings only leads (17.9.21, 17.9.27)."""
    restarting(level1=0)(root)
    behind = deepcopy(root[0])
    behind.set(w("abstractNumId"), "90")
    for level in root[0].findall(w("lvl")):
        root[0].remove(level)
    for name, holder in (("numStyleLink", root[0]), ("styleLink", behind)):
        there(holder.find(w("tmpl"))).addnext(etree.Element(w(name), {w("val"): "HeadingList"}))
    root[0].addnext(behind)
    num = etree.Element(w("num"), {w("numId"): "90"})
    etree.SubElement(num, w("abstractNumId"), {w("val"): "90"})
    root.append(num)


@pytest.mark.parametrize("change", [overridden, linked])
def test_levels_are_found_wherever_word_finds_them(
    change: Callable[[etree._Element], None], tmp_path: Path
) -> None:
    """In a w:lvlOverride (17.9.9), or behind a list style."""
    if change is linked:
        templates = edited_templates(tmp_path / "templates", {"plan": (NUMBERING, change)})
        path = templates / "plan.docx"
        path.write_bytes(with_part(path.read_bytes(), "word/styles.xml", with_list_style))
        project = small_project(tmp_path, CHANGES, templates)
    else:
        project = project_of(tmp_path, change)
    assert said_in(plan_of(project)) == [("安心なまち", 3)]


def with_list_style(root: etree._Element) -> None:
    style = etree.SubElement(root, w("style"), {w("type"): "numbering", w("styleId"): "HeadingList"})
    etree.SubElement(style, w("name"), {w("val"): "見出しのリスト"})
    numbered = etree.SubElement(etree.SubElement(style, w("pPr")), w("numPr"))
    etree.SubElement(numbered, w("numId"), {w("val"): "90"})


def restyled(root: etree._Element) -> None:
    """Sections go on through the plan, what is under them goes on through each chapter and shows its section."""
    restarting(level1=0, level2=1)(root)
    there(root[0].findall(w("lvl"))[2].find(w("lvlText"))).set(w("val"), "%2－%3")


@pytest.mark.usefixtures("office")
def test_headings_contents_and_references_are_printed_as_word_numbers_them(tmp_path: Path) -> None:
    """In the PDF, by the independent reader's numbers; the contents and the reference say the same."""
    finished = finish(project_of(tmp_path, restyled), ("plan",))["plan"]
    reading = checks.read("plan", finished.docx)
    numbers = [reading.number(heading.at) for heading in reading.headings]
    assert [number.text for number in numbers if number and number.place.level in (1, 2)] == [
        *("第１節", "１－１", "１－２", "第２節", "２－３", "第３節", "３－１", "第４節", "４－２", "第５節"),
    ]
    printed = read_printed(finished.pdf)
    titles = [reading.body.paragraphs[heading.at].text for heading in reading.headings]
    shown = [
        packed((number.text if number else "") + title) for number, title in zip(numbers, titles, strict=True)
    ]
    assert [entry.title for entry in printed.outline] == shown
    assert all(printed.text.count(each) >= 2 for each in shown[: len("本一甲乙二丙")])
    assert "第２章第４節です" in printed.text


def legal(*levels: int, **texts: str) -> Callable[[etree._Element], None]:
    """Chapters in kanji figures, and these levels with all numbers in Arabic ones; `texts` are those of some levels."""

    def change(root: etree._Element) -> None:
        for level in root[0].iter(w("lvl")):
            index = level.get(w("ilvl"), "")
            if index == "0":
                there(level.find(w("numFmt"))).set(w("val"), "japaneseCounting")
            if text := texts.get(f"level{index}"):
                there(level.find(w("lvlText"))).set(w("val"), text)
            if int(index) in levels:
                there(level.find(w("lvlText"))).addprevious(etree.Element(w("isLgl")))

    return change


@pytest.mark.parametrize(
    ("change", "numbers"),
    [
        (legal(1, level1="%1.%2"), ["第一章", "1.1", "１", "1.2", "１"]),
        (legal(1, 2, level1="%1－%2", level2="%1.%2.%3"), ["第一章", "1－1", "1.1.1", "1－2", "1.2.1"]),
        (legal(2), ["第一章", "第１節", "1", "第２節", "1"]),
    ],
    ids=["sections", "sections and below", "below alone"],
)
def test_arabic_figures_are_printed_where_a_level_asks_for_them(
    office: Path, change: Callable[[etree._Element], None], numbers: list[str], tmp_path: Path
) -> None:
    """In headings, contents and references alike: LibreOffice writes each number as its own level does."""
    project = project_of(tmp_path, change)
    document = finish(project, ("plan",))["plan"]
    titles = ("本文", "一", "甲", "二", "丙")
    assert {"".join(pair) for pair in zip(numbers, titles, strict=True)} <= {
        packed(entry.title) for entry in read_printed(document.pdf).outline
    }
