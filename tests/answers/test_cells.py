"""What cells of a workbook show is what is read; what nobody can tell is asked, with sheet and cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from pipeline.problems import Code
from pipeline.spreadsheets.number_formats import shown, shown_text
from tests.answers.small_answers import HEAD, opinion_problems, opinions_of, saved, with_part
from tests.small_plan import expect

DAY = datetime(2021, 1, 2, 15, 4, 5)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1.0, "General", "1"),
        (1800, "@", "1800"),
        (-2.5, '"第"@"号"', "第-2.5号"),
        (0.1 + 0.2, "General", "0.3"),
        (-2.5, "General", "-2.5"),
        (0.25, "0%", "25%"),
        (0.1234, "0.0%", "12.3%"),
        (1234567, "#,##0", "1,234,567"),
        (-1234, "#,##0;[Red]-#,##0", "-1,234"),
        (-1234, '#,##0;"△"#,##0', "△1,234"),
        (0, '#,##0;-#,##0;"－"', "－"),
        (1234.5, "#,##0.00", "1,234.50"),
        (2.5, "0", "3"),
        (1.5, "0.##", "1.5"),
        (7, "000", "007"),
        (12345, "#,##0,", "12"),
        (1500, "[$¥-411]#,##0", "¥1,500"),
        (3, '0"件"', "3件"),
        (3, '"第"0"号"', "第3号"),
        (1200, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', " 1,200 "),
        (DAY, 'm"月"d"日"', "1月2日"),
        (DAY, "yyyy/m/d", "2021/1/2"),
        (DAY, "yyyy/m/d h:mm", "2021/1/2 15:04"),
        (DAY, "yyyy-mm-dd", "2021-01-02"),
        (DAY, '[$-411]ggge"年"m"月"d"日"', "令和3年1月2日"),
        (DAY, '[$-ja-JP]ggge"年"m"月"d"日"(aaa)', "令和3年1月2日(土)"),
        (DAY, "[$-411]ge.m.d;@", "R3.1.2"),
        (datetime(2019, 5, 1), '[$-411]ggge"年"', "令和元年"),
        (datetime(2019, 4, 30), '[$-411]ggge"年"', "平成31年"),
        (DAY, "yyyy年m月d日 aaaa", "2021年1月2日 土曜日"),
        (DAY, "d-mmm-yy", "2-Jan-21"),
        (DAY, "h:mm AM/PM", "3:04 PM"),
        (time(9, 30), "h:mm", "9:30"),
        (time(9, 5, 7), 'h"時"mm"分"ss"秒"', "9時05分07秒"),
        (timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
        (timedelta(hours=30), '[h] "時間"', "30 時間"),
        (timedelta(hours=30, minutes=5), '[h]_ "時間" m "分"', "30 時間 5 分"),
        (timedelta(hours=30), "[h]時間", "30時間"),
    ],
)
def test_a_value_is_shown_in_its_format(value: Any, code: str, text: str) -> None:
    """As Japanese Excel shows it."""
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.5, "# ?/?"),
        (12345, "0.00E+00"),
        (5, "[>=100]0"),
        (time(9, 0), "yyyy/m/d"),
        (datetime(1850, 1, 1), "ggge"),
        (datetime(2021, 1, 2), "yyyy/m/d #"),
        (timedelta(minutes=95), "[h]:mm?"),
    ],
)
def test_a_format_that_is_not_known_is_not_guessed(value: Any, code: str) -> None:
    """Fractions, powers of ten, conditions; days that have no era."""
    assert shown(value, code) is None


def test_a_format_puts_words_around_text_too() -> None:
    """第@号."""
    assert shown_text("３", '"第"@"号"') == "第３号"
    assert shown_text("言葉", "General") == "言葉"
    assert shown_text("言葉", '0;-0;0;"（"@"）"') == "（言葉）"


def book_with(change: Callable[[Any], None]) -> bytes:
    """One opinion, its sheet changed."""
    book = Workbook()
    book.active.title = "意見"
    book.active.append(HEAD)
    book.active.append((1, "第２章", "（記載例）言葉", "窓口"))
    change(book.active)
    return saved(book)


def put(place: str, value: Any, code: str = "General") -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[place] = value
        sheet[place].number_format = code

    return change


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.25, "0%", "25%"),
        (True, "General", "TRUE"),
        (date(2021, 1, 2), '[$-411]ggge"年"m"月"d"日"', "令和3年1月2日"),
        (44198, "General", "44198"),
        (time(9, 30), "h:mm", "9:30"),
        (1234.5, "#,##0.0", "1,234.5"),
    ],
)
def test_an_opinion_is_what_its_cell_shows(value: Any, code: str, text: str) -> None:
    """Not the value behind it."""
    (opinion,) = opinions_of(book_with(put("C2", value, code)), "opinions.xlsx")
    assert opinion.text == text


def test_formats_without_a_code_are_those_of_japan() -> None:
    """58 is a day in the Japanese calendar, whatever a reader that does not know it makes of 44198."""
    data = book_with(put("C2", 44198, '"日"0'))
    with ZipFile(io.BytesIO(data)) as package:
        styles = package.read("xl/styles.xml")
    assert styles.count(b'numFmtId="164"') == 2
    declared, _, rest = styles.partition(b'<numFmt numFmtId="164"')
    styles = declared + b'<numFmt numFmtId="164"' + rest.replace(b'numFmtId="164"', b'numFmtId="58"')
    (opinion,) = opinions_of(with_part(data, "xl/styles.xml", styles), "opinions.xlsx")
    assert opinion.text == "令和3年1月2日"


@pytest.mark.parametrize(("place", "column"), [("A2", "No."), ("B2", "該当箇所")])
def test_a_number_or_place_that_became_a_day_is_told(place: str, column: str) -> None:
    """1-2 was typed; Excel made a day of it."""
    problems = opinion_problems(book_with(put(place, date(2021, 1, 2), 'm"月"d"日"')), "opinions.xlsx")
    told = [each for each in problems if each.code is Code.OPINION_CELL]
    expect(told, Code.OPINION_CELL, "opinions.xlsx:2", column, "1月2日", "［文字列］")


def struck_in_part(sheet: Any) -> None:
    sheet["C2"] = CellRichText("回数を", TextBlock(InlineFont(strike=True), "減らして"), "増やしてほしい。")


def struck_whole(sheet: Any) -> None:
    sheet["C2"].font = Font(strike=True)


@pytest.mark.parametrize("strike", [struck_in_part, struck_whole])
def test_struck_text_is_asked_about(strike: Callable[[Any], None]) -> None:
    """Whether it was withdrawn or only marked, nobody but the office knows."""
    problems = opinion_problems(book_with(strike), "opinions.xlsx")
    expect(problems, Code.OPINION_CELL, "opinions.xlsx:2", "「意見」のC2", "取消線")


def test_struck_text_among_shared_strings_is_found() -> None:
    """As Excel itself writes it."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    runs = "<r><rPr><strike/></rPr><t>減らして</t></r><r><t>増やして</t></r>"
    strings = f"<sst {main}>{''.join(f'<si><t>{each}</t></si>' for each in HEAD)}<si>{runs}</si></sst>"
    head = "".join(f'<c r="{column}1" t="s"><v>{index}</v></c>' for index, column in enumerate("ABCD"))
    sheet = (
        f'<worksheet {main}><sheetData><row r="1">{head}</row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="C2" t="s"><v>4</v></c></row></sheetData></worksheet>'
    )
    data = book_with(lambda _: None)
    data = with_part(data, "xl/worksheets/sheet1.xml", sheet.encode())
    data = with_strings(data, strings)
    expect(opinion_problems(data, "opinions.xlsx"), Code.OPINION_CELL, "opinions.xlsx:2", "C2", "取消線")


