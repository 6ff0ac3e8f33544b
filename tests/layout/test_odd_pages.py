"""Pages, columns and tags of kinds that the suite's own documents do not have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pikepdf
import pytest
from lxml import etree

from pipeline.fitting import bench, shortening
from pipeline.fitting.bench import Tried
from pipeline.layout import marks, measure, running, tags
from pipeline.layout.drawn_tables import mark_tables
from pipeline.layout.elements import Element, box_of
from pipeline.layout.marks import Section
from pipeline.layout.outline import nest_in_divisions
from pipeline.model.content import DocumentContent, Part
from pipeline.model.inlines import Paragraph, Role, Text, plain_text
from pipeline.model.numbers import Target
from pipeline.model.xml_names import W as MAIN
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location
from pipeline.word.fitting.shorten import Column, Outline, Stack
from pipeline.word.fitting.shortened import paragraphs_of

W = f'xmlns:w="{MAIN}"'


def xml(markup: str) -> etree._Element:
    """The element of this markup, whose first name has a blank or its end behind it."""
    name, _, rest = markup.partition(">")
    return etree.fromstring(f"{name} {W}>{rest}")


def test_columns_of_unequal_width_begin_where_they_say() -> None:
    """The second behind the first and the space after it."""
    section = xml(
        '<w:sectPr><w:pgSz w:w="11900" w:h="16840"/><w:pgMar w:left="1000" w:right="1000" w:gutter="0"/>'
        '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="3000" w:space="400"/><w:col w:w="6500"/></w:cols></w:sectPr>'
    )
    assert list(marks._columns(section)) == [50.0, 220.0]


def test_a_page_of_another_size_than_its_section_is_told() -> None:
    """A printer driver's paper, say."""
    section = Section(("a",), 595.0, 842.0, 70.0, 70.0, "decimal", None, True, True, (70.0,))
    (fault,) = measure._sizes_that_differ([section, section], [(595.0, 842.0), (842.0, 595.0)])
    assert (fault.code, fault.page, fault.text) == (Code.PAGE_SIZE, 1, "297×210 mm")


@pytest.mark.parametrize(("begun", "columns"), [([], [2, 1]), ([1], [1, 1])])
def test_columns_before_a_break_are_counted_from_the_page_that_a_section_begins(
    begun: list[int], columns: list[int]
) -> None:
    """What stands on pages before that one belongs to another part."""
    whole = Section(("a",), 595.0, 842.0, 70.0, 70.0, "decimal", None, True, True, (70.0,))
    halves = replace(whole, columns=(70.0, 310.0))
    spots = {"one": measure._Spot(1, 700.0, 70.0), "two": measure._Spot(1, 500.0, 310.0)}
    found = measure._ended([("one", 10.0), ("two", 10.0)], [whole, halves], spots, begun)
    assert [(each.pages, each.used) for each in found] == list(zip(columns, [640.0, 440.0], strict=True))


def test_a_character_that_a_page_has_of_another_font_is_told_once() -> None:
    """Nothing of the document is known to lack it."""
    (fault,) = measure._without_glyph([], frozenset(), {2: "鷗", 3: "鷗"}, frozenset())
    assert (fault.code, fault.page, fault.text) == (Code.PAGE_GLYPH, 2, "鷗")


def test_a_heading_in_a_division_says_its_level_whatever_else_it_says() -> None:
    """Before what has to come behind (17.3.1.26), or in properties of its own."""
    target = cast(Target, SimpleNamespace(in_division=True, level=2))
    document = xml(
        '<w:body><w:p><w:bookmarkStart w:name="a"/></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="x"/><w:rPr/></w:pPr><w:bookmarkStart w:name="b"/></w:p></w:body>'
    )
    nest_in_divisions(document, {"a": target, "b": target})
    said = [[etree.QName(each).localname for each in properties] for properties in document.iter(w("pPr"))]
    assert said == [["outlineLvl"], ["pStyle", "outlineLvl", "rPr"]]


def test_a_header_that_names_no_heading_shows_none() -> None:
    """A plan without a heading of that style."""
    assert running._headings({}, cast(running.Variable, SimpleNamespace()), {}) == {}


def test_a_figure_without_a_box_has_none() -> None:
    """Other programs leave it out."""
    assert box_of(pikepdf.Dictionary(A=pikepdf.Dictionary(O=pikepdf.Name("/Layout")))) == []


