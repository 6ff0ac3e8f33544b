"""Lines of samples: which tags name what a plan has, and what the lines become when an item fills them in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest

from pipeline.documents.samples import NOTHING, Said, filled, said_of
from pipeline.model.inlines import plain_text
from pipeline.model.levels import USUAL_LEVELS
from pipeline.model.plan import Item
from pipeline.model.samples import ItemTag, read_line, read_tag, tag_fault
from tests.small_plan import load
from tests.source.test_declaration import DECLARED


def items() -> dict[str, Item]:
    """The declared plan's items by id."""
    return {item.id: item for item in load({"framework.yaml": DECLARED}).framework.walk()}


def said(item: Item, tag: ItemTag) -> Said:
    """What an item says in place of a tag; of rows the first."""
    value = next((value for value in item.values if value.kind.key == tag.field), None)
    return said_of(value, tag.part) if value else NOTHING


def lines(text: str, of: str) -> Sequence[str]:
    """The paragraphs that a line becomes for the item with this id."""
    return [
        plain_text(each.content, lambda reference: reference.target)
        for each in filled(read_line(text, "本文"), partial(said, items()[of]))
    ]


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("取組", ItemTag("取組")),
        ("取組.課題認識", ItemTag("取組", "課題認識")),
        ("取組 ． 課題認識", ItemTag("取組", "課題認識")),
        ("基本施策.主な事業.担当課", ItemTag("基本施策", "主な事業", "担当課")),
    ],
)
def test_a_tag_names_level_field_and_part(name: str, tag: ItemTag) -> None:
    """With points between them, narrow or wide."""
    assert read_tag(name) == tag


def test_a_line_is_its_text_and_its_tags_in_order() -> None:
    """Blanks within the braces are none of the line's text."""
    line = read_line("担当：{{ 事業.担当課 }}（{{事業.重点}}）", "表文字")
    assert line.parts == ("担当：", ItemTag("事業", "担当課"), "（", ItemTag("事業", "重点"), "）")


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("取り組み.課題認識", "階層に「取り組み」はありません", "もしかして: 取組"),
        ("事業.課題認識", "階層に「事業」はありません", "使える名前: 基本方針、施策の基本方向、取組"),
        ("施策の方向.略称", "階層に「施策の方向」はありません", "もしかして: 施策の基本方向"),
        ("取組.課題認職", "「取組」の欄に「課題認職」はありません", "もしかして: 課題認識"),
        ("取組.略称", "「取組」の欄に「略称」はありません", ""),
        ("取組.課題認識.一", "「課題認識」の部分に「一」はありません", "「.一」を消してください"),
        ("取組.題.一", "「題」の部分に「一」はありません", "「.一」を消してください"),
    ],
)
def test_a_tag_that_names_what_the_plan_has_not_is_told_with_the_nearest(
    name: str, message: str, hint: str
) -> None:
    """Level, field or part."""
    fault = tag_fault(read_tag(name), USUAL_LEVELS)
    assert fault is not None
    assert message in fault[0]
    assert hint in fault[1]


@pytest.mark.parametrize(
    "name", ["取組", "取組.題", "取組.番号", "基本方針.説明", "取組.課題認識", "施策の基本方向.略称"]
)
def test_what_the_plan_has_is_no_fault(name: str) -> None:
    """Fields, and what every item has beside them."""
    assert tag_fault(read_tag(name), USUAL_LEVELS) is None


def test_parts_of_tables_indicators_and_pairs_are_known() -> None:
    """By the office's words, where it has declared any."""
    levels = load({"framework.yaml": DECLARED}).framework.levels
    known = ("主な事業.区分", "指標.基準年度", "役割.行政")
    assert [tag_fault(read_tag(f"基本施策.{name}"), levels) for name in known] == [None] * 3
    fault = tag_fault(read_tag("基本施策.主な事業.担当"), levels)
    assert fault is not None
    assert "「主な事業」の列に「担当」はありません" in fault[0]


def test_text_stands_around_what_an_item_says() -> None:
    """Before the first paragraph."""
    assert lines("担当：{{ 事業.担当課 }}（{{ 事業.重点 }}）", "work-a") == ["担当：健康課（重点）"]
    assert lines("【{{ 基本施策.現状と課題 }}", "policy-a") == ["【相談する人がいません。", "【・窓口が遠い"]
    assert lines("課題{{ 基本施策.現状と課題 }}終", "policy-a") == [
        "課題相談する人がいません。",
        "・窓口が遠い終",
    ]


def test_a_line_of_which_no_tag_says_anything_is_left_out() -> None:
    """With its text."""
    assert lines("場所：{{ 事業.場所 }}", "work-b") == []
    assert lines("{{ 事業.担当課 }}　{{ 事業.場所 }}", "work-b") == ["福祉課　"]
    assert lines("場所", "work-b") == ["場所"]


def test_names_stand_in_one_line_unless_a_mark_is_to_stand_before_each() -> None:
    """A mark has no letters in it."""
    assert lines("{{ 事業.場所 }}", "work-a") == ["市役所、支所"]
    assert lines("場所：{{ 事業.場所 }}", "work-a") == ["場所：市役所、支所"]
    assert lines("・{{ 事業.場所 }}", "work-a") == ["・市役所", "・支所"]
    assert lines("（{{ 事業.場所 }}）", "work-a") == ["（市役所、支所）"]


def test_rows_stand_in_a_line_each() -> None:
    """Their cells side by side; a part is its cell alone."""
    assert lines("{{ 基本施策.主な事業 }}", "policy-a") == ["産後ケア　健康課　新規"]
    assert lines("{{ 基本施策.主な事業.担当課 }}", "policy-a") == ["健康課"]
    assert lines("{{ 基本施策.指標 }}", "policy-a") == [
        "訪問の割合　96.2％（令和５年度）　100％（令和11年度）　増やす"
    ]
    assert lines("{{ 基本施策.指標.基準値 }}{{ 基本施策.指標.単位 }}", "policy-a") == ["96.2％"]
    assert lines("{{ 基本施策.役割.行政 }}", "policy-a") == ["整えます。"]
    assert lines("{{ 基本施策.役割 }}", "policy-a") == ["市民　相談します。", "行政　整えます。"]
