"""Heads that staff wrote over what the program fills in: over the wrong columns, beside the wrong tags."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.problems import Code, Problem
from tests.hostile.projects import make, package_of, parts_of, template_with, write_project
from tests.templates import opened
from tests.word.test_template_problems import DOCUMENT, FORM, expect, part_of, problems_of

SHEET = "framework"
# The sheet's template as it was before its columns were tags: with the slot alone under the heads.
SLOT_ROW = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="7"/></w:tcPr><w:p><w:r><w:t>{{ 体系図 }}</w:t></w:r></w:p></w:tc></w:tr>'
WHOLE = re.sub(r"<w:tr>(?:(?!<w:tr>).)*?\{\{ 基本方針 \}\}.*?</w:tr>", SLOT_ROW, part_of(SHEET, DOCUMENT))


def cell_of(head: str) -> str:
    found = re.search(rf"<w:tc>(?:(?!<w:tc>).)*>{head}<.*?</w:tc>", WHOLE)
    assert found is not None
    return found[0]


def sheet(*changes: tuple[str, str]) -> bytes:
    """The sheet's template after changes of its text."""
    text = WHOLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return template_with({DOCUMENT: text.encode()}, SHEET)


def problems_with(*changes: tuple[str, str]) -> list[Problem]:
    return problems_of(sheet(*changes), SHEET)


def said(problems: list[Problem]) -> str:
    assert {problem.code for problem in problems} == {Code.TEMPLATE_HEAD}
    assert {problem.location.file for problem in problems} == {"templates/framework.docx"}
    return "\n".join(map(str, problems))


def test_heads_that_changed_places_are_told_with_their_columns() -> None:
    """What the city does about a problem stood under the problem's head."""
    text = said(problems_with(("課題認識", "＠"), ("対応方針", "課題認識"), ("＠", "対応方針")))
    assert "「対応方針」が、課題認識の入る列（左から5列目）の上にあります" in text
    assert "「課題認識」が、対応方針の入る列（左から6列目）の上にあります" in text
    assert "基本方針、施策の基本方向（2列）、取組、課題認識、対応方針、関連する施策" in text


def test_heads_in_other_words_are_known_by_the_word_that_tells_them() -> None:
    """現状と課題 is over the problems, whatever else it says."""
    text = said(problems_with(("課題認識", "市の対応"), ("対応方針", "現状と課題")))
    assert "「市の対応」が、課題認識の入る列" in text
    assert "「現状と課題」が、対応方針の入る列" in text


@pytest.mark.parametrize(
    "changes",
    [
        [("課題認識", "現状と課題"), ("対応方針", "今後の方向"), ("関連する施策", "主な取組")],
        [("基本方針", "章"), ("取組", "施策")],
        [(">課題認識<", ">課題<"), ("関連する施策", "関連施策")],
        [("課題認識", ""), ("対応方針", "課題への対応")],
    ],
)
def test_heads_may_be_said_in_other_words(changes: list[tuple[str, str]]) -> None:
    """The office's own: what is not known is not spoken of."""
    assert problems_with(*changes) == []


def test_a_head_that_stands_twice_is_told() -> None:
    """One of both is over the wrong column."""
    expect(problems_with(("対応方針", "課題認識")), Code.TEMPLATE_HEAD, "対応方針の入る列", name=SHEET)


def test_a_column_that_is_missing_is_told_by_its_head() -> None:
    """Deleted in Word."""
    found = problems_with((cell_of("対応方針"), ""))
    expect(found, Code.TEMPLATE_HEAD, "6列あり、7列ではありません", "「対応方針」がありません", name=SHEET)


def test_a_column_too_many_is_told() -> None:
    """Nothing would fill it."""
    cell = cell_of("対応方針")
    expect(problems_with((cell, cell * 2)), Code.TEMPLATE_HEAD, "8列あり、7列ではありません", name=SHEET)


def joined() -> list[tuple[str, str]]:
    """As Word saves the table: columns that no row parts are one."""
    two = re.search(
        r'<w:gridCol w:w="(\d+)"/><w:gridCol w:w="(\d+)"/>(?=(<w:gridCol[^>]*>){4}</w:tblGrid>)', WHOLE
    )
    assert two is not None
    one = f'<w:gridCol w:w="{int(two[1]) + int(two[2])}"/>'
    return [
        (two[0], one),
        ('<w:gridSpan w:val="2"/>', ""),
        ('<w:gridSpan w:val="7"/>', '<w:gridSpan w:val="6"/>'),
    ]


