"""Numbers of references, which no line parts: what the documents say, and what LibreOffice is told."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import etree

from pipeline.layout.line_ends import keep_numbers_whole, read_line_ends
from pipeline.layout.profile import write_profile
from pipeline.model.kinsoku import NEVER_FIRST, NEVER_LAST, joints
from pipeline.model.xml_names import W, w
from pipeline.word.markup.line_ends import keep_joints
from tests.layout.projects import finish, small_project
from tests.small_plan import CHAPTER, chapter


def settings(*children: str) -> etree._Element:
    return etree.fromstring(f'<w:settings xmlns:w="{W}">{"".join(children)}</w:settings>')


@pytest.mark.parametrize(
    ("numbers", "first", "last"),
    [
        (["第４章第２節１(2)", "第１章"], "(章節", "第節"),
        (["資料１", "資料１(2)"], "(", "料"),
        (["基本目標１", "施策１－１"], "－", "標策－"),
        (["２－１", "２－１２"], "－", "－"),
        (["1-2", "A.3"], "", ""),
        ([], "", ""),
    ],
)
def test_numbers_are_joined_at_what_they_count_in(numbers: list[str], first: str, last: str) -> None:
    """Not within words, nor between 第４章 and 第２節: without all of it a line would be spread too wide."""
    assert tuple(map(set, joints(numbers))) == (set(first), set(last))


def test_settings_say_them_beside_those_of_word() -> None:
    """Word leaves out its own where a document names any. They stand where the schema has them."""
    root = settings("<w:characterSpacingControl/>", "<w:compat/>")
    keep_joints(root, "(章", "第")
    assert [each.tag for each in root] == [
        w("characterSpacingControl"),
        w("noLineBreaksAfter"),
        w("noLineBreaksBefore"),
        w("compat"),
    ]
    assert read_line_ends(root) == (NEVER_FIRST + "(章", NEVER_LAST + "第")


def test_what_staff_set_stays() -> None:
    """Also where a character is among it already."""
    own = '<w:noLineBreaksAfter w:lang="ja-JP" w:val="第（"/><w:noLineBreaksBefore w:lang="ja-JP" w:val="）。"/>'
    root = settings(own)
    keep_joints(root, "章", "第")
    assert read_line_ends(root) == ("）。章", "第（")
    assert len(root) == 2


def test_settings_that_say_nothing_leave_lines_to_libreoffice(tmp_path: Path) -> None:
    assert read_line_ends(settings()) == ("", "")
    assert read_line_ends(None) == ("", "")
    write_profile(tmp_path, tmp_path / "soffice", tagged=True)
    assert "StartEndCharacters" not in (tmp_path / "user" / "registrymodifications.xcu").read_text("utf-8")


def runs(*texts: str) -> etree._Element:
    inner = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
    return etree.fromstring(f'<w:document xmlns:w="{W}"><w:p>{inner}</w:p></w:document>')


def japanese(story: etree._Element) -> list[tuple[str, bool]]:
    """The runs, and whether each is told to be Japanese."""
    return [
        ("".join(run.itertext()), run.find(f"{w('rPr')}/{w('lang')}") is not None)
        for run in story.iter(w("r"))
    ]


def test_brackets_and_digits_of_numbers_are_japanese() -> None:
    story = runs("本文(1)と", "第１節１(2)", "第１節")
    keep_numbers_whole([story], {"第１節１(2)", "第１節"}, (NEVER_FIRST, NEVER_LAST + "第"))
    assert japanese(story) == [("本文(1)と", False), ("第１節１(2)", True), ("第１節", False)]


def test_digits_behind_what_ends_no_line_are_japanese() -> None:
    """第22条: LibreOffice would break before digits that are half as wide."""
    story = runs("法第22条と第3項", "第")
    keep_numbers_whole([story], set(), (NEVER_FIRST, NEVER_LAST + "第"))
    assert japanese(story) == [
        ("法第", False),
        ("22", True),
        ("条と第", False),
        ("3", True),
        ("項", False),
        ("第", False),
    ]


def test_no_line_parts_a_number(office: Path, tmp_path: Path) -> None:
    """Wherever in its line it stands."""
    text = "\n\n".join(f"{'あ' * count}[](#measure-b)と[](#measure-b)、第22条。" for count in range(20, 44))
    pdf = finish(small_project(tmp_path, {CHAPTER: chapter(text)}), ("plan",))["plan"].pdf
    with pdfium.PdfDocument(pdf) as document:
        lines = "\n".join(page.get_textpage().get_text_range() for page in document).splitlines()
    shown = ["".join(line.split()) for line in lines if "あ" in line or re.search("節|条", line)]
    assert sum("第２章第１節１(2)" in line or line.endswith("第２章") for line in shown) > 24
    assert not [line for line in shown if re.match(r"[章節(0-9]|１\(", line)]
    assert not [line for line in shown if re.search("第$|節$|１$|第[0-9]$", line)]


def test_no_line_parts_the_number_of_a_table_at_its_dash(office: Path, tmp_path: Path) -> None:
    """Wherever in its line it stands; its label may end a line."""
    table = "::: {.表 #tbl-a}\n題\n\n| 区分 |\n|:--|\n| 甲 |\n:::"
    text = "\n\n".join([table, *(f"{'あ' * count}[](#tbl-a)と[](#tbl-a)。" for count in range(28, 44))])
    pdf = finish(small_project(tmp_path, {CHAPTER: chapter(text)}), ("plan",))["plan"].pdf
    with pdfium.PdfDocument(pdf) as document:
        lines = "\n".join(page.get_textpage().get_text_range() for page in document).splitlines()
    shown = ["".join(line.split()) for line in lines]
    assert sum("１－１" in line for line in shown) > 16
    assert not [line for line in shown if line.startswith("－") or line.endswith("－")]
