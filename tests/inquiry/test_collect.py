"""What comes back: each change an entry, whatever was done to the file meanwhile, and nothing where nothing was changed."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pipeline.problems import Code, MachineError
from pipeline.review.model import Entry
from pipeline.workspace.project import Project
from tests.answers.small_answers import with_part
from tests.commands import run
from tests.inquiry.asked import (
    FRAMEWORK,
    HEAD_LINE,
    Edit,
    asked,
    book_of,
    brief,
    cell,
    collected,
    edited,
    opened,
    project_of,
    put,
    read_file,
    saved,
    sent,
    standing,
    wanted,
)

TEXT = "地域で見守ります（第１章）。\n次のことを行います。\n・声を掛けること\n・訪ねること"


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Project:
    project = project_of(tmp_path)
    asked(project)
    return project


def codes(*edits: Edit) -> list[Code]:
    """What is told of a workbook after edits, and that nothing is wanted in it."""
    entries, problems = read_file(book_of("福祉課", *edits))
    assert [brief(each) for each in entries] == []
    return [each.code for each in problems]


def wanted_of(project: Project, *edits: Edit) -> list[Entry]:
    """The entries that are new in the review.yaml of a project."""
    return list(collected(project, {"戻り.xlsx": edited(sent(project), *edits)}).new)


def source_of(project: Project) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(project.source.rglob("*")) if path.is_file()}


# Nothing where nothing was changed


def resaved(book: Any) -> None:
    """As it was opened."""


def sorted_rows(book: Any) -> None:
    rows = [[each.value for each in row] for row in book["取組"].iter_rows(min_row=5, max_row=6)]
    for line, row in zip((5, 6), reversed(rows), strict=True):
        for column, value in enumerate(row, 1):
            book["取組"].cell(line, column).value = value


def hidden(book: Any) -> None:
    book["取組"].row_dimensions[5].hidden = True
    book["取組"].column_dimensions["C"].hidden = True
    book["取組"].auto_filter.add_filter_column(1, ["安心なまち"])


def moved_columns(book: Any) -> None:
    sheet = book["事業"]
    for line in range(HEAD_LINE, 7):
        one, other = sheet.cell(line, 4), sheet.cell(line, 5)
        one.value, other.value = other.value, one.value


def empty_lines(book: Any) -> None:
    cell(book["取組"], "measure-a", "内容").value = TEXT.replace("\n", " \r\n\n") + "\n"


def full_width(book: Any) -> None:
    cell(book["指標"], "goal-a/指標/1", "目標値").value = "１，５００"
    cell(book["目標"], "goal-a", "番号").value = "３，１１"
    cell(book["取組"], "measure-b", "id").value = " ｍeasure-b "


def numbers(book: Any) -> None:
    found = cell(book["指標"], "goal-a/指標/1", "目標値")
    found.value, found.number_format = 1500, "#,##0"
    found = cell(book["指標"], "goal-a/指標/2", "目標値")
    found.value, found.number_format = 0.7, "0%"


def renamed_sheet(book: Any) -> None:
    book["取組"].title = "Sheet1"


def copied_sheet(book: Any) -> None:
    book.copy_worksheet(book["取組"]).title = "取組 (2)"


def merged_around(book: Any) -> None:
    """Excel leaves what stood first."""
    book["取組"].merge_cells("B5:B6")


@pytest.mark.parametrize(
    "edit",
    [
        resaved,
        sorted_rows,
        hidden,
        moved_columns,
        empty_lines,
        full_width,
        numbers,
        renamed_sheet,
        copied_sheet,
        merged_around,
    ],
)
def test_what_says_the_same_wants_nothing(edit: Edit) -> None:
    assert codes(edit) == []


def test_what_came_back_unedited_changes_no_byte(project: Project) -> None:
    before = source_of(project)
    assert wanted_of(project) == []
    assert source_of(project) == before


def test_readings_beside_words_are_no_text() -> None:
    """Phonetic readings stand in a cell's text (18.4.6)."""
    data = standing()[0]["福祉課"]
    with ZipFile(io.BytesIO(data)) as package:
        strings = package.read("xl/sharedStrings.xml").decode()
    reading = '<t>相談の充実</t><rPh sb="0" eb="2"><t>ソウダン</t></rPh><phoneticPr fontId="1"/>'
    assert "<t>相談の充実</t>" in strings
    strings = strings.replace("<t>相談の充実</t>", reading)
    assert read_file(with_part(data, "xl/sharedStrings.xml", strings.encode()))[0] == []


