"""The office's table as it comes: encodings, titles, merged cells, blanks; four columns are read, and no other."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from pipeline.answers.columns import HEADERS, NEEDED
from pipeline.problems import Code, PlanErrors
from pipeline.spreadsheets.rows import tidied
from tests.answers.small_answers import HEAD, OPINIONS_CSV, opinion_problems, opinions_of, saved, workbook
from tests.small_plan import expect, places


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_is_read_as_excel_saves_it(encoding: str) -> None:
    """UTF-8 with and without BOM, and CP932."""
    first, *_ = opinions_of(OPINIONS_CSV.replace("\n", "\r\n").encode(encoding))
    assert (first.number, first.place, first.way) == ("1", "第２章", "電子メール")
    assert str(first.location) == "plan_source/opinions.csv:2"


def test_lines_emoji_and_characters_of_one_machine_come_as_they_are() -> None:
    """Neither line ends within an opinion, nor 機種依存文字, nor formulas are changed."""
    text = '①髙﨑㈱℡😀\n=HYPERLINK("http://example.jp","ここ")\n｢ｶﾅ｣ **太字** [](#x) {{ 計画名 }}'
    rows = [HEAD, (1, "", text, "")]
    quoted = text.replace('"', '""')
    assert opinions_of(workbook(rows), "opinions.xlsx")[0].text == text
    assert opinions_of(f'{",".join(HEAD)}\n1,,"{quoted}",\n')[0].text == text


def test_characters_that_cp932_alone_has_come_as_they_are() -> None:
    """NEC's and IBM's characters of CP932."""
    assert (
        opinions_of(f"{','.join(HEAD)}\n1,,①㈱髙﨑〜,\n".replace("〜", "～").encode("cp932"))[0].text
        == "①㈱髙﨑～"
    )


def test_titles_above_and_blanks_around_the_table_are_passed_over() -> None:
    """Title rows, blank rows in the middle, rows that were only numbered beforehand, blank columns."""
    text = f"意見一覧（記載例）,,,,\n,,,,\n{','.join(HEAD)},\n1,,一つ目,窓口,\n,,,,\n 2 ,, 二つ目 ,窓口,\n3,,,,\n4,,,,\n,,,,\n"
    assert [(each.number, each.text) for each in opinions_of(text)] == [("1", "一つ目"), ("2", "二つ目")]


@pytest.mark.parametrize(
    ("column", "name"), [(column, name) for column in NEEDED for name in HEADERS[column]]
)
def test_each_name_of_a_column_is_known(column: str, name: str) -> None:
    """However wide it is typed, and with blanks in it."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    head = [f"{wide[0]}　{wide[1:]}" if each == column else each for each in HEAD]
    assert [each.text for each in opinions_of(f"{','.join(head)}\n1,箇所,言葉,窓口\n")] == ["言葉"]


def test_other_columns_are_never_read_into_values() -> None:
    """What the office notes of people is in no value, wherever its columns stand."""
    head = "氏名,No.,住所,該当箇所,意見,メール,提出方法,電話"
    (opinion,) = opinions_of(
        f"{head}\n記載例甲,1,記載例町,第１章,言葉,kisairei@example.jp,窓口,000-0000-0000\n"
    )
    assert (opinion.number, opinion.place, opinion.text, opinion.way) == ("1", "第１章", "言葉", "窓口")
    assert "記載例" not in repr(opinion)


def test_cells_that_are_merged_downwards_hold_for_all_their_rows() -> None:
    """A merged way of submission counts for each opinion; a merged No. makes one opinion of its rows."""
    rows = [
        ("意見募集の結果（記載例）", None, None, None),
        HEAD,
        (1, "第１章", "一つ目", "窓口"),
        (2, None, "二つ目", None),
        (3, "第２章", "三つ目の初め", "郵送"),
        (None, "第３章", "三つ目の続き", None),
    ]
    found = opinions_of(workbook(rows, ("A1:D1", "B3:B4", "D3:D4", "A5:A6", "D5:D6")), "opinions.xlsx")
    assert [(each.number, each.place, each.text, each.way) for each in found] == [
        ("1", "第１章", "一つ目", "窓口"),
        ("2", "第１章", "二つ目", "窓口"),
        ("3", "第２章、第３章", "三つ目の初め\n三つ目の続き", "郵送"),
    ]


