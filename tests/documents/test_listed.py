"""Lists in declared documents: the framework as a tree, indicators, and rows of a level or a field."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from pipeline import checks
from pipeline.documents.declared import declared_content
from pipeline.model.content import Part
from pipeline.model.floats import Grid
from pipeline.model.inlines import Paragraph, plain_text
from pipeline.problems import Code
from pipeline.workflows.build import make
from tests.declared import small_with
from tests.goldens import quiet
from tests.small_plan import MEASURES, TEXTS, Changes, expect, problems_with, resolved

FILE = "documents.yaml"
FRAMEWORK = """\
階層:
  - {名: 目標}
  - {名: 施策, 略称: あり}
  - {名: 取組}
欄:
  施策:
    - {名: 指標, 形: 指標, 任意: はい}
  取組:
    - {名: 担当課, 形: 語, 任意: はい}
    - {名: 主な事業, 形: 表, 列: [事業名, 担当課, {名: 区分, 値: [新規, 拡充, 継続]}], 任意: はい}
基本理念: 支え合うまち
目標:
  - id: goal-a
    題: 安心なまち
    施策:
      - id: policy-a
        略称: 見守り
        題: 見守りの輪
        指標:
          - {名: 見守りの件数, 単位: 件, 基準: {年度: 令和２年度, 値: 10}, 目標: {年度: 令和７年度, 値: 20}, 方向: 増やす}
        取組:
          - id: measure-a
            題: 声掛け
            担当課: 福祉課、長寿課
            主な事業:
              - {事業名: 声掛け運動, 担当課: 福祉課, 区分: 継続}
              - {事業名: 安心電話, 担当課: 長寿課, 区分: 新規}
          - id: measure-b
            題: 相談
  - id: goal-b
    題: 学ぶまち
    施策:
      - id: policy-b
        略称: 学び
        題: 学びの場
        取組:
          - id: measure-c
            題: 講座
            担当課: 生涯学習課
            主な事業:
              - {事業名: 市民講座, 担当課: 福祉課、生涯学習課, 区分: 拡充}
