"""Diagrams on pages: the boxes of Word with their words as text, in the order in which they are read, and their joins in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from pipeline.documents.flow import flow_grid
from pipeline.documents.framework_tree import tree_grid
from pipeline.documents.position import position_grid
from pipeline.html.drawn.diagrams import BRANCHES, branch_class, diagram
from pipeline.html.markup import escaped
from pipeline.model.blocks import walk_blocks
from pipeline.model.floats import Float, Flow, FrameworkTree, Picture, Pictures, PositionDiagram
from pipeline.model.inlines import InlinePicture, Inlines, Text, plain_text
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Location
from tests.documents.drawings import texts_of_boxes
from tests.documents.test_flow import PARTING, STRAIGHT
from tests.small_plan import CHAPTER, POSITION_YAML, chapter, resolved
from tests.source.test_positions import BOXES, FILE, JOINS

OTHERS = POSITION_YAML.replace(
    "この計画}\n", "この計画}\n  - {題: 健康, 計画: 健康増進計画}\n  - {題: こども, 計画: こども計画}\n", 1
)


def inline(content: Inlines) -> str:
    """Text alone, and pictures by their paths."""
    return "".join(
        f"<img src='{each.path}' alt=''/>"
        if isinstance(each, InlinePicture)
        else escaped(plain_text((each,)))
        for each in content
    )


def place(location: Location | None) -> str:
    return f' data-at="{location.file}:{location.line}"' if location and location.line else ""


def drawn(
    body: PositionDiagram | FrameworkTree | Flow | Pictures, plan: ResolvedPlan | None = None
) -> etree._Element:
    return etree.fromstring(diagram(body, plan or resolved(), inline, place).replace("<br>", "<br/>"))


def position(text: str) -> etree._Element:
    return drawn(PositionDiagram(), resolved({FILE: text}))


def read(element: etree._Element, hidden: bool = False) -> Iterator[str]:
    """What is read of it, text by text; or what is hidden from who listens."""
    if (element.get("aria-hidden") == "true") is hidden:
        if element.text and element.text.strip():
            yield element.text
        hidden = False
    for child in element:
        yield from read(child, hidden)
        if child.tail and child.tail.strip() and not hidden:
            yield child.tail


def boxes(element: etree._Element) -> list[str]:
    """The text of each box, its paragraphs parted by a stroke, in the order of reading."""
    found = element.xpath(".//td[@class='node' or @class='own']/div | .//ul[@class='parts']/li/div")
    return ["/".join("".join(p.itertext()) for p in each.findall("p")) for each in found]


def hidden(element: etree._Element) -> list[str]:
    return ["".join(each.itertext()) for each in element.iter("td") if each.get("aria-hidden")]


def joins(element: etree._Element) -> list[str]:
    return ["".join(each.itertext()) for each in element.xpath(".//div[@class='joins']//li")]


def flow(markdown: str) -> tuple[ResolvedPlan, Flow]:
    plan = resolved({CHAPTER: chapter(markdown)})
    found = (block.body for block in walk_blocks(plan.body) if isinstance(block, Float))
    return plan, next(each for each in found if isinstance(each, Flow))


@pytest.mark.parametrize("text", [BOXES, OTHERS, BOXES.replace("右:", "右:\n  - 三つ目")])
def test_boxes_are_those_of_word(text: str) -> None:
    """The same lines, each once."""
    own = texts_of_boxes(position_grid(resolved({FILE: text}).plan))
    assert sorted("/".join(boxes(position(text))).split("/")) == sorted(
        "/".join(filter(None, own)).split("/")
    )


def test_the_usual_four_parts_are_read_from_the_superior_plan_to_those_that_this_one_leads() -> None:
    """Areas stand beside the plans to which they lead; what joins them is said."""
    shown = position(OTHERS)
    first = [box.split("/")[0] for box in boxes(shown)]
    assert first == [
        "みどり市総合計画",
        "地域福祉計画",
        "みどり市社会福祉協議会",
        "②健康",
        "健康増進計画",
        "③こども",
        "こども計画",
    ]
    assert joins(shown) == [
        "「みどり市総合計画」から「地域福祉計画」へ矢印",
        "「地域福祉計画」と「地域福祉活動計画」は連動",
        "「地域福祉計画」「②健康」から「健康増進計画」へ矢印",
        "「③こども」から「こども計画」へ矢印",
    ]
    assert hidden(shown) == ["→", "⇔連動", "→", "→"]


def test_layers_are_items_of_one_list_and_their_tables_none_for_who_listens() -> None:
    """A table for the sake of its columns says so."""
    shown = position(BOXES)
    assert [each.get("class") for each in shown] == ["layers", "joins"]
    assert {each.get("role") for each in shown.iter("table")} == {"presentation"}
    assert shown.get("role") == "group"
    assert shown.get("aria-label") == "みどり市地域福祉計画の位置付け"
    assert len(shown.xpath("ol[@class='layers']/li")) == 4


def test_what_is_drawn_between_boxes_is_hidden_and_said() -> None:
    """Each line and arrowhead."""
    shown = position(BOXES)
    assert hidden(shown) == ["⇔連動", "⇔連動", "⇔連動"]
    assert joins(shown) == [
        "「国の大綱」「県の計画」から「みどり市総合計画」へ矢印",
        "「みどり市総合計画」から「みどり市こども計画」へ矢印",
        "「みどり市こども計画」から「個別の計画」へ矢印",
        "「みどり市こども計画」と「地域福祉計画」「活動計画」「人権の計画」は連動",
    ]
    assert all(svg.get("aria-hidden") == "true" for svg in shown.iter("svg") if svg.get("class"))


@pytest.mark.parametrize(
    ("join", "heads"),
    [
        ("", ["100%"]),
        (", 形: 両矢印", ["0%", "100%"]),
        (", 形: 連動", ["0%", "100%"]),
        (", 形: 線", []),
    ],
)
def test_lines_between_layers_end_in_heads_where_they_point(join: str, heads: list[str]) -> None:
    """At the middles of the boxes above and below them."""
    shown = position(JOINS + f"  - {{から: 県の計画, まで: みどり市総合計画{join}}}\n")
    (lines,) = (each for each in shown.iter("svg") if each.get("class") == "lines")
    assert [each.get("y") for each in lines.iter("svg") if each.get("y")] == heads
    ends = [(each.get("x1"), each.get("x2")) for each in lines.iter("line")]
    assert ends == [("76.8%", "76.8%"), ("50%", "50%"), ("50%", "76.8%")]
    assert [each.text for each in lines.iter("text")] == (["連動"] if "連動" in join else [])


@pytest.mark.parametrize(
    ("join", "mark"),
    [
        ("{から: 地域福祉計画, まで: この計画}", "→"),
        ("{から: この計画, まで: 地域福祉計画}", "←"),
        ("{から: この計画, まで: 地域福祉計画, 形: 線}", "―"),
        ("{から: 活動計画, まで: 人権の計画}", "▼"),
        ("{から: 人権の計画, まで: 活動計画}", "▲"),
        ("{から: 人権の計画, まで: 活動計画, 形: 両矢印}", "⇕"),
        ("{から: 人権の計画, まで: 活動計画, 形: 連動}", "⇕連動"),
        ("{から: 人権の計画, まで: 活動計画, 形: 線}", "｜"),
    ],
)
def test_marks_stand_between_boxes_of_a_layer(join: str, mark: str) -> None:
    """Beside each other, or one under the other."""
    assert hidden(position(f"{JOINS}  - {join}\n")) == [mark]


def test_a_box_says_where_it_is_written() -> None:
    """For the preview, which opens it there."""
    (box,) = (
        each
        for each in position(BOXES).iter("div")
        if "人権の計画" in "".join(each.itertext()) and each.get("data-at")
    )
    assert box.get("data-at") == f"plan_source/{FILE}:8"


@pytest.mark.parametrize("markdown", [STRAIGHT, PARTING])
def test_steps_are_read_in_their_order(markdown: str) -> None:
    """The words are those of Word; where ways part that is said, and each is a list of its own steps."""
    plan, body = flow(markdown)
    shown = drawn(body, plan)
    words = [each for each in read(shown) if not each.startswith("ここで")]
    assert words == [
        line
        for box in _column_by_column(texts_of_boxes(flow_grid(plan, body)), markdown)
        for line in box.split("/")
    ]
    parted = [each for each in read(shown) if each.startswith("ここで")]
    assert parted == (["ここで２つに分かれ、その先で合わさります。"] if markdown is PARTING else [])
    assert len(shown.xpath(".//ul[@class='ways']/li/ol")) == (2 if markdown is PARTING else 0)


def _column_by_column(texts: list[str], markdown: str) -> list[str]:
    """Word's boxes are read row by row, those of a way one after the other here."""
    if markdown is STRAIGHT:
        return texts
    first, second = ["急ぐとき", "会議", "保護"], ["そのほか"]
    assert sorted(texts[2:6]) == sorted([*first, *second])
    return [*texts[:2], *first, *second, *texts[6:]]


