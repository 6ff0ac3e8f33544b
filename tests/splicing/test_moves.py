"""What moves goes as it is written, to the line that was named; all that it would tear out of its place is refused."""

from __future__ import annotations

import pytest

from pipeline.splicing.mapped import Refused
from pipeline.splicing.splice import move
from pipeline.splicing.wish import Wish
from tests.kept import parse

FROM, TO = "chapters/01.md", "chapters/02.md"
TEXT = """\
# 章 {#sec-a}

**大切な**文章は[](#sec-b){.題}です[^1]。
続きの行です。

[^1]: 注の文です。

> 引用の文です。
>
> 引用の終わりです。

5. 五つ目です。
   続きです。
6. 六つ目です。

- 親です。
  - 子です。
- 次です。

::: {.表 #tbl-a}
題の行

| 年 | 値 |
|---|---|
| 一 | [](#sec-b) |
| 二 | 20 |

資料：見本
:::

終わりの文です。
"""
FIRST = "大切な文章は目的です。続きの行です。"


def line_of(words: str, text: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def moved(printed: str, at: str, goal: str, text: str = TEXT, key: str = "") -> str:
    """The text once what stands at these words stands behind those of the goal."""
    wish = Wish(FROM, line_of(at, text), key, printed, printed, sure=True)
    return move({FROM: text.encode()}, wish, (FROM, line_of(goal, text)), parse)[FROM].decode()


def lines_behind(text: str, words: str, count: int) -> list[str]:
    found = line_of(words, text)
    return text.split("\n")[found : found + count]


def test_a_paragraph_goes_with_its_marks_references_and_notes() -> None:
    """Its lines are those that they were; behind a table it stands behind all of that, behind a list's end behind the list."""
    block = ["**大切な**文章は[](#sec-b){.題}です[^1]。", "続きの行です。"]
    assert lines_behind(moved(FIRST, "**大切", "終わりの文"), "終わりの文", 3) == ["", *block]
    assert lines_behind(moved(FIRST, "**大切", "資料："), "資料：", 4) == [":::", "", *block]
    assert lines_behind(moved(FIRST, "**大切", "次です"), "次です", 3) == ["", *block]
    assert lines_behind(moved(FIRST, "**大切", "引用の終わり"), "引用の終わり", 3) == ["", *block]
    quoted = moved("引用の文です。", "引用の文", "引用の終わり")
    assert lines_behind(quoted, "引用の終わり", 2) == [">", "> 引用の文です。"]


def test_an_item_takes_the_mark_of_its_new_place_and_all_that_is_below_it() -> None:
    """The list that it leaves begins with the number that it had; one that it leaves empty goes."""
    numbered = moved("五つ目です。続きです。", "五つ目", "六つ目")
    assert "5. 六つ目です。\n7. 五つ目です。\n   続きです。\n" in numbered
    assert "- 次です。\n- 親です。\n  - 子です。\n" in moved("親です。\n\n子です。", "- 親", "- 次")
    assert "6. 六つ目です。\n7. 次です。\n" in moved("次です。", "- 次", "六つ目")
    both = moved("五つ目です。続きです。\n\n六つ目です。", "五つ目", "- 次")
    assert "- 次です。\n- 五つ目です。\n  続きです。\n- 六つ目です。\n" in both
    assert "5. " not in both
    first = moved("六つ目です。", "六つ目", "引用の終わり")
    assert "5. 六つ目です。\n5. 五つ目です。\n" in first


def test_a_row_goes_within_its_table_or_to_one_with_as_many_columns() -> None:
    """References in its cells stay references."""
    assert "| 二 | 20 |\n| 一 | [](#sec-b) |\n" in moved("一\t第２節", "| 一", "| 二", key="x/行")
    assert "|---|---|\n| 二 | 20 |\n| 一 |" in moved("二\t20", "| 二", "| 年", key="x/行")


def test_what_goes_to_another_file_takes_its_notes_along() -> None:
    """Both files are proved; the line ends of each stay."""
    there = "# 節\r\n\r\n文です。\r\n"
    wish = Wish(FROM, line_of("**大切", TEXT), "", FIRST, FIRST, sure=True)
    files = move({FROM: TEXT.encode(), TO: there.encode()}, wish, (TO, 3), parse)
    assert "大切" not in files[FROM].decode()
    assert "[^1]" not in files[FROM].decode()
    assert files[TO].decode() == there + (
        "\r\n**大切な**文章は[](#sec-b){.題}です[^1]。\r\n続きの行です。\r\n\r\n[^1]: 注の文です。\r\n"
    )
    with pytest.raises(Refused, match="同じ印の脚注"):
        move({FROM: TEXT.encode(), TO: "文[^1]。\n\n[^1]: 別。\n".encode()}, wish, (TO, 1), parse)


def test_a_paragraph_of_a_value_moves_within_it() -> None:
    """A value of YAML is a text of its own; another value is not."""
    text = """\
用語:
  - id: term-a
    語: 言葉
    読み: ことば
    説明: |
      一です。

      二です。
  - id: term-b
    語: 別
    読み: べつ
    説明: 三です。
"""
    name = "glossary.yaml"
    wish = Wish(name, 6, "", "一です。", "一です。", sure=True)
    made = move({name: text.encode()}, wish, (name, 8), parse)[name].decode()
    assert "    説明: |\n      二です。\n\n      一です。\n  - id: term-b" in made
    with pytest.raises(Refused, match="別の項目や値"):
        move({name: text.encode()}, wish, (name, 12), parse)


@pytest.mark.parametrize(
    ("printed", "at", "goal", "reason"),
    [
        (FIRST, "**大切", "五つ目", "途中"),
        (FIRST, "**大切", "| 一", "途中"),
        (FIRST, "**大切", "引用の文", "途中"),
        ("引用の文です。", "引用の文", "終わりの文", "引用"),
        ("次です。", "- 次", "終わりの文", "一覧ではありません"),
        ("次です。", "- 次", "- 親", "ほかの項目"),
        ("親です。", "- 親", "- 次", "ほかの段落や項目"),
        ("章", "# 章", "終わりの文", "見出し"),
        ("題の行", "題の行", "終わりの文", "囲み"),
    ],
)
def test_what_would_be_torn_apart_is_refused(printed: str, at: str, goal: str, reason: str) -> None:
    """The middle of a list, of a table, of a quote; a heading without its section; an item without what is below it."""
    with pytest.raises(Refused, match=reason):
        moved(printed, at, goal)
