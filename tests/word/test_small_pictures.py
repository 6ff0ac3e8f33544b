"""Small pictures in documents: never higher than a line of fixed height, which would cut them; beside each other equally high."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from pipeline import checks
from pipeline.documents.pictures import pictures_grid
from pipeline.model.floats import Grid, GridCell, Picture, Pictures
from pipeline.model.inlines import InlinePicture, Paragraph, Role, Text
from pipeline.model.plan import Image
from pipeline.model.xml_names import w
from pipeline.problems import Location
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.word.measuring.icons import fills_cell, icon_height, measured_text
from pipeline.word.writing.document import Draft
from pipeline.word.writing.tables import _grows_with_pictures
from tests.properties.documents import make, template
from tests.small_plan import CHAPTER, PNG, chapter, small_plan

FILE = "figures/a.png"
TEXT = (
    f"文に![印]({FILE})印。\n\n::: {{.図 #fig-a}}\n![一]({FILE})\n左\n\n![二]({FILE})\n右\n\n題\n:::\n\n"
    f'::: {{.表 #tbl-a widths="1 3"}}\n題\n\n| 印 | 題 |\n|---|---|\n| ![四]({FILE}){{width="50%"}} | 文![五]({FILE}) |\n:::'
)
EMU_PER_TWIP = 635


@pytest.fixture(scope="module")
def reading() -> checks.Reading:
    made = make(small_plan({CHAPTER: chapter(TEXT), FILE: PNG}))
    assert not made.findings
    return checks.read("plan", made.documents["plan"])


def test_each_is_read_aloud(reading: checks.Reading) -> None:
    assert [picture.alt for picture in reading.body.pictures] == ["印", "一", "二", "四", "五"]


def test_none_is_higher_than_its_line(reading: checks.Reading) -> None:
    """Of fixed height, four fifths above the baseline; the others' lines are as high as what stands in them."""
    styles = template("plan").styles
    for picture in reading.body.pictures:
        paragraph = reading.body.paragraphs[picture.paragraph]
        style = reading.style_name(paragraph)
        spacing = paragraph.element.find(f"{w('pPr')}/{w('spacing')}")
        grows = spacing is not None and spacing.get(w("lineRule")) == "auto"
        if style in styles.fixed and not grows:
            assert picture.height <= 0.8 * styles.lines[style] * EMU_PER_TWIP


def test_pictures_side_by_side_have_titles_of_a_style_of_their_own(reading: checks.Reading) -> None:
    assert "[図の小題] 左 ｜ [図の小題] 右" in checks.project(reading)


def test_pictures_of_one_row_are_equally_high() -> None:
    """Their columns are as wide as that makes them."""
    images = {"a": Image(b"", 400, 200), "b": Image(b"", 100, 200)}
    items = tuple((Picture(path, (Text(path),), 1.0), (Text("題"),)) for path in images)
    wide, narrow = pictures_grid(Pictures(items, 2), images).widths
    assert (wide - 0.02) / (narrow - 0.02) == pytest.approx(4)
    assert pictures_grid(Pictures((*items, *items), 2), images).widths == (0.5, 0.5)


def test_pictures_in_a_row_are_no_taller_than_one_alone() -> None:
    """Three quarters of the text's width."""
    images = {"a": Image(b"", 100, 400)}
    grid = pictures_grid(Pictures(((Picture("a", (Text("一"),), 1.0), ()),) * 2, 2), images)
    (shown,) = {inline for row in grid.rows for cell in row if cell for inline in cell.content[0].content}
    assert isinstance(shown, InlinePicture)
    assert shown.width * 0.48 / (100 / 400) == pytest.approx(0.75)


def test_pictures_are_measured_as_characters() -> None:
    icon = InlinePicture(FILE, (Text("印"),), Location(""))
    styles = template("plan").styles
    assert measured_text((Text("文"), icon), {}) == "■ 文"
    assert not fills_cell((icon,))
    assert fills_cell((InlinePicture(FILE, (Text("印"),), Location(""), 0.5),))
    assert 0 < icon_height(styles, Role.BODY) <= 0.8 * styles.lines[Role.BODY]


def icons(count: int, role: str = Role.CELL) -> GridCell:
    shown = [
        each for _ in range(count) for each in (InlinePicture(FILE, (Text("印"),), Location("")), Text(" "))
    ]
    return GridCell((Paragraph(tuple(shown), role),))


def test_a_column_of_small_pictures_gets_no_more_room_than_it_needs() -> None:
    """What is spare goes to the text beside it."""
    words = GridCell((Paragraph((Text("文章です。"),), Role.CELL),))
    heads = (words, words)
    grid = Grid("計画の表", (), (heads, (icons(3), words), (icons(4), words)), head_rows=1)
    narrow, wide = (lay_out(template("plan").styles, {}, grid, width).widths for width in (3000, 9000))
    assert narrow[0] == wide[0]
    assert wide[1] == 9000 - wide[0]


@pytest.mark.parametrize(("fixed", "single"), [(True, False), (False, True)])
def test_a_line_of_pictures_alone_is_as_high_as_they_are(fixed: bool, single: bool) -> None:
    """A line of less than a whole one would be cut at its top; in one of fixed height they are lower than that."""
    styles = template("plan").styles
    draft = SimpleNamespace(styles=replace(styles, fixed=frozenset({Role.CELL} if fixed else ())))
    assert _grows_with_pictures(cast(Draft, draft), icons(2).content[0]) is single
