"""Field instructions, taken apart."""

from __future__ import annotations

import pytest

from pipeline.checks.fields import parse_instruction


def test_a_reference_has_a_target_and_switches() -> None:
    """Blanks around and between do not matter."""
    found = parse_instruction("  REF sec_purpose   \\w \\h ")
    assert (found.kind, found.target, set(found.switches)) == ("REF", "sec_purpose", {"w", "h"})
    assert found.text == r"REF sec_purpose \w \h"


def test_values_belong_to_the_switches_that_take_them() -> None:
    """TOC \\o "1-3" has a value, \\h has none."""
    found = parse_instruction(r'TOC \o "1-3" \h \z \t "見出し番号なし,1"')
    assert found.switches == {"o": "1-3", "h": "", "z": "", "t": "見出し番号なし,1"}
    assert found.arguments == ()


def test_a_switch_without_its_value_leaves_the_next_switch_alone() -> None:
    """TOC \\o \\h: all levels."""
    assert parse_instruction(r"TOC \o \h").switches == {"o": "", "h": ""}


def test_formats_add_up() -> None:
    """Two \\* switches are kept, as Word allows."""
    found = parse_instruction(r"SEQ 表 \* DBCHAR \s 1 \* MERGEFORMAT")
    assert found.switches == {"*": "DBCHAR MERGEFORMAT", "s": "1"}
    assert found.target == "表"


def test_a_quoted_argument_keeps_its_blanks() -> None:
    """STYLEREF "資料見出し 1" \\n names one style."""
    assert parse_instruction(r'STYLEREF "資料見出し 1" \n').target == "資料見出し 1"


@pytest.mark.parametrize("instruction", ["STYLEREF “見出し 1” \\n", 'STYLEREF "見出し 1" \\n'])
def test_curly_quotation_marks_are_read_as_straight_ones(instruction: str) -> None:
    """Word makes them itself, and takes them."""
    found = parse_instruction(instruction)
    assert (found.arguments, found.switches) == (("見出し 1",), {"n": ""})


def test_kinds_are_read_without_case() -> None:
    """Word does not mind pageref."""
    assert parse_instruction("pageref x").kind == "PAGEREF"


def test_an_empty_instruction_has_no_kind() -> None:
    """And no target."""
    found = parse_instruction("   ")
    assert (found.kind, found.target) == ("", "")


def test_a_formula_is_a_kind_of_its_own() -> None:
    """Word writes =SUM(ABOVE) without a blank."""
    assert parse_instruction("=SUM(ABOVE)").kind == "="
