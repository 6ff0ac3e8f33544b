"""Layouts of tables that were found before: the same document without the work, and none where anything counts differently."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.documents.plan import plan_content
from pipeline.model.content import DocumentContent
from pipeline.model.floats import Align, Cell, Grid, GridCell, Table
from pipeline.model.inlines import Inlines, Paragraph, Reference, Role, Ruby, Text, Variant
from pipeline.model.numbers import Target, TargetKind
from pipeline.problems import Code, Location, Problem
from pipeline.word.compose import compose
from pipeline.word.fitting.narrow import too_narrow
from pipeline.word.measuring.columns import Floor
from pipeline.word.measuring.grid_layout import GridLayout
from pipeline.word.measuring.known_layouts import KnownLayouts, read_known
from pipeline.word.measuring.numbers import Split
from pipeline.word.template.template import Template
from pipeline.word.writing import laying
from tests.properties.documents import resolved, template
from tests.small_plan import CHAPTER, chapter, small_plan

TABLE = "::: {.表 #tbl-a}\n題\n\n| 年 | 人数 |\n|--|--:|\n| 令和３年 | 12,345 |\n| [](#tbl-a) | 長い文章です。 |\n:::"
PIECE = Text("文章")


def content() -> DocumentContent:
    return plan_content(resolved(small_plan({CHAPTER: chapter(TABLE)})))


def known_from(layouts: KnownLayouts) -> KnownLayouts:
    """As the next run reads it."""
    return read_known(layouts.stored(), layouts.salt)


def target(number: str) -> Target:
    return Target("a", TargetKind.HEADING, number, number, "題", 1, "a", "a_", Location(""))


def table_of(*cells: Inlines, **changed: Any) -> Table:
    table = Table((tuple(Cell((Paragraph(content),)) for content in cells),), 0, (Align.LEFT,) * len(cells))
    return replace(table, **changed)


def grid_of(*cells: GridCell, style: str = "計画の表") -> Grid:
    return Grid(style, (), (cells,))


def test_what_is_known_is_not_laid_out_again_and_the_document_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = KnownLayouts()
    docx = compose(content(), template("plan"), layouts=first)
    known = known_from(first)

    def never(*_: object) -> GridLayout:
        raise AssertionError("this table was laid out before")

    monkeypatch.setattr(laying, "lay_out", never)
    assert compose(content(), template("plan"), layouts=known) == docx
    assert known.used == first.used


def test_a_drawing_has_the_same_layout_when_it_is_recalled() -> None:
    """The rows to which Word adds nothing among it; one with other heights is another drawing."""
    flow = "::: {.流れ図 #fig-a}\n題\n\n1. 甲\n2. 乙\n:::"
    first = KnownLayouts()
    docx = compose(
        plan_content(resolved(small_plan({CHAPTER: chapter(flow)}))), template("plan"), layouts=first
    )
    assert known_from(first).before == first.used
    again = plan_content(resolved(small_plan({CHAPTER: chapter(flow)})))
    assert compose(again, template("plan"), layouts=known_from(first)) == docx
    cell = GridCell((Paragraph((PIECE,)),))
    grids = (grid_of(cell), replace(grid_of(cell), heights=(90,)), grid_of(replace(cell, low=True)))
    assert len({first.key(each, 9000, {}) for each in grids}) == len(grids)


def test_what_is_not_used_any_more_is_not_kept() -> None:
    first = KnownLayouts()
    compose(content(), template("plan"), layouts=first)
    known = known_from(first)
    compose(plan_content(resolved(small_plan())), template("plan"), layouts=known)
    assert first.used.keys() - known.used.keys()


def test_another_template_and_another_program_know_nothing() -> None:
    layouts = KnownLayouts(salt="a")
    key = layouts.within(b"template").key(table_of((PIECE,)), 9000, {})
    assert key == layouts.within(b"template").key(table_of((PIECE,)), 9000, {})
    assert key != layouts.within(b"other").key(table_of((PIECE,)), 9000, {})
    assert key != KnownLayouts(salt="b").within(b"template").key(table_of((PIECE,)), 9000, {})


@pytest.mark.parametrize(
    "other",
    [
        table_of((Text("文字"),)),
        table_of((Ruby("文章", "ぶんしょう"),)),
        table_of((PIECE,), (PIECE,)),
        table_of((PIECE,), head_rows=1),
        table_of((PIECE,), widths=(1.0,)),
        table_of((PIECE,), aligns=(Align.RIGHT,)),
        table_of(rows=((Cell((Paragraph((PIECE,)),), rowspan=2),), (None,))),
        grid_of(GridCell((Paragraph((PIECE,), Role.CELL),))),
        grid_of(GridCell((Paragraph((PIECE,), Role.CELL_HEAD),))),
        grid_of(GridCell((Paragraph((PIECE,), Role.CELL),), vertical=True)),
        grid_of(GridCell((Paragraph((PIECE,), Role.CELL),) * 2)),
        grid_of(GridCell((Paragraph((PIECE,), Role.CELL),)), style="取組の表"),
    ],
)
def test_whatever_a_layout_depends_on_makes_another_key(other: Table | Grid) -> None:
    keys = KnownLayouts()
    assert keys.key(other, 9000, {}) != keys.key(table_of((PIECE,)), 9000, {})
    assert keys.key(other, 9000, {}) == keys.key(other, 9000, {})
    assert keys.key(other, 9000, {}) != keys.key(other, 9001, {})


def test_a_reference_that_shows_another_number_makes_another_key() -> None:
    """And a target that shows the same makes none, wherever it is written."""
    table = table_of((Reference("a", Variant.NUMBER, Location("")),))
    first, moved, other = (
        KnownLayouts().key(table, 9000, {"a": each})
        for each in (target("第１章"), replace(target("第１章"), location=Location("b", 2)), target("第10章"))
    )
    assert first == moved
    assert first != other


def test_a_layout_is_read_as_it_was_kept() -> None:
    layout = GridLayout((100, 200), (0, 30), 412.5, 10, (Floor(0, 2, 99.25),))
    layouts, table = KnownLayouts(), table_of((PIECE,))
    layouts.keep(table, 9000, {}, layout)
    assert known_from(layouts).recall(table, 9000, {}) == layout
    assert known_from(layouts).recall(table, 9001, {}) is None


def test_a_table_in_which_a_number_is_broken_is_looked_at_again() -> None:
    """Its run stops, so that nothing else would tell of it."""
    layouts, table = KnownLayouts(), table_of((PIECE,))
    split = Split("12,345", 0, 1, 600, 500, 900)
    layouts.keep(table, 9000, {}, GridLayout((1,), (0,), 1.0, 0, split=split))
    assert known_from(layouts).recall(table, 9000, {}) is None


@pytest.mark.parametrize(
    "stored", [b"", b"{", b"[1]", b'{"a": 1}', b'{"a": [1, 2]}', "{'字'}".encode("cp932")]
)
def test_what_can_not_be_read_is_as_good_as_none(stored: bytes) -> None:
    assert read_known(stored, "").before == {}


def problems(text: str, own: Template, layouts: KnownLayouts) -> list[Problem]:
    return list(
        too_narrow(plan_content(resolved(small_plan({CHAPTER: chapter(text)}))), own, layouts=layouts)
    )


def test_a_number_that_gets_too_wide_is_told_though_the_table_was_known() -> None:
    own = template("plan")
    layouts = KnownLayouts()
    compose(content(), own, layouts=layouts)
    known = known_from(layouts)
    assert problems(TABLE, own, known) == []
    wide = TABLE.replace("::: {.表 #tbl-a}", '::: {.表 #tbl-a widths="99 1"}')
    assert [each.code for each in problems(wide, own, known)] == [Code.PAGE_NUMBER_SPLIT]
