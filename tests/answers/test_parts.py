"""Several opinions in one cell: who answers decides whether they are parted."""

from __future__ import annotations

import pytest

from pipeline.answers.parts import begins_with_parts, numbered_parts
from pipeline.problems import Code
from tests.answers.small_answers import consultation, problems_with
from tests.small_plan import expect

TABLE = 'No.,該当箇所,意見,提出方法\n3,第１章,"{}",窓口\n'
ANSWERS = "回答:\n" + "".join(
    f"  - {{意見: [{number}], 市の考え方: 参考とします。, 対応区分: 参考}}\n" for number in ("3-1", "3-2")
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("（１）甲。\n（２）乙。", ["（１）甲。", "（２）乙。"]),
        ("(1)甲。(2)乙。(3)丙。", ["(1)甲。", "(2)乙。", "(3)丙。"]),
        ("１．甲\n２．乙", ["１．甲", "２．乙"]),
        ("1、甲\n続き\n2、乙", ["1、甲\n続き", "2、乙"]),
        ("①甲\n②乙", ["①甲", "②乙"]),
        ("次のとおりです。\n① 甲\n② 乙", ["次のとおりです。\n① 甲", "② 乙"]),
        ("第１章の（１）と（２）について。", []),
        ("（２）甲。\n（３）乙。", []),
        ("1.5倍にする。\n2.0倍にする。", []),
        ("一つだけです。", []),
    ],
)
def test_parts_are_those_that_are_numbered_from_one(text: str, parts: list[str]) -> None:
    """At the beginning of lines and sentences; what stands before them belongs to the first."""
    assert list(numbered_parts(text)) == parts
    assert begins_with_parts(text) == (bool(parts) and not text.startswith("次"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("（１）甲。\n（２）乙。", ["（１）甲。", "（２）乙。"]),
        ("甲です。\n\n乙です。", ["甲です。", "乙です。"]),
    ],
)
def test_a_cell_is_parted_where_answers_name_its_parts(text: str, parts: list[str]) -> None:
    """By its numbers, else by its lines; each part is an opinion, in the same place and by the same way."""
    found = consultation({"opinions.csv": TABLE.format(text), "answers.yaml": ANSWERS})
    assert [(each.number, each.text) for each in found.opinions] == [
        (f"3-{number}", part) for number, part in enumerate(parts, 1)
    ]
    assert {(each.place, each.way) for each in found.opinions} == {("第１章", "窓口")}


@pytest.mark.parametrize("written", ["3-1", "３－１", "3(1)", "3（１）", "No.3-1"])
def test_a_part_is_named_however_it_is_typed(written: str) -> None:
    """3-1, 3(1) and ３（１）."""
    text = ANSWERS.replace("[3-1]", f"[{written}]")
    assert problems_with({"opinions.csv": TABLE.format("①甲\n②乙"), "answers.yaml": text}) == []


def test_a_cell_that_is_answered_as_a_whole_is_one_opinion() -> None:
    """Whatever it numbers."""
    answers = ANSWERS.partition("  - {意見: [3-2]")[0].replace("3-1", "3")
    found = consultation({"opinions.csv": TABLE.format("①甲\n②乙"), "answers.yaml": answers})
    assert [each.number for each in found.opinions] == ["3"]


def test_a_part_without_an_answer_is_told() -> None:
    """And one that is not there."""
    table = {"opinions.csv": TABLE.format("①甲\n②乙\n③丙"), "answers.yaml": ANSWERS}
    expect(problems_with(table), Code.ANSWER_MISSING, "opinions.csv:2", "No.3-3")
    whole = {"opinions.csv": TABLE.format("甲"), "answers.yaml": ANSWERS}
    assert {each.code for each in problems_with(whole)} == {Code.ANSWER_MISSING, Code.OPINION_UNKNOWN}
