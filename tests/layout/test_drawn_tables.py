"""Drawings in PDFs: figures with their descriptions, where Word has tables."""

from __future__ import annotations

from pathlib import Path

from pdfua import Severity, validate

from tests.layout.projects import finish, small_project
from tests.layout.tagged import read_tagged
from tests.small_plan import CHAPTER, chapter

DRAWINGS = """\
::: {.施策の体系 #fig-a}
体系
:::

::: {.表 #tbl-a}
表

| 年 | 数 |
|--|--|
| 一 | 二 |
:::

::: {.流れ図 #fig-b}
流れ

1. 受け付ける
2. 確かめる（[](#tbl-a)）
   - 急ぐとき
   - そのほか
3. 終わる
:::
"""


def test_a_drawing_is_a_figure_that_says_what_it_shows(office: Path, tmp_path: Path) -> None:
    """In their order, beside tables that stay tables; nothing of rows and cells is left in them, and PDF/UA holds."""
    made = finish(small_project(tmp_path, {CHAPTER: chapter(DRAWINGS)}), ("plan",))["plan"]
    tagged = read_tagged(made.pdf)
    figures = tagged.root.all("Figure")
    assert [figure.alt.partition("。")[0] for figure in figures] == ["施策の体系", "流れ図"]
    for figure in figures:
        assert figure.holds
        assert not figure.all("Table", "TR", "TH", "TD")
        assert figure.all("P")
    assert len(tagged.root.all("Table")) == 1 + 2  # 表, and those of two measures
    path = tmp_path / "plan.pdf"
    path.write_bytes(made.pdf)
    assert [str(each) for each in validate(str(path)).findings if each.severity is Severity.ERROR] == []
