"""What is left in a template's text, and would be printed: controls that nobody filled in, characters that no plan should hold."""

from __future__ import annotations

import re

import pytest

from pipeline.problems import Code, Problem
from tests.hostile.projects import parts_of
from tests.templates import opened
from tests.word.test_template_problems import DOCUMENT, changed, expect, part_of, problems_with
from tests.word.test_template_traces import HEADER

ASKING = "アイテムを選択してください。"


def with_first(content: str, part: str = DOCUMENT, name: str = "plan") -> dict[str, tuple[str, str]]:
    begin = "<w:body>" if part == DOCUMENT else re.match("(?s).*?<w:hdr[^>]*>", part_of(name, part))[0]  # type: ignore[index]
    return {part: (begin, f"{begin}{content}")}


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def control(content: str, properties: str = "<w:showingPlcHdr/><w:dropDownList/>") -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="77"/>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def notes_of(content: str, part: str = DOCUMENT, name: str = "plan") -> list[Problem]:
    return list(opened(name, changed(name, with_first(content, part, name))).notes)


@pytest.mark.parametrize("part", [DOCUMENT, HEADER])
@pytest.mark.parametrize(
    "content",
    [
        control(paragraph(ASKING)),
        f"<w:p>{control(f'<w:r><w:t>{ASKING}</w:t></w:r>')}</w:p>",
        control(control(paragraph(ASKING)), ""),
    ],
    ids=["paragraph", "within one", "in another"],
)
def test_a_control_that_nobody_filled_in_is_told_with_what_it_asks_for(content: str, part: str) -> None:
    """Documents would ask for it on their covers."""
    found = notes_of(content, part)
    expect(found, Code.TEMPLATE_CONTROL, f"「{ASKING}」", "本文" if part == DOCUMENT else "ヘッダー", "削除")
    assert found[0].warning


@pytest.mark.parametrize(
    "content",
    [
        control(paragraph("福祉課"), "<w:dropDownList/>"),
        control(paragraph("福祉課"), '<w:showingPlcHdr w:val="0"/><w:dropDownList/>'),
        control(paragraph("{{ 担当課 }}")),
        control("<w:p/>"),
    ],
    ids=["filled", "said to be", "a tag", "empty"],
)
def test_controls_that_print_nothing_strange_are_silent(content: str) -> None:
    """Word keeps its sign on a control in which a tag was typed by another program."""
    assert notes_of(content) == []


def test_a_form_asks_its_readers() -> None:
    """They fill in what the office left open."""
    assert notes_of(control(paragraph(ASKING)), name="comment_form") == []


@pytest.mark.parametrize("part", [DOCUMENT, HEADER])
@pytest.mark.parametrize(
    ("character", "code", "words"),
    [
        ("⽇", Code.TEXT_RADICAL, "漢字「日」"),
        ("⺟", Code.TEXT_RADICAL, "漢字「母」"),
        ("\ue000", Code.TEXT_GAIJI, "外字"),
        ("\u202e", Code.TEXT_CONTROL, "消して"),
    ],
)
def test_characters_that_no_plan_should_hold_are_told_once_in_a_part(
    part: str, character: str, code: Code, words: str
) -> None:
    """As in the source, with what stands before the first."""
    twice = paragraph(f"みどり市の{character}") + paragraph(character)
    expect(problems_with(with_first(twice, part)), code, "「みどり市の」の次に", words)


def test_signs_of_a_symbols_font_are_as_good_as_others() -> None:
    """Word writes those of Wingdings as private characters."""
    assert problems_with(with_first(paragraph("\uf0e8"))) == []


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u200e", "\u2060"])
def test_what_nobody_sees_is_dropped(unseen: str) -> None:
    """As it is in the source: it would part words that are looked for."""
    found = parts_of(
        opened("plan", changed("plan", with_first(paragraph(f"みどり{unseen}市民"), HEADER))).data
    )
    assert "<w:t>みどり市民</w:t>" in found[HEADER].decode()
