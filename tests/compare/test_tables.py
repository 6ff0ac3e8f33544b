"""What is written of two versions: 新旧対照表, 修正箇所一覧, 番号対照表, and the lines on the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline import checks
from pipeline.compare.report import NOTHING, report
from pipeline.documents.changes import changes_content, changes_sheet
from pipeline.documents.comparison import comparison_content
from pipeline.documents.numbers import numbers_sheets
from pipeline.model.causes import Grounds
from pipeline.model.comparison import Change, ChangeKind, Comparison, LinePair, Unit, Versions
from pipeline.model.content import DocumentContent, Part
from pipeline.model.floats import Grid, GridRow
from pipeline.model.inlines import Changed, plain_text, walk_inlines
from pipeline.model.lines import Line
from pipeline.model.numbers import ResolvedPlan, TypedNumber
from pipeline.model.workbook import WorkbookSheet
from pipeline.problems import Location
from pipeline.resolve.typed_numbers import typed_numbers
from tests.compare.pair import CAUSES, VERSIONS, comparison, nothing, versions, written

EXPECTED = Path(__file__).parent / "expected"
GROUNDS = {
    ("measure-new", False): Grounds(
        CAUSES["measure-new"], "意見、策定委員会", "3、7", "第２回策定委員会", "令和８年２月３日"
    ),
    **{("sec-emphasis", edited): Grounds(CAUSES["sec-emphasis"]) for edited in (True, False)},
}


def later() -> ResolvedPlan:
    return versions()[1][0]


def comparison_document(found: Comparison, new_first: bool = False) -> DocumentContent:
    return comparison_content(found, later(), VERSIONS, CAUSES, new_first)


def changes_document(found: Comparison) -> DocumentContent:
    return changes_content(found, later(), VERSIONS, GROUNDS)


DOCUMENTS: dict[str, Callable[[Comparison], DocumentContent]] = {
    "comparison": comparison_document,
    "changes": changes_document,
}


def sheets(found: Comparison) -> tuple[WorkbookSheet, ...]:
    name = later().plan.profile.name
    return (
        changes_sheet(found, name, VERSIONS, GROUNDS),
        *numbers_sheets(found, typed_numbers(later()), later(), VERSIONS),
    )


def dump(sheet: WorkbookSheet) -> str:
    """A sheet as text: cells parted by ｜, lines by ¶, what is marked in 〔〕."""
    head = " ｜ ".join(f"{column.head}" for column in sheet.columns)
    rows = (" ｜ ".join(cell_text(cell) for cell in row) for row in sheet.rows)
    return "\n".join((f"# {sheet.name}（{sheet.title}）", head.replace("\n", " ¶ "), *rows)) + "\n"


def cell_text(cell: object) -> str:
    if not isinstance(cell, tuple):
        return repr(cell)
    return "".join(f"〔{each.text}〕" if each.changed else each.text for each in cell).replace("\n", " ¶ ")


# What they say


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_show_the_changes(name: str, file_regression: FileRegressionFixture) -> None:
    """The whole document, as the reader sees it."""
    docx = written(DOCUMENTS[name](comparison()))
    text = checks.project(checks.read(name, docx))
    file_regression.check(text, fullpath=EXPECTED / f"{name}.txt", encoding="utf-8")


def test_workbooks_show_the_changes(file_regression: FileRegressionFixture) -> None:
    """The three sheets."""
    text = "\n".join(map(dump, sheets(comparison())))
    file_regression.check(text, fullpath=EXPECTED / "sheets.txt", encoding="utf-8")


def test_the_terminal_shows_the_changes(file_regression: FileRegressionFixture) -> None:
    """Counts, and what follows from it."""
    text = "\n".join(report(comparison())) + "\n"
    file_regression.check(text, fullpath=EXPECTED / "report.txt", encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("found", [comparison, nothing])
def test_documents_are_sound(name: str, found: Callable[[], Comparison], tmp_path: Path) -> None:
    """For the independent reader, and by the standard."""
    docx = written(DOCUMENTS[name](found()))
    assert checks.check_document(checks.read(name, docx)) == []
    (tmp_path / "a.docx").write_bytes(docx)
    assert [str(error) for error in OpenXmlValidator().validate(str(tmp_path / "a.docx")).errors] == []


def test_a_plan_compared_with_itself_gives_documents_that_say_so() -> None:
    """No table without rows, and no empty sheet."""
    for name, content in DOCUMENTS.items():
        text = checks.read(name, written(content(nothing()))).body.text
        assert "違いはありません。" in text
        assert "修正後" not in text
    changes, moved, typed = sheets(nothing())
    assert [cell_text(cell) for cell in changes.rows[0] if cell] == ["違いはありません。"]
    assert [cell_text(cell) for cell in moved.rows[0] if cell] == ["変わった番号はありません。"]
    assert len(typed.rows) == 1  # the number that is typed is there all the same
    assert report(nothing()) == [NOTHING]


# The 新旧対照表


def grid_of(content: DocumentContent) -> Grid:
    ((part),) = content.slots.values()
    assert isinstance(part, Part)
    (grid,) = part.blocks
    assert isinstance(grid, Grid)
    return grid


def cells(content: DocumentContent, column: int) -> list[str]:
    """The text of each side (0, 1) or of 備考 (2) of the rows under the head, paragraphs and cells parted by lines."""
    return [
        "\n".join(plain_text(p.content) for cell in sides_of(row)[column] if cell for p in cell.content)
        for row in rows_of(content)
    ]


def sides_of(row: GridRow) -> tuple[GridRow, GridRow, GridRow]:
    """A row's cells: the two sides, of as many columns each, and 備考."""
    half = len(row) // 2
    return row[:half], row[half : 2 * half], row[2 * half :]


