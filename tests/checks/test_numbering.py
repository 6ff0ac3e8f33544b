"""Numbers of paragraphs, computed as Word does (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import pytest

from pipeline.checks import read
from pipeline.checks.numbering import Number

from .small_docx import Small
from .small_styles import NUMBERING, STYLES, abstract, level, num, start_override, style
from .small_text import cell, heading, item, p, row, run, table


def numbers(body: str, numbering: str = NUMBERING, styles: str = STYLES) -> list[Number]:
    """The numbers of the numbered paragraphs, in order."""
    reading = read("small.docx", Small(body, numbering=numbering, styles=styles).build())
    return [each for each in reading.numbers if each is not None]


def texts(body: str, numbering: str = NUMBERING, styles: str = STYLES) -> list[str]:
    """Their texts."""
    return [each.text for each in numbers(body, numbering, styles)]


def in_list(ilvl: int, num_id: int = 1) -> str:
    """A paragraph that names its list itself."""
    return p("項目", "", f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>')


def test_headings_take_their_level_from_the_list_that_names_their_style() -> None:
    """A style's w:numPr need not say the level: w:pStyle does (17.9.3)."""
    body = heading(1, "章") + heading(2, "節") + heading(3, "項") + heading(4, "取組") + heading(4, "取組")
    assert texts(body) == ["第１章", "第１節", "１", "(1)", "(2)"]


def test_deeper_levels_begin_again_under_each_higher_one() -> None:
    """節 counts within 章, 取組 within both."""
    body = heading(1, "章") + heading(2, "節") + heading(2, "節") + heading(1, "章") + heading(2, "節")
    assert texts(body) == ["第１章", "第１節", "第２節", "第２章", "第１節"]


def test_full_context_puts_the_levels_above_before_the_own_number() -> None:
    """REF \\w shows 第２章第１節１(2)."""
    body = (
        heading(1, "章")
        + heading(1, "章")
        + heading(2, "節")
        + heading(3, "項")
        + heading(4, "取組")
        + heading(4, "取組")
    )
    assert numbers(body)[-1].full == "第２章第１節１(2)"


def test_the_appendix_counts_in_a_list_of_its_own() -> None:
    """資料１ after 第２章, and 第２章 unmoved by it."""
    body = (
        heading(1, "章") + heading(1, "資料", style="a1") + heading(2, "資料", style="a2") + heading(1, "章")
    )
    found = numbers(body)
    assert [each.text for each in found] == ["第１章", "資料１", "１", "第２章"]
    assert found[2].full == "資料１１"


def test_unnumbered_headings_neither_show_nor_count() -> None:
    """見出し番号なし stands outside the list."""
    assert texts(heading(1, "章") + p("はじめに", "u1") + heading(1, "章")) == ["第１章", "第２章"]


def test_a_skipped_level_counts_as_its_start_value_and_is_used_up() -> None:
    """After a heading 2 without heading 1 before it, the first heading 1 is 2 (KB Q110380)."""
    found = numbers(heading(2, "節") + heading(1, "章"))
    assert [each.full for each in found] == ["第１章第１節", "第２章"]


def test_a_direct_list_beats_the_styles_and_zero_means_none() -> None:
    """w:numPr of the paragraph overrides; numId 0 takes the number away."""
    direct = p("項目", "1", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
    without = p("無番号", "1", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')
    assert texts(heading(1, "章") + direct + without + heading(1, "章")) == ["第１章", "(1)", "第２章"]


def test_a_style_inherits_its_number_from_the_style_it_is_based_on() -> None:
    """basedOn carries w:numPr; a style of its own w:ilvl keeps the inherited list."""
    styles = STYLES + style("x1", "章の変種", based_on="1")
    styles += style("x2", "節の変種", based_on="1", properties='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert texts(p("章", "x1") + p("節", "x2"), styles=styles) == ["第１章", "第１節"]


def test_a_style_may_take_the_number_away() -> None:
    """numId 0 in a style stops what it would inherit."""
    styles = STYLES + style(
        "x1", "章の変種", based_on="1", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    assert texts(p("章", "x1"), styles=styles) == []


def test_lists_of_one_abstract_list_share_their_count() -> None:
    """Two w:num without overrides go on counting."""
    numbering = abstract(0, level(0, "decimal", "%1")) + num(1, 0) + num(2, 0)
    assert texts(in_list(0, 1) + in_list(0, 2) + in_list(0, 1), numbering) == ["1", "2", "3"]


def test_a_start_override_restarts_once() -> None:
    """The first paragraph of the w:num starts again, the next ones go on."""
    numbering = abstract(0, level(0, "decimal", "%1")) + num(1, 0) + num(2, 0, start_override(0, 5))
    body = in_list(0, 1) + in_list(0, 2) + in_list(0, 2) + in_list(0, 1)
    assert texts(body, numbering) == ["1", "5", "6", "7"]


def test_a_level_override_replaces_the_whole_level() -> None:
    """w:lvlOverride/w:lvl changes format, text and start."""
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "aiueoFullWidth", "%1）", start=3)}</w:lvlOverride>'
    numbering = abstract(0, level(0, "decimal", "%1")) + num(1, 0, override)
    assert texts(in_list(0), numbering) == ["ウ）"]


def test_a_list_restarted_for_each_use_counts_from_one() -> None:
    """As the writer does it: one w:num with startOverride a list."""
    body = item("a", 5) + item("b", 5) + p("本文", "b") + item("c", 6) + item("d", 6, ilvl=1) + item("e", 6)
    assert texts(body) == ["(1)", "(2)", "(1)", "ア", "(2)"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [("", ["1", "1", "2", "1"]), ('<w:lvlRestart w:val="0"/>', ["1", "1", "2", "2"])],
)
def test_level_restart_zero_never_begins_again(restart: str, expected: list[str]) -> None:
    """17.9.10: without it a level restarts under every higher one."""
    numbering = abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "%2", before=restart)) + num(1, 0)
    assert texts(in_list(0) + in_list(1) + in_list(0) + in_list(1), numbering) == expected


