"""The framework sheet: what it says where the plan would say less."""

from __future__ import annotations

import pytest

from pipeline.documents.framework import framework_content
from pipeline.model.content import FrameworkRows
from pipeline.model.inlines import Mention, Text, plain_text
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, chapter, resolved

FIRST = "課題認識: 課題です。"
TABLE = "::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n:::"


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("[](#sec-text)", "本編第１章"),
        ("[](#sec-text){.番号と題}", "本編第１章「本文」"),
        ("[](#tbl-a)", "本編表１－１"),
        ("**[](#tbl-a)**", "本編表１－１"),
        ("[](#sec-text){.題}", "本文"),
        ("注[](#fn-a)", "注1"),
    ],
)
def test_numbers_are_said_to_be_the_plans(reference: str, shown: str) -> None:
    """A reader of the sheet looks in vain for 第１章 on it: numbers are said to be 本編's, and titles speak for themselves."""
    framework = FRAMEWORK_YAML.replace(FIRST, f"課題認識: 課題（{reference}）です。", 1)
    text = chapter(f"文[^fn-a]\n\n{TABLE}\n\n[^fn-a]: 注")
    sheet = framework_content(resolved({CHAPTER: text, "framework.yaml": framework})).slots["体系図"]
    assert isinstance(sheet, FrameworkRows)
    cell = sheet.grid.rows[0][4]
    assert cell is not None
    assert plain_text(cell.content[0].content) == f"課題（{shown}）です。"


def test_a_mention_holds_the_number_alone() -> None:
    """The reader compares a mention with the plan, where nothing is called 本編第１章."""
    framework = FRAMEWORK_YAML.replace(FIRST, "課題認識: 課題（[](#sec-text)）です。", 1)
    sheet = framework_content(resolved({"framework.yaml": framework})).slots["体系図"]
    assert isinstance(sheet, FrameworkRows)
    cell = sheet.grid.rows[0][4]
    assert cell is not None
    assert [each for each in cell.content[0].content if isinstance(each, Mention)] == [
        Mention("sec_text", (Text("第１章"),))
    ]


def test_a_title_stands_where_it_is_written() -> None:
    """That of an outer item, too, and not where this begins."""
    sheet = framework_content(resolved()).slots["体系図"]
    assert isinstance(sheet, FrameworkRows)
    titles = [sheet.grid.rows[0][column] for column in (0, 2, 3)]
    places = [cell.content[-1].location for cell in titles if cell]
    lines = FRAMEWORK_YAML.split("\n")
    found = [lines[place.line - 1][place.column - 1 :] for place in places if place]
    assert found == ["安心なまち", "支え合いの推進", "見守り"]