def rows_of(content: DocumentContent) -> tuple[GridRow, ...]:
    return grid_of(content).rows[1:]


def test_the_order_of_the_sides_is_a_setting() -> None:
    """Some offices have the new text on the left."""
    usual, other = comparison_document(comparison()), comparison_document(comparison(), new_first=True)
    assert (cells(usual, 0), cells(usual, 1)) == (cells(other, 1), cells(other, 0))
    heads = [plain_text(cell.content[0].content) for cell in grid_of(other).rows[0] if cell]
    assert heads == ["改正後", "改正前", "備考"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_marked_on_one_side_is_not_on_the_other(name: str) -> None:
    """Without what is marked and what is said of a side in brackets, both sides of a row read the same."""
    for row in rows_of(DOCUMENTS[name](comparison())):
        before, after = sides_of(row)[:2] if name == "comparison" else (row[4:5], row[5:6])
        assert same_text(before) == same_text(after)


def same_text(cells: GridRow) -> str:
    """The text of cells that is not marked, without signs and what says what a line is."""
    kept = []
    for paragraph in (paragraph for cell in cells if cell for paragraph in cell.content):
        marked = {
            id(inner) for each in paragraph.content if isinstance(each, Changed) for inner in each.content
        }
        content = [each for each in walk_inlines(paragraph.content) if id(each) not in marked]
        text = plain_text([each for each in content if not isinstance(each, Changed)])
        for sign in (
            "（新設）",
            "（削除）",
            "（移動）",
            "（略）",
            "課題認識：",
            "対応方針：",
            "関連する施策：",
        ):
            text = text.replace(sign, "")
        kept.append(text)
    return "".join(kept)


def long_change(before: str, after: str) -> Comparison:
    """A section of one long paragraph that changed."""
    unit = Unit("sec-a", "見出し", "第１章", "題", ("sec-a",), Location("a.md"))
    pair = LinePair(Line("", before, before) if before else None, Line("", after, after) if after else None)
    return Comparison((Change(unit, unit, (ChangeKind.EDITED,), (pair,), frozenset({0, 1})),), (), {})


SENTENCE = "地域の見守りを、住民と市が力を合わせて進め、誰もが安心して暮らせるまちをつくります。"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SENTENCE * 60, SENTENCE * 30 + "加えた文です。" + SENTENCE * 30),
        (SENTENCE * 60, ""),
        ("", SENTENCE * 60),
        ("あ" * 5000, "い" * 4000),
        (SENTENCE * 60, "全く別の言葉で書き直し。" * 150),
    ],
)
def test_no_row_is_higher_than_a_page(before: str, after: str) -> None:
    """Long paragraphs are divided among rows, and nothing is lost or told twice."""
    content = comparison_document(long_change(before, after))
    assert len(grid_of(content).rows) > 3
    for column, whole in ((0, before), (1, after)):
        texts = cells(content, column)
        assert max(map(len, texts)) < 600
        shown = "".join(texts).replace("\n", "").replace("第１章　題", "").replace("（略）", "")
        assert shown.replace("（新設）", "").replace("（削除）", "") == whole