def test_a_header_of_two_rows_is_one_header() -> None:
    """No. and 提出方法 reach over both rows, 意見 stands above 該当箇所 and 内容."""
    rows = [
        ("No.", "提出者", None, "意見", None, "提出方法"),
        (None, "氏名", "住所", "該当箇所", "意見の内容", None),
        (1, "記載例甲", "記載例町", "第１章", "言葉", "窓口"),
    ]
    merged = ("A1:A2", "B1:C1", "D1:E1", "F1:F2")
    (opinion,) = opinions_of(workbook(rows, merged), "opinions.xlsx")
    assert (opinion.place, opinion.text, opinion.way) == ("第１章", "言葉", "窓口")


def test_workbooks_show_what_excel_shows() -> None:
    """Whole numbers without a point, what a formula came to, and hidden sheets left alone."""
    book = Workbook()
    book.active.append(HEAD)
    book.active.append((1.0, "", "言葉", ""))
    hidden = book.create_sheet("控え")
    hidden.append(HEAD)
    hidden.sheet_state = "hidden"
    assert [each.number for each in opinions_of(saved(book), "opinions.xlsx")] == ["1"]


@pytest.mark.parametrize(("written", "read"), [("１", "1"), ("No.1", "1"), ("001", "1"), ("A-1", "A-1")])
def test_numbers_are_compared_however_they_are_typed(written: str, read: str) -> None:
    """１, No.1 and 001 are 1."""
    assert opinions_of(f"{','.join(HEAD)}\n{written},,言葉,\n")[0].number == read


def test_a_table_without_opinions_is_right() -> None:
    """Nobody wrote: a result as well."""
    assert opinions_of(f"{','.join(HEAD)}\n") == ()
    assert opinions_of(workbook([HEAD, (1, None, None, None)]), "opinions.xlsx") == ()


# What is wrong


@pytest.mark.parametrize(
    "text",
    ["", "1,,言葉,窓口\n", "番,箇所,言葉,方法\n1,,言葉,窓口\n"],
)
def test_a_table_without_its_header_is_told(text: str) -> None:
    """And nothing of it is repeated."""
    expect(opinion_problems(text), Code.OPINION_HEADER, "opinions.csv", "提出方法")


def test_a_column_that_is_missing_or_there_twice_is_told() -> None:
    """By its name, at the header."""
    expect(
        opinion_problems("題\nNo.,該当箇所,意見\n"),
        Code.OPINION_HEADER,
        "opinions.csv:2",
        "「提出方法」の列がありません",
    )
    expect(
        opinion_problems("No.,該当箇所,意見,ご意見,提出方法\n"),
        Code.OPINION_HEADER,
        "opinions.csv:1",
        "「意見」の列が二つ",
    )


def test_two_sheets_with_opinions_are_told() -> None:
    """Nobody knows which of them counts."""
    book = Workbook()
    book.active.append(HEAD)
    book.create_sheet("二つ目").append(HEAD)
    expect(opinion_problems(saved(book), "opinions.xlsx"), Code.OPINION_HEADER, "opinions.xlsx", "「二つ目」")


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        (",,言葉,\n", "opinion.number", "opinions.csv:2"),
        ("1,,言葉,\n1,,言葉,\n", "opinion.number", "opinions.csv:3"),
        ("甲さん,,言葉,\n", "opinion.number", "opinions.csv:2"),
        ("1,第１章,,\n", "opinion.text", "opinions.csv:2"),
        ("1,,#NAME?,\n", "opinion.text", "opinions.csv:2"),
        ("1,,言\ue000葉,\n", "text.gaiji", "opinions.csv:2"),
        ("1,,言\x07葉,\n", "text.control", "opinions.csv:2"),
    ],
)
def test_rows_that_can_not_be_used_are_told(rows: str, code: str, place: str) -> None:
    """Each at its line."""
    assert places(opinion_problems(f"{','.join(HEAD)}\n{rows}")) == [(code, place)]


