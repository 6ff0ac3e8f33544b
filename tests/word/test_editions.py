"""What editions ask of Word files: room for furigana everywhere, and letters that are large enough."""

from __future__ import annotations

import io
import itertools
import zipfile

from lxml import etree

from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Inlines, Paragraph, Role, Ruby, Strong, Text
from pipeline.model.text_widths import FULL, may_break, text_width
from pipeline.model.xml_names import w
from pipeline.word.fitting.enlarging import GOTHIC, enlarged
from pipeline.word.fitting.ruby_room import with_room
from pipeline.word.markup.oxml import DECLARATIONS
from pipeline.word.markup.styles import RUBY_LINE, Styles
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.word.measuring.icons import wide_text
from pipeline.word.template.template import Template
from pipeline.word.writing.own_words import put_readings
from pipeline.word.writing.sheet import rows_of_pages
from tests.goldens import TEMPLATES
from tests.templates import opened
from tests.word.test_grid_layout import A3_TEXT_WIDTH, styles


def template(name: str) -> Template:
    return opened(name, (TEMPLATES / f"{name}.docx").read_bytes())


def part(template: Template, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


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
    document = part(large, "document")
    assert {(each.get(w("w")), each.get(w("h"))) for each in document.iter(w("pgSz"))} == {("11906", "16838")}
    assert list(document.iter(w("tbl"))) == []
    assert "{{ 体系図 }}" in "".join(document.itertext())


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
