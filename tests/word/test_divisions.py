"""部 in Word: their style and list, contents, captions, headers, and lists that they share with chapters."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from pipeline import checks
from pipeline.model.xml_names import w
from pipeline.problems import Code, PlanErrors
from pipeline.workflows.build import make
from pipeline.workspace.project import Project
from tests.divisions import FILES, NUMBERING, STYLES, templates_anew
from tests.goldens import TEMPLATES, quiet
from tests.layout.projects import edited_templates, small_project, with_part
from tests.markup import there
from tests.small_plan import TEXTS
from tests.templates import opened
from tests.word_save import save_as_word_does

HEADER = "word/header2.xml"


def reading_of(folder: Path, templates: Path = TEMPLATES) -> checks.Reading:
    """The plan with two 部, as the independent reader reads it."""
    project = small_project(folder, FILES, templates)
    (document,) = make(project, ("plan",), None, quiet).documents
    return checks.read("plan", document.docx)


def shown(reading: checks.Reading, *styles: str) -> list[str]:
    """The paragraphs in these styles, with their numbers."""
    found = []
    for paragraph in reading.body.paragraphs:
        if reading.style_name(paragraph) in styles:
            number = reading.number(paragraph.index)
            found.append(f"{number.text if number else ''}　{paragraph.text}".strip("　"))
    return found


def said(reading: checks.Reading) -> list[str]:
    """The running text of the chapters that refers to something."""
    return [text for text in shown(reading, "Body Text") if re.match("第?[１-９]", text)]


def test_a_division_is_a_heading_of_its_own_style(tmp_path: Path) -> None:
    """Above its chapters, with the number of the template's list."""
    assert shown(reading_of(tmp_path), "部見出し", "heading 1") == [
        *("第１部　総論", "第１章　本文", "第２章　現状"),
        *("第２部　各論", "第３章　施策", "第４章　推進"),
    ]


def test_divisions_stand_above_chapters_in_the_contents(tmp_path: Path) -> None:
    """In a style of their own, which the field gathers."""
    reading = reading_of(tmp_path)
    lines = shown(reading, "toc 1", "toc 5")
    assert [line.partition("\t")[0] for line in lines] == [
        *("第１部", "第１章", "第２章", "第２部", "第３章", "第４章", "資料１"),
    ]
    (field, *_) = [each for each in reading.body.fields if each.instruction.kind == "TOC"]
    assert field.instruction.switches["t"].endswith("部見出し,5")


def test_contents_of_a_plan_without_divisions_ask_for_none(tmp_path: Path) -> None:
    """Every byte is as it was."""
    (document,) = make(small_project(tmp_path), ("plan",), None, quiet).documents
    assert "部見出し" not in document_of(document.docx)


