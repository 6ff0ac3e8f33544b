"""Redlines of footnotes, cells and items that stand elsewhere now: sound, and one of the two versions once they are settled."""

from __future__ import annotations

import re

import pytest

from tests.properties.documents import resolved, template
from tests.redlines import wrong_in_redline
from tests.small_plan import CHAPTER, small_plan

TEXT = """\
# 本文 {#sec-text}

初めの文[^a]です。二つ目[^b]、三つ目[^c]です。

## 表 {#sec-tables}

::: {.表 #tbl-a}
表の題、注付き[^d]。

| 甲[^e] | 乙 |
|---|---|
| 一、二[^f]。 | 二[^g] |
| 三。 | [](#sec-lists)、[^h] |

資料：資料名、[^i]。
:::

## 一覧 {#sec-lists}

- 項目一、一[^k]。
- 項目二。
    - 下の項目、二[^l]。

> 引用です、[^m]。

"""
TEXT += "\n\n".join(f"[^{name}]: 注{name}の文、[](#sec-lists)。" for name in "abcdefghiklm") + "\n"
ROWS = ("| 一、二[^f]。 | 二[^g] |\n", "| 三。 | [](#sec-lists)、[^h] |\n")
FIRST, SECOND = "- 項目一、一[^k]。\n", "- 項目二。\n    - 下の項目、二[^l]。\n"
EDITS: dict[str, tuple[tuple[str, str], ...]] = {
    "two notes change places in a sentence": (
        ("文[^a]で", "文[^X]で"),
        ("目[^b]", "目[^a]"),
        ("[^X]", "[^b]"),
    ),
    "a note goes to the one before it": (("文[^a]", "文[^a][^b]"), ("目[^b]", "目")),
    "a note goes from the text into a cell": (("文[^a]", "文"), ("二[^g] |", "二[^g][^a] |")),
    "a note goes from a cell into the text": (("二[^f]。", "二。"), ("三つ目[^c]", "三つ目[^c][^f]")),
    "a note goes from a caption into the text": (("付き[^d]", "付き"), ("三つ目[^c]", "三つ目[^c][^d]")),
    "a note goes from an item into a quotation": (("一[^k]", "一"), ("[^m]。", "[^m][^k]。")),
    "two notes exchange what they say": (
        ("[^a]: 注a", "[^a]: X"),
        ("[^b]: 注b", "[^b]: 注a"),
        (": X", ": 注b"),
    ),
    "two rows change places": (("".join(ROWS), "".join(reversed(ROWS))),),
    "a column comes": (
        ("| 乙 |\n|---|---|", "| 乙 | 丙 |\n|---|---|---|"),
        ("[^g] |", "[^g] | 新 |"),
        ("[^h] |", "[^h] | 新 |"),
    ),
    "two items change places": ((FIRST + SECOND, SECOND + FIRST),),
    "two sections change places": (
        (TEXT[TEXT.index("## 表") : TEXT.index("[^a]:")], ""),
        (
            "[^a]:",
            TEXT[TEXT.index("## 一覧") : TEXT.index("[^a]:")]
            + TEXT[TEXT.index("## 表") : TEXT.index("## 一覧")]
            + "[^a]:",
        ),
    ),
}


def edited(name: str) -> str:
    text = TEXT
    for old, new in EDITS[name]:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", EDITS)
def test_a_redline_of_what_stands_elsewhere_is_sound(name: str, turned: bool) -> None:
    """No bookmark stands twice or spans two notes, and each side is its plan; whichever of the two is the later one."""
    before, after = (resolved(small_plan({CHAPTER: text})) for text in (TEXT, edited(name)))
    old, new = (after, before) if turned else (before, after)
    assert wrong_in_redline(old, new, template("plan")) == []


def test_notes_that_are_called_otherwise_are_the_same() -> None:
    """Their labels are for writers alone: nothing is tracked."""
    renamed = re.sub(r"\[\^(\w)\]", r"[^n\1]", TEXT)
    before, after = (resolved(small_plan({CHAPTER: text})) for text in (TEXT, renamed))
    assert wrong_in_redline(before, after, template("plan")) == []
