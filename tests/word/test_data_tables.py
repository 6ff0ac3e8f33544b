"""Data tables as they are written: points under one another, rows that stand out, lists in cells, what stands above."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell

from pipeline import checks
from pipeline.model.floats import Align, Cell, Table
from pipeline.model.inlines import Paragraph, Text
from pipeline.word.writing.data_tables import data_grid
from pipeline.workflows.build import make
from tests.goldens import quiet
from tests.layout.projects import small_project
from tests.small_plan import CHAPTER, chapter

TABLES = """\
::: {.表 #tbl-a 単位="人" 小見出し="保育" 合計="計" 網かけ行="２号" 網かけ列="率"}
見込み

| 区分 | 数 | 率 |
|:--|--:|--:|
| 保育 | << | << |
| １号 | 12 | 12.5% |
| ２号 | 8 | 8% |
| 計 | 20 | 20.25% |
:::

::: {.表 .番号なし}

| 施策 | 内容 |
|:--|:--|
| 見守り | 次のとおり<br>・訪問<br>・電話 |
| 相談 | (3) 窓口<br>(4) 電話 |
:::

::: {.表 .番号なし #tbl-b}
題だけの表

| 施策 |
|:--|
| 見守り |
:::

[](#tbl-b){.題}を、[](#tbl-b){.頁}ページに示します。
"""


@cache
def written() -> bytes:
    with TemporaryDirectory() as folder:
        made = make(small_project(Path(folder), {CHAPTER: chapter(TABLES)}), ("plan",), None, quiet)
    return made.documents[0].docx


def table(index: int) -> WordTable:
    """One of the tables that the chapter holds."""
    return Document(io.BytesIO(written())).tables[index]


def look(cell: WordCell) -> tuple[str, str]:
    """The fill of a cell, and the line above it; both its own."""
    properties: Any = cell._tc.tcPr
    shade = properties.find(qn("w:shd"))
    line = properties.find(f"{qn('w:tcBorders')}/{qn('w:top')}")
    return (
        "" if shade is None else shade.get(qn("w:fill")),
        "" if line is None else line.get(qn("w:sz")),
    )


def is_bold(cell: WordCell) -> bool:
    return all(run.style.name == "Strong" for run in cell.paragraphs[0].runs)


def rooms(column: list[str], align: Align = Align.RIGHT) -> list[str]:
    """What numbers of a column leave free behind them."""
    cells = tuple((Cell((Paragraph((Text(text),)),)),) for text in ["年", *column])
    return [row[0].behind for row in data_grid(Table(cells, 1, (align,))).rows[1:] if row[0]]


@pytest.mark.parametrize(
    ("column", "free"),
    [
        (["12.5", "8.25", "100"], ["5", "", ".25"]),
        (["12.5%", "8％", "△100.0%"], ["", ".5", ""]),
        (["（1.5）", "3", "－"], ["", ".5", ""]),
        (["12", "8", "1,250"], ["", "", ""]),
        (["12.5", "8.3"], ["", ""]),
        (["1.5", "約３", "2"], ["", "", ".5"]),
    ],
)
def test_points_stand_under_one_another(column: list[str], free: list[str]) -> None:
    """Behind a number there is as much room as the decimals take that others have; what is no number stands at the edge."""
    assert rooms(column) == free


def test_what_does_not_stand_right_has_no_room_behind_it() -> None:
    """Its author wants it so."""
    assert rooms(["1.5", "3"], Align.CENTER) == ["", ""]


def test_rows_and_columns_have_the_looks_of_the_table_style() -> None:
    """Of its total row, its bands of rows and of columns: all that Word's dialog names."""
    cells = [row.cells for row in table(0).rows]
    assert [look(row[0]) for row in cells] == [
        ("E6EDF0", ""),
        ("F2F6F7", "6"),
        ("", ""),
        ("F2F6F7", ""),
        ("", "8"),
    ]
    assert look(cells[2][2]) == ("F2F6F7", "")
    assert [is_bold(row[0]) for row in cells[1:]] == [True, False, False, True]


def test_items_of_a_list_in_a_cell_belong_to_a_list_of_the_template() -> None:
    """At the cell's edge, in the style of its text; each list begins anew."""
    text = checks.project(checks.read("plan", written()))
    assert "見守り ｜ [表文字] 次のとおり ¶ ・ 訪問 ¶ ・ 電話" in text
    assert "相談 ｜ (3) 窓口 ¶ (4) 電話" in text
    styles = {each.style.name for row in table(1).rows[1:] for each in row.cells[1].paragraphs}
    assert styles == {"表文字"}


def test_above_a_table_stand_its_title_and_its_unit_or_nothing() -> None:
    """The list of tables has what is numbered; a reference to another one shows its title."""
    text = checks.project(checks.read("plan", written()))
    assert "[表の単位] （単位：人）\n┌" in text
    assert text.count("[caption]") == 2
    assert text.count("[table of figures]") == 1
    assert "→ 題だけの表⟧を、" in text


def test_the_document_has_nothing_wrong() -> None:
    """Neither in the reader's eyes, nor are its parts written otherwise the second time."""
    assert not checks.check_document(checks.read("plan", written()))
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        first = package.read("word/document.xml")
    written.cache_clear()
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        assert package.read("word/document.xml") == first
