"""How text is measured and broken into lines, and the widths that make a table low."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.word.measuring.columns import Floor, Table, fit_widths
from pipeline.word.measuring.widths import Box, Passage, count_lines, find_breaks, row_heights

SIZE, PITCH = 200, 250  # twips: 10 pt on lines of 12.5 pt


def box(row: int, column: int, *texts: str, rows: int = 1) -> Box:
    """A cell without margins."""
    passages = tuple(Passage((find_breaks(text),), SIZE, PITCH) for text in texts)
    return Box(row, rows, column, 1, passages)


def lines(text: str, width: float) -> int:
    """The lines that a text takes in `width` em of a font of full-width and half-width characters."""
    return count_lines(find_breaks(text), width * 100, width * 100)


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [
        ("", 5, 1),
        ("あいう", 3, 1),
        ("あいうえ", 3, 2),
        ("あいう、", 3, 2),
        ("ab", 1, 1),
        ("あい（う", 3, 2),
        ("あいう）」。え", 4, 3),
        ("一二word", 3, 2),
        ("一二12345", 4, 2),
        ("one two", 2, 2),
        ("a" * 300, 10, 15),
    ],
)
def test_lines_break_as_japanese_lines_do(text: str, width: float, count: int) -> None:
    """Marks keep their place, words and numbers are whole unless they are longer than a line."""
    assert lines(text, width) == count


def test_a_proportional_font_has_narrow_marks_and_kana() -> None:
    """「つづく、」 is shorter in BIZ UDPゴシック than five characters, and kanji are not."""
    assert find_breaks("「つづく、」", proportional=True)[-1] < 500
    assert find_breaks("漢字", proportional=True)[-1] == 200


def test_what_follows_a_tab_begins_at_the_tab_stop() -> None:
    """(1) and a tab are as wide as the hanging indent, or as the number if that is wider."""
    assert find_breaks("(1)\tあ", tab=200)[-1] == 300
    assert find_breaks("(1)\tあ", tab=100)[-1] == 250


def test_a_hanging_indent_narrows_all_lines_but_the_first() -> None:
    """Six characters: three and three, but with an indent of one character three, two and one."""
    text = (find_breaks("一二三四五六"),)
    assert Passage(text, SIZE, PITCH).height(3 * SIZE) == 2 * PITCH
    assert Passage(text, SIZE, PITCH, rest=SIZE).height(3 * SIZE) == 3 * PITCH
    assert Passage(text, SIZE, PITCH, space=40).height(3 * SIZE) == 2 * PITCH + 40


def test_each_line_that_its_author_broke_begins_anew() -> None:
    """Two lines of two characters, though the four had room on one; the first line's indent is the first one's alone."""
    two = (find_breaks("一二"), find_breaks("三四"))
    assert Passage(two, SIZE, PITCH).height(4 * SIZE) == 2 * PITCH
    assert Passage(two, SIZE, PITCH, first=SIZE).height(2 * SIZE) == 3 * PITCH


def test_a_merged_cell_makes_its_last_row_higher() -> None:
    """Three lines over two rows of one line each."""
    boxes = (box(0, 0, "一二三", rows=2), box(0, 1, "一"), box(1, 1, "一"))
    assert row_heights(boxes, (SIZE, SIZE), 2) == [PITCH, 2 * PITCH]


TEXTS = st.lists(
    st.tuples(st.text("あいう、。ab（ \t", max_size=60), st.integers(0, 4), st.integers(0, 5)),
    min_size=1,
    max_size=15,
)


@given(TEXTS, st.integers(1, 6), st.integers(10, 20000))
def test_fitted_widths_fit_the_table_and_respect_the_least(
    texts: Sequence[tuple[str, int, int]], columns: int, total: int
) -> None:
    """However text is spread over columns, none is under its least, and the table holds all of them if it can."""
    boxes = tuple(box(row, column % columns, text) for text, row, column in texts)
    widths = fit_widths(Table(boxes, (400,) * columns, total, 5))
    assert all(width >= 400 for width in widths)
    assert sum(widths) <= max(total, 400 * columns)


@given(TEXTS, st.integers(2, 4))
def test_fitted_widths_are_as_good_as_even_ones(texts: Sequence[tuple[str, int, int]], columns: int) -> None:
    """A table is never higher than with columns of one width."""
    boxes = tuple(box(row, column % columns, text) for text, row, column in texts)
    even = [3000] * columns
    widths = fit_widths(Table(boxes, (400,) * columns, sum(even), 5))
    assert sum(row_heights(boxes, widths, 5)) <= sum(row_heights(boxes, even, 5)) + PITCH


def test_width_goes_where_it_lowers_the_table() -> None:
    """A column of long text gets what a column of short text does not need."""
    boxes = tuple(box(row, 0, "短い") for row in range(3)) + tuple(box(row, 1, "長" * 40) for row in range(3))
    widths = fit_widths(Table(boxes, (400, 400), 20 * SIZE, 3))
    assert sum(row_heights(boxes, widths, 3)) == 3 * 3 * PITCH


def test_a_long_table_is_fitted_by_the_rows_that_decide() -> None:
    """Of 5,000 rows one has a long word in the first column, and one a long text in the second: both count."""
    boxes = tuple(
        box(
            row,
            column,
            ("語" * 12 if row == 4321 else "短い") if column == 0 else "長" * (40 if row == 777 else 9),
        )
        for row in range(5000)
        for column in range(2)
    )
    widths = fit_widths(Table(boxes, (400, 400), 33 * SIZE, 5000))
    assert widths[0] >= 12 * SIZE
    assert widths[1] >= 20 * SIZE


def test_rows_under_a_floor_are_not_lowered_in_vain() -> None:
    """Beside vertical text of four lines the first row stays as it is, and the width goes to the second."""
    texts = ("一" * 24, "二" * 24)
    boxes = (box(0, 0, texts[0]), box(0, 1, ""), box(1, 0, ""), box(1, 1, texts[1]))
    table = Table(boxes, (400, 400), 20 * SIZE, 2)
    floor = Floor(0, 1, 4 * PITCH)
    heights = row_heights(boxes, fit_widths(table), 2)
    floored = row_heights(boxes, fit_widths(Table(boxes, (400, 400), 20 * SIZE, 2, (floor,))), 2)
    assert sum(heights) == 5 * PITCH
    assert floored == [4 * PITCH, 2 * PITCH]
