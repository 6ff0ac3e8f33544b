"""Choosing column widths, and room for vertical text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from lxml import etree

from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.text_widths import FULL, text_width
from pipeline.model.xml_names import W
from pipeline.word.markup.styles import Indents, Styles, read_styles
from pipeline.word.markup.table_styles import CellPadding
from pipeline.word.measuring.grid_layout import MOST_VERTICAL_LINES, lay_out
from pipeline.word.measuring.passages import hanging
from pipeline.word.template.template import Template
from tests.goldens import TEMPLATES
from tests.templates import opened

A3_TEXT_WIDTH = 22450  # twips: 396 mm


@cache
def template() -> Template:
    """The framework's template."""
    return opened("framework", (TEMPLATES / "framework.docx").read_bytes())


def styles(**changed: Any) -> Styles:
    """The template's styles, with some changed."""
    return replace(template().styles, **changed)


def cell(text: str, role: Role, rows: int = 1, vertical: bool = False) -> GridCell:
    return GridCell((Paragraph((Text(text),), role),), rowspan=rows, vertical=vertical)


def sheet(title: str, rows: int) -> Grid:
    """A policy in vertical text beside some rows of ordinary text."""
    texts = [cell("課題を書きます。" * 6, Role.SHEET_TEXT) for _ in range(rows)]
    first = (cell(title, Role.SHEET_POLICY, rows, vertical=True), texts[0])
    return Grid("体系図", (), (first, *((None, text) for text in texts[1:])))


def test_a_column_of_short_words_keeps_them_whole() -> None:
    """支え合い stays on one line beside columns that could use the width."""
    rows = tuple(
        (cell("支え合い", Role.SHEET_LABEL), cell("長い文章です。" * 30, Role.SHEET_TEXT)) for _ in range(3)
    )
    layout = lay_out(styles(), {}, Grid("体系図", (), rows), A3_TEXT_WIDTH)
    assert layout.widths[0] >= 4 * 190 + 2 * 57  # four characters of 9.5 pt, and the cell's margins


def test_heads_break_before_the_rows_under_them() -> None:
    """Seven heads of six characters are too wide together: 令和２年 and the numbers stay on one line all the same."""
    head = tuple(cell(text, Role.SHEET_TEXT) for text in ("年", *["０〜５歳（人）"] * 7))
    rows = tuple(
        tuple(cell(text, Role.SHEET_TEXT) for text in ("令和２年", *["70,186"] * 7)) for _ in range(5)
    )
    layout = lay_out(styles(), {}, Grid("体系図", (), (head, *rows), head_rows=1), 7 * 6 * 190)
    assert layout.height == (2 * 240 + 38) + 5 * (240 + 38)  # two lines of heads, one line a row


def test_spare_width_goes_first_where_short_texts_are_broken() -> None:
    """A row has two lines anyway, for its long text: the value beside it is not broken because of that."""
    value = "72.6％（令和５年度）"
    row = (cell("意見を聴いてもらえている小学生の割合" * 2, Role.SHEET_TEXT), cell(value, Role.SHEET_TEXT))
    layout = lay_out(styles(), {}, Grid("体系図", (), (row,)), 30 * 190)
    assert layout.widths[1] >= text_width(value, proportional=True) * 190 / FULL
    assert layout.height == 2 * 240 + 38


def test_columns_that_are_alike_are_widened_together_or_not_at_all() -> None:
    """Of five years no two are on one line beside three that are broken."""
    head = tuple(cell(text, Role.SHEET_TEXT) for text in ("区分", *["令和２年"] * 5))
    row = tuple(cell(text, Role.SHEET_TEXT) for text in ("うち１年生から３年生まで", *["598"] * 5))
    for ems in range(20, 40):
        layout = lay_out(styles(), {}, Grid("体系図", (), (head, row), head_rows=1), ems * 190)
        assert max(layout.widths[1:]) - min(layout.widths[1:]) <= 5, ems  # twips that rounding leaves over


@pytest.mark.parametrize("rows", [1, 2, 7])
@pytest.mark.parametrize("length", [4, 14, 23, 40])
def test_rows_are_never_lower_than_their_vertical_text_is_long(rows: int, length: int) -> None:
    """Text in a vertical cell is not cut: lines times the rows' least height hold all of it."""
    grid = sheet("福" * length, rows)
    layout = lay_out(styles(), {}, grid, A3_TEXT_WIDTH)
    size, pitch = 11 * 20, 14 * 20  # twips, of the style 体系図方針
    lines = min(int(layout.widths[0] / pitch), MOST_VERTICAL_LINES)
    assert lines >= 1
    assert sum(layout.least_heights) * lines >= length * size


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("困難を抱えるこどもと家庭を支えるまち", (10,)),
        ("こどもの声を聴き、みんなで育ち合うまち", (9,)),
        ("安心なまち", ()),  # stands on one line
        ("ア" * 18, ()),  # has no phrases
    ],
)
def test_vertical_text_is_folded_at_its_phrases(title: str, places: tuple[int, ...]) -> None:
    """In rows that are high enough for its longest line: no character stands alone on the last one, where they are higher."""
    layout = lay_out(styles(), {}, sheet(title, 9), A3_TEXT_WIDTH)
    assert [fold.places for fold in layout.folds] == ([places] if places else [])
    if places:
        longest = max(places[0], len(title) - places[0])
        assert sum(layout.least_heights) >= longest * 11 * 20


