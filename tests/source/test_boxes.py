"""Boxes, columns and aligned text in Markdown: what they hold, and what is told where something can't stand."""

from __future__ import annotations

import pytest

from pipeline.model.blocks import Aligned, Beside, Box, BoxKind, Columns, Heading
from pipeline.model.floats import Float, Picture
from pipeline.model.inlines import LineBreak, Paragraph, Role, Text, plain_text
from pipeline.model.prose import Definitions, ListBlock, Quote
from pipeline.problems import Code
from tests.small_plan import FRAMEWORK_YAML, PLAN_YAML, PNG, blocks_of, problems_in, problems_with

TABLE = "::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n:::"
EVERYTHING = f"文章です。\n\n- 項目\n\n> 引用\n\n用語\n: 説明\n\n{TABLE}"


def test_a_box_holds_what_a_chapter_holds() -> None:
    """Its own paragraphs have the style of its kind, all else is as outside."""
    (box,) = blocks_of(f':::: {{.コラム #box-a 題="居場所"}}\n{EVERYTHING}\n::::')
    assert isinstance(box, Box)
    assert (box.kind, box.id, plain_text(box.title)) == (BoxKind.COLUMN, "box-a", "居場所")
    assert [type(each) for each in box.content] == [Paragraph, ListBlock, Quote, Definitions, Float]
    assert [each.role for each in box.content if isinstance(each, Paragraph)] == [Role.COLUMN_TEXT]


def test_a_frame_needs_no_title() -> None:
    """It has no id then either."""
    (frame,) = blocks_of("::: {.枠}\n文章です。\n:::")
    assert isinstance(frame, Box)
    assert (frame.kind, frame.id, frame.title) == (BoxKind.FRAME, "", ())


def test_columns_hold_headings_and_boxes() -> None:
    """Headings below chapters, whatever else a chapter holds."""
    (columns,) = blocks_of(":::: {.二段}\n## 見出し {#sec-a}\n\n::: {.枠}\n文\n:::\n\n文章です。\n::::")
    assert isinstance(columns, Columns)
    assert [type(each) for each in columns.content] == [Heading, Box, Paragraph]


@pytest.mark.parametrize(("name", "role"), [("右寄せ", Role.RIGHT), ("中央", Role.CENTRED)])
def test_lines_at_the_right_or_in_the_middle_are_paragraphs(name: str, role: Role) -> None:
    """A line may be broken where its author wants it."""
    (aligned,) = blocks_of(f"::: {{.{name}}}\n令和７年３月\\\n市長\n\n以上\n:::")
    assert isinstance(aligned, Aligned)
    assert aligned.role is role
    assert [each.content for each in aligned.content] == [
        (Text("令和７年３月"), LineBreak(), Text("市長")),
        (Text("以上"),),
    ]


PICTURE = '![説明](figures/a.png){width="20%"}'


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (f"{PICTURE}\n\n文章です。", 0),
        (f"文章です。\n\n- 項目\n\n{PICTURE}", 2),
        (f"::: {{.図 .番号なし}}\n{PICTURE}\n\n写真の題\n:::\n\n文章です。", 0),
    ],
)
def test_a_picture_stands_beside_the_text_at_the_side_where_it_is_written(written: str, place: int) -> None:
    """It has no number, and takes the share of the width that is written with it."""
    (beside,) = blocks_of(f":::: {{.写真と文}}\n{written}\n::::", {"figures/a.png": PNG})
    assert isinstance(beside, Beside)
    assert beside.content.index(beside.picture) == place
    assert not beside.picture.numbered
    assert isinstance(beside.picture.body, Picture)
    assert beside.picture.body.width == 0.2


def test_a_picture_of_which_no_width_is_said_takes_a_third_of_the_text() -> None:
    """About so much: three tenths."""
    (beside,) = blocks_of("::: {.写真と文}\n![説明](figures/a.png)\n\n文\n:::", {"figures/a.png": PNG})
    assert isinstance(beside, Beside)
    assert isinstance(beside.picture.body, Picture)
    assert beside.picture.body.width == 0.3


BESIDE = {
    "文章です。": (Code.MD_PLACE, "画像一つ"),
    PICTURE: (Code.MD_PLACE, "画像一つ"),
    f"{PICTURE}\n\n文\n\n{PICTURE}": (Code.MD_PLACE, "画像一つ"),
    f"文\n\n{PICTURE}\n\n文": (Code.MD_PLACE, "文章の間"),
    f"{PICTURE}\n\n## 見出し": (Code.MD_PLACE, "画像一つ"),
    f"{PICTURE.replace('20%', '80%')}\n\n文": (Code.MD_ATTRIBUTE, "60%まで"),
}