# What is wanted


@pytest.mark.parametrize(
    ("edit", "entries"),
    [
        (
            put("取組", "measure-a", "内容", TEXT.replace("行います", "進めます")),
            ["修正 measure-a/内容: 次のことを行います。 → 次のことを進めます。"],
        ),
        (
            put("取組", "measure-a", "内容", TEXT.replace("（第１章）", "（第１章を参照）")),
            ["修正 measure-a/内容: 地域で見守ります（第１章）。 → 地域で見守ります（第１章を参照）。"],
        ),
        (
            put("取組", "measure-a", "内容", TEXT.replace("・訪ねること", "・電話をすること\n・訪ねること")),
            ["追加 measure-a/内容:  → 電話をすること"],
        ),
        (
            put(
                "取組", "measure-a", "内容", TEXT.replace("次のことを", "必要です。\n急ぎます。\n次のことを")
            ),
            [
                "修正 measure-a/内容: 地域で見守ります（第１章）。 → 地域で見守ります（第１章）。／／必要です。／／急ぎます。"
            ],
        ),
        (
            put("取組", "measure-b", "内容", "相談に、いつでも応じます。\n電話でも受けます。"),
            ["修正 measure-b/内容: 相談に応じます。 → 相談に、いつでも応じます。／／電話でも受けます。"],
        ),
        (
            put("取組", "measure-a", "説明", "初めの段落です。\n次の段落です。"),
            ["追加 measure-a/説明:  → 初めの段落です。／／次の段落です。"],
        ),
        (
            put("取組", "measure-a", "内容", TEXT.replace("・声を掛けること\n", "")),
            ["削除 measure-a/内容: 声を掛けること → "],
        ),
        (put("取組", "measure-a", "題", "見守り"), ["修正 measure-a/題: 見守りの充実 → 見守り"]),
        (put("取組", "measure-a", "略称", "守る"), ["修正 measure-a/略称: 見守り → 守る"]),
        (put("取組", "measure-a", "区分", "継続 "), ["修正 measure-a/区分: 新規 → 継続"]),
        (put("取組", "measure-b", "区分", "新規"), ["追加 measure-b/区分:  → 新規"]),
        (put("取組", "measure-a", "区分", None), ["削除 measure-a/区分: 新規 → "]),
        (
            put("取組", "measure-a", "計画", "総合計画\n地域防災計画\n教育大綱"),
            ["修正 measure-a/計画/2: 防災計画 → 地域防災計画", "追加 measure-a/計画/3:  → 教育大綱"],
        ),
        (
            put("取組", "measure-a", "計画", "総合計画\n教育大綱\n防災計画\n緑の計画\n水の計画"),
            [
                f"追加 measure-a/計画{each}"
                for each in (":  → 教育大綱", "/3:  → 緑の計画", "/4:  → 水の計画")
            ],
        ),
        (
            put("取組", "measure-a", "役割：市民", "誘います。"),
            ["修正 measure-a/役割/市民: 声を掛けます。 → 誘います。"],
        ),
        (put("目標", "goal-a", "番号", "3、4、11"), ["追加 goal-a/番号:  → 4"]),
        (put("事業", "measure-a/事業/2", "種別", "継続"), ["修正 measure-a/事業/2/種別: 拡充 → 継続"]),
        (put("指標", "goal-a/指標/1", "目標値", 1800), ["修正 goal-a/指標/1/目標/値: 1,500 → 1,800"]),
        (put("指標", "goal-a/指標/2", "目標値", "８５％"), ["修正 goal-a/指標/2/目標/値: 70 → 85"]),
        (put("指標", "goal-a/指標/2", "方向", "増やす"), ["追加 goal-a/指標/2/方向:  → 増やす"]),
        (
            put("事業", "measure-a/事業/1", "連絡欄", "削除"),
            ["削除 measure-a/事業/1: 事業名: 見守り事業／内容: 訪問します。／種別: 継続 → "],
        ),
    ],
)
def test_an_edited_cell_is_an_entry_of_what_it_says(edit: Edit, entries: list[str]) -> None:
    found = wanted(edit)
    assert [brief(each) for each in found] == entries
    assert [each.note for each in found] == [""] * len(entries)


