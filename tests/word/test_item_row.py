"""The row of the sheet's template that says what stands in each column, and what staff are told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.documents.framework import default_row, framework_content
from pipeline.model.content import FrameworkRows
from pipeline.model.floats import Grid
from pipeline.model.inlines import plain_text
from pipeline.model.levels import USUAL_LEVELS
from pipeline.problems import Code, PlanErrors, Problem
from pipeline.word.template.template import Template, for_levels
from tests.hostile.projects import template_with
from tests.small_plan import TEXTS, resolved
from tests.source.test_declaration import DECLARED
from tests.templates import opened
from tests.word.test_template_problems import DOCUMENT, part_of

WHOLE = part_of("framework", DOCUMENT)
# The cells of the row, with the heads over them.
TAGS = (
    "基本方針",
    "施策の基本方向.略称",
    "施策の基本方向",
    "取組",
    "取組.課題認識",
    "取組.対応方針",
    "取組.関連する施策",
)


def template(*changes: tuple[str, str]) -> Template:
    """The sheet's template after changes of its text."""
    text = WHOLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return opened("framework", template_with({DOCUMENT: text.encode()}, "framework"))


def problems_with(*changes: tuple[str, str]) -> Sequence[Problem]:
    with pytest.raises(PlanErrors) as errors:
        template(*changes)
    return errors.value.problems


def rows(opened: Template | None, changes: dict[str, str] | None = None) -> list[list[str]]:
    """The texts of the sheet's cells, row by row; a cell that goes on from above is a dash."""
    plan = resolved(changes)
    if opened:
        assert opened.item_row
        plan = replace(plan, item_rows={"framework": opened.item_row})
    slot = framework_content(plan).slots["体系図"]
    assert isinstance(slot, FrameworkRows)
    return [
        [
            "－" if cell is None else "／".join(plain_text(each.content) for each in cell.content)
            for cell in row
        ]
        for row in _grid(slot).rows
    ]


def _grid(slot: FrameworkRows) -> Grid:
    return slot.grid


def test_the_suites_row_says_what_a_template_without_one_shows() -> None:
    """So that nothing changes for a city whose template has the slot alone."""
    assert template().item_row == default_row(USUAL_LEVELS)


def test_columns_may_change_places() -> None:
    """Staff cut a column in Word and paste it elsewhere."""
    swapped = template(
        ("{{ 取組.課題認識 }}", "＠"),
        ("{{ 取組.対応方針 }}", "{{ 取組.課題認識 }}"),
        ("＠", "{{ 取組.対応方針 }}"),
        (">課題認識<", ">＠<"),
        (">対応方針<", ">課題認識<"),
        (">＠<", ">対応方針<"),
    )
    assert rows(swapped)[0][4:6] == ["方針です。", "課題です。"]


def test_columns_may_go_and_come() -> None:
    """The row has as many cells as the sheet has columns; the grid of the table follows."""
    cell = r"<w:tc>(?:(?!<w:tc>).)*?{}<.*?</w:tc>"
    for name in ("取組.対応方針 }}", "対応方針", "取組.関連する施策 }}", "関連する施策"):
        (found,) = re.findall(cell.format(re.escape(name)), WHOLE)
        assert found
    dropped = [
        re.findall(cell.format(re.escape(name)), WHOLE)[0] for name in ("取組.対応方針 }}", ">対応方針"[1:])
    ]
    fewer = template(*((each, "") for each in dropped))
    assert fewer.item_row is not None
    assert len(fewer.item_row) == 6
    assert rows(fewer)[0] == [
        "第１節／安心なまち",
        "安心",
        "１\t支え合いの推進",
        "(1)\t見守り",
        "課題です。",
        "・見守り事業",
    ]


def test_a_sheet_of_outer_levels_has_a_row_for_each_item_of_the_innermost_that_it_shows() -> None:
    """取組 that no column names make no rows."""
    changes = [(f"{{{{ {tag} }}}}", "{{ 施策の基本方向.題 }}") for tag in TAGS[3:6]]
    heads = [(f">{head}<", "><") for head in ("取組", "課題認識", "対応方針", "関連する施策")]
    outer = template(*changes, ("・{{ 取組.関連する施策 }}", "{{ 施策の基本方向.番号 }}"), *heads)
    assert rows(outer) == [
        ["第１節／安心なまち", "安心", "１\t支え合いの推進", *["支え合いの推進"] * 3, "１"]
    ]


def test_declared_levels_and_fields_stand_where_their_tags_do() -> None:
    """Cells of outer levels cover the rows of their items; rows of a 表 are lines of a cell."""
    tags = (
        "基本目標",
        "基本施策.略称",
        "基本施策",
        "事業",
        "事業.担当課",
        "基本施策.主な事業.事業名",
        "事業.SDGs",
    )
    changes = [(f"{{{{ {old} }}}}", f"{{{{ {new} }}}}") for old, new in zip(TAGS, tags, strict=True)]
    heads = [
        (f">{head}<", "><")
        for head in ("課題認識", "対応方針", "関連する施策", "取組", "施策の基本方向", "基本方針")
    ]
    assert rows(template(*changes, *heads), {"framework.yaml": DECLARED}) == [
        ["第１節／育つまち", "妊娠", "１\t妊娠の支援", "(1)\t訪問", "健康課", "産後ケア", "・3／・5"],
        ["－", "－", "－", "(2)\t相談", "福祉課", "－", ""],
    ]