def test_level_restart_names_the_level_that_restarts_it() -> None:
    """Level 3 with restart 1 goes on over a new level 2, and begins again after a new level 1."""
    levels = (
        level(0, "decimal", "%1"),
        level(1, "decimal", "%2"),
        level(2, "decimal", "%3", before='<w:lvlRestart w:val="1"/>'),
    )
    numbering = abstract(0, *levels) + num(1, 0)
    body = "".join(in_list(each) for each in (0, 1, 2, 1, 2, 0, 1, 2))
    assert texts(body, numbering) == ["1", "1", "1", "2", "2", "2", "1", "1"]


def test_placeholders_of_higher_levels_are_filled_in_their_own_format() -> None:
    """%1.%2 shows both; and full context does not double the first."""
    levels = (level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2."), level(2, "lowerLetter", "(%3)"))
    found = numbers(in_list(0) + in_list(1) + in_list(2), abstract(0, *levels) + num(1, 0))
    assert [each.text for each in found] == ["I.", "I.1.", "(a)"]
    assert [each.full for each in found] == ["I", "I.1", "I.1(a)"]
    assert found[1].own == "I.1"


def test_full_context_drops_the_periods_that_end_each_level() -> None:
    """Levels 1. and i. and (a) read 1i(a), as Word shows it."""
    levels = (level(0, "decimal", "%1."), level(1, "lowerRoman", "%2."), level(2, "lowerLetter", "(%3)"))
    found = numbers(in_list(0) + in_list(1) + in_list(2), abstract(0, *levels) + num(1, 0))
    assert found[2].full == "1i(a)"


def test_legal_numbering_shows_all_levels_in_plain_figures() -> None:
    """w:isLgl turns every level decimal, but keeps 01 (17.9.4)."""
    levels = (
        level(0, "japaneseCounting", "第%1章"),
        level(1, "decimalZero", "%1-%2", extra="<w:isLgl/>"),
        level(2, "aiueoFullWidth", "%1-%2-%3", extra="<w:isLgl/>"),
    )
    body = in_list(0) + in_list(0) + in_list(1) + in_list(2)
    assert texts(body, abstract(0, *levels) + num(1, 0)) == ["第一章", "第二章", "2-01", "2-01-1"]


def test_a_text_that_asks_for_a_deeper_level_is_not_shown() -> None:
    """[MS-OI29500] 2.1.283: Word ignores the entire text."""
    assert texts(in_list(0), abstract(0, level(0, "decimal", "%1-%2")) + num(1, 0)) == [""]


def test_a_level_that_the_list_lacks_shows_nothing_in_a_text_that_asks_for_it() -> None:
    """A list may say its second level and not its first (17.9.6)."""
    assert texts(in_list(1), abstract(0, level(1, "decimal", "%1-%2")) + num(1, 0)) == ["-1"]


def test_the_numeric_part_is_what_stands_between_the_words() -> None:
    """STYLEREF 1 \\s reduces 第２章 to ２."""
    assert numbers(heading(1, "章") + heading(1, "章"))[-1].numeric == "２"


def test_bullets_count_nothing_and_have_no_context() -> None:
    """The bullet shows; a level under it does not repeat it."""
    numbering = abstract(0, level(0, "bullet", "・"), level(1, "decimal", "%2")) + num(1, 0)
    found = numbers(in_list(0) + in_list(1), numbering)
    assert [each.text for each in found] == ["・", "1"]
    assert found[1].full == "1"


def test_a_start_value_left_out_is_zero() -> None:
    """17.9.25: without w:start a level starts at 0."""
    bare = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    assert texts(in_list(0), abstract(0, bare) + num(1, 0)) == ["0"]


def test_a_list_that_borrows_a_numbering_style_uses_its_levels() -> None:
    """w:numStyleLink → numbering style → w:num → the abstract list with the levels (17.9.21)."""
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="ns"/></w:abstractNum>'
    numbering = abstract(0, level(0, "decimal", "<%1>".replace("<", "[").replace(">", "]"))) + linked
    numbering += num(1, 0) + num(2, 1)
    styles = STYLES + style("ns", "番号のスタイル", "numbering", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert texts(in_list(0, 2), numbering, styles) == ["[1]"]


def test_paragraphs_in_tables_count_in_reading_order() -> None:
    """A numbered paragraph in a cell comes after what stands above the table."""
    body = in_list(0, 3) + table((1000, 1000), row(cell(in_list(0, 3)), cell(in_list(0, 3)))) + in_list(0, 3)
    assert texts(body) == ["(1)", "(2)", "(3)", "(4)"]


def test_an_empty_numbered_paragraph_counts() -> None:
    """Word numbers it, though nobody sees why."""
    assert texts(heading(1, "章") + p("", "1") + heading(1, "章"))[-1] == "第３章"


def test_text_boxes_count_apart() -> None:
    """A list in a text box does not move the numbers of the text."""
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{in_list(0, 3)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert texts(in_list(0, 3) + p(run("図") + box) + in_list(0, 3)) == ["(1)", "(1)", "(2)"]