def test_an_entry_says_who_wants_it_and_where_it_stands(project: Project) -> None:
    (entry,) = wanted_of(project, put("取組", "measure-a", "内容", TEXT.replace("声を", "毎日声を")))
    assert (entry.id, entry.department, entry.received) == ("福祉課-001", "福祉課", "戻り.xlsx")
    assert entry.place == "取組「見守りの充実」 内容（取組!F5）"
    line = int(entry.source.removeprefix("framework.yaml:"))
    assert (project.source / "framework.yaml").read_text("utf-8").split("\n")[
        line - 1
    ].strip() == "- 声を掛けること"


def test_what_was_collected_once_is_not_doubled(project: Project) -> None:
    change = put("取組", "measure-a", "題", "見守り")
    assert len(wanted_of(project, change)) == 1
    review = (project.source / "review.yaml").read_bytes()
    assert wanted_of(project, change) == []
    assert (project.source / "review.yaml").read_bytes() == review


@pytest.mark.parametrize(
    ("edit", "note"),
    [
        (put("取組", "measure-a", "区分", "新しい"), "「区分」で選べる言葉"),
        (put("取組", "measure-a", "題", None), "空にはできません"),
        (put("指標", "goal-a/指標/1", "目標値", "増加"), "「増加」は数ではありません"),
        (put("目標", "goal-a", "番号", "三"), "番号ではありません"),
        (put("取組", "measure-a", "関連", "見守り"), "参照なので"),
        (put("取組", "measure-a", "目標", "新しい目標"), "「目標」の表で"),
        (put("取組", "measure-a", "題", "=A1&B1"), "まだ計算されていません"),
        (put("取組", "measure-a", "題", "#REF!"), "Excelのエラー"),
    ],
)
def test_what_cannot_stand_in_the_source_is_told_by_cell(edit: Edit, note: str) -> None:
    found = wanted(edit)
    assert found
    assert all(note in each.note for each in found)


def day(book: Any) -> None:
    found = cell(book["取組"], "measure-a", "題")
    found.value, found.number_format = 44198, 'm"月"d"日"'


def struck(book: Any) -> None:
    cell(book["取組"], "measure-a", "題").font = Font(strike=True)


def struck_in_part(book: Any) -> None:
    runs = CellRichText(TextBlock(InlineFont(strike=True), "見守り"), "の充実")
    cell(book["取組"], "measure-a", "題").value = runs


@pytest.mark.parametrize(
    ("edit", "said"), [(day, "日付や時刻"), (struck, "取消線"), (struck_in_part, "取消線")]
)
def test_cells_that_show_something_else_are_told(edit: Edit, said: str) -> None:
    (entry,) = wanted(edit)
    assert said in entry.note + entry.comment
    assert entry.target == "measure-a/題"


def remarks(book: Any) -> None:
    cell(book["取組"], "measure-a", "題").comment = Comment("短くしたい", "担当者Ａ")
    cell(book["取組"], "measure-b", "連絡欄").value = "課の名前が変わります。"
    book["取組"].cell(HEAD_LINE, 14).value = "メモ"
    book["取組"].cell(5, 14).value = "確認済み"


def test_comments_remarks_and_columns_that_were_added_are_remarks() -> None:
    found = wanted(remarks)
    assert {(each.kind.value, each.target, each.comment, each.author) for each in found} == {
        ("コメント", "measure-a/題", "短くしたい", "担当者Ａ"),
        ("コメント", "measure-b", "課の名前が変わります。", ""),
        ("コメント", "measure-a", "メモ：確認済み", ""),
    }


