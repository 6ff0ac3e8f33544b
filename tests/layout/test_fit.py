"""The file beside a template: what it may say, and where it is said that something in it is wrong."""

from __future__ import annotations

import pytest

from pipeline.model.pages import PAPERS
from pipeline.problems import Code, PlanErrors, Problem
from pipeline.source.template_settings import read_fit

FILE = "templates/framework.yaml"
WHOLE = """\
用紙: A3横
ページ数: 1
文字の大きさ: {最大: 10.5, 最小: 9}
行送り: {最大: 1.4, 最小: 1.2}
セルの余白: {最大: 1.0, 最小: 0.7}
"""


def problems_with(text: str) -> list[Problem]:
    """What is wrong in such a file."""
    with pytest.raises(PlanErrors) as caught:
        read_fit(FILE, text.encode())
    return list(caught.value.problems)


def test_sizes_are_half_points_the_largest_first() -> None:
    """With the widest and the narrowest lines and margins as they are written."""
    fit = read_fit(FILE, WHOLE.encode())
    assert (fit.file, fit.paper, fit.pages) == (FILE, PAPERS["A3横"], 1)
    assert fit.sizes == (10.5, 10.0, 9.5, 9.0)
    assert (fit.line, fit.padding) == ((1.4, 1.2), (1.0, 0.7))


def test_paper_alone_is_enough() -> None:
    """Then the template is taken as it stands, with as many pages as it needs."""
    fit = read_fit(FILE, "用紙: A4縦\n".encode())
    assert (fit.paper.width, fit.paper.height, fit.pages, fit.sizes) == (210, 297, 0, ())


@pytest.mark.parametrize(
    ("written", "lines"), [("", 1.0), ("余裕: 0", 0.0), ("余裕: ０．５", 0.5), ("余裕: 3", 3.0)]
)
def test_a_line_stays_free_unless_the_office_says_otherwise(written: str, lines: float) -> None:
    """With settings to choose from, and without."""
    for text in (WHOLE, "用紙: A4縦\nページ数: 1\n"):
        assert read_fit(FILE, f"{text}{written}\n".encode()).reserve == lines


def test_a_reserve_without_a_limit_of_pages_is_told() -> None:
    """It would do nothing."""
    (problem,) = problems_with("用紙: A4縦\n余裕: 2\n")
    assert "ページ数" in problem.message
    (problem,) = problems_with("用紙: A4縦\nページ数: 1\n余裕: -1\n")
    assert problem.location.line == 3


def test_full_width_digits_and_letters_are_read() -> None:
    """As a Japanese keyboard writes them."""
    wide = str.maketrans("0123456789.A", "０１２３４５６７８９．Ａ")
    assert read_fit(FILE, WHOLE.translate(wide).encode()) == read_fit(FILE, WHOLE.encode())


def test_one_size_is_a_range_too() -> None:
    """The smallest may be the largest."""
    fit = read_fit(FILE, WHOLE.replace("最大: 10.5, 最小: 9}", "最大: 9, 最小: 9}").encode())
    assert fit.sizes == (9.0,)


@pytest.mark.parametrize("limits", ["最大: 10.4, 最小: 10.1", "最大: 9.9, 最小: 9.6"])
def test_limits_between_two_half_points_are_refused(limits: str) -> None:
    """Word has no size between them; silently the sheet would not be squeezed at all."""
    problems = problems_with(WHOLE.replace("最大: 10.5, 最小: 9", limits))
    assert [problem.location.line for problem in problems] == [3]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "word"),
    [
        ("用紙: A3横\n", "", Code.SCHEMA_MISSING_KEY, 1, "用紙"),
        ("A3横", "A2横", Code.SCHEMA_VALUE, 1, "A4縦"),
        ("A3横", "A3", Code.SCHEMA_VALUE, 1, "A3横"),
        ("ページ数: 1", "ページ数: -1", Code.SCHEMA_VALUE, 2, "0"),
        ("ページ数: 1", "ページ数: 一枚", Code.SCHEMA_TYPE, 2, "整数"),
        ("ページ数: 1", "ページ数: 1.5", Code.SCHEMA_TYPE, 2, "整数"),
        ("最大: 10.5", "最大: 8", Code.SCHEMA_VALUE, 3, "最小"),
        ("最大: 10.5", "最大: 500", Code.SCHEMA_VALUE, 3, "100以下"),
        ("最大: 10.5", "最大: 0", Code.SCHEMA_VALUE, 3, "0"),
        ("ページ数: 1", "ページ数: [1]", Code.SCHEMA_TYPE, 2, "整数"),
        ("最大: 10.5", "最大: 大", Code.SCHEMA_TYPE, 3, "大"),
        ("最大: 10.5", "最大: [10.5]", Code.SCHEMA_TYPE, 3, "数（例"),
        ("{最大: 10.5, 最小: 9}", "{最大: 10.5}", Code.SCHEMA_MISSING_KEY, 3, "最小"),
        ("{最大: 10.5, 最小: 9}", "10.5", Code.SCHEMA_TYPE, 3, "項目: 値"),
        ("行送り: {最大: 1.4, 最小: 1.2}\n", "", Code.SCHEMA_VALUE, 1, "三つとも"),
        ("行送り", "行おくり", Code.SCHEMA_UNKNOWN_KEY, 4, "行送り"),
        ("最小: 0.7}", "最小: 0.7", Code.YAML_SYNTAX, 0, ""),
        ("用紙: A3横", "用紙： A3横", Code.YAML_FULLWIDTH_COLON, 1, ""),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(old: str, new: str, code: Code, line: int, word: str) -> None:
    """The file, the line, and what would be right."""
    assert WHOLE.count(old) == 1
    problems = problems_with(WHOLE.replace(old, new))
    found = [problem for problem in problems if problem.code is code]
    assert found, problems
    assert {problem.location.file for problem in problems} == {FILE}
    assert not line or found[0].location.line == line
    assert word in f"{found[0].message}{found[0].hint}"
    assert found[0].hint


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Three mistakes, three problems, in their order."""
    text = WHOLE.replace("A3横", "A9").replace("ページ数: 1", "ページ数: x").replace("最小: 0.7", "最小: x")
    assert [problem.location.line for problem in problems_with(text)] == [1, 2, 5]
