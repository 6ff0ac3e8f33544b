"""What a table says in lines: rows with the words that stand over their cells."""

from __future__ import annotations

from pipeline.compare.lines import Reader
from pipeline.model.floats import Align, Cell, Float, FloatKind, Table
from pipeline.model.inlines import Paragraph, Text
from pipeline.model.prose import ListBlock, ListKind
from pipeline.problems import Location


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((Paragraph((Text(text),)),) if text else (), colspan, rowspan)


# 方針 stands over two rows, 支援 over two columns of the head.
ROWS = (
    (cell("方針", rowspan=2), cell("取組", rowspan=2), cell("支援", colspan=2), None),
    (None, None, cell("相談"), cell("参加")),
    (cell("安心", rowspan=2), cell("見守り"), cell("○"), cell("")),
    (None, cell("居場所"), cell(""), cell("○")),
)


def lines(rows: tuple[tuple[Cell | None, ...], ...], head_rows: int) -> list[tuple[str, str]]:
    """What is shown of each line after the title, and what was written in it."""
    table = Table(rows, head_rows, (Align.LEFT,) * 4)
    block = Float(FloatKind.TABLE, "tbl-a", (Text("題"),), table, (), Location("a.md"))
    return [(line.text, line.source) for line in Reader({}, {}).lines(block)[1:]]


def test_each_cell_is_named_by_the_lowest_head_over_it() -> None:
    """Empty cells are not shown, but where a cell stands is part of what was written."""
    assert lines(ROWS, 2)[2:] == [
        ("方針：安心", "安心"),
        ("取組：見守り　相談：○", "見守り｜○｜"),
        ("取組：居場所　参加：○", "居場所｜｜○"),
    ]


def test_rows_that_change_places_beside_a_merged_cell_stay_what_they_are() -> None:
    """The merged cell is a line of its own, wherever it begins."""
    first, second = ROWS[2], ROWS[3]
    turned = (*ROWS[:2], (first[0], *second[1:]), (None, *first[1:]))
    assert sorted(lines(turned, 2)) == sorted(lines(ROWS, 2))


def test_without_a_head_the_cells_stand_alone() -> None:
    """There is nothing to call them by."""
    assert lines(((cell("年"), cell(""), cell("人"), cell("")),), 0) == [("年　人", "年｜｜人｜")]


def test_a_number_below_zero_is_the_same_whatever_its_sign() -> None:
    """△38 is what −38 was; what else a cell says counts as it is written."""
    signs = [[line[1] for line in lines(((cell(text),) * 4,), 0)] for text in ("-38", "△38", "▲38", "−38")]
    assert signs == [signs[0]] * 4
    assert lines(((cell("△印"),) * 4,), 0)[0][1].startswith("△印")


def test_the_unit_and_the_lines_of_a_cell_are_read() -> None:
    """The unit before the rows; items with their marks."""
    items = tuple((Paragraph((Text(text),)),) for text in ("訪問", "電話"))
    table = Table(
        ((Cell((Paragraph((Text("次"),)), ListBlock(ListKind.BULLET, 1, items))),),),
        0,
        (Align.LEFT,),
        unit=(Text("（単位：人）"),),
    )
    block = Float(FloatKind.TABLE, "tbl-a", (), table, (), Location("a.md"), numbered=False)
    shown = [line.text for line in Reader({}, {}).lines(block)]
    assert [each for each in shown if each] == ["（単位：人）", "次 ・訪問 ・電話"]