# Rows


def new_rows(book: Any) -> None:
    for column, text in enumerate(("安心なまち", "見守りの充実", "電話事業", "電話します。", "拡充"), 2):
        book["事業"].cell(7, column).value = text
    book["事業"].cell(8, 4).value = "どこかの事業"
    book["取組"].cell(7, 2).value = "安心なまち"
    book["取組"].cell(7, 3).value = "新しい取組"


def test_rows_without_an_id_are_proposals() -> None:
    found = wanted(new_rows)
    assert [brief(each) for each in found] == [
        "新しい項目 goal-a:  → 題: 新しい取組",
        "新しい項目 measure-a/事業:  → 事業名: 電話事業／内容: 電話します。／種別: 拡充",
        "新しい項目 :  → 事業名: どこかの事業",
    ]
    assert [bool(each.note) for each in found] == [True, False, True]


def test_cells_of_new_rows_that_show_something_else_are_told() -> None:
    def formula(book: Any) -> None:
        book["取組"].cell(7, 3).value = "新しい取組"
        book["取組"].cell(7, 6).value = "=1+"

    entries, problems = read_file(book_of("福祉課", formula))
    assert [brief(each) for each in entries] == ["新しい項目 :  → 題: 新しい取組"]
    assert [each.code for each in problems] == [Code.COLLECT_CELL]
    assert "F7" in problems[0].message


def test_a_row_that_is_gone_is_an_entry_that_asks() -> None:
    (entry,) = wanted(lambda book: book["事業"].delete_rows(5))
    assert (entry.kind.value, entry.target) == ("削除", "measure-a/事業/1")
    assert "写していないだけか" in entry.comment


def duplicated(book: Any) -> None:
    for column in range(1, 14):
        book["取組"].cell(7, column).value = book["取組"].cell(5, column).value
    book["取組"].cell(7, 3).value = "見守りの強化"


def test_ids_that_stand_twice_or_nowhere_are_told() -> None:
    entries, problems = read_file(book_of("福祉課", duplicated))
    assert [brief(each) for each in entries] == ["修正 measure-a/題: 見守りの充実 → 見守りの強化"]
    assert [each.code for each in problems] == [Code.COLLECT_ROW]
    entries, problems = read_file(book_of("福祉課", put("取組", "measure-b", "id", "measure-x")))
    assert [each.kind.value for each in entries] == ["削除"]
    assert problems[0].hint.startswith("もしかして: measure-")


# Columns


def renamed_head(book: Any) -> None:
    cell(book["取組"], "id", "内容").value = "取組の内容"


def test_a_head_that_was_renamed_is_known_by_what_stands_under_it() -> None:
    """Also where some of that was changed."""
    assert codes(renamed_head) == [Code.COLLECT_COLUMN]
    change = put("取組", "measure-b", "内容", "新しい文章です。")
    entries, problems = read_file(book_of("福祉課", change, renamed_head))
    assert [brief(each) for each in entries] == ["修正 measure-b/内容: 相談に応じます。 → 新しい文章です。"]
    assert [each.code for each in problems] == [Code.COLLECT_COLUMN]


def test_columns_that_are_gone_and_ids_that_are_gone_are_told() -> None:
    assert codes(lambda book: book["取組"].delete_cols(6)) == [Code.COLLECT_COLUMN]
    assert codes(lambda book: book["取組"].delete_cols(1)) == [Code.COLLECT_COLUMN]


def test_cells_under_a_merge_are_told_where_they_said_something_else() -> None:
    assert codes(lambda book: book["取組"].merge_cells("C5:C6")) == [Code.COLLECT_CELL]
    assert codes(lambda book: book["取組"].merge_cells("C5:D5")) == [Code.COLLECT_CELL]


# Files