def test_a_section_with_many_lines_has_a_row_for_each() -> None:
    """Number and title stand in the first one, and causes as well."""
    unit = Unit("sec-emphasis", "見出し", "第１章", "題", ("sec-emphasis",), Location("a.md"))
    pairs = tuple(
        LinePair(Line("", f"前{i}" + SENTENCE * 2, ""), Line("", f"後{i}" + SENTENCE * 2, "x"))
        for i in range(9)
    )
    found = Comparison((Change(unit, unit, (ChangeKind.EDITED,), pairs, frozenset({9})),), (), {})
    content = comparison_document(found)
    texts = cells(content, 1)
    assert len(texts) == 9
    assert [text for text in texts if "第１章　題" in text] == texts[:1]
    assert texts[-1].endswith("（略）")
    assert [text for text in cells(content, 2) if text] == ["=1+1"]


def test_versions_without_names_leave_the_heads_alone() -> None:
    """Empty brackets would say nothing."""
    content = comparison_content(comparison(), later(), Versions(), {})
    heads = [
        "".join(plain_text(p.content) for p in cell.content) for cell in grid_of(content).rows[0] if cell
    ]
    assert heads == ["改正前", "改正後", "備考"]


# The 番号対照表


def test_numbers_lists_exactly_what_is_numbered_otherwise() -> None:
    """Every target that is in both versions under one id, and the measure that only one of them has."""
    before, after = versions()[0][0].targets, later().targets
    moved = {
        (before[each].number, after[each].number)
        for each in before.keys() & after.keys()
        if before[each].kind.value in ("見出し", "表", "図") and before[each].number != after[each].number
    }
    rows = {(cell_text(row[1]), cell_text(row[2])) for row in sheets(comparison())[1].rows}
    assert moved
    assert rows - moved == {
        (before["measure-four"].number, "（削除）"),
        ("（新設）", after["measure-new"].number),
    }
    assert moved <= rows


@pytest.mark.parametrize(
    ("text", "now", "was"),
    [
        ("第２章", "第２章　施策", ""),
        ("第２章第１節１（２）", "（ありません）", "第２章第１節２(2)　二つ目の取組"),
        ("第９章", "（ありません）", ""),
    ],
)
def test_a_typed_number_is_shown_with_what_it_was_and_what_it_is(text: str, now: str, was: str) -> None:
    """Whatever digits it was typed in, an old number leads to what it meant."""
    target = next((each.id for each in later().targets.values() if each.number == text), "")
    number = TypedNumber(text, f"{text}に示します。", Location("a.md", 3, 1), target)
    (row,) = numbers_sheets(comparison(), [number], later(), VERSIONS)[1].rows
    assert [cell_text(cell) for cell in row] == ["a.md:3:1", text, f"{text}に示します。", now, was]


def test_a_typed_number_of_something_deleted_says_so() -> None:
    """There is no new number to put in its place."""
    gone = next(
        change.before
        for change in comparison().changes
        if change.before and not change.after and change.before.number
    )
    number = TypedNumber(gone.number, "", Location("a.md"), "")
    (row,) = numbers_sheets(comparison(), [number], later(), VERSIONS)[1].rows
    assert cell_text(row[4]) == f"{gone.title}（削除）"


# Titles, and what is no change


def test_a_new_title_is_one_line_however_it_reads_now() -> None:
    """It is not taken out and put in, and what is renamed alone was not edited."""
    (change,) = [change for change in comparison().changes if change.unit.id == "sec-floats"]
    assert change.kinds == (ChangeKind.RENAMED, ChangeKind.EDITED)
    assert [pair.before and pair.before.text for _, pair in change.text_lines] == ["最後の段落。", None]
    old, new = (Unit("a", "見出し", "", title, ("a",), Location("")) for title in ("図表", "全く別の題"))
    pair = LinePair(Line("", "図表", "図表"), Line("", "全く別の題", "全く別の題"))
    assert Change(old, new, (ChangeKind.RENAMED,), (pair,)).text_lines == ()


def test_headings_without_ids_do_not_change_with_the_titles_above_them() -> None:
    """Their ids are made from the titles on the way to them."""
    titles = {change.unit.title for change in comparison().changes}
    assert "段落と太字" in titles
    assert not titles & {"四段目", "五段目"}
