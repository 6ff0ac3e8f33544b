"""Tables that go on over a page under their titles, where the template says how that is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.model.floats import Grid, GridCell, TablePart
from pipeline.model.inlines import Note, Paragraph, Role, Text, plain_text
from pipeline.problems import Location
from pipeline.word.measuring.grid_layout import GridLayout
from pipeline.word.writing.continued import in_parts
from pipeline.workflows.build import make
from tests.goldens import TEMPLATES, quiet
from tests.layout.projects import small_project
from tests.small_plan import CHAPTER, chapter

HEIGHT = 10  # of each row


def cell(text: str, rowspan: int = 1, part: TablePart | None = None) -> GridCell:
    return GridCell((Paragraph((Text(text),), Role.CELL),), rowspan=rowspan, part=part)


def parts(rows: list[tuple[GridCell | None, ...]], room: int) -> list[list[list[str | None]]]:
    """The texts of each part of a table with one head, in pages of so many rows, None where a cell is covered."""
    grid = Grid("計画の表", (), ((cell("頭"),) * len(rows[0]), *rows), head_rows=1)
    heights = (HEIGHT,) * len(grid.rows)
    layout = GridLayout((1,) * len(rows[0]), (0,) * len(heights), 0.0, 0, rows=heights)
    found = in_parts(grid, layout, room * HEIGHT)
    for part, own in found:
        assert len(part.rows) == len(own.rows) == len(own.least_heights)
        spans = [(r, each.rowspan) for r, row in enumerate(part.rows) for each in row if each]
        assert all(r + span <= len(part.rows) for r, span in spans)
    return [
        [[plain_text(each.content[0].content) if each else None for each in row] for row in part.rows]
        for part, _ in found
    ]


def test_each_part_has_the_head_and_as_many_rows_as_fit() -> None:
    """A table that fits is one part, whatever it holds."""
    rows: list[tuple[GridCell | None, ...]] = [(cell(str(number)),) for number in range(5)]
    assert [len(part) for part in parts(rows, 6)] == [6]
    assert [[row[0] for row in part] for part in parts(rows, 4)] == [["頭", "0", "1", "2"], ["頭", "3", "4"]]


def test_no_row_is_a_part_and_none_that_heads_others_ends_one() -> None:
    """They go on with what comes next."""
    rows: list[tuple[GridCell | None, ...]] = [(cell(str(number)),) for number in range(4)]
    assert [[row[0] for row in part] for part in parts(rows, 4)] == [["頭", "0", "1"], ["頭", "2", "3"]]
    rows[2] = (cell("群", part=TablePart.GROUP),)
    rows += [(cell("4"),)]
    assert [[row[0] for row in part] for part in parts(rows, 4)] == [["頭", "0", "1"], ["頭", "群", "3", "4"]]


def test_a_merged_cell_begins_anew_in_the_next_part() -> None:
    """With what it says, so that no row lacks its name; its footnotes stand once."""
    note = Note("", (Paragraph((Text("注"),)),), Location("a.md"))
    merged = GridCell((Paragraph((Text("男"), note), Role.CELL),), rowspan=4)
    rows: list[tuple[GridCell | None, ...]] = [
        (merged, cell("0")),
        *((None, cell(str(number))) for number in range(1, 4)),
    ]
    first, second = parts(rows, 3)
    assert first == [["頭", "頭"], ["男", "0"], [None, "1"]]
    assert second == [["頭", "頭"], ["男", "2"], [None, "3"]]


def long_table(rows: int, attributes: str = "#tbl-a") -> str:
    lines = "\n".join(f"| {number}行目 | {number} |" for number in range(rows))
    return f'::: {{.表 {attributes} 単位="人"}}\n長い表\n\n| 区分 | 数 |\n|:--|--:|\n{lines}\n\n資料：みどり市\n:::'


def written(folder: Path, markdown: str, words: str) -> str:
    templates = folder / "templates"
    shutil.copytree(TEMPLATES, templates)
    (templates / "plan.yaml").write_text(f"用紙: A4縦\n{words}", "utf-8")
    project = small_project(folder, {CHAPTER: chapter(markdown)}, templates)
    docx = make(project, ("plan",), None, quiet).documents[0].docx
    assert not checks.check_document(checks.read("plan", docx))
    return checks.project(checks.read("plan", docx))


def test_the_title_comes_again_with_what_the_template_says(tmp_path: Path) -> None:
    """Its number and its words as references, the unit below; sources stand once, at the end."""
    text = written(tmp_path, long_table(60), "表の続き: （つづき）\n")
    again = "[caption] ⟦REF tbl_a \\h → 表１－１⟧　⟦REF tbl_a_title \\h → 長い表⟧（つづき）\n[表の単位] （単位：人）\n┌"
    assert text.count(again) == 1
    assert text.count("資料：みどり市") == 1
    assert text.count("seq 表") == 1


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        (long_table(60), ""),
        (long_table(30), "表の続き: （つづき）\n"),
        (f"::: {{.二段}}\n{long_table(60)}\n:::".replace(":::", "::::", 1) + ":", "表の続き: （つづき）\n"),
        (long_table(60, ".番号なし").replace("長い表\n\n", ""), "表の続き: （つづき）\n"),
    ],
    ids=["not asked for", "on one page", "in columns", "without a title"],
)
def test_the_title_does_not_come_again(markdown: str, words: str, tmp_path: Path) -> None:
    """Where no page could show the table without it, where none is, or where columns have no pages of their own."""
    assert "（つづき）" not in written(tmp_path, markdown, words)
