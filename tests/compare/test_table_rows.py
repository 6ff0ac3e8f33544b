"""Two versions of a table: which rows and columns are the same, and what is told of those that are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.compare.lines import Reader
from pipeline.compare.tables import compare_tables, table_text
from pipeline.model.comparison import LinePair
from pipeline.model.floats import Align, Cell, Float, FloatKind, Table
from pipeline.model.inlines import Paragraph, Text
from pipeline.problems import Location
from pipeline.table_diff import go_on

READER = Reader({}, {})


def table(*lines: str, heads: int = 1, groups: tuple[int, ...] = ()) -> Float:
    """A table of rows as 年｜人数; ^ goes on from above, < from the left."""
    signs = [line.split("｜") for line in lines]
    rows = []
    for r, row in enumerate(signs):
        cells: list[Cell | None] = []
        for c, text in enumerate(row):
            down = next((n for n, below in enumerate(signs[r + 1 :]) if below[c] != "^"), len(signs) - r - 1)
            across = next((n for n, right in enumerate(row[c + 1 :]) if right != "<"), len(row) - c - 1)
            content = (Paragraph((Text(text),)),) if text else ()
            cells.append(None if text in ("^", "<") else Cell(content, across + 1, down + 1))
        rows.append(tuple(cells))
    body = Table(tuple(rows), heads, (Align.LEFT,) * len(signs[0]), groups=groups)
    return Float(FloatKind.TABLE, "tbl-a", (), body, (), Location("a.md"))


def pairs(before: Float, after: Float) -> list[LinePair]:
    was, now = table_text(before, READER), table_text(after, READER)
    assert was
    assert now
    return [pair for pair in compare_tables(was.text, now.text) if pair]


def told(before: Float, after: Float) -> list[str]:
    """What differs, a line each: what was → what is, ＋ of what is new, － of what is gone, ↕ of what moved."""
    return [
        f"↕{pair.after.shown}"
        if pair.moved and pair.after
        else f"{pair.before.shown}→{pair.after.text}"
        if pair.before and pair.after
        else f"＋{pair.after.shown}"
        if pair.after
        else f"－{pair.before.shown if pair.before else ''}"
        for pair in pairs(before, after)
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("検証｜毎年｜<｜<", "検証｜随時｜<｜<", "「検証」の７年度から９年度まで：毎年→随時"),
        ("検証｜毎年｜<｜調査", "検証｜随時｜<｜調査", "「検証」の７年度、８年度：毎年→随時"),
        ("検証｜－｜－｜－", "", "－計画：検証　７年度：－　８年度：－　９年度：－"),
        ("", "合計｜<｜３｜４", "＋計画：合計　８年度：３　９年度：４"),
        ("", "公表｜３月｜<｜<", "＋計画：公表　７年度から９年度まで：３月"),
    ],
)
def test_a_cell_over_several_columns_is_named_by_all_of_them(before: str, after: str, expected: str) -> None:
    """By the first one alone it would seem that this year was changed, and the others not. Numbered ones are said by the first and the
    last, and what names its row is under the head of its first column."""
    rows = ("計画｜７年度｜８年度｜９年度", "点検｜評価｜評価｜見直し")
    was, now = (table(*rows, *filter(None, (each,))) for each in (before, after))
    assert told(was, now) == [expected]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["令和３年度", "令和４年度", "令和５年度"], True),
        (["15歳未満　2020年", "15歳未満　2025年", "15歳未満　2030年"], True),
        (["９年度", "10年度", "11年度"], True),
        (["令和３年度", "令和４年度"], False),
        (["令和３年度", "令和５年度", "令和６年度"], False),
        (["３年度の実績", "４年度の実績", "５年度の見込み"], False),
        (["相談", "参加", "地域づくり"], False),
        (["計", "計", "計"], False),
        ([], False),
    ],
)
def test_heads_go_on_where_nothing_but_their_numbers_does(texts: list[str], expected: bool) -> None:
    """Then the first and the last one say all of them."""
    assert go_on(texts) is expected


INDICATORS = (
    "指標｜基準値｜目標値",
    "見守りの協定数｜21件｜30件",
    "相談窓口を知っている人｜38.2％｜50％",
    "居場所の数｜12か所｜20か所",
)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ({2: "相談窓口を知っている人｜38.2％｜55％"}, ["「相談窓口を知っている人」の目標値：50％→55％"]),
        (
            {2: "相談窓口を知っている人｜40％｜55％"},
            ["「相談窓口を知っている人」：基準値：38.2％　目標値：50％→基準値：40％　目標値：55％"],
        ),
        ({2: "相談窓口を知っている人｜38.2％｜"}, ["「相談窓口を知っている人」の目標値：50％→（空欄）"]),
        (
            {2: "相談窓口の認知度｜38.2％｜50％"},
            ["「相談窓口を知っている人」の指標：相談窓口を知っている人→相談窓口の認知度"],
        ),
        ({0: "指標｜基準値｜目指す値"}, ["表の見出し：目標値→目指す値"]),
    ],
)
def test_a_row_is_called_by_its_key_and_a_cell_by_the_head_over_it(
    edits: dict[int, str], expected: list[str]
) -> None:
    """A council asks which indicator it is, and which of its values."""
    after = [edits.get(at, line) for at, line in enumerate(INDICATORS)]
    assert told(table(*INDICATORS), table(*after)) == expected


def test_a_row_put_in_or_taken_out_is_that_row() -> None:
    """However like it is to those beside it: the key says which it is."""
    new = "担い手の数｜12か所｜20か所"
    assert told(table(*INDICATORS), table(*INDICATORS[:2], new, *INDICATORS[2:])) == [
        "＋指標：担い手の数　基準値：12か所　目標値：20か所"
    ]
    assert told(table(*INDICATORS), table(*INDICATORS[:3])) == [
        "－指標：居場所の数　基準値：12か所　目標値：20か所"
    ]


def test_rows_with_one_key_are_one_row_whatever_else_they_say() -> None:
    """All its values may be others; and what replaces a row is another one, though its values be the same."""
    after = (*INDICATORS[:2], "相談窓口を知っている人｜72.5％｜88人", INDICATORS[3])
    assert len(told(table(*INDICATORS), table(*after))) == 1
    other = (*INDICATORS[:3], "市民後見人｜12か所｜20か所")
    assert [line[0] for line in told(table(*INDICATORS), table(*other))] == ["－", "＋"]


def test_a_row_that_stands_elsewhere_has_moved() -> None:
    """It is neither new nor gone, and what changed in it is told beside that."""
    after = (INDICATORS[0], "居場所の数｜12か所｜25か所", *INDICATORS[1:3])
    assert told(table(*INDICATORS), table(*after)) == [
        "↕指標：居場所の数　基準値：12か所　目標値：25か所",
        "「居場所の数」の目標値：20か所→25か所",
    ]


MERGED = (
    "方針｜取組｜支援｜<",
    "^｜^｜相談｜参加",
    "安心｜見守り｜○｜",
    "^｜居場所｜｜○",
    "参画｜居場所｜○｜○",
)


def test_rows_under_a_merged_cell_keep_its_label() -> None:
    """Of two rows with one key the label tells which is meant; heads over heads are both named."""
    after = (*MERGED[:3], "^｜居場所｜○｜○", MERGED[4])
    assert told(table(*MERGED, heads=2), table(*after, heads=2)) == [
        "「安心・居場所」の支援　相談：（空欄）→○"
    ]
    new = (*MERGED[:4], "^｜通いの場｜○｜", MERGED[4])
    assert told(table(*MERGED, heads=2), table(*new, heads=2)) == [
        "＋方針：安心　取組：通いの場　支援　相談：○"
    ]


def test_a_merged_label_that_reads_otherwise_is_told_once() -> None:
    """Not in each of the rows beside it."""
    after = (*MERGED[:2], "安全｜見守り｜○｜", *MERGED[3:])
    assert told(table(*MERGED, heads=2), table(*after, heads=2)) == ["方針：安心→安全"]


def test_rows_are_called_with_the_group_above_them() -> None:
    """Which of the two 計 is meant?"""
    lines = ("区分｜人数", "北部｜<", "計｜10", "南部｜<", "計｜20")
    after = (*lines[:4], "計｜21")
    assert told(table(*lines, groups=(1, 3)), table(*after, groups=(1, 3))) == ["「南部・計」の人数：20→21"]


def test_rows_are_called_by_words_and_not_by_numbers() -> None:
    """A number before them follows from their order."""
    lines = ("No.｜事業｜予算", "1｜見守り｜100", "2｜居場所｜200")
    assert told(table(*lines), table(*lines[:2], "2｜居場所｜250")) == ["「居場所」の予算：200→250"]


def test_a_column_is_one_entry() -> None:
    """Whatever stands beside it: the rows are the same but for what else was edited in them."""
    wider = [line.split("｜") for line in INDICATORS]
    for row, value in zip(wider, ("中間値", "25件", "45％", "16か所"), strict=True):
        row.insert(2, value)
    lines = ["｜".join(row) for row in wider]
    assert told(table(*INDICATORS), table(*lines)) == ["＋列：中間値（25件、45％、16か所）"]
    assert told(table(*lines), table(*INDICATORS)) == ["－列：中間値（25件、45％、16か所）"]
    edited = [line.replace("30件", "35件") for line in lines]
    assert told(table(*INDICATORS), table(*edited)) == [
        "＋列：中間値（25件、45％、16か所）",
        "「見守りの協定数」の目標値：30件→35件",
    ]


def test_a_year_further_on_is_the_same_column_with_another_head() -> None:
    """As many columns as before, and no other that it could be."""
    before = ("区分｜令和２年度｜令和３年度", "北部｜10｜20", "南部｜30｜40")
    after = ("区分｜令和２年度｜令和４年度", "北部｜10｜25", "南部｜30｜45")
    assert told(table(*before), table(*after)) == [
        "表の見出し：令和３年度→令和４年度",
        "「北部」の令和４年度：20→25",
        "「南部」の令和４年度：40→45",
    ]


def test_the_whole_table_is_there_to_be_shown() -> None:
    """Its heads, all rows side by side, and which columns are the same."""
    after = (*INDICATORS[:2], "担い手の数｜1人｜2人", *INDICATORS[2:])
    found = pairs(table(*INDICATORS), table(*after))[0].table
    assert found
    assert [row.same for row in found.rows] == [True, False, True, True]
    assert found.columns == ((0, 0), (1, 1), (2, 2))
    head = found.heads[0].after
    assert head
    assert [cell and cell.text for cell in head] == ["指標", "基準値", "目標値"]


def test_a_table_without_rows_or_keys_is_compared_all_the_same() -> None:
    """Rows of numbers alone are called by them."""
    lines = ("年｜人", "2020｜10", "2021｜11")
    assert told(table(*lines), table(*lines[:2], "2021｜12")) == ["「2021」の人：11→12"]
    assert told(table(lines[0]), table(*lines[:2])) == ["＋年：2020　人：10"]
    unit = replace(table(*lines), notes=())
    assert told(unit, unit) == []
