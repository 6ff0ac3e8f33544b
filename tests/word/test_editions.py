"""What editions ask of Word files: room for furigana everywhere, and letters that are large enough."""

from __future__ import annotations

import io
import itertools
import zipfile
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from lxml import etree

from pipeline.model.content import TitleRoom
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Inlines, Paragraph, Reference, Role, Ruby, Strong, Text, Variant
from pipeline.model.numbers import Target, TargetKind
from pipeline.model.text_widths import FULL, may_break, text_width
from pipeline.model.xml_names import w
from pipeline.problems import Location
from pipeline.word.fitting.enlarging import GOTHIC, WIDTH, enlarged
from pipeline.word.fitting.ruby_room import with_room
from pipeline.word.fitting.title_rooms import title_rooms
from pipeline.word.markup.covers import cover_of
from pipeline.word.markup.oxml import DECLARATIONS, text_run
from pipeline.word.markup.placeholders import remove
from pipeline.word.markup.sections import text_area
from pipeline.word.markup.styles import RUBY_LINE, Styles, value_of
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.word.measuring.icons import wide_text
from pipeline.word.template.parts import with_parts
from pipeline.word.template.template import Template
from pipeline.word.writing.covers import fit_cover
from pipeline.word.writing.even_lines import evened, lines_listed, spread
from pipeline.word.writing.heights import height_above
from pipeline.word.writing.leaf_numbers import number_leaves
from pipeline.word.writing.own_words import put_readings
from pipeline.word.writing.sheet import rows_of_pages, say_again
from pipeline.word.writing.stops import Lines, fit_stops
from tests.goldens import TEMPLATES
from tests.templates import opened
from tests.word.test_grid_layout import A3_TEXT_WIDTH, styles


def template(name: str) -> Template:
    return opened(name, (TEMPLATES / f"{name}.docx").read_bytes())


