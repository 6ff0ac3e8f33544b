"""Addresses and telephone numbers within opinions: told without being repeated, unless they are masked."""

from __future__ import annotations

import pytest

from pipeline.answers.personal import address, personal_data
from pipeline.problems import Code
from tests.answers.small_answers import (
    ANSWERS_YAML,
    HEAD,
    OPINIONS_CSV,
    consultation,
    opinion_problems,
    problems_with,
)
from tests.small_plan import expect

# Numbers and addresses that nobody can have: example.jp is reserved, and no number begins with 000.
MAIL = "kisairei@example.jp"
PHONE = "000-0000-0000"


@pytest.mark.parametrize(
    "text",
    [
        MAIL,
        "ｋｉｓａｉｒｅｉ＠ｅｘａｍｐｌｅ．ｊｐ",
        "連絡はkisairei @ example.jpまで",
        "kisairei.rei+1@mail.example.co.jp。",
    ],
)
def test_mail_addresses_are_seen(text: str) -> None:
    """However wide they are typed."""
    assert personal_data(text) == "メールアドレス"


@pytest.mark.parametrize(
    "text",
    [
        PHONE,
        "０００－００００－００００",
        "０００ー００００ー００００",
        "00000000000",
        "0000(00)0000",
        "（000）0000 0000",
        "+81-00-0000-0000",
        "電話は00-0000です",
        "℡　00-0000",
    ],
)
def test_telephone_numbers_are_seen(text: str) -> None:
    """With every kind of dash, and without an area code where they are called so."""
    assert personal_data(text) == "電話番号"


@pytest.mark.parametrize(
    "text",
    [
        "（電話番号）",
        "000-****-0000",
        "●●●@example.jp",
        "***@example.jp",
        "@example",
        "令和３年３月31日",
        "2021-03-31",
        "人口は132,039人、0.123456",
        "12〜15ページの(1)と(2)",
        "〒000-0000",
        "法律第1234567890号",
    ],
)
def test_what_is_masked_or_something_else_is_not_told(text: str) -> None:
    """Dates, pages, populations and postal codes are no telephone numbers."""
    assert personal_data(text) == ""


@pytest.mark.parametrize(("column", "name"), list(enumerate(("該当箇所", "意見", "提出方法"), 1)))
@pytest.mark.parametrize("data", [MAIL, PHONE])
def test_in_an_opinion_they_are_told_and_not_repeated(column: int, name: str, data: str) -> None:
    """In each column that gets into a document."""
    cells = ["1", "第１章", "言葉", "窓口"]
    cells[column] += f"（{data}）"
    problems = opinion_problems(f"{','.join(HEAD)}\n{','.join(cells)}\n")
    expect(problems, Code.OPINION_PERSONAL, "opinions.csv:2", f"「{name}」")
    assert data not in str(problems[0])


def test_in_a_summary_they_are_told_and_not_repeated() -> None:
    """The office may have copied it; the city's own number in its answer is welcome."""
    text = ANSWERS_YAML.replace("（記載例）見守り", f"{MAIL} 見守り").replace(
        "窓口は、", f"窓口（{PHONE}）は、"
    )
    problems = problems_with({"answers.yaml": text})
    expect(problems, Code.OPINION_PERSONAL, "answers.yaml:3:12", "「意見の概要」")
    assert MAIL not in str(problems[0])


@pytest.mark.parametrize(
    "text",
    [
        "〒000-0000に住んでいます。",
        "郵便番号は000-0000です。",
        "記載例町一丁目２番３号です。",
        "記載例町１丁目２－３",
        "記載例町１２３番地の者です。",
        "記載例市記載例町1-2-3です。",
        "大字記載例12－3",
        "第１地割12-3",
    ],
)
def test_street_numbers_are_seen(text: str) -> None:
    """However they are written."""
    assert address(text)


@pytest.mark.parametrize(
    "text",
    [
        "第１章の1-2について。",
        "表１－１と図２－３",
        "市町村の3つの役割",
        "10〜15番目",
        "令和３-５年度",
        "000-0000-0000",
        "１番の課題",
        "町に2-3人の相談員を",
        "無番地域",
    ],
)
def test_other_numbers_are_no_addresses(text: str) -> None:
    """Chapters, tables, years, counts."""
    assert address(text) == ""


def test_an_address_is_told_and_stops_nothing() -> None:
    """It may be that of a place that everybody knows."""
    table = OPINIONS_CSV.replace("見守りを広げて", "記載例町1-2-3の見守りを広げて")
    answers = ANSWERS_YAML.replace("窓口は、", "窓口（記載例町1-2-3）は、").replace(
        "（記載例）", "〒000-0000 "
    )
    found = consultation({"opinions.csv": table, "answers.yaml": answers}).notices
    assert [(each.code, str(each.location), each.warning) for each in found] == [
        (Code.OPINION_ADDRESS, "plan_source/opinions.csv:2", True),
        (Code.OPINION_ADDRESS, "plan_source/answers.yaml:3:12", True),
    ]
    assert "記載例町" not in "".join(map(str, found))


def test_of_long_texts_the_end_is_found_at_once() -> None:
    """As long as a cell can be, of the characters that addresses are made of."""
    assert personal_data("a" * 130_000) == ""
    assert address("丁目ア" * 40_000 + "町ア" * 10_000) == ""
    assert personal_data("0" * 130_000 + " -" * 60_000) == ""
    assert OPINIONS_CSV