def test_columns_that_word_has_joined_are_parted_again() -> None:
    """There is one head over two of them, so Word sees one."""
    template = opened(SHEET, sheet(*joined()))
    spans = re.findall(r'<w:gridSpan w:val="(\d)"/>', parts_of(template.data)[DOCUMENT].decode())
    assert spans == ["2", "7"]


def test_a_sheet_is_made_of_joined_columns_as_of_parted_ones(tmp_path: Path) -> None:
    """The very same document."""
    one = make(write_project(tmp_path / "one"))[SHEET]
    other = make(write_project(tmp_path / "other", None, {f"{SHEET}.docx": sheet(*joined())}))[SHEET]
    assert parts_of(one)[DOCUMENT] == parts_of(other)[DOCUMENT]


def test_cells_of_other_programs_that_say_nothing_of_themselves_are_parted_too() -> None:
    """Without a w:tcPr, in which Word says how wide a cell is."""
    bare = re.sub(r"<w:tcPr>(?:(?!gridSpan).)*?</w:tcPr>", "", WHOLE)
    template = opened(SHEET, sheet((WHOLE, bare), *joined()))
    spans = re.findall(r'<w:gridSpan w:val="(\d)"/>', parts_of(template.data)[DOCUMENT].decode())
    assert spans == ["2", "7"]


@pytest.mark.parametrize("inner", ["tr", "tc"])
def test_a_row_or_a_cell_in_a_content_control_is_a_row_or_a_cell(tmp_path: Path, inner: str) -> None:
    """Word's control that repeats a row, say."""
    found = re.search(rf"<w:{inner}>(?:(?!<w:{inner}>).)*体系図 \}}\}}.*?</w:{inner}>", WHOLE)
    assert found is not None
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{found[0]}</w:sdtContent></w:sdt>"
    one = make(write_project(tmp_path / "one"))[SHEET]
    other = make(write_project(tmp_path / "other", None, {f"{SHEET}.docx": sheet((found[0], wrapped))}))[
        SHEET
    ]
    assert parts_of(one)[DOCUMENT] == parts_of(other)[DOCUMENT]


def test_heads_over_joined_columns_are_looked_at_too() -> None:
    """Word's way of saving hides nothing."""
    changes = [*joined(), ("課題認識", "＠"), ("対応方針", "課題認識"), ("＠", "対応方針")]
    assert "左から5列目" in said(problems_with(*changes))


# Tables of tags


def with_rows(*rows: tuple[str, ...], name: str = "plan") -> list[Problem]:
    """What is wrong with a template that has a table more, behind the tags of its cover."""

    def cell(text: str) -> str:
        return f"<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    lines = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    grid = "<w:gridCol/>" * len(rows[0])
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    parts = parts_of(template_with({}, name))
    text = parts[DOCUMENT].decode()
    at = text.rindex("<w:p>")
    parts[DOCUMENT] = f"{text[:at]}{table}{text[at:]}".encode()
    return problems_of(package_of(parts), name)


def test_a_label_beside_another_tag_is_told() -> None:
    """A colophon in which two values changed places."""
    found = with_rows(("計画期間", "{{ 策定年月 }}"), ("担当課", "{{ 市名 }}{{ 担当課 }}"))
    expect(found, Code.TEMPLATE_HEAD, "「計画期間」の所に、「策定年月」が入る", "{{ 計画期間 }}")


def test_a_head_over_another_tag_is_told() -> None:
    """The same in columns."""
    found = with_rows(("市名", "策定年月"), ("{{ 市名 }}", "{{ 担当課 }}"))
    expect(found, Code.TEMPLATE_HEAD, "「策定年月」の所に、「担当課」が入る")
    assert with_rows(("市名", "担当課"), ("{{ 市名 }}", "{{ 担当課 }}")) == []


def test_a_label_beside_another_control_of_a_form_is_told() -> None:
    """Residents would write their names where addresses are looked for."""
    text = part_of(FORM, DOCUMENT)
    swapped = re.sub(r"(<w:t[^>]*>)氏名(</w:t>)", r"\1＠\2", text, count=1)
    swapped = re.sub(r"(<w:t[^>]*>)住所(</w:t>)", r"\1氏名\2", swapped, count=1).replace("＠", "住所", 1)
    found = problems_of(template_with({DOCUMENT: swapped.encode()}, FORM), FORM)
    assert [problem.code for problem in found] == [Code.TEMPLATE_HEAD] * 2
    assert "「住所」の所に、「氏名」が入る" in str(found[0])