@pytest.mark.parametrize("inside", BESIDE)
def test_all_else_beside_a_picture_is_told(inside: str) -> None:
    """There is one picture, before the text or after it."""
    code, said = BESIDE[inside]
    found = problems_in(f"::: {{.写真と文}}\n{inside}\n:::", {"figures/a.png": PNG})
    assert any(each.code is code and said in each.message and each.hint for each in found), found


def test_pictures_of_the_preface_have_no_number() -> None:
    """Neither beside text, nor by themselves where that is said."""
    preface = (
        f"# はじめに\n\n::: {{.写真と文}}\n{PICTURE}\n\n文\n:::\n\n::: {{.図 .番号なし}}\n{PICTURE}\n:::\n"
    )
    files: dict[str, str | bytes | None] = {
        "plan.yaml": PLAN_YAML.replace("章:", "前付: [chapters/00-preface.md]\n章:", 1),
        "chapters/00-preface.md": preface,
        "figures/a.png": PNG,
    }
    assert problems_with(files) == []


IN_BOX = {
    "## 見出し": ("4:1", "見出し"),
    "::: {.改頁}\n:::": ("3:1", "「改頁」"),
    "::: {.二段}\n文\n:::": ("3:1", "「二段」"),
    "::: {.横長}\n文\n:::": ("3:1", "「横長」"),
    "::: {.枠}\n文\n:::": ("4:1", "「枠」"),
    "::: {.要約 #sum-a}\n文\n:::": ("4:1", "「要約」"),
    "::: {.用語解説}\n:::": ("4:1", "「用語解説」"),
}


@pytest.mark.parametrize("inside", IN_BOX)
def test_what_begins_something_outside_of_a_box_is_refused_in_it(inside: str) -> None:
    """Each is told where it stands, as far as it knows that itself."""
    place, name = IN_BOX[inside]
    found = problems_in(f':::: {{.コラム 題="題"}}\n{inside}\n\n文章です。\n::::')
    (problem,) = [each for each in found if each.code is Code.MD_PLACE and "コラム" in each.message]
    assert str(problem.location).endswith(f"01-text.md:{place}")
    assert name in problem.message
    assert problem.hint


WRONG = {
    "::: {.コラム}\n文\n:::": (Code.MD_CAPTION, "題がありません"),
    "::: {.枠 #box-a}\n文\n:::": (Code.MD_CAPTION, "idのある「枠」に題がありません"),
    '::: {.コラム 題="題"}\n:::': (Code.MD_PLACE, "何もありません"),
    "::: {.二段}\n:::": (Code.MD_PLACE, "何もありません"),
    "::: {.右寄せ}\n:::": (Code.MD_PLACE, "何もありません"),
    "::: {.右寄せ}\n- 項目\n:::": (Code.MD_PLACE, "書けるのは文章だけ"),
    ":::: {.二段}\n文\n\n::: {.改頁}\n:::\n::::": (Code.MD_PLACE, "「二段」の中に「改頁」"),
    ":::: {.二段}\n文\n\n::: {.二段}\n文\n:::\n::::": (Code.MD_PLACE, "「二段」の中に「二段」"),
    "::: {.二段}\n# 章\n:::": (Code.MD_PLACE, "章の見出し"),
    ":::: {.横長}\n::: {.二段}\n文\n:::\n::::": (Code.MD_PLACE, "「横長」の中に「二段」"),
    '::: {.二段 題="題"}\n文\n:::': (Code.MD_ATTRIBUTE, "「題」は付けられません"),
    "> ::: {.右寄せ}\n> 文\n> :::": (Code.MD_PLACE, "引用の中に"),
    '::: {.コラム 題名="題"}\n文\n:::': (Code.MD_ATTRIBUTE, "「題名」"),
}


@pytest.mark.parametrize("markdown", WRONG)
def test_what_is_wrong_with_such_a_div_is_told_at_its_place(markdown: str) -> None:
    """With what to write."""
    code, said = WRONG[markdown]
    found = [each for each in problems_in(markdown) if each.code is code]
    assert any(said in each.message for each in found), found
    assert all(each.hint and each.location.line in (3, 4) for each in found)


def test_items_of_the_framework_hold_no_boxes() -> None:
    """Their texts stand in cells, in which a box would be one too many."""
    written = FRAMEWORK_YAML.replace("課題認識: 課題です。", '課題認識: "::: {.枠}\\n文\\n:::"', 1)
    (problem,) = problems_with({"framework.yaml": written})
    assert problem.code is Code.MD_PLACE


def test_references_show_the_title_of_a_box_which_has_no_number() -> None:
    """A number that is asked for is told, with how the title is written."""
    box = '::: {.コラム #box-a 題="居場所"}\n文\n:::'
    (problem,) = problems_in(f"[](#box-a)\n\n{box}")
    assert problem.code is Code.REF_NO_NUMBER
    assert "{.題}" in problem.hint
    assert problems_in(f"「[](#box-a){{.題}}」（[](#box-a){{.頁}}頁）\n\n{box}") == []
