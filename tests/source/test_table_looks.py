"""The look of a table, as its div says: the unit, rows and columns that stand out, the sign of negative numbers."""

from __future__ import annotations

import pytest

from pipeline.model.floats import Float, Table, TablePart
from pipeline.model.inlines import plain_text
from pipeline.problems import Code
from tests.small_plan import CHAPTER, blocks_of, expect, problems_in, resolved

ROWS = """\
| 区分 | 性別 | 元年度 | ２年度 |
|:--|:--|--:|--:|
| 教育・保育 | << | << | << |
| １号 | 男 | 1 | -38 |
| ^^ | 女 | 1 | （-2.5%） |
| ^^ | 小 計 | 2 | **－1,250** |
| 合計 | << | 2 | 令和2-3年 |"""


def float_of(attributes: str, title: str = "題", rows: str = ROWS) -> Float:
    """The table that a div with these attributes holds."""
    (block,) = blocks_of(f"::: {{.表 {attributes}}}\n{title}\n\n{rows}\n:::")
    assert isinstance(block, Float)
    return block


def table_of(attributes: str) -> Table:
    body = float_of(f"#tbl-a {attributes}").body
    assert isinstance(body, Table)
    return body


@pytest.mark.parametrize(
    ("written", "shown"),
    [("人", "（単位：人）"), ("単位：人、％", "（単位：人、％）"), ("（各年４月１日）", "（各年４月１日）")],
)
def test_the_unit_stands_above_in_brackets(written: str, shown: str) -> None:
    """What is written in full is left as it is."""
    assert plain_text(table_of(f'単位="{written}"').unit) == shown


def test_rows_are_named_by_what_they_begin_with() -> None:
    """By the cell of the first column, also one that comes down from above, and by the first of their own."""
    table = table_of('合計="小計、合計" 小見出し="教育・保育" 網かけ行="１号"')
    assert (table.groups, table.totals, table.shaded_rows) == ((1,), (4, 5), (2, 3, 4))
    assert table.part_at(4, 2) is TablePart.TOTAL
    assert table.part_at(3, 2) is TablePart.SHADED_ROW
    assert table.part_at(0, 2) is TablePart.HEAD


def test_the_last_row_and_the_last_column_need_no_name() -> None:
    """In any usual word for them."""
    table = table_of('合計="最後の行" 網かけ列="最終列"')
    assert (table.totals, table.shaded_columns) == ((5,), (3,))


def test_columns_are_named_by_their_heads() -> None:
    """Each that stands over them."""
    assert table_of('網かけ列="元年度, 区分"').shaded_columns == (0, 2)


def test_negative_numbers_get_the_sign_that_the_table_has() -> None:
    """Whatever was typed, in bold and in brackets; what is no number stays."""
    table = table_of('負="△"')
    last = [plain_text(row[3].text) for row in table.rows if row[3]]
    assert last == ["２年度", "△38", "（△2.5%）", "△1,250", "令和2-3年"]


@pytest.mark.parametrize(
    ("attributes", "code", "words"),
    [
        ('合計="総計"', Code.TABLE_LABEL, ("「総計」という行", "合計")),
        ('網かけ列="３年度"', Code.TABLE_LABEL, ("「３年度」という列", "２年度")),
        ('小見出し=""', Code.TABLE_LABEL, ("どの行か",)),
        ('負="マイナス"', Code.MD_ATTRIBUTE, ("△",)),
        ('合計行="合計"', Code.MD_ATTRIBUTE, ("合計",)),
    ],
)
def test_what_a_table_does_not_have_is_told(attributes: str, code: Code, words: tuple[str, ...]) -> None:
    """With what there is."""
    expect(problems_in(f"::: {{.表 #tbl-a {attributes}}}\n題\n\n{ROWS}\n:::"), code, f"{CHAPTER}:3:1", *words)


def test_a_table_without_a_number_may_have_no_title() -> None:
    """Its counter passes it over, and so does the list of tables."""
    assert float_of(".番号なし", title="").caption == ()
    plain = f"::: {{.表 .番号なし}}\n\n{ROWS}\n:::"
    titled = f"::: {{.表 .番号なし #tbl-b}}\n二つ目\n\n{ROWS}\n:::"
    numbered = f"::: {{.表 #tbl-c}}\n三つ目\n\n{ROWS}\n:::"
    plan = resolved({CHAPTER: f"# 章\n\n## 節 {{#sec-text}}\n\n{plain}\n\n{titled}\n\n{numbered}\n"})
    assert plan.targets["tbl-c"].number.endswith("１")
    assert (plan.targets["tbl-b"].number, plan.targets["tbl-b"].title) == ("", "二つ目")


@pytest.mark.parametrize(
    ("markdown", "code", "words"),
    [
        (f"::: {{.表 .番号なし #tbl-a}}\n\n{ROWS}\n:::", Code.MD_ATTRIBUTE, ("#tbl-a", "題の段落")),
        (f"::: {{.表 #tbl-a}}\n\n{ROWS}\n:::", Code.MD_CAPTION, ("題がありません", ".番号なし")),
        ("::: {.改頁 .番号なし}\n:::", Code.MD_ATTRIBUTE, ("番号なし",)),
        (f"::: {{.表 .番号なし #tbl-a}}\n題\n\n{ROWS}\n:::\n\n[](#tbl-a)", Code.REF_NO_NUMBER, ("{.題}",)),
    ],
)
def test_what_can_have_no_number_or_must_have_one_is_told(
    markdown: str, code: Code, words: tuple[str, ...]
) -> None:
    """An id without anything to show, a title that is missing, what never has a number, and a reference to none."""
    (problem,) = problems_in(markdown)
    assert problem.code is code
    assert all(word in problem.message + problem.hint for word in words)


def test_paper_that_is_no_fold_out_is_told() -> None:
    """What it may be, however wide the signs are."""
    expect(problems_in('::: {.横長 用紙="B4"}\n文\n:::'), Code.MD_ATTRIBUTE, f"{CHAPTER}:3:1", '用紙="A3"')
    assert problems_in('::: {.横長 用紙="Ａ３横"}\n文\n:::') == []
