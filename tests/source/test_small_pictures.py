"""Pictures side by side in a figure, in lines, in cells, and for the numbers of a field."""

from __future__ import annotations

import pytest

from pipeline.model.blocks import pictures_in, walk
from pipeline.model.floats import Float, Pictures
from pipeline.model.inlines import InlinePicture, Text, plain_text
from pipeline.problems import Code
from tests.small_plan import CHAPTER, PNG, TEXTS, blocks_of, expect, load, problems_in, problems_with

FILE, OTHER = "figures/a.png", "figures/b.png"
FILES = {FILE: PNG, OTHER: PNG}
AT = f"{CHAPTER}:"


def pictures_of(body: str, attributes: str = "") -> Pictures:
    (block,) = blocks_of(f"::: {{.図 #fig-a{attributes}}}\n{body}\n\n題\n:::", FILES)
    assert isinstance(block, Float)
    assert isinstance(block.body, Pictures)
    return block.body


@pytest.mark.parametrize(
    "body",
    [
        f"![一]({FILE})\n左\n\n![二]({OTHER})\n右",
        f"![一]({FILE}) 左\n![二]({OTHER}) 右",
        f"![一]({FILE})\\\n左\n\n![二]({OTHER})\\\n右",
    ],
)
def test_each_picture_of_a_figure_has_the_title_behind_it(body: str) -> None:
    found = pictures_of(body)
    assert [(picture.path, plain_text(title)) for picture, title in found.items] == [
        (FILE, "左"),
        (OTHER, "右"),
    ]
    assert found.columns == 2


def test_small_titles_may_be_left_out() -> None:
    assert [title for _, title in pictures_of(f"![一]({FILE})![二]({OTHER})").items] == [(), ()]