def test_words_in_what_is_no_picture_stay_marked() -> None:
    """Only what shows no text becomes an artifact."""
    document = pikepdf.new()
    page = document.add_blank_page()
    page.Contents = document.make_stream(
        b"/Figure <</MCID 0>>BDC\nBT (a) Tj ET\nEMC\n/Figure <</MCID 1>>BDC\n0 0 m 1 1 l S\nEMC\n"
    )
    elements = {each: Element("/Figure", pikepdf.Dictionary(), cast(Any, [each])) for each in (0, 1)}
    row = pikepdf.Array([pikepdf.Dictionary(), pikepdf.Dictionary()])
    tags._hide_marks(page, elements, row)
    shown = page.Contents.read_bytes()
    assert b"/P<</MCID 0>>BDC" in shown
    assert b"MCID 1" not in shown


def test_a_page_with_nothing_but_a_picture_knows_whose_it_is() -> None:
    """LibreOffice keeps no list of marks (14.7.4.4) for a page without text."""
    document = pikepdf.new()
    page = document.add_blank_page()
    box = pikepdf.Dictionary(O=pikepdf.Name("/Layout"), BBox=pikepdf.Array([50, 60, 150, 160]))
    figure = pikepdf.Dictionary(S=pikepdf.Name("/Figure"), A=box)
    parents: dict[int, pikepdf.Object] = {0: pikepdf.Array()}
    shown = tags._Pictures([figure], [], parents, page)
    assert shown.opening(b"q 100 0 0 100 50 60 cm /Im0 Do Q") == b"/Figure<</MCID 0>>BDC"
    assert int(page.obj.StructParents) == 1
    assert [len(each) for each in parents.values()] == [0, 1]


def test_a_drawing_whose_words_have_no_style_is_left_as_it_is() -> None:
    """Nothing would be known by it."""
    styles = xml("<w:styles></w:styles>")
    mark_tables(
        xml(
            '<w:body><w:tbl><w:tblPr><w:tblCaption w:val="図"/></w:tblPr>'
            "<w:tr><w:tc><w:p><w:r><w:t>箱</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>"
        ),
        styles,
    )
    assert len(styles) == 0


def test_a_text_that_no_page_shows_has_no_lines() -> None:
    """Advice can't count them, and goes on with the next."""
    page = SimpleNamespace(lines_of=lambda text, after: None)
    assert bench._lines(cast(Any, page))("文") is None


def test_what_stands_before_something_that_was_pushed_on_is_not_shortened() -> None:
    """Its columns would only end higher: a line of the last two of eight texts is enough, though six lines stand beyond the columns."""
    texts = tuple(Paragraph((Text("字" * 110),), Role.BODY, Location("a.yaml", 1)) for _ in range(8))
    content = DocumentContent("summary", "", "", "", {}, {"slot": Part(texts)})
    stacks = [Stack(place, (50, 50, 10), 240, 0, prose=True) for place in range(8)]
    columns = tuple(Column(place, 1, (each,)) for place, each in enumerate(stacks))

    def fits(contents: Sequence[DocumentContent]) -> list[bool]:
        lengths = ([len(plain_text(each.content)) for each in paragraphs_of(content)] for content in contents)
        return [sum(each[6:]) <= 210 for each in lengths]

    first = Tried(False, (72.0,), False, 1, Outline(8, columns))
    removed, parts = shortening._least(cast(Any, SimpleNamespace(fits=fits)), content, first, named=False)
    assert removed in ({6: 10}, {7: 10})
    assert parts == [1] * 6 + [0] * 2


@pytest.mark.parametrize(
    ("shown", "shorter"),
    [("(1)\t見守りの充実", "(1)\tりの充実"), ("・見守り事業", "・り事業"), ("見守り", "り")],
)
def test_a_title_that_is_shortened_keeps_its_number(shown: str, shorter: str) -> None:
    """Nobody wrote that there."""
    assert shortening._cut_at_start(shown, 2) == shorter


@pytest.mark.parametrize(
    ("text", "shorter"), [("一二三四五六七", "一二六七"), ("一二　三四五六七", "一二六七"), ("一二三", "")]
)
def test_a_text_is_shortened_in_its_middle_as_well(text: str, shorter: str) -> None:
    """Lines break otherwise there; blanks are not counted."""
    assert shortening._cut_in_the_middle(text, 3) == shorter


def test_where_nothing_can_be_taken_out_nothing_is_said_to_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of pictures alone."""
    monkeypatch.setattr(shortening, "_more", lambda tried, parts, named: ({}, False))
    first = Tried(False, (10.0,), True, 1, cast(Any, None))
    content = DocumentContent("summary", "", "", "", {}, {})
    assert shortening._proved(cast(Any, None), content, first, {}) == shortening._Proof({}, False, 10.0)
