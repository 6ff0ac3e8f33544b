"""The report for drafters of what came to stand on another page."""

from __future__ import annotations

from tests.plan.moved import describe_moves

BEFORE = """\
plan\t文書　本編\t30ページ　A4縦30
summary\t文書　概要\t1ページ　A4縦1　10.5pt
sec-a\t第１章　初め\t1
\t第１節　題\t2
\t第１節　題\t5
"""


def test_nothing_is_said_of_pages_that_stayed() -> None:
    """Whatever came or went beside them: that the report on numbers says."""
    assert describe_moves(BEFORE, BEFORE) == ""
    assert describe_moves(BEFORE, BEFORE + "sec-b\t第２章　次\t6\n") == ""


def test_what_moved_is_named_with_both_pages() -> None:
    """Of two headings with the same title and no id, the second."""
    after = BEFORE.replace("題\t5", "題\t6").replace("30ページ　A4縦30", "31ページ　A4縦31")
    assert describe_moves(BEFORE, after).splitlines() == [
        "文書の体裁が変わりました（1件）",
        "  本編　30ページ　A4縦30→31ページ　A4縦31",
        "ページが変わりました（1件）",
        "  第１節　題　5→6",
    ]


def test_a_sheet_in_another_size_is_named() -> None:
    """More text was squeezed."""
    after = BEFORE.replace("10.5pt", "9.5pt")
    assert (
        "  概要　1ページ　A4縦1　10.5pt→1ページ　A4縦1　9.5pt" in describe_moves(BEFORE, after).splitlines()
    )