def part(template: Template, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def test_spaces_on_a_cover_stay_as_they_are() -> None:
    """They place what stands there; grown with the letters, they would need a second page."""
    own = template("plan")
    before, after = (part(each, "styles") for each in (own, enlarged(own, 22)))
    on_cover = {"Title", "Subtitle", "CoverStage", "CoverPeriod", "CoverDate", "CoverCity"}
    assert spaces_of(after, on_cover) == spaces_of(before, on_cover)
    assert spaces_of(after, {"Heading2"}) != spaces_of(before, {"Heading2"})


def test_spaces_that_place_a_heading_stay_as_they_are() -> None:
    """On the first page of a part its text would have no room."""
    own = template("plan")
    root = part(own, "styles")
    for style in root.findall(w("style")):
        if style.get(w("styleId")) == "Heading1":
            for spacing in style.iter(w("spacing")):
                spacing.set(w("before"), "3000")
    placed = replace(own, data=with_parts(own.data, {"word/styles.xml": root}))
    assert spaces_of(part(enlarged(placed, 22), "styles"), {"Heading1"})[0][0] == "3000"


def spaces_of(styles: etree._Element, names: set[str]) -> list[tuple[str | None, str | None]]:
    """The spaces above and below paragraphs of these styles."""
    found = (each for each in styles.findall(w("style")) if each.get(w("styleId")) in names)
    spacings = (style.find(f"{w('pPr')}/{w('spacing')}") for style in found)
    return [(each.get(w("before")), each.get(w("after"))) for each in spacings if each is not None]


@pytest.mark.parametrize(("lines", "is_lower"), [(1, False), (3, True)])
def test_a_cover_whose_text_takes_more_lines_stays_one_page(lines: int, is_lower: bool) -> None:
    """What places the text gives the room, at most half of it; where there is enough, nothing is changed."""
    large = enlarged(template("plan"), 22)
    document, root = part(large, "document"), part(large, "styles")
    cover = cover_of(document, root)
    assert cover is not None
    for paragraph in cover.spaces:
        for text in paragraph.iter(w("t")):
            text.text = (
                "計画" * 10 * lines if value_of(paragraph, f"{w('pPr')}/{w('pStyle')}") == "Title" else ""
            )
    before = etree.tostring(document)
    fit_cover(document, root, large.styles)
    assert (etree.tostring(document) != before) == is_lower
    fitted = cover_of(document, root)
    assert fitted is not None
    assert all(fitted.spaces[each] >= space // 2 for each, space in cover.spaces.items())
    taken = sum(cover.spaces.values()) - sum(fitted.spaces.values())
    height = height_above(cover.end, large.styles, text_area(cover.section)[0])
    assert height - taken <= text_area(cover.section)[1]


def test_sides_of_a_sheet_are_no_pages_of_large_letters() -> None:
    """Each would begin one, and leave the rest of the last one empty. What has running lines of its own stays parted."""
    own = template("plan")
    document = part(own, "document")
    sections = list(document.iter(w("sectPr")))
    for section in sections[1:]:
        for running in list(section.iter(w("headerReference"), w("footerReference"), w("pgNumType"))):
            section.remove(running)
    for paragraph in [
        each for each in document.iter(w("p")) if value_of(each, f"{w('pPr')}/{w('pStyle')}") == "Title"
    ]:
        remove(paragraph)
    sheet = replace(own, data=with_parts(own.data, {"word/document.xml": document}))
    assert len(sections) > 2
    assert len(list(part(enlarged(sheet, 18), "document").iter(w("sectPr")))) == 1
    assert len(list(part(enlarged(own, 18), "document").iter(w("sectPr")))) == len(sections)


def test_every_style_of_text_has_lines_that_hold_furigana() -> None:
    """What stands in others is no text: a gap keeps its height, pictures theirs."""
    roomy: Styles = with_room(template("plan")).styles
    own = template("plan").styles
    for name in ("Normal", "heading 1", "footnote text", "表文字", "toc 2", "caption"):
        assert name in roomy.fixed
        assert roomy.lines[name] >= RUBY_LINE * roomy.sizes[name]
    assert roomy.sizes == own.sizes
    for name in (Role.GAP, Role.FIGURE):
        assert roomy.lines[name] == own.lines[name]


def test_letters_get_as_large_as_asked_and_headings_stay_larger() -> None:
    """None smaller, in lines that are open, gothic, on upright A4 in one column."""
    large = enlarged(template("framework"), 22)
    sizes = {name: size for name, size in large.styles.sizes.items() if name not in (Role.GAP, "節の終わり")}
    assert min(sizes.values()) == 44
    assert large.styles.sizes["Title"] > 44
    assert large.styles.lines[Role.SHEET_TEXT] == 44 * 16
    faces = {fonts.get(w("eastAsia")) for fonts in part(large, "styles").iter(w("rFonts"))}
    assert all(GOTHIC in face or "UD" in face for face in faces if face)
    # Filled lines of few letters have gaps.
    assert {each.get(w("val")) for each in part(large, "styles").iter(w("jc"))} <= {"left", "center", "right"}
    document = part(large, "document")
    assert {(each.get(w("w")), each.get(w("h"))) for each in document.iter(w("pgSz"))} == {("11906", "16838")}
    assert list(document.iter(w("tbl"))) == []
    assert "{{ 体系図 }}" in "".join(document.itertext())


def test_marks_of_lists_are_written_in_the_font_of_their_text() -> None:
    """A wider one would fill the room that a template of proportional letters has before its text."""
    levels = part(enlarged(template("plan"), 18), "numbering").iter(w("lvl"))
    assert all(not set(fonts.attrib) - {w("hint")} for level in levels for fonts in level.iter(w("rFonts")))


def test_headings_and_their_numbers_grow_as_much() -> None:
    """An indent that grew as ordinary text does would part a title from its number, and leave less room for it."""
    own, large = template("plan"), enlarged(template("plan"), 22)
    for level in ("1", "2"):
        before, after = (
            hanging_of(each, f"Heading{level}") / each.styles.sizes[f"heading {level}"]
            for each in (own, large)
        )
        assert after == pytest.approx(before, rel=0.01)


def hanging_of(template: Template, style: str) -> int:
    """The hanging indent of the level of a list that has a style, in twips."""
    levels = part(template, "numbering").iter(w("lvl"))
    (level,) = (each for each in levels if value_of(each, w("pStyle")) == style)
    indent = level.find(f"{w('pPr')}/{w('ind')}")
    assert indent is not None
    return int(indent.get(w("hanging"), "0"))


@pytest.mark.parametrize("style", ["toc 1", "toc 2", "toc 3", "table of figures"])
def test_lines_of_contents_begin_where_they_did(style: str) -> None:
    """Else the third level would have no room. Numbers of pages stand at the edge of the text."""
    own, large = template("plan").styles, enlarged(template("plan"), 22).styles
    indents, before = large.indents[style], own.indents[style]
    assert [tab.position for tab in large.tabs[style] if tab.kind == "right"] == [WIDTH]
    assert indents.first == pytest.approx(before.first, abs=1)


def test_indents_in_large_letters_are_measures_alone() -> None:
    """Word takes those in characters instead, and its characters have grown."""
    own = template("plan")
    styles = part(own, "styles")
    for indent in styles.iter(w("ind")):
        indent.set(w("leftChars"), "100")
    large = enlarged(replace(own, data=with_parts(own.data, {"word/styles.xml": styles})), 18)
    assert [each for each in part(large, "styles").iter(w("ind")) if each.get(w("leftChars"))] == []


def test_titles_in_contents_end_before_the_number_of_their_page() -> None:
    """Long ones would come up to it; they are parted at phrases."""
    large = enlarged(template("plan"), 22)
    stops = {"toc 3": fit_stops(large.styles, Lines("toc 3", WIDTH, ("１", "９")))}
    even = SimpleNamespace(even_titles=title_rooms(large))
    draft: Any = SimpleNamespace(styles=large.styles, content=even, stops=stops)
    long = "地域福祉を支える人材の育成と確保"
    first, second = lines_listed(draft, long, "toc 3")
    assert (first + second, first) == (long, "地域福祉を支える")
    assert lines_listed(draft, "推進の視点", "toc 3") == ["推進の視点"]
    draft.content.even_titles = {}
    assert lines_listed(draft, long, "toc 3") == [long]


def test_a_sheet_that_takes_several_pages_says_which_each_is() -> None:
    """In full-width digits, live, of the size of its text. A template that says something at the foot itself is left alone."""
    for name, count in (("framework", 3), ("framework", 0), ("plan", 3)):
        own = template(name)
        document = docx.Document(io.BytesIO(own.data))
        before = [
            str(each.partname) for each in document.part.package.iter_parts() if "footer" in each.partname
        ]
        if count:
            number_leaves(document, own.styles, count)
        footers = [each for each in document.part.package.iter_parts() if "footer" in each.partname]
        if name == "plan" or not count:
            assert [str(each.partname) for each in footers] == before
        else:
            (footer,) = footers
            text = "".join(etree.fromstring(footer.blob).itertext())
            assert text == " PAGE \\* DBCHAR １／ NUMPAGES \\* DBCHAR ３"
            assert len(list(document.element.body.iter(w("footerReference")))) == 1


def test_titles_are_known_by_whether_something_is_drawn_around_them() -> None:
    """A line under a heading would end where the text does. They begin behind their numbers."""
    large = enlarged(template("plan"), 22)
    rooms = title_rooms(large)
    assert rooms["heading 1"].framed  # has a line below
    assert rooms["部見出し"].framed
    assert not rooms["heading 2"].framed  # one at the left stays where it is
    assert rooms["heading 2"].left > hanging_of(large, "Heading2")
    assert rooms[Role.CAPTION] == TitleRoom(0, centred=True)
    assert Role.TERM in rooms  # with its reading behind it, whose last character would else stand alone


@pytest.mark.parametrize("role", [Role.SHEET_POLICY, Role.SHEET_DIRECTION, Role.SHEET_MEASURE])
def test_items_of_a_sheet_are_titles_out_of_their_cells(role: Role) -> None:
    """They end their lines at phrases. What stands before their number, as 取組：, is wider than what it is set out by in a cell."""
    large = enlarged(template("framework"), 22)
    assert title_rooms(large)[role].left == 0
    assert large.styles.indents[role].first == 0


def test_a_framed_title_gets_no_indent_but_room_between_its_characters() -> None:
    """What is drawn around it stays as wide as the text."""
    large = enlarged(template("plan"), 22)
    even = SimpleNamespace(even_titles=title_rooms(large))
    draft: Any = SimpleNamespace(styles=large.styles, content=even, targets={}, begins={})
    title = (Text("地域の支え合いを進めるための仕組みと役割"),)
    markup = text_run("地域の支え合いを進めるための仕組みと役割")
    assert evened(draft, title, "heading 1", WIDTH) == ""
    assert "<w:spacing w:val=" in spread(draft, markup, title, "heading 1", WIDTH)
    assert spread(draft, markup, title, "heading 2", WIDTH) == markup
    assert spread(draft, text_run("計画"), (Text("計画"),), "heading 1", WIDTH) == text_run("計画")


@pytest.mark.parametrize(("colour", "said"), [("FFFFFF", "auto"), ("F0D0A0", "auto"), ("0B6E4F", "0B6E4F")])
def test_letters_that_were_read_on_a_cells_ground_are_read_on_paper(colour: str, said: str) -> None:
    """A sheet's items leave their coloured cells; white ones would be there and not be seen."""
    coloured = template("framework")
    styles_root = part(coloured, "styles")
    for style in styles_root.findall(w("style")):
        if value_of(style, w("name")) in (Role.SHEET_POLICY, Role.SHEET_HEAD):
            runs = style.find(w("rPr"))
            assert runs is not None
            etree.SubElement(runs, w("color"), {w("val"): colour, w("themeColor"): "background1"})
    data = with_parts(coloured.data, {"word/styles.xml": styles_root})
    large = part(enlarged(replace(coloured, data=data), 18), "styles")
    found = {
        value_of(style, f"{w('rPr')}/{w('color')}")
        for style in large.findall(w("style"))
        if value_of(style, w("name")) in (Role.SHEET_POLICY, Role.SHEET_HEAD)
    }
    assert found == {said}


def test_what_has_a_reading_is_as_wide_as_that_and_never_parted() -> None:
    """Half as large letters stand over it: five of them over one kanji need two and a half."""
    text = wide_text((Text("その"), Strong((Ruby("志", "こころざし"),))), {})
    assert text_width(text, False) == 5 * FULL
    word = wide_text((Ruby("地域", "ちいき"),), {})
    assert text_width(word, False) == 2 * FULL
    assert not any(may_break(before, after) for before, after in itertools.pairwise(word))


def paragraph(markup: str) -> etree._Element:
    return etree.fromstring(f"<w:body {DECLARATIONS}><w:p>{markup}</w:p></w:body>".encode())


READ: Inlines = (Ruby("計画", "けいかく"), Text("の"), Ruby("名", "な"))


def shown(body: etree._Element) -> list[str]:
    """The texts of runs, readings behind their bases in brackets, breaks as /."""
    found = []
    for run in body.iterfind(f"{w('p')}/{w('r')}"):
        ruby = run.find(w("ruby"))
        if ruby is not None:
            base, above = ("".join(ruby.find(w(each)).itertext()) for each in ("rubyBase", "rt"))  # type: ignore[union-attr]
            found.append(f"{base}({above})")
        else:
            found += ["/" if each.tag == w("br") else each.text or "" for each in run if each.tag != w("rPr")]
    return found


def test_the_templates_own_words_get_furigana_in_their_runs() -> None:
    """However they are parted, set wide, or broken into lines."""
    for markup, runs in (
        ("<w:r><w:t>計画の名</w:t></w:r>", ["計画(けいかく)", "の", "名(な)"]),
        ("<w:r><w:t>計 画の</w:t></w:r><w:r><w:t>名</w:t></w:r>", ["計 画(けいかく)", "の", "名(な)"]),
        ("<w:r><w:t>計画の</w:t><w:br/><w:t>名</w:t></w:r>", ["計画(けいかく)", "の", "/", "名(な)"]),
        ("<w:r><w:t>計</w:t><w:br/><w:t>画の名</w:t></w:r>", ["計", "/", "画の", "名(な)"]),
        ("<w:r><w:t>別の名</w:t></w:r>", ["別の名"]),
    ):
        body = paragraph(markup)
        put_readings(body, {"計画の名": READ}, styles())
        assert [each for each in shown(body) if each] == runs


def test_a_sheet_goes_on_between_its_outermost_items() -> None:
    """As many of them on a page as it holds; one that is higher than a page goes on within."""
    rows = tuple(
        (GridCell((Paragraph((Text("取組"),), Role.SHEET_TEXT),), branch=at // 4 + 1),) for at in range(12)
    )
    grid = Grid("体系図", (), rows)
    layout = lay_out(styles(), {}, grid, A3_TEXT_WIDTH)
    whole = sum(layout.rows)
    assert list(rows_of_pages(grid, layout, whole * 2, 0)) == [12]
    assert list(rows_of_pages(grid, layout, round(whole * 0.9), 0)) == [8, 4]
    assert list(rows_of_pages(grid, layout, round(whole * 0.2), 0)) == [4, 4, 4]


def test_an_outermost_item_is_parted_rather_than_half_a_page_left_empty() -> None:
    """Between the items under it: nothing that is merged over several rows is torn but its own cells."""

    def line(at: int, branch: int, size: int) -> tuple[GridCell | None, ...]:
        def cell(rows: int) -> GridCell:
            return GridCell(
                (Paragraph((Text("取組"),), Role.SHEET_TEXT),), rowspan=rows, branch=branch, heads=rows > 1
            )

        return cell(size) if at == 0 else None, cell(2) if at % 2 == 0 else None, cell(1)

    rows = tuple(line(at, branch, size) for branch, size in ((1, 4), (2, 8)) for at in range(size))
    grid = Grid("体系図", (), rows)
    layout = lay_out(styles(), {}, grid, A3_TEXT_WIDTH)
    whole = sum(layout.rows)
    assert list(rows_of_pages(grid, layout, round(whole * 0.9), 0)) == [8, 4]
    assert list(rows_of_pages(grid, layout, round(whole * 0.65), 0)) == [6, 6]
    # Where little is left, it begins the next page.
    assert list(rows_of_pages(grid, layout, round(whole * 0.85), whole * 0.35)) == [4, 8]


def test_what_goes_on_over_a_page_is_said_again_there() -> None:
    """Once in each table, and marks that others refer to once in all."""

    def cell(text: str, merge: str = "") -> str:
        merged = f"<w:tcPr><w:vMerge{merge}/></w:tcPr>" if merge or not text else ""
        mark = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>' if merge else ""
        return f"<w:tc>{merged}<w:p>{mark}<w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    lines = (cell("方針", ' w:val="restart"') + cell("一"), cell("") + cell("二"), cell("") + cell("三"))
    table = etree.fromstring(
        f"<w:tbl {DECLARATIONS}>{''.join(f'<w:tr>{each}</w:tr>' for each in lines)}</w:tbl>"
    )
    rows = table.findall(w("tr"))
    say_again(rows, 2)
    assert ["".join(row.itertext()) for row in rows] == ["方針一", "二", "方針三"]
    assert value_of(rows[2], f"{w('tc')}/{w('tcPr')}/{w('vMerge')}") == "restart"
    assert len(list(table.iter(w("bookmarkStart")))) == 1


def test_a_reference_in_a_title_is_as_wide_as_what_it_shows() -> None:
    """Lines that were measured without it would be parted in it."""
    here = Location("chapters/01.md")
    target = Target("tbl", TargetKind.TABLE, "表２－１", "表２－１", "推移", 0, "b_tbl", "t_tbl", here)
    draft: Any = SimpleNamespace(
        styles=enlarged(template("plan"), 22).styles,
        targets={"tbl": target},
        content=SimpleNamespace(even_titles={Role.CAPTION: TitleRoom(0)}),
        begins={},
    )
    title = (Text("将来推計人口（"), Reference("tbl", Variant.NUMBER, here), Text("に続く期間）"))
    plain = (Text("将来推計人口（表２－１に続く期間）"),)
    assert evened(draft, title, Role.CAPTION, WIDTH, "表２－２　")
    assert evened(draft, title, Role.CAPTION, WIDTH, "表２－２　") == evened(
        draft, plain, Role.CAPTION, WIDTH, "表２－２　"
    )
