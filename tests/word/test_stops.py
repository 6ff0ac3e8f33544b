"""Tab stops of contents lists and titles: they fit the page and the numbers, and what staff set stays where it fits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model.xml_names import w
from pipeline.problems import Code, PlanErrors
from pipeline.word.markup.styles import Indents, Styles, Tab, read_styles
from pipeline.word.writing.stops import Lines, fit_right, fit_stops
from pipeline.workflows.build import make
from tests.goldens import TEMPLATES, quiet
from tests.layout.projects import edited_templates, small_project
from tests.markup import there
from tests.templates import opened

EM = 210  # twips: contents lists are set in 10.5 pt
WIDTH = 9071
DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"


@cache
def styles() -> Styles:
    return opened("plan", (TEMPLATES / "plan.docx").read_bytes()).styles


def with_style(indents: Indents, *tabs: Tab) -> Styles:
    """The template's styles, with other indents and stops of `toc 2`."""
    own = styles()
    return replace(own, indents={**own.indents, "toc 2": indents}, tabs={**own.tabs, "toc 2": tabs})


def lines(*labels: str, width: int = WIDTH) -> Lines:
    return Lines("toc 2", width, labels)


def captions(*texts: str) -> Lines:
    """Lines of a list of tables, by number and title."""
    return Lines("table of figures", WIDTH, tuple(text.partition("　")[0] for text in texts), texts)


@pytest.mark.parametrize(
    ("own", "width", "fitted"),
    [
        (9071, 9071, 9071),
        (9071, 8504, 8504),
        (9071, 9638, 9071),
        (8500, 9071, 8500),
        (9071, 14004, 14004),
        (0, 9071, 9071),
    ],
    ids=["as it is", "wider margins", "narrower margins", "set further in", "larger paper", "none"],
)
def test_page_numbers_stand_at_the_edge_of_the_text_or_where_staff_put_them_near_it(
    own: int, width: int, fitted: int
) -> None:
    """A stop beyond the edge makes lines wrap; one in the middle of the page is that of other paper."""
    assert fit_right(own, width) == fitted


def test_numbers_that_fit_leave_the_style_as_it_is() -> None:
    """第９節 in the shipped style."""
    stops = fit_stops(styles(), lines("第１節", "第９節", ""))
    assert (stops.left, stops.hanging, stops.behind, stops.right) == (1474, 907, 0, WIDTH)


@pytest.mark.parametrize(
    ("label", "left"),
    [("第１０節", 567 + 5 * EM), ("第１０章第１２節", 567 + 9 * EM), ("１０－１２", 567 + 6 * EM)],
)
def test_titles_begin_behind_the_longest_number_of_their_level(label: str, left: int) -> None:
    """A character behind it, all of them in line."""
    stops = fit_stops(styles(), lines("第１節", label))
    assert (stops.left, stops.behind, stops.left - stops.hanging) == (left, left, 567)


def test_a_style_whose_second_lines_begin_under_the_number_keeps_them_there() -> None:
    """As in Word's own styles, which have an indent and a stop."""
    own = with_style(Indents(210, 210), Tab("left", "", 1050), Tab("right", "dot", WIDTH))
    stops = fit_stops(own, lines("第１０章第１２節"))
    assert (stops.left, stops.hanging, stops.behind) == (210, 0, 210 + 9 * EM)


def test_lists_of_captions_have_no_tab_behind_their_numbers() -> None:
    """Their second lines begin under the title."""
    stops = fit_stops(styles(), captions("表資料１－１２　地区の人口"))
    assert (stops.left, stops.hanging, stops.behind) == (8 * EM, 8 * EM, 0)


def test_the_page_number_of_a_short_caption_does_not_stand_where_second_lines_begin() -> None:
    """A hanging indent is a stop as well, and 「表３－１　題」 ends before one as wide as 表資料１－１２."""
    stops = fit_stops(styles(), captions("表３－１　題", "表資料１－１２　地区の人口"))
    assert stops.left == stops.hanging == 6 * EM - EM // 2


@pytest.mark.parametrize(("width", "crowded"), [(WIDTH, False), (3600, True)])
def test_a_list_without_room_for_titles_is_crowded(width: int, crowded: bool) -> None:
    assert fit_stops(styles(), lines("第１０章第１２節", width=width)).is_crowded is crowded


# In documents


def margins_of(side: int, paper: int = 11906) -> Callable[[etree._Element], None]:
    """Other margins left and right, and another width of upright paper."""

    def change(root: etree._Element) -> None:
        for margins in root.iter(w("pgMar")):
            margins.set(w("left"), str(side))
            margins.set(w("right"), str(side))
        for size in root.iter(w("pgSz")):
            size.set(w("w"), str(paper))

    return change