def with_strings(data: bytes, strings: str) -> bytes:
    """The workbook with a part for shared strings, whether it has one or not."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(stream, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == "[Content_Types].xml" and b"sharedStrings" not in content:
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
                override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
                content = content.replace(b"</Types>", override.encode())
            if entry != "xl/sharedStrings.xml":
                new.writestr(entry, content)
        new.writestr("xl/sharedStrings.xml", strings)
    return stream.getvalue()


def test_a_formula_that_was_never_calculated_is_told() -> None:
    """Another program wrote it; Excel would show a value."""
    problems = opinion_problems(book_with(put("C2", "=A2&B2")), "opinions.xlsx")
    expect(problems, Code.OPINION_CELL, "opinions.xlsx:2", "C2", "式", "保存し直す")


def test_a_format_that_is_not_known_is_told() -> None:
    """By its code."""
    problems = opinion_problems(book_with(put("C2", 1.5, "# ?/?")), "opinions.xlsx")
    expect(problems, Code.OPINION_CELL, "opinions.xlsx:2", "C2", "# ?/?")


def test_a_hidden_row_is_asked_about() -> None:
    """A filter that is still on, or an opinion that is not to be shown: both look alike."""

    def hide(sheet: Any) -> None:
        sheet.append((2, "", "（記載例）隠れた意見", "郵送"))
        sheet.row_dimensions[3].hidden = True

    expect(
        opinion_problems(book_with(hide), "opinions.xlsx"), Code.OPINION_CELL, "opinions.xlsx:3", "フィルター"
    )


def test_a_hidden_row_with_nothing_in_it_is_no_opinion() -> None:
    """Nobody has to show it before the others are taken."""

    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet["C3"].font = Font(strike=True)
        sheet.append((2, "", "（記載例）見える意見", "郵送"))

    assert len(opinions_of(book_with(hide), "opinions.xlsx")) == 2


def test_a_row_of_blanks_is_no_opinion() -> None:
    """Somebody pressed the bar instead of deleting."""

    def blank(sheet: Any) -> None:
        sheet.append((" ", " ", "　", " "))
        sheet.append((2, "", "（記載例）見える意見", "郵送"))

    assert len(opinions_of(book_with(blank), "opinions.xlsx")) == 2


def test_a_row_without_height_is_hidden() -> None:
    """Somebody drew it shut."""

    def shut(sheet: Any) -> None:
        sheet.append((2, "", "（記載例）隠れた意見", "郵送"))
        sheet.row_dimensions[3].height = 0.1

    expect(opinion_problems(book_with(shut), "opinions.xlsx"), Code.OPINION_CELL, "opinions.xlsx:3", "隠れて")


@pytest.mark.parametrize(("letter", "name"), [("C", "意見"), ("B", "該当箇所")])
def test_a_hidden_column_that_would_be_published_is_asked_about(letter: str, name: str) -> None:
    """What the office hid from itself must not come out in a document."""

    def hide(sheet: Any) -> None:
        sheet.column_dimensions[letter].hidden = True

    expect(opinion_problems(book_with(hide), "opinions.xlsx"), Code.OPINION_HEADER, "opinions.xlsx:1", name)


def test_a_hidden_column_beside_the_four_is_nobodys_business() -> None:
    """内部メモ is neither read nor asked about, though it is hidden."""

    def beside(sheet: Any) -> None:
        sheet["E1"], sheet["E2"] = "内部メモ", "（記載例）出さない言葉"
        sheet.column_dimensions["E"].hidden = True

    (opinion,) = opinions_of(book_with(beside), "opinions.xlsx")
    assert "出さない" not in repr(opinion)


def test_what_other_columns_hold_is_nobodys_business() -> None:
    """Names and notes beside the four may be days, struck out, or formulas."""

    def beside(sheet: Any) -> None:
        sheet["E1"], sheet["F1"], sheet["G1"] = "受付日", "式", "メモ"
        sheet["E2"] = date(2021, 1, 2)
        sheet["F2"] = "=A2"
        sheet["G2"], sheet["G2"].font = "済", Font(strike=True)

    assert len(opinions_of(book_with(beside), "opinions.xlsx")) == 1


@pytest.mark.parametrize(
    ("code", "text"), [('"("@_)', "(文 "), ('@" 様"', "文 様"), ("_-@\\!", " 文!"), ("General", "文")]
)
def test_text_stands_among_the_words_of_its_format(code: str, text: str) -> None:
    """ECMA-376 Part 1, 18.8.31: _ is a blank as wide as the character after it."""
    assert shown_text("文", code) == text
