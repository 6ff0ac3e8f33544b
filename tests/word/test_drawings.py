"""Drawings in Word: tables whose borders are boxes and lines, as high as their words need, and told where they do not fit."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from pipeline.documents.drawing import AS_NEEDED, Across, Down, Drawing, Placed, draw, mark
from pipeline.documents.plan import plan_content
from pipeline.model.floats import Grid, GridCell, Side
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.xml_names import w
from pipeline.problems import Code, Problem
from pipeline.word.fitting.drawings import misfitting
from pipeline.word.measuring.columns import Floor, drawn_heights
from pipeline.workflows.build import make
from tests.documents.drawings import assert_whole
from tests.goldens import TEMPLATES, quiet
from tests.hostile.projects import write_project
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, chapter, resolved
from tests.templates import opened


def cell(text: str) -> GridCell:
    return GridCell((Paragraph((Text(text),), Role.DIAGRAM_TEXT),))


def one_over_two() -> Grid:
    """A box, a line down to a line across, and two boxes under its ends."""
    drawing = Drawing(
        (AS_NEEDED, 90, 90, AS_NEEDED),
        (
            Placed(0, 1, 300, 700, cell("上")),
            Placed(3, 4, 0, 400, cell("左")),
            Placed(3, 4, 600, 1000, cell("右")),
        ),
        (Across(2, 200, 800),),
        (Down(500, 1, 2), Down(200, 2, 3), Down(800, 2, 3)),
    )
    return draw(drawing, "説明")


def test_a_line_is_the_side_of_the_cells_beside_it() -> None:
    """From the middle of one box to the middles of others, with nothing between."""
    grid = one_over_two()
    assert_whole(grid)
    lines = [[cell.sides for cell in row if cell] for row in grid.rows[1:3]]
    assert lines[0] == [(), (Side.BOTTOM, Side.RIGHT), (Side.LEFT, Side.BOTTOM), ()]
    assert lines[1] == [(Side.RIGHT,), (Side.TOP, Side.LEFT, Side.RIGHT), (Side.LEFT,)]


def test_rows_share_what_a_box_needs_and_gaps_stay_as_they_are() -> None:
    """So a line meets the middle of a side."""
    assert drawn_heights([Floor(0, 2, 500)], (0, 0)) == [250, 250]
    assert drawn_heights([Floor(0, 1, 100), Floor(0, 3, 500)], (0, 80, 0)) == [260, 80, 160]
    assert drawn_heights([Floor(1, 1, 300)], (0, 80)) == [0, 300]


def drawn_in(folder: Path, markdown: str) -> etree._Element:
    """The table of the drawing of a chapter."""
    project = write_project(folder, {CHAPTER: chapter(markdown)})
    (document,) = make(project, ("plan",), None, quiet).documents
    with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    (table,) = (
        each for each in body.iter(w("tbl")) if each.find(f"{w('tblPr')}/{w('tblCaption')}") is not None
    )
    return table


def test_cells_without_words_are_as_low_as_their_rows(tmp_path: Path) -> None:
    """In Word a row is as high as its highest paragraph."""
    table = drawn_in(tmp_path, "::: {.流れ図 #fig-a}\n題\n\n1. 甲\n2. 乙\n:::")
    empty = [each for each in table.iter(w("tc")) if not "".join(each.itertext())]
    assert empty
    for each in empty:
        assert each.find(f"{w('tcPr')}/{w('tcMar')}/{w('top')}") is not None
        (spacing,) = each.iter(w("spacing"))
        assert (spacing.get(w("line")), spacing.get(w("lineRule"))) == ("20", "exact")


def test_a_drawing_stays_on_one_page_and_says_what_it_shows(tmp_path: Path) -> None:
    """All rows are kept with the next, and its description is headed 図."""
    table = drawn_in(tmp_path, "::: {.施策の体系 #fig-a}\n題\n:::")
    assert len(list(table.iter(w("p")))) == len(list(table.iter(w("keepNext"))))
    described = table.find(f"{w('tblPr')}/{w('tblDescription')}")
    assert described is not None
    assert described.get(w("val"), "").startswith("施策の体系。基本理念は「支え合うまち」。")


def misfits(markdown: str, framework: str = FRAMEWORK_YAML) -> list[Problem]:
    plan = resolved({CHAPTER: chapter(markdown), "framework.yaml": framework})
    return list(misfitting(plan_content(plan), opened("plan", (TEMPLATES / "plan.docx").read_bytes())))


def test_boxes_that_hold_hardly_a_word_are_told() -> None:
    """With the narrowest of them, and what helps."""
    ways = "\n".join(f"   - 行き先の{number}番目" for number in range(14))
    markdown = f"::: {{.流れ図 #fig-a}}\n題\n\n1. 甲\n{ways}\n2. 乙\n:::"
    (problem,) = misfits(markdown)
    assert problem.code is Code.DIAGRAM_SIZE
    assert "番目」の箱に１行１文字しか" in problem.message
    assert "横長" in problem.hint
    assert misfits(markdown.replace(ways, "\n".join(ways.split("\n")[:5]))) == []


def test_a_drawing_that_is_higher_than_a_page_is_told() -> None:
    """With how much is lacking; on turned paper there is less."""
    measures = "".join(
        f"          - {{id: measure-{n}, 題: 取組の{n}, 課題認識: 課, 対応方針: 方, 関連する施策: [事業]}}\n"
        for n in range(60)
    )
    tree = "::: {.施策の体系 #fig-a}\n題\n:::"
    (problem,) = misfits(tree, FRAMEWORK_YAML + measures)
    assert problem.code is Code.DIAGRAM_SIZE
    assert "１ページに収まりません" in problem.message
    assert "levels" in problem.hint
    assert misfits(tree.replace("#fig-a", '#fig-a levels="2"'), FRAMEWORK_YAML + measures) == []
    few = FRAMEWORK_YAML + "".join(measures.splitlines(keepends=True)[:24])
    assert misfits(tree, few) == []
    assert len(misfits(f":::: {{.横長}}\n\n{tree}\n\n::::", few)) == 1


def test_an_arrowhead_has_no_border_and_no_margins() -> None:
    """So it stands close to its line and its box."""
    head = mark("▼")
    assert (head.border, head.low) == (False, True)
