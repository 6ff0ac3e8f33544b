"""What pages draw is held against Word: each number of a chart, in its table and in both drawings, and each word of a diagram."""

from __future__ import annotations

import pytest

from .small_drawings import drawn_findings


def test_what_the_program_draws_agrees_with_word() -> None:
    """A chart of each kind, and diagrams of each."""
    assert drawn_findings() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<td class="number">△4.25</td>', '<td class="number">4.25</td>'),
        ('<td class="number">△4.25</td>', '<td class="number">△4.26</td>'),
        ('<td class="number">6,201</td>', '<td class="number">6,210</td>'),
        ('<td class="number">…</td>', '<td class="number">0</td>'),
        ('<th scope="row">令和３年度</th>', '<th scope="row">令和４年度</th>'),
        ('<th scope="col">収支<wbr>（億円）</th>', '<th scope="col">収入<wbr>（億円）</th>'),
        ("<title>令和２年度　収支　12.50億円</title>", "<title>令和２年度　収支　12.55億円</title>"),
        ("<title>令和２年度　収支　12.50億円</title>", ""),
        ("<title>0〜４歳　男　812人</title>".replace("0", "０"), "<title>０〜４歳　女　812人</title>"),
        ('<figure class="chart"', '<figure class="picture"'),
        ("<svg", "<div"),
    ],
)
def test_a_number_or_a_name_that_differs_is_told(old: str, new: str) -> None:
    """In the table or in a drawing."""
    assert {each.code for each in drawn_findings(old, new)} == {"html.chart"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("県の計画", "市の計画"),
        ("教育の計画", ""),
        ("会議", "会議と相談"),
        ("<span>取組</span>", "<span>事業</span>"),
        ("支え合いの推進", "支え合い"),
    ],
)
def test_words_of_diagrams_that_differ_are_told(old: str, new: str) -> None:
    """In boxes, in parts of boxes, in steps, at the heads of columns and in the tree."""
    assert {each.code for each in drawn_findings(old, new)} == {"html.diagram"}