def styles_in(folder: Path, name: str, *edits: tuple[str, Callable[[etree._Element], None]]) -> Styles:
    """The styles of a document made with a changed template."""
    templates = edited_templates(folder / "templates", {name: edits[0]})
    wanted = make(small_project(folder, templates=templates), (name,), None, quiet).documents
    (document,) = (each for each in wanted if each.name == name)
    with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
        return read_styles(etree.fromstring(package.read(STYLES)))


@pytest.mark.parametrize(("side", "paper"), [(1700, 11906), (1417, 10319), (1134, 16838)])
def test_contents_lists_reach_the_edge_of_the_text(side: int, paper: int, tmp_path: Path) -> None:
    """Wider margins, B5 and A3: the styles themselves are changed, so that Word's own update keeps to them."""
    found = styles_in(tmp_path, "plan", (DOCUMENT, margins_of(side, paper)))
    for name in ("toc 1", "toc 2", "toc 3", "table of figures"):
        (right,) = (tab for tab in found.tabs[name] if tab.kind == "right")
        assert (right.position, right.leader) == (paper - 2 * side, "dot")


def long_numbers(root: etree._Element) -> None:
    """Sections that say their chapter, too."""
    next(text for text in root.iter(w("lvlText")) if text.get(w("val")) == "第%2節").set(
        w("val"), "第%1章第%2節"
    )


def test_long_numbers_move_the_titles_of_their_level(tmp_path: Path) -> None:
    """第１章第１節 is six characters wide; chapters and what is under the sections stay."""
    found, before = styles_in(tmp_path, "plan", (NUMBERING, long_numbers)), styles()
    assert [tab.position for tab in found.tabs["toc 2"]] == [567 + 7 * EM, WIDTH]
    assert found.indents["toc 2"] == Indents(567, 567 + 7 * EM)
    assert found.tabs["toc 1"] == before.tabs["toc 1"]
    assert found.indents["toc 3"] == before.indents["toc 3"]


@pytest.mark.parametrize(("side", "right"), [(964, 23811 - 2 * 964), (680, 22450), (600, 22450)])
def test_what_stands_beside_a_sheets_title_stays_on_the_paper(side: int, right: int, tmp_path: Path) -> None:
    """Margins of 5 mm more; those that it was made for; and less, where the period may stand where staff have it."""

    def change(root: etree._Element) -> None:
        for margins in root.iter(w("pgMar")):
            margins.set(w("left"), str(side))
            margins.set(w("right"), str(side))

    found = styles_in(tmp_path, "framework", (DOCUMENT, change))
    assert [tab.position for tab in found.tabs["Title"]] == [right]


def test_a_line_of_the_cover_keeps_its_stop_within_the_text(tmp_path: Path) -> None:
    """What stands in the middle of a cover is meant to; only what is beyond the text is brought back."""

    def change(root: etree._Element) -> None:
        for paragraph, position in zip(root[0].findall(w("p"))[:2], ("5000", "12000"), strict=True):
            properties = there(paragraph.find(w("pPr")))
            tabs = etree.Element(w("tabs"))
            etree.SubElement(tabs, w("tab"), {w("val"): "right", w("pos"): position})
            there(properties.find(w("pStyle"))).addnext(tabs)
            run = etree.SubElement(paragraph, w("r"))
            etree.SubElement(run, w("tab"))
            etree.SubElement(run, w("t")).text = "右"

    templates = edited_templates(tmp_path / "templates", {"plan": (DOCUMENT, change)})
    (document,) = make(small_project(tmp_path, templates=templates), ("plan",), None, quiet).documents
    with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
        body = etree.fromstring(package.read(DOCUMENT))[0]
    stops = [
        [
            tab.get(w("pos"))
            for tab in paragraph.iterfind(f"{w('pPr')}/{w('tabs')}/{w('tab')}")
            if tab.get(w("val")) == "right"
        ]
        for paragraph in body.findall(w("p"))[:2]
    ]
    assert stops == [["5000"], [str(WIDTH + 1)]]


def test_a_style_that_leaves_no_room_for_titles_is_told_by_its_name(tmp_path: Path) -> None:
    """In its template, with what to do; not as six lines of text that are cut."""

    def change(root: etree._Element) -> None:
        for style in root.iter(w("style")):
            if there(style.find(w("name"))).get(w("val")) == "toc 2":
                there(style.find(f"{w('pPr')}/{w('ind')}")).set(w("left"), "8000")

    templates = edited_templates(tmp_path / "templates", {"plan": (STYLES, change)})
    with pytest.raises(PlanErrors) as caught:
        make(small_project(tmp_path, templates=templates), ("plan",), None, quiet)
    (problem,) = caught.value.problems
    assert (problem.code, problem.location.file) == (Code.TEMPLATE_CONTENTS, "templates/plan.docx")
    assert "toc 2" in problem.message
    assert "字下げ" in problem.hint
