"""What is sent: each department's rows, with what can be changed open, and what can't be closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

from pipeline.problems import Code, PlanErrors
from pipeline.workspace.project import Project
from tests.inquiry.asked import FRAMEWORK, asked, cell, opened, project_of, sent
from tests.small_plan import FRAMEWORK_YAML


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = project_of(tmp_path_factory.mktemp("asked"))
    asked(project)
    return project


@pytest.fixture(scope="module")
def book(project: Project) -> Any:
    return opened(sent(project))


def ids(book: Any, sheet: str) -> list[str]:
    return [each.value for each in book[sheet]["A"][4:] if each.value]


def test_each_department_that_a_value_names_gets_a_workbook(project: Project) -> None:
    assert ids(opened(sent(project, "健康課")), "取組") == ["measure-a"]
    assert ids(opened(sent(project, "福祉課")), "取組") == ["measure-a", "measure-b"]


def test_what_is_above_and_below_a_departments_items_goes_with_them(book: Any) -> None:
    assert ids(book, "目標") == ["goal-a"]
    assert ids(book, "指標") == ["goal-a/指標/1", "goal-a/指標/2"]
    assert ids(book, "事業") == ["measure-a/事業/1", "measure-a/事業/2"]


def test_a_column_of_a_table_can_name_departments(tmp_path: Path) -> None:
    framework = FRAMEWORK.replace("{名: 種別, 値: [拡充, 継続]}", "所管").replace(
        "種別: 継続", "所管: 長寿課"
    )
    assert [
        file
        for file, _ in asked(project_of(tmp_path, framework.replace("種別: 拡充", "所管: ''")), "所管").books
    ] == ["長寿課.xlsx"]


def test_departments_whose_names_would_be_one_file_get_one_each(tmp_path: Path) -> None:
    """Windows reads names in any case, and has no slash in them."""
    framework = FRAMEWORK.replace("{名: 種別, 値: [拡充, 継続]}", "所管").replace(
        "種別: 継続", "所管: ict/課"
    )
    books = asked(project_of(tmp_path, framework.replace("種別: 拡充", "所管: ICT／課")), "所管").books
    assert sorted(file for file, _ in books) == ["ICT／課-2.xlsx", "ict／課.xlsx"]


def test_without_a_field_there_is_one_workbook_of_all(tmp_path: Path) -> None:
    project = project_of(tmp_path, FRAMEWORK_YAML)
    assert asked(project, "").books == (("全課.xlsx", 4),)
    book = opened(sent(project, "全課"))
    assert book.sheetnames == ["基本方針", "施策の基本方向", "取組", "選択肢", "照会の控え"]
    assert cell(book["取組"], "measure-a", "課題認識").value == "課題です。"


def test_a_field_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlanErrors) as told:
        asked(project_of(tmp_path), "担当")
    (problem,) = told.value.problems
    assert problem.code is Code.ASK_FIELD
    assert problem.hint == "もしかして: 担当課"


def test_items_of_nobody_and_workbooks_from_before_are_told(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        FRAMEWORK.replace("{名: 担当課, 形: 語}", "{名: 担当課, 形: 語, 任意: はい}").replace(
            "        担当課: 福祉課\n", ""
        ),
    )
    (tmp_path / "build" / "ask").mkdir(parents=True)
    (tmp_path / "build" / "ask" / "前の課.xlsx").write_bytes(b"")
    notes = asked(project).notes
    assert [each.code for each in notes] == [Code.ASK_NOBODY, Code.ASK_LEFT]
    assert "measure-b" in notes[0].message
    assert "前の課.xlsx" in notes[1].message


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ("内容", "地域で見守ります（第１章）。\n次のことを行います。\n・声を掛けること\n・訪ねること"),
        ("担当課", "福祉課、健康課"),
        ("計画", "総合計画\n防災計画"),
        ("役割：行政", "場をつくります。"),
        ("関連", "第２章第１節２「相談の充実」"),
    ],
)
def test_values_are_shown_as_staff_read_them(book: Any, head: str, shown: str) -> None:
    assert cell(book["取組"], "measure-a", head).value == shown


def test_ids_titles_around_and_references_are_closed_and_all_else_is_open(book: Any) -> None:
    sheet = book["取組"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    closed = [each.value for each in sheet[4] if cell(sheet, "measure-a", each.value).protection.locked]
    assert closed == ["id", "目標", "関連"]
    assert sheet.column_dimensions["A"].width < 8


def test_text_with_a_table_in_it_is_closed(tmp_path: Path) -> None:
    lines = (
        "内容: |",
        "文章です。",
        "",
        "::: {.表 #tbl-a}",
        "表の題",
        "",
        "| 年 | 数 |",
        "|---|---|",
        "| １ | ２ |",
        ":::",
        "",
    )
    table = "\n          ".join(lines).rstrip(" ")
    framework = FRAMEWORK.replace("内容: 相談に応じます。\n", table)
    project = project_of(tmp_path, framework)
    asked(project)
    found = cell(opened(sent(project))["取組"], "measure-b", "内容")
    assert found.protection.locked
    assert found.value.startswith("文章です。")


def test_choices_are_lists(book: Any) -> None:
    rules = book["取組"].data_validations.dataValidation
    choice = next(each for each in rules if cell(book["取組"], "measure-a", "区分").coordinate in each.sqref)
    assert choice.type == "list"
    source = book["選択肢"][choice.formula1.partition("!")[2].replace("$", "")]
    assert [line[0].value for line in source] == ["新規", "継続"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@1"])
def test_text_that_looks_like_a_formula_is_text(tmp_path: Path, text: str) -> None:
    project = project_of(tmp_path, FRAMEWORK.replace("題: 相談の充実", f"題: '{text}'"))
    asked(project)
    found = cell(opened(sent(project))["取組"], "measure-b", "題")
    assert (found.value, found.data_type, found.quotePrefix) == (text, "s", True)


def test_rows_are_as_high_as_their_text_and_sheets_are_ready_to_print(book: Any) -> None:
    sheet = book["取組"]
    line = cell(sheet, "measure-a", "内容").row
    assert sheet.row_dimensions[line].height >= 4 * 13
    assert cell(sheet, "measure-a", "内容").alignment.wrap_text
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)


def test_a_hidden_sheet_says_what_was_sent(book: Any) -> None:
    sheet = book["照会の控え"]
    assert sheet.sheet_state == "veryHidden"
    assert sheet["C1"].value in book["取組"]["A3"].value


def test_workbooks_are_valid(project: Project) -> None:
    result = OpenXmlValidator().validate(str(project.output / "ask" / "福祉課.xlsx"))
    assert result.is_valid, [each.description for each in result.errors]


def test_the_same_plan_gives_the_same_bytes(project: Project) -> None:
    before = sent(project)
    asked(project)
    assert sent(project) == before


def test_indicators_of_a_csv_stand_in_the_table_too(tmp_path: Path) -> None:
    csv = "id,名,目標年度,目標値\ngoal-a,件数,令和11年度,12\n"
    framework = FRAMEWORK.replace("目標:\n  - id", "指標の表: data/i.csv\n目標:\n  - id")
    start, end = framework.index("    指標:\n"), framework.index("    番号: [3")
    project = project_of(tmp_path, framework[:start] + framework[end:], {"data/i.csv": csv})
    asked(project)
    assert cell(opened(sent(project))["指標"], "goal-a/指標/1", "目標値").value == "12"