def test_a_template_with_the_slot_alone_shows_all_levels_and_the_innermost_ones_texts() -> None:
    """Under heads of its own, whatever the levels are."""
    heads, first, _ = rows(None, {"framework.yaml": DECLARED})
    assert heads == ["基本目標", "基本施策", "－", "事業", "担当課", "重点", "場所"]
    assert first == [
        "第１節／育つまち",
        "妊娠",
        "１\t妊娠の支援",
        "(1)\t訪問",
        "健康課",
        "重点",
        "・市役所／・支所",
    ]


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("取組.課題認職", ("「取組」の欄", "課題認識")),
        ("取組み.課題認識", ("階層に「取組み」", "取組")),
        ("取組.課題認識.何か", ("「課題認識」の部分",)),
        ("基本目標", ("階層に「基本目標」", "基本方針")),
    ],
)
def test_tags_that_name_what_the_plan_has_not_are_told(tag: str, words: tuple[str, ...]) -> None:
    """With the nearest that it has."""
    wrong = template(("取組.課題認識", tag))
    with pytest.raises(PlanErrors) as errors:
        for_levels(wrong, USUAL_LEVELS)
    (problem,) = errors.value.problems
    assert problem.code is Code.TEMPLATE_TAG
    for word in words:
        assert word in f"{problem.message}\n{problem.hint}"


def test_a_sheet_without_a_row_of_tags_is_told_how_to_have_one() -> None:
    """Somebody deleted it."""
    problems = problems_with(*((f"{{{{ {tag} }}}}", "") for tag in TAGS))
    assert [problem.code for problem in problems] == [Code.TEMPLATE_SLOT]
    assert "{{ 取組.課題認識 }}" in problems[0].hint


def test_a_row_of_another_plans_levels_gives_way_to_the_default_and_a_notice() -> None:
    """The templates that come with the program are those of the usual levels."""
    levels = resolved({"framework.yaml": DECLARED}).plan.framework.levels
    taken = for_levels(template(), levels)
    assert taken.item_row is None
    (note,) = taken.notes
    assert note.warning
    assert "{{ 基本目標 }} {{ 基本施策 }} {{ 事業 }}" in note.hint


def test_a_tag_that_wants_to_be_a_program_is_no_tag_of_an_item() -> None:
    """It is told as everywhere."""
    codes = {problem.code for problem in problems_with(("取組.課題認識", "取組.__class__"))}
    assert Code.TEMPLATE_TAG in codes


def test_text_with_lists_and_tables_is_shown_in_lines() -> None:
    """Items with their marks; a table is named, and stands in the plan."""
    lines = (
        "文です。",
        "",
        "- 点",
        "",
        "1. 一",
        "2. 二",
        "",
        "(1) 括弧",
        "",
        "1) 丸",
        "",
        "::: {.表 #tbl-x}",
        "人口",
        "",
        "|年|",
        "|-|",
        "|５|",
        ":::",
    )
    text = "課題認識: |\n" + "\n".join(f"              {line}".rstrip() for line in lines)
    changed = TEXTS["framework.yaml"].replace("課題認識: 課題です。", text, 1)
    assert rows(template(), {"framework.yaml": changed})[0][4] == (
        "文です。／・点／１　一／２　二／(1)括弧／①丸／（表「人口」は、本編にあります）"
    )


def test_paragraphs_without_a_style_are_written_in_the_templates_default() -> None:
    """As Word shows them."""
    plain = template(('<w:pPr><w:pStyle w:val="SheetMeasure"/></w:pPr>', ""))
    assert plain.item_row is not None
    assert plain.item_row[3].lines[0].style == "Normal"


def test_a_head_over_the_tag_of_another_is_told() -> None:
    """The heads changed places, and the tags did not."""
    (first, second) = problems_with(
        (">課題認識<", ">＠<"), (">対応方針<", ">課題認識<"), (">＠<", ">対応方針<")
    )
    assert (first.code, second.code) == (Code.TEMPLATE_HEAD, Code.TEMPLATE_HEAD)
    assert "「対応方針」の下に、{{ 取組.課題認識 }}" in first.message


def test_heads_whose_edges_are_not_those_of_the_row_are_told() -> None:
    """Nobody could tell what stands under them."""
    (cell,) = re.findall(r"<w:tc>(?:(?!<w:tc>).)*?取組\.対応方針.*?</w:tc>", WHOLE)
    (problem,) = problems_with((cell, ""))
    assert problem.code is Code.TEMPLATE_HEAD
    assert "境目" in problem.message


def test_a_column_of_a_table_is_shown_row_by_row() -> None:
    """With its mark before each; several columns in one line stay side by side, a pair is said once."""
    levels = (
        ("基本方針", "基本目標"),
        ("施策の基本方向", "基本施策"),
        ("取組 ", "事業 "),
    )
    changed = template(
        ("{{ 取組.課題認識 }}", "・{{ 施策の基本方向.主な事業.事業名 }}"),
        ("{{ 取組.対応方針 }}", "{{ 施策の基本方向.指標.名 }}：{{ 施策の基本方向.指標.目標 }}"),
        ("・{{ 取組.関連する施策 }}", "{{ 施策の基本方向.役割.行政 }}"),
        *((f"{{{{ {old}", f"{{{{ {new}") for old, new in levels),
    )
    more = DECLARED.replace(
        "区分: 新規}", "区分: 新規}\n          - {事業名: 相談, 担当課: 福祉課, 区分: 継続}"
    ).replace(
        "方向: 増やす}",
        "方向: 増やす}\n          - {名: 相談の数, 単位: 件, 目標: {年度: 令和11年度, 値: 40}}",
    )
    assert rows(changed, {"framework.yaml": more})[0][4:] == [
        "・産後ケア／・相談",
        "訪問の割合：100％（令和11年度）／相談の数：40件（令和11年度）",
        "整えます。",
    ]
