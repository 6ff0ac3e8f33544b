"""The names that offices give the columns of their tables, as published results have them."""

from __future__ import annotations

import pytest

from pipeline.answers.columns import HEADERS, Column, find_columns
from pipeline.answers.load import read_consultation
from pipeline.problems import Code
from tests.answers.small_answers import opinion_problems, opinions_of, small_files, workbook
from tests.kept import parse
from tests.small_plan import FOLDER, expect


def read_as(header: str) -> dict[str, str]:
    """What each column of a header is read as, by its name."""
    found = find_columns(header.split("｜"))
    assert found
    return {found.names[column]: column.value for column in found.places}


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (
            "番号｜該当ページ・箇所｜ご意見の内容｜受付方法｜市の考え方｜対応区分｜回答案",
            "No. 該当箇所 意見 提出方法 考え方 対応区分 回答案",
        ),
        (
            "№｜項目｜お寄せいただいたご意見｜市の検討結果と理由｜提出方法",
            "No. 該当箇所 意見 考え方 提出方法",
        ),
        (
            "整理番号｜提出者区分｜該当か所｜御意見（原文）｜御意見（要旨）｜提出方法（郵送/FAX）｜本町の考えかた｜取扱い",
            "No. 提出者区分 該当箇所 意見 意見の概要 提出方法 考え方 対応区分",
        ),
        ("NO｜章｜意見等の概要｜みどり広域連合の考え方｜提出の方法", "No. 該当箇所 意見 考え方 提出方法"),
        (
            "No｜意見箇所｜提出された意見の要旨｜意見に対する県の考え方と対応｜応募方法",
            "No. 該当箇所 意見 考え方 提出方法",
        ),
        (
            "番号｜該当ヵ所｜いただいた意見｜回答｜反映状況｜方法",
            "No. 該当箇所 意見 考え方 対応区分 提出方法",
        ),
        (
            "通番｜該当頁・箇所｜意見・提案｜区の考え方（案）｜計画への反映｜提出手段",
            "No. 該当箇所 意見 考え方 対応区分 提出方法",
        ),
    ],
)
def test_headers_as_offices_write_them_are_known(header: str, columns: str) -> None:
    """Courtesy, brackets, blanks and forms of か所 make no difference."""
    assert read_as(header) == dict(zip(header.split("｜"), columns.split(), strict=True))


@pytest.mark.parametrize("column", Column)
def test_each_name_stands_for_one_column(column: Column) -> None:
    """None of them could be meant otherwise."""
    others = {name for each, names in HEADERS.items() if each is not column for name in names}
    assert others.isdisjoint(HEADERS[column])


def test_of_several_names_the_surer_one_counts() -> None:
    """受付番号 beside 番号, 頁 beside 該当箇所, 回答案 beside 市の考え方: the others are not read."""
    found = find_columns(["受付番号", "番号", "頁", "該当箇所", "意見", "提出方法", "氏名"])
    assert found
    assert found.told == "No.＝「番号」、該当箇所＝「該当箇所」、意見＝「意見」、提出方法＝「提出方法」"
    assert found.unread == 3


@pytest.mark.parametrize("name", ["考え方の区分", "意見の有無", "市の考え方の公表日", "回答日", "対応課"])
def test_names_that_hold_a_known_one_are_others(name: str) -> None:
    """They are not read."""
    found = find_columns(["番号", "該当箇所", "意見", "提出方法", name])
    assert found
    assert found.unread == 1


def test_a_missing_column_is_told_with_those_that_were_found() -> None:
    """So that somebody sees what is read as what."""
    expect(
        opinion_problems("受付番号,該当ページ・箇所,ご意見の内容\n1,,言葉\n"),
        Code.OPINION_HEADER,
        "opinions.csv:1",
        "「提出方法」の列がありません",
        "No.＝「受付番号」、該当箇所＝「該当ページ・箇所」、意見＝「ご意見の内容」",
    )


def test_names_in_the_header_stand_over_two_rows_and_in_merged_cells() -> None:
    """意見 over 箇所 and 内容; 市の回答 over 考え方 and 区分."""
    rows = [
        ("意見募集の結果", None, None, None, None, None, None),
        ("番号", "提出者", "ご意見", None, "市の回答", None, "提出方法"),
        (None, "氏名", "該当箇所", "内容", "考え方", "区分", None),
        (1, "記載例甲", "第１章", "言葉", "検討します。", "参考", "窓口"),
    ]
    merged = ("A1:G1", "A2:A3", "C2:D2", "E2:F2", "G2:G3")
    (opinion,) = opinions_of(workbook(rows, merged), "opinions.xlsx")
    assert (opinion.text, opinion.view, opinion.kind, opinion.way) == ("言葉", "検討します。", "参考", "窓口")


# Rows that are no opinions


@pytest.mark.parametrize(
    "footer",
    [
        "合計,,3件,",
        "計,3,,",
        ",,,以上",
        ",,以上,",
        "小計,,,3",
        "※１　同じ趣旨の意見はまとめています。,,,",
        "(注)個人情報は除いています。,,,",
        "合計　３件,,,",
    ],
)
def test_rows_that_count_or_end_the_table_are_no_opinions(footer: str) -> None:
    """Wherever they stand."""
    text = f"No.,該当箇所,意見,提出方法\n1,,一つ目,窓口\n{footer}\n2,,二つ目,窓口\n{footer}\n"
    assert [each.number for each in opinions_of(text)] == ["1", "2"]


@pytest.mark.parametrize(
    "row", [",,合計を示してほしい。,", "合計,,意見です。,", ",,※の説明がない。,窓口", "5,,,"]
)
def test_what_could_be_an_opinion_is_not_passed_over(row: str) -> None:
    """It is told, as before."""
    text = f"No.,該当箇所,意見,提出方法\n1,,一つ目,窓口\n{row}\n2,,二つ目,窓口\n"
    assert [problem.location.line for problem in opinion_problems(text)] == [3]


# Those who gave them


@pytest.mark.parametrize(
    ("column", "values", "count"),
    [
        ("受付者番号", ["A", "A", "Ｂ", "b "], 2),
        ("受付者番号", ["A", "", "", "B"], 4),
        ("提出者数", ["2", "３人", "", "1"], 6),
    ],
)
def test_who_gave_opinions_is_counted_and_not_kept(column: str, values: list[str], count: int) -> None:
    """By a column that answers.yaml names: different values, or the sum of a column of numbers."""
    rows = "".join(f"{n},,言葉,窓口,{value}\n" for n, value in enumerate(values, 1))
    files = small_files(
        {
            "opinions.csv": f"No.,該当箇所,意見,提出方法,{column}\n{rows}",
            "answers.yaml": f"提出者の列: {column}\n回答: []\n",
        }
    )
    found = read_consultation(files, FOLDER, parse)
    assert found.table.submitters == count
    assert "Ｂ" not in repr(found)


def test_a_column_of_submitters_that_is_not_there_is_told() -> None:
    """It is nothing to be guessed."""
    files = small_files({"answers.yaml": "提出者の列: 氏名\n"})
    from pipeline.problems import PlanErrors

    with pytest.raises(PlanErrors) as errors:
        read_consultation(files, FOLDER, parse)
    expect(errors.value.problems, Code.OPINION_HEADER, "opinions.csv:1", "「氏名」", "提出者の列")