def test_what_is_no_number_is_not_repeated() -> None:
    """Columns may have been shifted: there could be a name."""
    (problem,) = opinion_problems(f"{','.join(HEAD)}\n記載例甲,,言葉,\n")
    assert "甲" not in str(problem)


def test_two_files_of_opinions_are_told() -> None:
    """And none of them is taken for the other."""
    from pipeline.answers.opinions import read_opinions

    with pytest.raises(PlanErrors) as errors:
        read_opinions({"opinions.csv": b"", "opinions.xlsx": b""}, "plan_source")
    expect(errors.value.problems, Code.FILE_TWICE, "opinions.xlsx", "opinions.csv")


@pytest.mark.parametrize("name", ["opinions.xls", "opinions (2).xlsx", "data/opinions.csv"])
def test_files_of_another_name_or_kind_are_told(name: str) -> None:
    """With what they have to be."""
    expect(opinion_problems(b"", name), Code.OPINION_FILE, name, "opinions.xlsx")


def test_no_file_at_all_is_told() -> None:
    """Silence would look like a table without opinions."""
    from pipeline.answers.opinions import read_opinions

    with pytest.raises(PlanErrors) as errors:
        read_opinions({}, "plan_source")
    expect(errors.value.problems, Code.FILE_MISSING, "opinions.csv", "見出しの行だけ")


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (OPINIONS_CSV.encode("utf-16"), "file.encoding", "opinions.csv"),
        (b"\xff\xfe\xff\x81", "file.encoding", "opinions.csv"),
        (OPINIONS_CSV.replace(",", "\t").encode(), "csv.syntax", "opinions.csv:1"),
        (b'No.,"\n', "csv.syntax", "opinions.csv:1"),
        (b"," * 5_000_001, "file.too-large", "opinions.csv"),
    ],
)
def test_files_that_are_no_csv_are_told(data: bytes, code: str, place: str) -> None:
    """With the way to save them right."""
    assert places(opinion_problems(data)) == [(code, place)]


@pytest.mark.parametrize("invisible", ["\u200b", "\ufe0f", "\ufeff", "\u3164"])
def test_what_nobody_can_see_is_dropped_from_opinions(invisible: str) -> None:
    """Forms on the web and telephones leave it there."""
    assert tidied(f" 駅前{invisible}に\r\nベンチを{invisible} ") == "駅前に\nベンチを"


@pytest.mark.parametrize("place", ["1月2日", "2021/1/2", "2-Jan", "Jan-02"])
def test_a_place_that_excel_saved_as_a_day_is_told(place: str) -> None:
    """1-2 was typed, and a CSV has what Excel showed."""
    problems = opinion_problems(f"{','.join(HEAD)}\n1,{place},言葉です。,電子メール\n")
    expect(problems, Code.OPINION_CELL, "opinions.csv:2", "該当箇所", place, ".xlsx")


@pytest.mark.parametrize("place", ["1-2", "令和３年１月２日の説明", "第１章１月２日"])
def test_a_place_that_was_written_as_such_is_taken(place: str) -> None:
    """Only a day alone is what Excel makes."""
    (opinion,) = opinions_of(f"{','.join(HEAD)}\n1,{place},言葉です。,電子メール\n")
    assert opinion.place == place


def test_what_a_narrow_column_hid_is_told() -> None:
    """Excel saves the marks that it shows."""
    problems = opinion_problems(f"{','.join(HEAD)}\n1,########,言葉です。,電子メール\n")
    expect(problems, Code.OPINION_CELL, "opinions.csv:2", "###", "列を広げて")