def as_csv(data: bytes, sheet: str, encoding: str) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(opened(data)[sheet].iter_rows(values_only=True))
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_a_sheet_that_was_saved_as_csv_is_read(encoding: str) -> None:
    data = book_of("福祉課", put("事業", "measure-a/事業/1", "内容", "電話します。"))
    entries, _ = read_file(as_csv(data, "事業", encoding), "戻り.csv")
    assert [brief(each) for each in entries] == ["修正 measure-a/事業/1/内容: 訪問します。 → 電話します。"]
    assert [(each.department, each.sent) for each in entries] == [("福祉課", standing()[2].version)]


def copied(data: bytes, lines: range) -> bytes:
    """Rows of a sheet copied into a new book."""
    book = Workbook()
    for at, line in enumerate(lines, 1):
        for column, each in enumerate(opened(data)["取組"][line], 1):
            book.active.cell(at, column).value = each.value
    return saved(book)


def test_a_sheet_in_another_book_is_held_against_what_is_kept(project: Project) -> None:
    """Also where the source has moved on since, and where the number of the inquiry was not copied either."""
    data = edited(sent(project), put("取組", "measure-b", "題", "相談"))
    path = project.source / "framework.yaml"
    path.write_text(path.read_text("utf-8").replace("題: 見守りの充実", "題: 見守りと支援"), "utf-8")
    for name, lines in (("写し.xlsx", range(1, 12)), ("見出しから.xlsx", range(4, 12))):
        found = collected(project, {name: copied(data, lines)})
        assert {brief(each) for _, entries in found.returned for each in entries} == {
            "修正 measure-b/題: 相談の充実 → 相談"
        }
        assert {each.code for each in found.problems} == {Code.COLLECT_VERSION}


UNREADABLE = {
    "壊れた.xlsx": (b"PK\x03\x04 broken", "読めません"),
    "古い.xls": (bytes.fromhex("D0CF11E0A1B11AE1") + b"old", "古い形式"),
    "鍵.xlsx": (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
    "別の表.xlsx": (saved(Workbook()), "照会の表ではありません"),
    "別の表.csv": (b"a,b\n1,2\n", "照会の表ではありません"),
    "文書.docx": (b"", "表ではない"),
}


def test_files_that_cannot_be_read_stop_nothing(project: Project) -> None:
    good = edited(sent(project), put("取組", "measure-b", "題", "相談"))
    found = collected(project, {**{name: data for name, (data, _) in UNREADABLE.items()}, "戻り.xlsx": good})
    assert len(found.new) == 1
    assert sorted(found.unread) == sorted(UNREADABLE)
    for problem in found.problems:
        assert problem.code is Code.COLLECT_FILE
        assert UNREADABLE[problem.location.file][1] in problem.message


def test_a_folder_without_files_is_told(project: Project) -> None:
    with pytest.raises(MachineError, match="返ってきたファイルがありません"):
        collected(project, {"~$開いている.xlsx": b""})


# Between departments, and with the source


def test_what_two_departments_want_otherwise_is_told_of_both(project: Project) -> None:
    files = {
        f"{name}.xlsx": edited(sent(project, name), put("取組", "measure-a", "題", f"{name}の題"))
        for name in ("福祉課", "健康課")
    }
    found = collected(project, files)
    assert {each.id: each.conflicts for _, entries in found.returned for each in entries} == {
        "福祉課-001": ("健康課-001",),
        "健康課-001": ("福祉課-001",),
    }
    assert any("矛盾" in line and "1" in line for line in found.told)


def test_a_row_that_one_drops_and_another_edits_is_told_of_both(project: Project) -> None:
    wish = {"福祉課": ("連絡欄", "削除"), "健康課": ("内容", "電話します。")}
    files = {
        f"{name}.xlsx": edited(sent(project, name), put("事業", "measure-a/事業/1", head, value))
        for name, (head, value) in wish.items()
    }
    assert all(entry.conflicts for _, entries in collected(project, files).returned for entry in entries)


def test_an_empty_value_that_two_fill_in_otherwise_is_told_of_both(project: Project) -> None:
    files = {
        f"{name}.xlsx": edited(sent(project, name), put("目標", "goal-a", "説明", f"{name}の文章です。"))
        for name in ("福祉課", "健康課")
    }
    assert all(entry.conflicts for _, entries in collected(project, files).returned for entry in entries)


def test_what_the_source_changed_too_comes_with_both(project: Project) -> None:
    path = project.source / "framework.yaml"
    path.write_text(path.read_text("utf-8").replace("題: 見守りの充実", "題: 見守りと支援"), "utf-8")
    (entry,) = wanted_of(project, put("取組", "measure-a", "題", "見守り"))
    assert (entry.before, entry.after, entry.now) == ("見守りの充実", "見守り", "見守りと支援")


def test_a_number_of_a_reference_that_moved_is_no_change(project: Project) -> None:
    plan = project.source / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("章:\n", "章:\n  - chapters/00-new.md\n"), "utf-8")
    (project.source / "chapters" / "00-new.md").write_text("# 初めに\n\n文章です。\n", "utf-8")
    assert wanted_of(project) == []
    (entry,) = wanted_of(project, put("取組", "measure-a", "内容", TEXT.replace("地域で", "みんなで")))
    assert (entry.now, entry.note) == ("", "")


