"""拡大版: one thing under the other; tables as they can be read; drawings as lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.documents.pictures import pictures_grid
from pipeline.editions.large import Large, Way, mostly_numbers
from pipeline.model.blocks import Beside, Block, Box, BoxKind, Columns, Heading, Landscape, children, walk
from pipeline.model.charts import Chart, ChartKind, Series
from pipeline.model.floats import (
    Align,
    Cell,
    Float,
    FloatKind,
    Flow,
    Grid,
    GridCell,
    Picture,
    Pictures,
    Table,
)
from pipeline.model.inlines import (
    Inline,
    InlinePicture,
    Kept,
    Paragraph,
    Role,
    Text,
    plain_text,
    walk_inlines,
)
from pipeline.model.numbers import Target, TargetKind
from pipeline.model.plan import Image
from pipeline.model.prose import ListBlock, ListKind
from pipeline.problems import Location

HERE = Location("chapters/01.md", 1, 1)
TABLE = Table(
    tuple(
        tuple(Cell((Paragraph((Text(text),)),)) for text in row)
        for row in (("年", "人口"), ("2020年", "10"), ("2021年", "9"))
    ),
    1,
    (Align.LEFT, Align.RIGHT),
    unit=(Text("（単位：人）"),),
)


def shown(
    *blocks: Block, way: Callable[[Table], Way] = lambda _: Way.LIST, page: str = ""
) -> tuple[Block, ...]:
    heading = Target("sec", TargetKind.HEADING, "第１節", "第１節", "題", 2, "b_sec", "t_sec", HERE)
    pages = {"b_sec": page} if page else {}
    return tuple(Large(way, pages, {"sec": heading}).blocks(blocks))


def words(blocks: tuple[Block, ...]) -> list[str]:
    """All paragraphs in order."""
    found = []
    for node in walk(blocks):
        if isinstance(node, Paragraph):
            found.append(plain_text(node.content))
    return found


def floating(body: Table | Grid | Picture | Chart) -> Float:
    return Float(FloatKind.TABLE, "tbl", (Text("推移"),), body, (), HERE)


def body_of(blocks: tuple[Block, ...]) -> Table:
    (block,) = blocks
    assert isinstance(block, Float)
    assert isinstance(block.body, Table)
    return block.body


def test_a_table_becomes_a_list_of_its_rows_under_its_own_number() -> None:
    """Each row is a cell: its name, and each cell behind its head; so references to the table stay right."""
    body = body_of(shown(floating(TABLE)))
    assert [plain_text(cell.text) for row in body.rows for cell in row if cell] == [
        "2020年人口：10",
        "2021年人口：9",
    ]
    assert (body.unit, body.head_rows, len(body.aligns)) == (TABLE.unit, 0, 1)


def test_cells_under_one_head_over_theirs_stand_on_one_line() -> None:
    """Of each year three numbers in as many lines would fill a page with each row."""
    texts = (
        ("学校", "７年度", None, "８年度", None),
        (None, "見込み", "確保", "見込み", "確保"),
        ("北小", "87", "88", "86", "88"),
    )
    spans = {"学校": (1, 2), "７年度": (2, 1), "８年度": (2, 1)}

    def cell(text: str) -> Cell:
        columns, rows = spans.get(text, (1, 1))
        return Cell((Paragraph((Text(text),)),), columns, rows)

    rows = tuple(tuple(cell(each) if each else None for each in row) for row in texts)
    aligns = (Align.LEFT, *[Align.RIGHT] * 4)
    ((row,),) = body_of(shown(floating(replace(TABLE, rows=rows, head_rows=2, aligns=aligns)))).rows
    assert row is not None
    assert [plain_text(each.content) for each in row.content if isinstance(each, Paragraph)] == [
        "学校：北小",
        "７年度：見込み 87、確保 88",
        "８年度：見込み 86、確保 88",
    ]


def test_a_table_that_can_be_read_stays_and_one_of_numbers_may_be_turned() -> None:
    """They are there to be compared."""
    assert shown(floating(TABLE), way=lambda _: Way.TABLE) == (floating(TABLE),)
    (turned,) = shown(floating(TABLE), way=lambda _: Way.TURNED)
    assert turned == Landscape((floating(TABLE),))
    assert not mostly_numbers(TABLE)
    assert mostly_numbers(replace(TABLE, rows=(*TABLE.rows, *TABLE.rows[1:] * 20)))


def test_a_table_in_columns_of_its_own_forgets_widths_that_its_author_gave() -> None:
    """They were given for small letters."""
    (found,) = shown(floating(replace(TABLE, widths=(1.0, 1.0))), way=lambda _: Way.FITTED)
    assert found == floating(TABLE)


def test_a_long_table_says_in_each_row_what_it_is_of() -> None:
    """A merged cell is seen on its first page alone. Numbers that several rows share are not said again: there would be more of them."""

    def cell(text: str, rows: int = 1) -> Cell:
        return Cell((Paragraph((Text(text),)),), rowspan=rows)

    rows = (
        (cell("年齢"), cell("区分"), cell("定員")),
        (cell("１歳児", 2), cell("見込み"), cell("5", 2)),
        (None, cell("確保"), None),
        (cell("子育て世帯訪問支援事業", 2), cell("見込み"), cell("5")),
        (None, cell("確保"), cell("5")),
    )
    table = replace(TABLE, rows=rows, aligns=(Align.LEFT, Align.LEFT, Align.RIGHT))
    (turned,) = shown(floating(table), way=lambda _: Way.TURNED)
    assert isinstance(turned, Landscape)
    body = body_of(tuple(each for each in turned.content))
    assert [[plain_text(cell.text) if cell else None for cell in body.rows[at]] for at in (2, 4)] == [
        ["１歳児", "確保", None],
        [None, "確保", "5"],
    ]


def test_in_a_box_no_paper_is_turned() -> None:
    """Such a table becomes a list there."""
    box = Box(BoxKind.FRAME, "", (), (floating(TABLE),), HERE)
    (found,) = shown(box, way=lambda _: Way.TURNED)
    assert isinstance(found, Box)
    assert body_of(found.content).head_rows == 0


def test_columns_and_turned_paper_are_left() -> None:
    """One column on upright paper."""
    paragraph = Paragraph((Text("文"),))
    assert shown(Columns((paragraph,)), Landscape((paragraph,))) == (paragraph, paragraph)


def test_headings_say_their_page_in_the_plan_where_it_is_known() -> None:
    """Whoever talks with others about it has to find it."""
    heading = Heading(2, (Text("題"),), "sec", True, HERE)
    assert words(shown(heading, page="12")) == ["（計画では、12ページ）"]
    assert shown(heading) == (heading,)


def test_fields_of_an_item_stand_under_their_labels() -> None:
    """In no table."""
    grid = Grid(
        "取組の表",
        (1, 2),
        (
            (
                GridCell((Paragraph((Text("課題"),), Role.MEASURE_LABEL),), heads=True),
                GridCell((Paragraph((Text("文章です。"),), Role.MEASURE_TEXT),)),
            ),
        ),
    )
    assert shown(grid) == (
        Paragraph((Text("課題"),), Role.MEASURE_LABEL),
        Paragraph((Text("文章です。"),), Role.MEASURE_TEXT),
    )


def test_short_cells_of_a_row_stand_behind_their_heads() -> None:
    """What belongs together is seen together, and from the left, whatever column it stood in."""

    def cell(text: str, role: Role = Role.CELL, heads: bool = False) -> GridCell:
        return GridCell((Paragraph((Text(text),), role),), heads=heads)

    long = "要介護認定を受けた人の割合を、前の期間より低くします。"
    grid = Grid(
        "計画の表",
        (),
        (
            tuple(cell(each, Role.CELL_HEAD, True) for each in ("指標", "方向", "説明")),
            (cell("割合"), cell("減らす", Role.CELL_CENTRED), cell(long)),
        ),
    )
    found = shown(grid)
    assert words(found) == ["指標", "割合", "方向：減らす", "説明", long]
    assert [each.role for each in found if isinstance(each, Paragraph)] == [
        Role.MEASURE_LABEL,
        Role.CELL,
        Role.CELL,
        Role.MEASURE_LABEL,
        Role.CELL,
    ]


def test_what_a_row_says_is_kept_together() -> None:
    """A name alone at a page's foot, or its last cell alone on the next one, would be read with what stands beside it there. Long cells
    are parted: no page would hold them all."""

    def cell(*texts: str, heads: bool = False) -> GridCell:
        return GridCell(tuple(Paragraph((Text(each),), Role.CELL) for each in texts), heads=heads)

    rows = [
        (cell("事業", heads=True), cell("内容", heads=True), cell("区分", heads=True)),
        (cell("講座"), cell("学校で行います。", "親子でも行います。"), cell("新規")),
        (cell("相談"), cell("毎日受け付けます。"), cell("継続")),
    ]
    found = [each for each in shown(Grid("計画の表", (), tuple(rows))) if isinstance(each, Paragraph)]
    assert [(plain_text(each.content), isinstance(each, Kept)) for each in found][:6] == [
        ("事業", False),  # as all names of fields are
        ("講座", True),
        ("内容", False),
        ("学校で行います。", False),
        ("親子でも行います。", True),
        ("区分：新規", False),
    ]


def test_a_picture_beside_text_leaves_room_for_that() -> None:
    """It shows a person or a place; as wide as the text, it would part who signs from what is signed."""
    text, picture = Paragraph((Text("文"),)), floating(Picture("a.png", (), 0.2))
    first, second = shown(Beside((text, picture)))
    assert first == text
    assert isinstance(second, Float)
    assert isinstance(second.body, Picture)
    assert 0.2 < second.body.width < 0.5


def test_a_figure_as_a_list_has_its_title_above_it() -> None:
    """It goes on over pages, and its last rows would part it from a title below."""
    steps = ListBlock(ListKind.PLAIN, 1, ((Paragraph((Text("受付"),)),),))
    grid = Grid("位置付け図", (), (), alt="流れ図。", heights=(0,), draws=Flow(steps))
    drawn = replace(floating(grid), kind=FloatKind.FIGURE)
    (listed,) = shown(drawn)
    assert isinstance(listed, Float)
    assert (drawn.titled_above, listed.titled_above) == (False, True)
    assert children(listed)[0] == drawn.caption


def test_a_chart_is_followed_by_all_its_numbers() -> None:
    """In it they are as small as it needs them, or not there."""
    values = (Decimal(120), Decimal(98))
    chart = Chart(ChartKind.BARS, ("令和２年", "令和３年"), (Series("出生数", values),), "人")
    figure, numbers = shown(floating(chart))
    assert isinstance(figure, Float)
    assert list(map(plain_text, figure.notes)) == ["図の説明：棒グラフ"]
    assert words((numbers,)) == ["令和２年：出生数 120人", "令和３年：出生数 98人"]


def test_a_flow_becomes_its_steps() -> None:
    """In their order, what is under a step with it."""
    steps = ListBlock(ListKind.PLAIN, 1, tuple((Paragraph((Text(each),)),) for each in ("受付", "支援")))
    grid = Grid("位置付け図", (), (), alt="流れ図。", heights=(0,), draws=Flow(steps))
    assert words(shown(floating(grid))) == []  # a table's cells are no blocks
    assert [plain_text(cell.text) for row in body_of(shown(floating(grid))).rows for cell in row if cell] == [
        "受付",
        "支援",
    ]


def box(text: str) -> GridCell:
    return GridCell((Paragraph((Text(text),), Role.DIAGRAM_TEXT),))


def test_boxes_that_an_arrow_joins_stand_together() -> None:
    """And what the lines between others say is said in words."""
    arrow = GridCell((Paragraph((Text("→"),), Role.DIAGRAM_ARROW),), border=False)
    grid = Grid(
        "位置付け図",
        (),
        ((box("分野"), arrow, box("計画")), (box("単独"), None, None)),
        alt="説明。",
        joins=("線。",),
    )
    rows = [plain_text(cell.text) for row in body_of(shown(floating(grid))).rows for cell in row if cell]
    assert rows == ["分野→　計画", "単独"]
    (found,) = shown(floating(grid))
    assert isinstance(found, Float)
    assert list(map(plain_text, found.notes)) == ["図の説明：説明。", "線。"]


def test_a_description_made_of_boxes_and_lines_is_not_said_again() -> None:
    """The boxes are there, so what the lines say is enough."""
    grid = Grid(
        "位置付け図", (), ((box("市"), box("県")),), alt="市。県。市から県へ矢印。", joins=("市から県へ矢印",)
    )
    (found,) = shown(floating(grid))
    assert isinstance(found, Float)
    assert list(map(plain_text, found.notes)) == ["図の説明：市から県へ矢印"]


def test_a_picture_is_as_wide_as_the_text_and_described() -> None:
    """Letters in it can't be enlarged."""
    (found,) = shown(floating(Picture("a.png", (Text("棒グラフ"),), 0.5)))
    assert isinstance(found, Float)
    assert isinstance(found.body, Picture)
    notes: list[Inline] = [inline for note in found.notes for inline in note]
    assert (found.body.width, plain_text(notes)) == (1.0, "図の説明：棒グラフ")