def test_the_tree_is_a_list_in_lists() -> None:
    """Each item with its number, in those that it is part of; the levels' names stand before it."""
    plan = resolved()
    shown = drawn(FrameworkTree(), plan)
    heads, tree = shown
    assert [each.text for each in heads] == ["基本理念", "基本方針", "施策の基本方向", "取組"]
    words = ["".join(each.itertext()) for each in tree.iter("div")]
    expected = [text for text in texts_of_boxes(tree_grid(plan, FrameworkTree())) if text]
    assert words == expected
    (policy,) = tree.xpath("li/ul/li")
    assert policy.get("class") == "branch-1"
    assert len(policy.xpath("ul/li/ul/li")) == 2
    assert policy.find("div").get("data-at") == "plan_source/framework.yaml:4"


def test_a_tree_of_outer_levels_ends_there() -> None:
    """As its author wants it."""
    shown = drawn(FrameworkTree(1))
    assert shown.get("class") == "diagram tree of-1"
    assert len(shown.xpath(".//ul[@class='branches']/li/ul/li")) == 1
    assert not shown.xpath(".//ul[@class='branches']/li/ul/li/ul")


def test_colours_of_branches_begin_anew() -> None:
    """As Word's do."""
    assert [branch_class(at) for at in (0, 1, BRANCHES, BRANCHES + 1)] == [
        "",
        "branch-1",
        f"branch-{BRANCHES}",
        "branch-1",
    ]


def test_pictures_stand_over_their_titles() -> None:
    """As many side by side as in Word."""
    pictures = Pictures(
        ((Picture("a.png", (), 1.0), (Text("一つ目"),)), (Picture("b.png", (), 0.5), ())), columns=2
    )
    shown = drawn(pictures)
    assert shown.get("class") == "pictures of-2"
    assert [[child.tag for child in each] for each in shown] == [["img", "p"], ["img"]]
    assert shown[0][1].text == "一つ目"
