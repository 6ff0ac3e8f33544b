"""position.yaml as boxes that stand and are joined as the office likes: how it is read, and what can't be drawn."""

from __future__ import annotations

import pytest

from pipeline.model.diagrams import Diagram, JoinKind
from pipeline.problems import Code
from tests.small_plan import expect, load, problems_with

FILE = "position.yaml"
BOXES = """\
この計画: {名称: みどり市こども計画, 性格: 基本計画}
上:
  - [国の大綱, 県の計画]
  - みどり市総合計画
左: [地域福祉計画]
右:
  - {名称: 活動計画, 文: [社会福祉協議会]}
  - 人権の計画
下:
  - {名称: 個別の計画, 箱: [母子保健計画, 教育の計画]}
"""
JOINS = BOXES + "つながり:\n"


def diagram(text: str = BOXES) -> Diagram:
    position = load({FILE: text}).position
    assert isinstance(position, Diagram)
    return position


def joined(text: str) -> list[tuple[str, str, JoinKind]]:
    return [(join.start, join.end, join.kind) for join in diagram(text).joins]


def test_boxes_stand_in_layers_around_this_plan() -> None:
    """Beside it one under the other."""
    assert [[[box.name for box in stack] for stack in layer] for layer in diagram().layers] == [
        [["国の大綱"], ["県の計画"]],
        [["みどり市総合計画"]],
        [["地域福祉計画"], ["みどり市こども計画"], ["活動計画", "人権の計画"]],
        [["個別の計画"]],
    ]


def test_layers_are_joined_by_arrows_and_what_stands_beside_by_連動_unless_told_otherwise() -> None:
    """All leads to this plan, and from it."""
    assert joined(BOXES) == [
        ("国の大綱", "みどり市総合計画", JoinKind.ARROW),
        ("県の計画", "みどり市総合計画", JoinKind.ARROW),
        ("みどり市総合計画", "みどり市こども計画", JoinKind.ARROW),
        ("みどり市こども計画", "個別の計画", JoinKind.ARROW),
        ("みどり市こども計画", "地域福祉計画", JoinKind.LINKED),
        ("みどり市こども計画", "活動計画", JoinKind.LINKED),
        ("みどり市こども計画", "人権の計画", JoinKind.LINKED),
    ]


def test_joins_that_are_written_are_all_there_are() -> None:
    """This plan may be called so."""
    assert joined(JOINS + "  - {から: みどり市総合計画, まで: この計画, 形: 両矢印}\n") == [
        ("みどり市総合計画", "みどり市こども計画", JoinKind.BOTH)
    ]
    assert joined(JOINS.replace("つながり:\n", "つながり: []\n")) == []


@pytest.mark.parametrize(
    ("text", "place", "code", "words"),
    [
        ("この計画: {名称: 計画}\n", "1:7", Code.DIAGRAM_EMPTY, ("ほかの箱がありません",)),
        (
            BOXES.replace("県の計画", "国の大綱"),
            "3:12",
            Code.DIAGRAM_BOX,
            ("「国の大綱」", "二つ", f"{FILE}:3:6"),
        ),
        (BOXES.replace("教育の計画", "地域福祉計画"), "10:5", Code.DIAGRAM_BOX, ("「地域福祉計画」",)),
        (
            BOXES.replace("性格: 基本計画", "示す: [基本理念, 基本目標]"),
            "1:7",
            Code.DIAGRAM_BOX,
            ("基本方針",),
        ),
        (
            JOINS + "  - {から: 国の大網, まで: この計画}\n",
            "12:5",
            Code.DIAGRAM_JOIN,
            ("「国の大網」", "もしかして: 国の大綱"),
        ),
        (
            JOINS + "  - {から: 教育の計画, まで: この計画}\n",
            "12:5",
            Code.DIAGRAM_JOIN,
            ("枠の「個別の計画」",),
        ),
        (
            JOINS + "  - {から: 国の大綱, まで: この計画}\n",
            "12:5",
            Code.DIAGRAM_JOIN,
            ("離れている", "隣り合う"),
        ),
        (JOINS + "  - {から: この計画, まで: この計画}\n", "12:5", Code.DIAGRAM_JOIN, ("それ自身",)),
        (
            JOINS + "  - {から: 活動計画, まで: この計画}\n  - {から: この計画, まで: 活動計画}\n",
            "13:5",
            Code.DIAGRAM_JOIN,
            ("二つあります", "両矢印"),
        ),
        (
            JOINS
            + "  - {から: 国の大綱, まで: みどり市総合計画}\n"
            + "  - {から: 県の計画, まで: みどり市総合計画, 形: 線}\n",
            "13:5",
            Code.DIAGRAM_JOIN,
            ("重なります", "同じ形"),
        ),
        (BOXES + "したの: []\n", "11:1", Code.SCHEMA_UNKNOWN_KEY, ("「したの」", "下")),
        (BOXES + "分野: []\n", "2:1", Code.SCHEMA_UNKNOWN_KEY, ("「上位計画」「分野」「連動」の代わりに",)),
        (
            JOINS + "  - {から: 活動計画, まで: この計画, 形: 点線}\n",
            "12:29",
            Code.SCHEMA_VALUE,
            ("矢印、両矢印",),
        ),
        (BOXES.replace("[国の大綱, 県の計画]", "[]"), "3:5", Code.SCHEMA_VALUE, ("空",)),
    ],
)
def test_what_can_not_be_drawn_is_told(text: str, place: str, code: Code, words: tuple[str, ...]) -> None:
    """With what to write instead."""
    found = problems_with({FILE: text})
    first = [each for each in found if each.code is code][:1] if code is Code.SCHEMA_UNKNOWN_KEY else found
    expect(first, code, f"{FILE}:{place}", *words)


def test_lines_of_one_layer_that_do_not_meet_are_drawn() -> None:
    """Each box with the one under it."""
    text = """\
この計画: {名称: 計画}
下:
  - [甲, 乙]
  - [丙, 丁]
つながり:
  - {から: 甲, まで: 丙}
  - {から: 丁, まで: 乙, 形: 矢印}
"""
    assert problems_with({FILE: text}) == []
    crossed = text.replace("まで: 丙", "まで: 丁").replace("から: 丁, まで: 乙", "から: 乙, まで: 丙")
    expect(problems_with({FILE: crossed}), Code.DIAGRAM_JOIN, f"{FILE}:7:5", "重なります")