@pytest.mark.parametrize("columns", [2, 3])
def test_pictures_side_by_side_come_one_under_the_other_each_with_its_title(columns: int) -> None:
    """Titles stand in a row of their own below a row of pictures; in one column each would follow the last one of these."""
    names = ("一", "二", "三")
    items = tuple((Picture(f"{name}.png", (), 1.0), (Text(f"題{name}"),)) for name in names)
    drawn = Pictures(items, columns)
    images = {f"{name}.png": Image(b"", 300, 200) for name in names}
    (block,) = shown(floating(replace(pictures_grid(drawn, images), draws=drawn)))
    assert isinstance(block, Float)
    assert isinstance(block.body, Grid)
    cells = [cell for row in block.body.rows for cell in row if cell]
    pictures = [next(walk_inlines(cell.content[0].content)) for cell in cells]
    assert [each.path for each in pictures if isinstance(each, InlinePicture)] == [
        "一.png",
        "二.png",
        "三.png",
    ]
    assert [plain_text(cell.content[1].content) for cell in cells] == ["題一", "題二", "題三"]


def test_where_a_template_has_no_style_for_names_of_fields_they_are_rows_of_a_list() -> None:
    """Those of an office's own documents need none."""
    cell = GridCell((Paragraph((Text("内容"),)),), heads=True)
    grid = Grid("", (1.0,), ((cell,), (GridCell((Paragraph((Text("文章です。"),)),)),)), head_rows=1)
    label, _ = Large(lambda _: Way.LIST, {}, {}).blocks([grid])
    assert isinstance(label, Paragraph)
    assert label.role == Role.MEASURE_LABEL
    listed = tuple(Large(lambda _: Way.LIST, {}, {}, has_labels=False).blocks([grid]))
    ((row,),) = body_of(listed).rows
    assert row is not None
    assert [plain_text(each.content) for each in row.content if isinstance(each, Paragraph)] == [
        "内容：文章です。"
    ]