def test_rows_without_vertical_text_have_no_least_height() -> None:
    """Ordinary rows are as high as their text."""
    rows = ((cell("一", Role.SHEET_TEXT), cell("二", Role.SHEET_TEXT)),)
    assert lay_out(styles(), {}, Grid("体系図", (), rows), A3_TEXT_WIDTH).least_heights == (0,)


def test_a_word_of_300_letters_does_not_widen_the_table() -> None:
    """Widths sum to the table's, and the other columns keep theirs."""
    rows = ((cell("w" * 300, Role.SHEET_TEXT), cell("二", Role.SHEET_TEXT), cell("三", Role.SHEET_TEXT)),)
    layout = lay_out(styles(), {}, Grid("体系図", (), rows), 3000)
    assert sum(layout.widths) == 3000
    assert min(layout.widths) >= 2 * 190


def test_declared_widths_are_kept() -> None:
    """They are shares of the whole."""
    rows = ((cell("一", Role.SHEET_TEXT), cell("二" * 100, Role.SHEET_TEXT)),)
    assert lay_out(styles(), {}, Grid("体系図", (3, 1), rows), 1000).widths == (750, 250)


def test_rows_are_as_high_as_lines_margins_and_rule() -> None:
    """All of it is the template's: two paragraphs of one line in cells with margins of 30 and 40 twips."""
    grid = Grid("体系図", (), ((GridCell(cell("一", Role.SHEET_TEXT).content * 2),),))
    style = Role.SHEET_TEXT.value
    changed = styles(
        lines={style: 300},
        spaces={style: 25},
        paddings={"体系図": CellPadding(50, 60, 30, 40)},
        rules={"体系図": 10},
    )
    assert lay_out(changed, {}, grid, 5000).height == 2 * (300 + 25) + 30 + 40 + 10


def test_wide_margins_and_indents_leave_less_room_for_text() -> None:
    """A text that fills its column to the last character takes one line more."""
    grid = Grid("体系図", (), ((cell("漢" * 20, Role.SHEET_TEXT),),))
    height = lay_out(styles(), {}, grid, 20 * 190 + 2 * 57 + 4).height
    wider = styles(paddings={"体系図": CellPadding(60, 60, 14, 14)})
    indented = styles(indents={Role.SHEET_TEXT.value: Indents(10, 0)})
    assert height == 240 + 28 + 10
    assert lay_out(wider, {}, grid, 20 * 190 + 2 * 57 + 4).height == height + 240
    assert lay_out(indented, {}, grid, 20 * 190 + 2 * 57 + 4).height == height + 240


def styles_of(*styles: str) -> Styles:
    """Styles as read from styles.xml with these in it."""
    return read_styles(etree.fromstring(f'<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>'))


def table_style(name: str, margins: str, base: str = "") -> str:
    """A table style whose id is its name."""
    return (
        f'<w:style w:type="table" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
        f"<w:tblPr><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


def test_cell_margins_come_from_the_style_and_those_it_is_based_on() -> None:
    """Side by side, and under either name of left and right; where none says anything, Word's own."""
    styles = styles_of(
        table_style("土台", '<w:top w:w="5" w:type="dxa"/><w:left w:w="50" w:type="dxa"/>'),
        table_style("表", '<w:start w:w="70" w:type="dxa"/><w:end w:w="80" w:type="dxa"/>', "土台"),
        table_style("何もない", ""),
    )
    assert styles.paddings["土台"] == CellPadding(50, 108, 5, 0)
    assert styles.paddings["表"] == CellPadding(70, 80, 5, 0)
    assert styles.paddings["何もない"] == CellPadding(108, 108, 0, 0)


def test_indents_spaces_and_lines_come_from_paragraph_styles_and_defaults() -> None:
    """A hanging indent, space above from the document's defaults, and a pitch of one and a half lines."""
    styles = styles_of(
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="30" w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>",
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="項目"/><w:pPr>'
        '<w:spacing w:after="10"/><w:ind w:left="240" w:hanging="200" w:right="5"/></w:pPr></w:style>',
    )
    assert styles.indents["項目"] == Indents(45, 245, 5)
    assert styles.spaces["項目"] == 40
    assert styles.lines["項目"] == 360


@pytest.mark.parametrize(
    ("text", "role", "em"),
    [
        ("１　誰もが安心して暮らせる地域づくり", Role.DIAGRAM_TEXT, 1.35),
        ("①みんなで支え合う地域福祉の推進", Role.DIAGRAM_TEXT, 1.0),
        ("障がい者計画など", Role.DIAGRAM_TEXT, 0),
        ("１　これは本文", Role.SHEET_TEXT, 0),
    ],
)
def test_a_numbered_line_of_a_diagram_hangs_under_its_text(text: str, role: Role, em: float) -> None:
    """The second line begins under the first one's text, not under its number."""
    size = styles().sizes[role.value] * 10
    assert hanging(styles(), cell(text, role).content[0]) == int(em * size)