@pytest.mark.parametrize(("count", "columns"), [(2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (7, 3)])
def test_rows_of_pictures_are_about_equally_long(count: int, columns: int) -> None:
    assert pictures_of("\n\n".join(f"![{number}]({FILE})" for number in range(count))).columns == columns


def test_an_author_says_how_many_stand_side_by_side() -> None:
    four = "\n\n".join(f"![{number}]({FILE})" for number in range(4))
    assert pictures_of(four, ' columns="4"').columns == 4
    problems = problems_in(f'::: {{.図 #fig-a columns="0"}}\n{four}\n\n題\n:::', FILES)
    expect(problems, Code.MD_ATTRIBUTE, f"{AT}3:1", "columns")


def test_one_picture_with_its_title_in_one_paragraph_is_told() -> None:
    """Its title is the figure's."""
    problems = problems_in(f"::: {{.図 #fig-a}}\n![一]({FILE})\n題\n:::", FILES)
    expect(problems, Code.MD_CAPTION, f"{AT}3:1", "つながって")


def test_every_picture_says_what_it_shows() -> None:
    for text in (f"文に![]({FILE})印。", f"::: {{.図 #fig-a}}\n![一]({FILE})\n\n![]({OTHER})\n\n題\n:::"):
        assert Code.IMAGE_ALT in {problem.code for problem in problems_in(text, FILES)}, text


def test_a_small_picture_stands_in_a_line() -> None:
    """In running text, lists, quotes and explanations."""
    blocks = blocks_of(
        f"文に![印]({FILE})印。\n\n- ![印]({FILE})一覧\n\n> 引用![印]({FILE})\n\n語\n: 説明![印]({FILE})",
        FILES,
    )
    shown = [node for node in walk(blocks) if isinstance(node, InlinePicture)]
    assert [(each.path, each.alt, each.width) for each in shown] == [(FILE, (Text("印"),), 0)] * 4


def test_its_height_is_the_lines() -> None:
    problems = problems_in(f'文に![印]({FILE}){{width="10%"}}印。', FILES)
    expect(problems, Code.MD_ATTRIBUTE, f"{AT}3:3", "width")


def test_in_a_cell_it_may_fill_a_part_of_that() -> None:
    table = "::: {{.表 #tbl-a}}\n題\n\n| 印 | 題 |\n|---|---|\n| {0} | 文 |\n:::"
    alone = blocks_of(table.format(f'![印]({FILE}){{width="50%"}}'), FILES)
    assert [node.width for node in walk(alone) if isinstance(node, InlinePicture)] == [0.5]
    beside = problems_in(table.format(f'印![印]({FILE}){{width="50%"}}'), FILES)
    assert [problem.code for problem in beside] == [Code.MD_ATTRIBUTE]


@pytest.mark.parametrize(
    "text",
    [
        f"## 見出し![印]({FILE})",
        f"::: {{.表 #tbl-a}}\n![印]({FILE})題\n\n| 印 |\n|---|\n| 文 |\n:::",
        f"文[^a]。\n\n[^a]: 注![印]({FILE})",
        f"語![印]({FILE})\n: 説明",
    ],
)
def test_titles_and_notes_hold_none(text: str) -> None:
    assert Code.MD_PLACE in {problem.code for problem in problems_in(text, FILES)}


def test_a_paragraph_of_pictures_alone_is_a_figure_without_title() -> None:
    expect(problems_in(f"![一]({FILE})", FILES), Code.MD_CAPTION, f"{AT}3:1", "題がありません")


def test_files_that_are_missing_are_told_wherever_they_are_shown() -> None:
    for text in (
        f"文に![印]({OTHER})印。",
        f"::: {{.図 #fig-a}}\n![一]({FILE})\n\n![二]({OTHER})\n\n題\n:::",
    ):
        problems = problems_in(text, {FILE: PNG})
        assert [problem.code for problem in problems] == [Code.FILE_MISSING], text


# Numbers of a field

LEVELS = """階層: [基本目標, 取組]
欄:
  取組:
    - {名: SDGs, 形: 番号, 図: PICTURE, 任意: はい}
基本理念: 支え合い
基本目標:
  - id: policy-a
    題: 目標
    取組:
      - {id: measure-a, 題: 取組, SDGs: [3, １１]}
"""


def with_pictures(picture: str, *files: str) -> dict[str, str | bytes | None]:
    assert "framework.yaml" in TEXTS
    return {"framework.yaml": LEVELS.replace("PICTURE", picture), **dict.fromkeys(files, PNG)}


@pytest.mark.parametrize(
    ("picture", "files"),
    [
        ("figures/sdgs/01.png", ("figures/sdgs/03.png", "figures/sdgs/11.png")),
        ("figures/1.png", ("figures/3.png", "figures/11.png")),
        ("figures/icon_01_ja_2.png", ("figures/icon_03_ja_2.png", "figures/icon_11_ja_2.png")),
    ],
)
def test_numbers_are_shown_by_the_offices_own_pictures(picture: str, files: tuple[str, ...]) -> None:
    plan = load(with_pictures(picture, *files))
    (value,) = next(plan.framework.innermost()).values
    shown = [row[0][0] for row in value.rows]
    assert [(each.path, plain_text(each.alt)) for each in shown if isinstance(each, InlinePicture)] == [
        (files[0], "SDGs 3"),
        (files[1], "SDGs 11"),
    ]
    assert [path for path, _ in pictures_in([item.text for item in plan.framework.walk()])] == [*files]
    assert set(files) <= set(plan.images)


def test_a_number_without_picture_is_told_where_it_is_written() -> None:
    problems = problems_with(with_pictures("figures/01.png", "figures/03.png"))
    expect(problems, Code.FILE_MISSING, "framework.yaml:10:42", "figures/11.png")


def test_the_name_of_the_first_picture_holds_its_number() -> None:
    problems = problems_with(with_pictures("figures/sdgs.png"))
    assert {problem.code for problem in problems} == {Code.SCHEMA_VALUE}
    assert "01.png" in problems[0].hint
