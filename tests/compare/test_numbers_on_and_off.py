"""Tables and figures whose number is put on or taken off: their title stays, and what points to them shows the one or the other."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.compare.compare import compare
from pipeline.compare.report import report
from pipeline.documents.plan import plan_content
from pipeline.model.numbers import ResolvedPlan
from tests.properties.documents import resolved, template
from tests.redlines import wrong_in_redline
from tests.small_plan import CHAPTER, PNG, chapter, small_plan

_ROWS = "| 区分 | 件数 |\n|---|---|\n| 窓口 | 12 |"
_PICTURE = "![一](figures/a.png)"
KINDS = {
    "table": f"::: {{.表 ID}}\n題\n\n{_ROWS}\n:::",
    "picture": f"::: {{.図 ID}}\n{_PICTURE}\n\n題\n:::",
    "pictures": f"::: {{.図 ID}}\n{_PICTURE}\n左\n\n{_PICTURE}\n右\n\n題\n:::",
    "chart": '::: {.グラフ ID 種類="棒" csv="data/a.csv"}\n題\n:::',
    "flow": "::: {.流れ図 ID}\n題\n\n1. 気付く\n2. つなぐ\n:::",
    "tree": "::: {.施策の体系 ID}\n題\n:::",
    "position": "::: {.位置付け図 ID}\n題\n:::",
}
# X is what has a number or has none, REF a reference that shows it, or else the title.
PLACES = {
    "in the text": ("文章です。\n\nX\n\nREFに示します。",) * 2,
    "behind another one": (f"::: {{.表 #y}}\n表の題\n\n{_ROWS}\n:::\n\n文章です。\n\nX",) * 2,
    "before another one": (f"X\n\n::: {{.図 #y}}\n{_PICTURE}\n\n図の題\n:::\n\n[](#y)です。",) * 2,
    "in a box": (':::: {.コラム #box 題="見守り"}\n文章です。\n\nX\n::::\n\nREFと[](#x){.題}。',) * 2,
    "with a note in its title": ("X\n\nREFです。\n\n[^n]: 注です。",) * 2,
    "moved": (
        "## 節の題 {#sec-a}\n\nX\n\n## 別の節 {#sec-b}\n\n別の文章です。",
        "## 節の題 {#sec-a}\n\n## 別の節 {#sec-b}\n\n別の文章です。\n\nX",
    ),
}


@cache
def _plan(kind: str, place: str, numbered: bool, identity: str = "#x") -> ResolvedPlan:
    block = KINDS[kind].replace(" ID", f" {identity}" if numbered else f" {identity} .番号なし")
    text = PLACES[place][numbered].replace("X", block)
    if "note" in place:
        text = text.replace("題\n", "題[^n]\n", 1)
    text = text.replace("REF", "[](#x)" if numbered else "[](#x){.題}")
    data = "年度,人数\n令和２年度,410\n令和３年度,425\n"
    return resolved(small_plan({CHAPTER: chapter(text), "figures/a.png": PNG, "data/a.csv": data}))


# Every kind in the text, and a table and pictures at every place.
CASES = [
    (kind, place)
    for kind in KINDS
    for place in PLACES
    if kind in ("table", "pictures") or place == "in the text"
]


@pytest.mark.parametrize("goes", [True, False])
@pytest.mark.parametrize(("kind", "place"), CASES)
def test_a_settled_redline_has_the_number_or_has_it_not(kind: str, place: str, goes: bool) -> None:
    """Its bookmark is over the number in one version and over the title in the other."""
    before, after = _plan(kind, place, goes), _plan(kind, place, not goes)
    assert wrong_in_redline(before, after, template("plan")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_alone_is_told_to_be_gone(kind: str) -> None:
    """With an id, and without one."""
    number = "表１－２" if kind == "table" else "図１－１"
    for identity in ("#x", ""):
        before, after = (_plan(kind, "behind another one", numbered, identity) for numbered in (True, False))
        told = report(compare((before, plan_content(before)), (after, plan_content(after))))
        at = told.index("番号だけの変更（1件）")
        assert told[at + 1 :] == [f"  {number}→（番号なし）　題"]
