"""A table read row by row says all that it says: each cell behind the heads over it, each row behind its name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.editions.records import records_of
from pipeline.model.floats import Align, Cell, Grid, GridCell, Table
from pipeline.model.inlines import Paragraph, Role, Text, plain_text
from pipeline.model.prose import paragraphs_of


def cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((Paragraph((Text(text),)),) if text else (), columns, rows)


def table(*rows: Sequence[Cell | None], heads: int = 1, aligns: str = "LRR") -> Table:
    named = {"L": Align.LEFT, "R": Align.RIGHT}
    return Table(tuple(map(tuple, rows)), heads, tuple(named[each] for each in aligns))


def said(body: Table | Grid) -> list[str]:
    """Each record on a line: its names, then heads and cells."""
    return [
        "/".join(
            (
                *map(plain_text, record.names),
                *(
                    "=".join(
                        (
                            "・".join(map(plain_text, field.heads)),
                            "".join(plain_text(each.content) for each in paragraphs_of(field.content)),
                        )
                    )
                    for field in record.fields
                ),
            )
        )
        for record in records_of(body)
    ]


def test_each_cell_comes_behind_the_head_over_its_column() -> None:
    """What stands first in a row names it."""
    body = table([cell("年"), cell("人口"), cell("世帯")], [cell("2020年"), cell("10"), cell("4")])
    assert said(body) == ["2020年/人口=10/世帯=4"]


def test_a_name_that_does_not_say_its_head_comes_behind_it() -> None:
    """区分：改正法; nobody says 年：2020年."""
    body = table([cell("区分"), cell("件"), cell("")], [cell("相談"), cell("5"), cell("")])
    assert said(body) == ["区分：相談/件=5"]


def test_a_name_that_is_set_in_is_said_without_its_blanks() -> None:
    """They are for the eye."""
    body = table(
        [cell("区分"), cell("人"), cell("％")],
        [cell("　うち65歳以上"), cell("234"), cell("19")],
        [cell("　計"), cell("234"), cell("")],
    )
    assert said(body) == ["区分：うち65歳以上/人=234/％=19", "計/人=234"]


def test_heads_over_heads_are_said_from_the_outermost() -> None:
    """Each column has all that stands over it."""
    body = table(
        [cell("年", rows=2), cell("人口", 2), None],
        [None, cell("男"), cell("女")],
        [cell("2020年"), cell("5"), cell("6")],
        heads=2,
    )
    assert said(body) == ["2020年/人口・男=5/人口・女=6"]


def test_a_cell_over_several_columns_has_the_heads_of_all() -> None:
    """None of them is left out."""
    body = table(
        [cell("計画"), cell("令和３年度"), cell("令和４年度")], [cell("この計画"), cell("期間", 2), None]
    )
    assert said(body) == ["この計画/令和３年度、令和４年度=期間"]


def test_a_name_over_several_rows_names_them_all() -> None:
    """A row is read without those above it."""
    body = table(
        [cell("方針"), cell("取組"), cell("数")],
        [cell("方針１", rows=2), cell("見守り"), cell("2")],
        [None, cell("相談"), cell("3")],
        aligns="LLR",
    )
    assert said(body) == ["方針１/取組=見守り/数=2", "方針１/取組=相談/数=3"]


def test_a_table_without_heads_says_its_cells() -> None:
    """And none of them names another."""
    assert said(table([cell("一"), cell("二"), cell("三")], heads=0)) == ["=一/=二/=三"]


def grid_cell(text: str, heads: bool = False, columns: int = 1) -> GridCell:
    return GridCell((Paragraph((Text(text),), Role.CELL),), columns, heads=heads)


def test_labels_beside_cells_name_them() -> None:
    """The table of an item's fields."""
    body = Grid(
        "取組の表",
        (1, 2),
        ((grid_cell("課題", True), grid_cell("文章")), (grid_cell("対応", True), grid_cell("続き"))),
    )
    assert said(body) == ["課題=文章", "対応=続き"]


def test_several_labels_in_a_row_name_each_what_follows() -> None:
    """Two pairs side by side."""
    body = Grid(
        "取組の表",
        (1, 1, 1, 1),
        ((grid_cell("担当", True), grid_cell("福祉課"), grid_cell("期間", True), grid_cell("５年")),),
    )
    assert said(body) == ["担当=福祉課/期間=５年"]


def test_one_head_over_all_columns_says_what_is_under_it() -> None:
    """It stands before the names of the rows."""
    body = Grid(
        "取組の表",
        (1, 1),
        ((grid_cell("指標", True, 2), None), (grid_cell("名", True), grid_cell("値"))),
    )
    assert said(body) == ["指標/名=値"]