def test_rows_that_moved_are_found_where_they_stand_now(project: Project) -> None:
    path = project.source / "framework.yaml"
    new = "        事業:\n          - {事業名: 新しい事業, 内容: 話します。}\n"
    path.write_text(path.read_text("utf-8").replace("        事業:\n", new), "utf-8")
    (entry,) = wanted_of(project, put("事業", "measure-a/事業/2", "内容", "毎日届けます。"))
    assert entry.target == "measure-a/事業/3/内容"


def test_a_row_that_the_source_has_no_longer_is_told(project: Project) -> None:
    path = project.source / "framework.yaml"
    path.write_text(
        FRAMEWORK.replace("          - {事業名: 配食事業, 内容: 届けます。, 種別: 拡充}\n", ""), "utf-8"
    )
    (entry,) = wanted_of(project, put("事業", "measure-a/事業/2", "内容", "毎日届けます。"))
    assert "原稿からなくなりました" in entry.note
    assert (entry.before, entry.after) == ("届けます。", "毎日届けます。")


def test_the_list_says_who_has_sent_back_what(project: Project) -> None:
    found = collected(project, {"戻り.xlsx": edited(sent(project), put("取組", "measure-b", "題", "相談"))})
    assert found.waiting == ("健康課",)
    folder = project.output / "review"
    book = opened((folder / "回収一覧.xlsx").read_bytes())
    rows = [[each.value for each in row] for row in book["回収状況"].iter_rows(min_row=2)]
    assert [row[:4] for row in rows] == [["福祉課", "戻り.xlsx", "回収", 1], ["健康課", None, "未回収", None]]
    assert book["受領一覧"]["A2"].value == "福祉課-001"
    assert opened((folder / "received.xlsx").read_bytes()).active["A2"].value == "福祉課-001"
    assert (folder / "received.docx").is_file()


def test_without_the_template_of_the_list_the_changes_are_kept_all_the_same(project: Project) -> None:
    (project.templates / "received.docx").unlink()
    found = collected(project, {"戻り.xlsx": edited(sent(project), put("取組", "measure-b", "題", "相談"))})
    assert [each.code for each in found.problems] == [Code.TEMPLATE_MISSING]
    assert (project.source / "review.yaml").is_file()


def test_the_screen_says_what_was_sent_and_what_came_back(project: Project) -> None:
    assert "２つの表を作りました" in run(project, "ask", "--by", "担当課").output
    back = project.source.parent / "back"
    back.mkdir()
    (back / "戻り.xlsx").write_bytes(edited(sent(project), put("取組", "measure-b", "題", "相談")))
    (back / "文書.docx").write_bytes(b"")
    result = run(project, "collect", str(back))
    assert result.exit_code == 0
    for line in (
        "回収: １課（福祉課）",
        "未回収: １課（健康課）",
        "読めないファイル: １件",
        "直し: １件",
        "review.yaml に１件を加えました",
    ):
        assert line in result.output
    assert "前のままです" in run(project, "collect", str(back)).output