def document_of(docx: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(part).decode()


def test_references_are_live_and_say_what_word_will(tmp_path: Path) -> None:
    """The independent reader computes them from the list."""
    assert said(reading_of(tmp_path)) == ["第２部「各論」の第４章です。", "第１章の表４－１です。"]


def one_list(folder: Path, saved: bool, restart: str = "") -> Path:
    """Templates with one list of 部 and chapters, perhaps as Word leaves them."""
    templates = templates_anew(folder / "templates", restart)
    path = templates / "plan.docx"
    if saved:
        path.write_bytes(save_as_word_does(path.read_bytes()))
    return templates


@pytest.mark.parametrize("saved", [False, True], ids=["as it is", "saved by Word"])
def test_in_one_list_chapters_begin_anew_and_are_told_with_their_division(
    saved: bool, tmp_path: Path
) -> None:
    """Captions, too; a list says so where chapters are the level under 部."""
    reading = reading_of(tmp_path, one_list(tmp_path, saved))
    assert shown(reading, "部見出し", "heading 1") == [
        *("第１部　総論", "第１章　本文", "第２章　現状"),
        *("第２部　各論", "第１章　施策", "第２章　推進"),
    ]
    assert said(reading) == ["第２部「各論」の第２部第２章です。", "第１部第１章の表２－２－１です。"]
    assert [each.partition("　")[0] for each in shown(reading, "caption")] == ["表１－１－１", "表２－２－１"]


@pytest.mark.parametrize("saved", [False, True], ids=["as it is", "saved by Word"])
def test_in_one_list_chapters_may_run_on(saved: bool, tmp_path: Path) -> None:
    """［リストを開始するレベルを指定する］ unchecked: numbers are those of two lists, and so are references."""
    reading = reading_of(tmp_path, one_list(tmp_path, saved, restart="0"))
    assert shown(reading, "部見出し", "heading 1") == [
        *("第１部　総論", "第１章　本文", "第２章　現状"),
        *("第２部　各論", "第３章　施策", "第４章　推進"),
    ]
    assert said(reading) == ["第２部「各論」の第４章です。", "第１章の表４－１です。"]
    levels = [number.place.level for each in reading.headings if (number := reading.number(each.at))]
    assert levels[:3] == [0, 0, 1]


def test_levels_that_a_list_overrides_go_with_the_chapters(tmp_path: Path) -> None:
    """［番号の設定］ in Word leaves a w:lvlOverride: chapters that begin at 5 do so, and 部 begin at 1."""
    templates = one_list(tmp_path, saved=False, restart="0")
    path = templates / "plan.docx"

    def begin_at_five(root: etree._Element) -> None:
        (num,) = [each for each in root.iter(w("num")) if each.get(w("numId")) == "1"]
        override = etree.SubElement(num, w("lvlOverride"), {w("ilvl"): "1"})
        etree.SubElement(override, w("startOverride"), {w("val"): "5"})

    path.write_bytes(with_part(path.read_bytes(), NUMBERING, begin_at_five))
    assert shown(reading_of(tmp_path, templates), "部見出し", "heading 1") == [
        *("第１部　総論", "第５章　本文", "第６章　現状"),
        *("第２部　各論", "第７章　施策", "第８章　推進"),
    ]


def test_what_runs_on_and_counts_in_one_list_stays_in_it_where_a_level_asks_for_the_division(
    tmp_path: Path,
) -> None:
    """第%1部第%2章 can't be shown without it."""
    templates = templates_anew(tmp_path / "templates", restart="0")
    path = templates / "plan.docx"

    def shows_division(root: etree._Element) -> None:
        there(root[0].findall(w("lvl"))[1].find(w("lvlText"))).set(w("val"), "%1－%2")

    path.write_bytes(with_part(path.read_bytes(), NUMBERING, shows_division))
    reading = reading_of(tmp_path, templates)
    assert shown(reading, "heading 1") == ["１－１　本文", "１－２　現状", "２－３　施策", "２－４　推進"]
    assert said(reading) == ["第２部「各論」の２－４です。", "１－１の表２－４－１です。"]


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("1", "レベル1を「部見出し」と"),
        ("2", "「資料見出し 1」と同じ番号のリスト"),
        ("3", "同じ番号のリスト"),
    ],
)
def test_a_list_that_is_not_that_of_divisions_is_told(number: str, word: str, tmp_path: Path) -> None:
    """That of chapters, at the same level; the appendix's; that of enumerations."""

    def misled(root: etree._Element) -> None:
        (style,) = [
            each for each in root.iter(w("style")) if there(each.find(w("name"))).get(w("val")) == "部見出し"
        ]
        there(style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")).set(w("val"), number)

    templates = edited_templates(tmp_path / "templates", {"plan": (STYLES, misled)})
    with pytest.raises(PlanErrors) as raised:
        opened("plan", (templates / "plan.docx").read_bytes())
    assert any(
        each.code is Code.TEMPLATE_LIST
        and word in f"{each.message}{each.hint}"
        and "部見出し" in each.message + each.hint
        for each in raised.value.problems
    )


@pytest.mark.parametrize(
    ("text", "number_format", "code", "word"),
    [
        ("第 %1 部", "decimal", Code.TEMPLATE_LIST, "空白"),
        ("第部", "decimal", Code.TEMPLATE_LIST, "灰色の数字"),
        ("第%1部", "chicago", Code.TEMPLATE_NUMBER_FORMAT, "使えません"),
    ],
)
def test_numbers_of_divisions_are_held_to_what_holds_for_headings(
    text: str, number_format: str, code: Code, word: str, tmp_path: Path
) -> None:
    def change(root: etree._Element) -> None:
        level = there(root.findall(w("abstractNum"))[-1].find(w("lvl")))
        there(level.find(w("lvlText"))).set(w("val"), text)
        there(level.find(w("numFmt"))).set(w("val"), number_format)

    templates = edited_templates(tmp_path / "templates", {"plan": (NUMBERING, change)})
    with pytest.raises(PlanErrors) as raised:
        opened("plan", (templates / "plan.docx").read_bytes())
    (problem,) = raised.value.problems
    assert problem.code is code
    assert word in f"{problem.message}{problem.hint}"
    assert "部見出し" in problem.message


def renamed(name: str) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        for called in root.iterfind(f"{w('style')}/{w('name')}"):
            if called.get(w("val")) == name:
                called.set(w("val"), "別の名前")

    return change


@pytest.mark.parametrize("name", ["部見出し", "toc 5"])
def test_the_styles_of_divisions_are_wanted_only_where_there_are_some(name: str, tmp_path: Path) -> None:
    """And then told with the 部 that needs them."""
    templates = edited_templates(tmp_path / "templates", {"plan": (STYLES, renamed(name))})
    plain = {**TEXTS, "chapters/01-text.md": FILES["chapters/01-text.md"]}
    make(small_project(tmp_path / "plain", plain, templates), ("plan",), None, quiet)
    files = {**FILES, "chapters/01-now.md": "# 現状 {#sec-now}\n"}
    with pytest.raises(PlanErrors) as raised:
        make(small_project(tmp_path / "divided", files, templates), ("plan",), None, quiet)
    (problem,) = raised.value.problems
    assert problem.code is Code.TEMPLATE_STYLE
    assert name in problem.message
    assert "総論" in problem.hint


def asks(instruction: str) -> Callable[[etree._Element], None]:
    """A header with one more line, which holds a field."""

    def change(root: etree._Element) -> None:
        line = etree.SubElement(root, w("p"))
        field = etree.SubElement(line, w("fldSimple"), {w("instr"): instruction})
        etree.SubElement(etree.SubElement(field, w("r")), w("t")).text = "題"

    return change


def headers_of(project: Project) -> list[str]:
    """The texts of the plan's headers that show one."""
    (document,) = make(project, ("plan",), None, quiet).documents
    reading = checks.read("plan", document.docx)
    assert not list(checks.check_running(reading))
    texts = ("".join(each.text for each in story.paragraphs) for story in reading.headers.values())
    return [text.replace("みどり市地域福祉計画（案）", "") for text in texts if "計画（案）" in text]


@pytest.mark.parametrize(
    ("instruction", "found"),
    [
        ('STYLEREF "部見出し"', ["総論", "用語解説"]),
        ('STYLEREF "部見出し" \\n', ["第１部", "資料１"]),
    ],
)
def test_headers_show_the_division_of_their_pages(instruction: str, found: list[str], tmp_path: Path) -> None:
    """The appendix is no part of the last one: it shows its own titles there."""
    templates = edited_templates(tmp_path / "templates", {"plan": (HEADER, asks(instruction))})
    assert sorted(headers_of(small_project(tmp_path, FILES, templates))) == sorted(found)


def test_beside_that_of_chapters_the_appendix_shows_no_division(tmp_path: Path) -> None:
    """One title is enough."""

    def both(root: etree._Element) -> None:
        asks('STYLEREF "部見出し"')(root)
        asks('STYLEREF "見出し 1"')(root)

    templates = edited_templates(tmp_path / "templates", {"plan": (HEADER, both)})
    assert sorted(headers_of(small_project(tmp_path, FILES, templates))) == ["用語解説", "総論本文"]


def kept_with_next(root: etree._Element) -> None:
    (style,) = [
        each for each in root.iter(w("style")) if there(each.find(w("name"))).get(w("val")) == "部見出し"
    ]
    there(style.find(w("pPr"))).insert(0, etree.Element(w("keepNext")))


@pytest.mark.parametrize("kept", [False, True])
def test_a_chapter_stands_beside_its_division_where_the_style_keeps_that_with_the_next(
    kept: bool, tmp_path: Path
) -> None:
    """Its own style begins a page; so do all other chapters."""
    templates = (
        edited_templates(tmp_path / "templates", {"plan": (STYLES, kept_with_next)}) if kept else TEMPLATES
    )
    (document,) = make(small_project(tmp_path, FILES, templates), ("plan",), None, quiet).documents
    paragraphs = re.findall("<w:p>.*?</w:p>", document_of(document.docx))
    turned_off = [each for each in paragraphs if '<w:pageBreakBefore w:val="0"/>' in each]
    assert len(turned_off) == 2 * kept
    assert all("本文" in each or "施策" in each for each in turned_off)
