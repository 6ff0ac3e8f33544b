"""Choosing column widths, and room for vertical text."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.blocks import Grid, GridCell
from pipeline.model.edition import Edition
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.resolve.numerals import KNOWN_FORMATS
from pipeline.word.document import Draft
from pipeline.word.grid_layout import MOST_VERTICAL_LINES, lay_out
from pipeline.word.template import Template, open_template
from pipeline.word.widths import Column, count_lines, em_width, fit_widths
from tests.goldens import TEMPLATES

A3_TEXT_WIDTH = 22450  # twips: 396 mm


@cache
def template() -> Template:
    """The framework's template."""
    return open_template("framework", (TEMPLATES / "framework.docx").read_bytes(), KNOWN_FORMATS)


def draft() -> Draft:
    """A document in which nothing has been written."""
    edition = Edition("framework", "", "", "", {}, {})
    return Draft(edition, template().styles, {}, {}, 1, 1, lambda url: "", lambda data: "")


def cell(text: str, role: Role, rows: int = 1, vertical: bool = False) -> GridCell:
    return GridCell((Paragraph((Text(text),), role),), rowspan=rows, vertical=vertical)


def sheet(title: str, rows: int) -> Grid:
    """A policy in vertical text beside some rows of ordinary text."""
    texts = [cell("課題を書きます。" * 6, Role.SHEET_TEXT) for _ in range(rows)]
    first = (cell(title, Role.SHEET_POLICY, rows, vertical=True), texts[0])
    return Grid("体系図", (), (first, *((None, text) for text in texts[1:])))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, 1),
        ("あいう", 3, 1),
        ("あいうえ", 3, 2),
        ("あいう、", 3, 2),
        ("ab", 1, 1),
        ("あ\nい", 5, 2),
        ("あい（う", 3, 2),
    ],
)
def test_lines_break_as_japanese_lines_do(text: str, width: float, lines: int) -> None:
    """Half-width characters count half; a closing mark takes the character before it along."""
    assert count_lines(text, width) == lines


@given(
    st.lists(st.tuples(st.text("あいう、。ab", max_size=60), st.integers(0, 4)), min_size=1, max_size=12),
    st.integers(2, 6),
)
def test_fitted_widths_fill_the_table_and_respect_the_least(texts: list[tuple[str, int]], count: int) -> None:
    """However the text is spread over columns, widths sum to the whole and none is under its least."""
    columns = [
        Column(
            tuple((row, text, 1.0) for index, (text, row) in enumerate(texts) if index % count == number), 2.0
        )
        for number in range(count)
    ]
    widths = fit_widths(columns, 40.0, 5)
    assert sum(widths) == pytest.approx(40.0)
    assert all(width >= 2.0 - 1e-9 for width in widths)


def test_a_column_of_short_words_keeps_them_whole() -> None:
    """支え合い stays on one line beside columns that could use the width."""
    rows = tuple(
        (cell("支え合い", Role.SHEET_LABEL), cell("長い文章です。" * 30, Role.SHEET_TEXT)) for _ in range(3)
    )
    layout = lay_out(draft(), Grid("体系図", (), rows), A3_TEXT_WIDTH)
    assert layout.widths[0] / 190 >= em_width("支え合い")  # 9.5 pt is 190 twips


@pytest.mark.parametrize("rows", [1, 2, 7])
@pytest.mark.parametrize("length", [4, 14, 23, 40])
def test_rows_are_never_lower_than_their_vertical_text_is_long(rows: int, length: int) -> None:
    """Text in a vertical cell is not cut: lines times the rows' least height hold all of it."""
    grid = sheet("福" * length, rows)
    layout = lay_out(draft(), grid, A3_TEXT_WIDTH)
    size, pitch = 11 * 20, 14 * 20  # twips, of the style 体系図方針
    lines = min(int(layout.widths[0] / pitch), MOST_VERTICAL_LINES)
    assert lines >= 1
    assert sum(layout.least_heights) * lines >= length * size


def test_rows_without_vertical_text_have_no_least_height() -> None:
    """Ordinary rows are as high as their text."""
    rows = ((cell("一", Role.SHEET_TEXT), cell("二", Role.SHEET_TEXT)),)
    assert lay_out(draft(), Grid("体系図", (), rows), A3_TEXT_WIDTH).least_heights == (0,)
