"""Short words on a line of their own: paragraphs stand closer by a little where that takes them in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.word.measuring.runts import closer
from pipeline.word.writing.last_lines import set_apart
from pipeline.workflows.build import build
from tests.goldens import quiet
from tests.layout.projects import small_project
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, chapter

EM = 210  # twips: 10.5 points
NO_JOINTS = ("", "")


def twips(text: str, width: int, hangs: bool = True, joints: tuple[str, str] = NO_JOINTS) -> int:
    """How much closer the characters of a text stand in lines of so many."""
    return closer(text, width * 100.0, width * 100.0, EM, joints, hangs)


@pytest.mark.parametrize("ending", ["す。", "ます。"])
def test_a_short_word_is_taken_in(ending: str) -> None:
    """By as much as is needed and a little more, and by no more than 0.3 points."""
    assert 0 < twips("あ" * 120 + ending, 40) <= 6


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("あ" * 40 + "。", 40),  # hangs
        ("あ" * 40, 40),
        ("あ" * 120 + "いています。", 40),  # a line may well be so long
        ("あ" * 40 + "ています。", 40),  # would take more than is small
        ("あ" * 8 + "ます。", 4),  # a narrow column has nothing but short lines
        ("", 40),
    ],
)
def test_what_needs_or_gets_no_help_stays(text: str, width: int) -> None:
    assert twips(text, width) == 0


def test_marks_hang_in_no_cell() -> None:
    """What hangs needs less."""
    text = "あ" * 40 + "す。"
    assert twips(text, 40) > 0
    assert twips(text, 40, hangs=False) == 0


def test_characters_may_have_widths_of_their_own() -> None:
    """In BIZ UDPゴシック し is narrower than a kanji: 47 of them fill a line of 40."""
    font = "BIZ UDPゴシック"
    lines = {count: "し" * count + "す。" for count in (40, 47)}
    assert closer(lines[40], 4000.0, 4000.0, EM, NO_JOINTS, True) > 0
    assert closer(lines[40], 4000.0, 4000.0, EM, NO_JOINTS, True, font) == 0
    assert closer(lines[47], 4000.0, 4000.0, EM, NO_JOINTS, True, font) > 0


def test_sheets_are_looked_at_too(tmp_path: Path) -> None:
    """Their font is one whose widths are known."""
    item = "          - {{id: m-{0}, 題: 題{0}, 課題認識: {1}す。, 対応方針: 方針です。, 関連する施策: [事業]}}\n"
    items = "".join(item.format(count, "長" * count) for count in range(50, 130))
    framework = FRAMEWORK_YAML[: FRAMEWORK_YAML.index("          - id: measure-a")] + items
    found = spaced(tmp_path, {"framework.yaml": framework}, document="framework")
    assert 0 < len(found) < 20


def test_lines_end_where_numbers_are_whole() -> None:
    """Else the last line would be thought to be another."""
    text = "あ" * 38 + "第４章" + "あ" * 79 + "ます。"
    assert twips(text, 40) > 0
    assert twips(text, 40, joints=("章", "第")) == 0


def test_runs_of_text_stand_closer_whatever_their_style() -> None:
    """The schema has spacing behind a style and before what raises; fields' codes show nothing."""
    markup = (
        '<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:rStyle w:val="S"/><w:vertAlign w:val="superscript"/></w:rPr><w:t>b</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    )
    own = '<w:spacing w:val="-3"/>'
    assert set_apart(markup, -3) == (
        f"<w:r><w:rPr>{own}</w:rPr><w:t>a</w:t></w:r>"
        f'<w:r><w:rPr><w:rStyle w:val="S"/>{own}<w:vertAlign w:val="superscript"/></w:rPr><w:t>b</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    )


def spaced(
    folder: Path, changes: Mapping[str, str], part: str = "word/document.xml", document: str = "plan"
) -> list[str]:
    """The texts of a document that stand closer."""
    built = build(small_project(folder, changes), (document,), None, quiet)
    with zipfile.ZipFile(io.BytesIO(built.documents[0].docx)) as package:
        body = package.read(part).decode()
    return re.findall(r'<w:spacing w:val="-\d"/></w:rPr><w:t[^>]*>([^<]+)</w:t>', body)


def test_paragraphs_items_and_cells_are_looked_at(tmp_path: Path) -> None:
    """Each in the lines that it has; not those with page numbers, which are not known yet, nor with furigana."""
    long = [f"{word}{'長' * count}ます。" for word in "段項欄" for count in range(100, 180)]
    text = "\n\n".join(each for each in long if each[0] == "段")
    items = "\n".join(f"- {each}" for each in long if each[0] == "項")
    cells = "\n".join(f"        - {each}" for each in long if each[0] == "欄")
    framework = FRAMEWORK_YAML.replace(
        "関連する施策: [見守り事業]", f"関連する施策:\n{cells}".replace("        -", "              -")
    )
    found = spaced(
        tmp_path,
        {
            CHAPTER: chapter(f"{text}\n\n{items}\n\n[](#measure-b){{.頁}}{long[0]}\n"),
            "framework.yaml": framework,
        },
    )
    assert {each[0] for each in found} >= {"段", "項"}
    assert all(each.endswith("ます。") for each in found)
    assert len(found) < len(long) / 5


def test_footnotes_are_looked_at(tmp_path: Path) -> None:
    """In lines behind their numbers."""
    notes = [f"[^n{count}]: {'注' * count}ます。" for count in range(90, 150)]
    marks = "と".join(f"本文[^n{count}]" for count in range(90, 150))
    files = {CHAPTER: chapter("\n\n".join([f"{marks}。", *notes]))}
    assert spaced(tmp_path, files, "word/footnotes.xml")