"""


def declared(piece: str) -> str:
    return f"文書:\n  - 名: briefing\n    題: 説明資料\n    差込:\n      説明:\n        - 要約: sum-purpose\n        - {piece}\n"


def plan_with(piece: str) -> Changes:
    return {"framework.yaml": FRAMEWORK, FILE: declared(piece)}


def shown(piece: str, changes: Changes | None = None) -> list[str]:
    """What a piece becomes: a line a paragraph, a line a row of a table; 〃 where a merged cell goes on."""
    plan = resolved({**plan_with(piece), **(changes or {})})
    content = declared_content(plan.plan.documents[-1], plan)
    part = content.slots["説明"]
    assert isinstance(part, Part)
    lines = []
    for block in part.blocks[1:]:
        if isinstance(block, Paragraph):
            lines.append(plain_text(block.content))
        elif isinstance(block, Grid):
            for row in block.rows:
                cells = (
                    "／".join(plain_text(each.content) for each in cell.content) if cell else "〃"
                    for cell in row
                )
                lines.append(" | ".join(cells))
    return lines


def test_the_tree_has_every_level_beside_those_under_it() -> None:
    """With the numbers that stand in the plan."""
    assert shown("体系図: 全体") == [
        "目標 | 施策 | 取組",
        "第１節　安心なまち | １　見守りの輪 | (1)　声掛け",
        "〃 | 〃 | (2)　相談",
        "第２節　学ぶまち | １　学びの場 | (1)　講座",
    ]


def test_a_branch_is_what_stands_under_one_item() -> None:
    """From its own level on; innermost items alone are a branch too."""
    assert shown("体系図: policy-a") == [
        "施策 | 取組",
        "１　見守りの輪 | (1)　声掛け",
        "〃 | (2)　相談",
    ]
    assert shown("体系図: measure-c") == ["取組", "(1)　講座"]


def test_indicators_stand_beside_their_items() -> None:
    """Under the heads that the plan has over them, and under the names of the levels that have any."""
    assert shown("指標一覧: 全体") == [
        "施策 | 指標 | 基準 | 目標 | 方向",
        "見守りの輪 | 見守りの件数 | 10件（令和２年度） | 20件（令和７年度） | 増やす",
    ]


def test_rows_of_a_field_keep_the_order_of_the_plan() -> None:
    """With the columns that are asked for, those of the items above among them."""
    assert shown("一覧: {欄: 主な事業, 列: [取組, 事業名, 区分]}") == [
        "取組 | 事業名 | 区分",
        "声掛け | 声掛け運動 | 継続",
        "〃 | 安心電話 | 新規",
        "講座 | 市民講座 | 拡充",
    ]


def test_rows_are_sorted_by_the_values_that_the_plan_declares() -> None:
    """新規, 拡充, 継続 is no order of the alphabet."""
    rows = shown("一覧: {欄: 主な事業, 列: [区分, 事業名], 順: 区分}")
    assert rows[1:] == ["新規 | 安心電話", "拡充 | 市民講座", "継続 | 声掛け運動"]


def test_numbers_are_sorted_by_what_they_are() -> None:
    """10 stands behind 9."""
    text = FRAMEWORK.replace("声掛け運動", "10").replace("安心電話", "9")
    rows = shown("一覧: {欄: 主な事業, 列: [事業名], 順: 事業名}", {"framework.yaml": text})
    assert rows[1:] == ["9", "10", "市民講座"]


def test_items_are_sorted_by_the_values_of_a_field_of_choice() -> None:
    """In the order in which the plan declares them."""
    text = FRAMEWORK.replace(
        "    - {名: 担当課, 形: 語, 任意: はい}",
        "    - {名: 担当課, 形: 語, 任意: はい}\n    - {名: 重さ, 形: 選択, 値: [重点, 一般], 任意: はい}",
    )
    text = text.replace(
        "            題: 声掛け\n", "            題: 声掛け\n            重さ: 一般\n"
    ).replace("            題: 講座\n", "            題: 講座\n            重さ: 重点\n")
    rows = shown("一覧: {階層: 取組, 列: [取組], 順: 重さ}", {"framework.yaml": text})
    assert rows[1:] == ["講座", "声掛け", "相談"]


def test_items_that_stand_in_no_chapter_are_listed_by_their_titles() -> None:
    """They have no numbers."""
    chapter = TEXTS[MEASURES].replace("::: {.施策}\n:::\n", "")
    assert shown("体系図: policy-a", {MEASURES: chapter})[1:] == ["見守りの輪 | 声掛け", "〃 | 相談"]


def test_rows_are_sorted_by_a_given_order_of_values() -> None:
    """As an office orders its sections; those that are not listed come behind."""
    rows = shown("一覧: {階層: 取組, 列: [担当課, 取組], 順: 担当課, 値の順: [生涯学習課]}")
    assert rows[1:] == ["生涯学習課 | 講座", "福祉課、長寿課 | 声掛け", " | 相談"]


def test_rows_are_grouped_under_each_value() -> None:
    """What two sections do stands under both; what has none comes last; the column itself is left out."""
    assert shown("一覧: {階層: 取組, 列: [取組, 担当課], まとめ: 担当課, 値の順: [長寿課]}") == [
        "長寿課",
        "取組",
        "声掛け",
        "生涯学習課",
        "取組",
        "講座",
        "福祉課",
        "取組",
        "声掛け",
        "（担当課の記載なし）",
        "取組",
        "相談",
    ]


def test_groups_of_one_list_have_the_same_columns(tmp_path: Path) -> None:
    """Under one another they read as one table. What stands elsewhere has its own."""
    pieces = "一覧: {欄: 主な事業, 列: [事業名, 取組, 区分, 担当課], まとめ: 担当課}\n        - 体系図: 全体"
    framework = FRAMEWORK.replace("市民講座", "市民が講師になる講座と、その準備の手伝い")
    plan = {**plan_with(pieces), "framework.yaml": framework}
    made = make(small_with(tmp_path, plan), ("briefing",), None, quiet)
    tables = Document(io.BytesIO(made.documents[0].docx)).tables
    widths = [[column.width for column in table.columns] for table in tables]
    *groups, tree = (each for each in widths if len(each) == 3)
    assert len(groups) == 3
    assert groups[0] == groups[1] == groups[2] != tree


def test_a_range_leaves_all_else_out() -> None:
    """As with the tree. What an item above says has its level before it, as in tags of templates."""
    assert shown("一覧: {階層: 取組, 列: [施策.略称, 取組, 担当課], 範囲: goal-b}") == [
        "略称 | 取組 | 担当課",
        "学び | 講座 | 生涯学習課",
    ]


@pytest.mark.parametrize(
    ("piece", "code", "words"),
    [
        ("体系図: policy-x", Code.REF_MISSING, ("目標・施策・取組", "もしかして: policy-")),
        (
            "一覧: {階層: 取り組み, 列: [取組]}",
            Code.REF_MISSING,
            ("「取り組み」という階層", "もしかして: 取組"),
        ),
        (
            "一覧: {欄: 事業, 列: [事業名]}",
            Code.REF_MISSING,
            ("「事業」という表の欄", "もしかして: 主な事業"),
        ),
        ("一覧: {欄: 主な事業, 列: [事業]}", Code.REF_MISSING, ("「事業」という列", "もしかして: 事業名")),
        ("一覧: {欄: 主な事業, 列: [事業名], まとめ: 課}", Code.REF_MISSING, ("「課」という列", "担当課")),
        ("一覧: {列: [取組]}", Code.SCHEMA_VALUE, ("「階層」か「欄」",)),
        ("一覧: {階層: 取組, 列: [取組], 値の順: [福祉課]}", Code.SCHEMA_VALUE, ("「まとめ: 担当課」",)),
        ("一覧: {階層: 取組, 列: []}", Code.SCHEMA_VALUE, ("空です",)),
    ],
)
def test_what_the_plan_does_not_have_is_told(piece: str, code: Code, words: tuple[str, ...]) -> None:
    """In the words of the plan's own levels and fields."""
    (problem,) = problems_with(plan_with(piece))
    assert (problem.code, problem.location.line) == (code, 7)
    assert all(word in f"{problem.message}\n{problem.hint}" for word in words), problem


def test_a_plan_without_such_fields_says_so() -> None:
    """Today's levels have neither tables nor indicators."""
    expect(problems_with({FILE: declared("指標一覧: 全体")}), Code.REF_MISSING, f"{FILE}:7:11", "形: 指標")
    found = problems_with({FILE: declared("一覧: {欄: 主な事業, 列: [事業名]}")})
    expect(found, Code.REF_MISSING, f"{FILE}:7:19", "「形: 表」の欄がありません")


ROWS = """\
一覧:
            欄: 主な事業
            列:
              - 事業名
              - 担当課
            順: 担当課
            値の順:
              - 福祉課
              - 長寿課
              - 生涯学習課
            まとめ: 区分
            範囲: goal-a"""


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("欄: 主な事業", "欄: 主な事", "8:16", "主な事業"),
        ("- 担当課", "- 担当", "11:17", "担当課"),
        ("順: 担当課", "順: 担当", "12:16", "担当課"),
        ("まとめ: 区分", "まとめ: 区別", "17:18", "区分"),
        ("範囲: goal-a", "範囲: goal-c", "18:17", "goal-"),
    ],
)
def test_what_the_plan_does_not_have_is_told_where_it_is_written(
    old: str, new: str, place: str, words: str
) -> None:
    """However many lines a list is said in."""
    found = problems_with(plan_with(ROWS.replace(old, new, 1)))
    expect(found, Code.REF_MISSING, f"{FILE}:{place}", "もしかして", words)


def test_a_value_that_is_nearly_one_of_the_plans_is_told() -> None:
    """Such rows would come last; it may be right all the same."""
    (problem,) = problems_with(plan_with(ROWS.replace("- 生涯学習課", "- 生涯学習部")))
    expect(
        [problem], Code.REF_MISSING, f"{FILE}:16:17", "「生涯学習部」", "もしかして: 生涯学習課", "そのまま"
    )
    assert problem.warning


@pytest.mark.parametrize(
    "values",
    [
        "[福祉課, 長寿課, 生涯学習課, 生涯福祉課, 長寿支援課]",  # all that are nearly theirs are there
        "[総務課, 税務課, 長寿課]",
        "['福祉課、生涯学習課', 福祉課, 長寿課]",
    ],
)
def test_an_office_may_list_all_its_sections(values: str) -> None:
    """Also those which have nothing to do in the plan."""
    rows = f"一覧: {{欄: 主な事業, 列: [事業名, 担当課], 順: 担当課, 値の順: {values}}}"
    assert not problems_with(plan_with(rows))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [("- 長寿課", "- 福祉課", "15:17"), ("- 担当課", "- 事業名", "11:17")],
)
def test_what_a_list_says_twice_is_told(old: str, new: str, place: str) -> None:
    """At the second."""
    found = problems_with(plan_with(ROWS.replace(old, new, 1)))
    expect(found, Code.SCHEMA_VALUE, f"{FILE}:{place}", "２回並んで")


def test_a_document_that_is_always_made_can_not_be_left_out() -> None:
    """Whether a 概要 is wanted is not known then, and nobody is told to write one."""
    files = {FILE: "作らない: [本編]\n", "summary.yaml": None}
    expect(problems_with(files), Code.SCHEMA_VALUE, f"{FILE}:1:8", "概要、体系図")


def test_a_file_that_is_missing_is_no_other_one_that_is_read() -> None:
    """A name that is nearly its own may be meant."""
    files = {
        "summary.yaml": None,
        FILE: "文書: []\n",
        "wording.yaml": "",
        "sumary.yaml": TEXTS["summary.yaml"],
    }
    (problem,) = problems_with(files)
    assert problem.hint == "もしかして: sumary.yaml"
    (problem,) = problems_with({**files, "sumary.yaml": None})
    assert "もしかして" not in problem.hint


def test_the_reader_holds_the_tree_against_the_plan(tmp_path: Path) -> None:
    """Every innermost item, in its order."""
    project = small_with(tmp_path, {FILE: declared("体系図: 全体")})
    made = make(project, ("briefing",), None, quiet)
    reading = checks.read("briefing", made.documents[0].docx)
    facts = checks.Facts(
        "みどり市地域福祉計画",
        "令和３年度〜令和７年度",
        "案",
        "（案）",
        "支え合うまち",
        ("見守り", "相談", "講座"),
        (),
        documents={"briefing": "説明資料"},
        trees=("briefing",),
    )
    assert [finding.message for finding in checks.check_agreement({"briefing": reading}, facts)] == [
        "取組「講座」が、説明資料の表にありません"
    ]
