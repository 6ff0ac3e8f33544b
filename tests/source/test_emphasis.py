"""Bold and emphasis beside Japanese punctuation, wherever text stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.model.blocks import Heading, walk
from pipeline.model.floats import Float, Table
from pipeline.model.inlines import (
    Emphasis,
    Inline,
    LineBreak,
    Note,
    Paragraph,
    Reference,
    Strong,
    Text,
    plain_text,
)
from pipeline.model.prose import Definitions, ListBlock, Quote
from tests.small_plan import FRAMEWORK_YAML, blocks_of, inlines_of, load, problems_in

INSIDE = [
    "太字",
    "「太字」",
    "（太字）",
    "「太字」と",
    "は「太字」",
    "太字。",
    "、太字",
    "“太字”",
    "2021",
    "％",
    "《太字》",
    "[太字]",
    "A&B",
    "『太字』、",
    "…太字…",
]
OUTSIDE = [
    ("", ""),
    ("これは", "です"),
    ("「", "」"),
    ("。", "。"),
    ("（", "）"),
    ("", "、"),
    ("A", "B"),
    ("1", "2"),
    ("〜", "〜"),
    ("※", "："),
]


@pytest.mark.parametrize("inside", INSIDE)
@pytest.mark.parametrize("outside", OUTSIDE, ids=lambda pair: "x".join(pair))
def test_bold_works_beside_any_punctuation(outside: tuple[str, str], inside: str) -> None:
    """CommonMark alone would leave `これは**「我が事」**という` as it stands."""
    before, after = outside
    assert inlines_of(f"{before}**{inside}**{after}") == tuple(
        text for text in (Text(before), Strong((Text(inside),)), Text(after)) if text != Text("")
    )


@pytest.mark.parametrize("inside", ["「強調」", "（強調）", "強調。", "強調"])
@pytest.mark.parametrize(
    "outside", [("これは", "です"), ("「", "」"), ("", "")], ids=lambda pair: "x".join(pair)
)
def test_emphasis_works_beside_any_punctuation(outside: tuple[str, str], inside: str) -> None:
    """One asterisk like two."""
    before, after = outside
    assert Emphasis((Text(inside),)) in inlines_of(f"{before}*{inside}*{after}")


@pytest.mark.parametrize(
    ("markdown", "bold"),
    [
        ("**「一」**と**（二）**と**三。**", ["「一」", "（二）", "三。"]),
        ("**「一」****（二）**", None),
        ("**（注**）です", ["（注"]),
        ("**太字の\n続き」**です", ["太字の続き」"]),
        ("一行目の\n**「二行目」**と\n三行目", ["「二行目」"]),
        ("これは***「両方」***です", ["「両方」"]),
        ("**[](#sec-text)**と**「[](#sec-text)」**です", ["", "「」"]),
        ("これは**「[文字](#sec-text)」**です", ["「文字」"]),
        ('これは**「[奥州]{ruby="おうしゅう"}」**です', ["「奥州」"]),
        (r"これは**\「太字\」**です", None),
        ("これは**あ*い*う**です", ["あいう"]),
        ("**「*中*」**の", ["「中」"]),
    ],
)
def test_bold_works_in_many_combinations(markdown: str, bold: list[str] | None) -> None:
    """Several in a line, over lines, around references and ruby, with emphasis inside; never a traceback."""
    if bold is None:
        assert isinstance(problems_in(markdown), list)
    else:
        assert [plain_text(strong.content) for strong in strongs(inlines_of(markdown))] == bold


@pytest.mark.parametrize("inside", ["a\\*", "\\*", "（1）\\*a\\*", "\\*a", "\\\\"])
def test_bold_may_begin_and_end_with_an_asterisk_that_is_text(inside: str) -> None:
    """With its backslash it belongs to no mark beside it."""
    _, bold, _ = inlines_of(f"年**{inside}**と")
    assert bold == Strong((Text(inside.replace("\\*", "*").replace("\\\\", "\\")),))


def test_bold_works_wherever_text_stands() -> None:
    """Headings, items, quotes, terms, cells, captions, sources, notes."""
    blocks = blocks_of(
        """\
## 節の**「題」**について

- 項目の**「太字」**です
  1. 次の**「太字」**です

> 引用の**「太字」**です

用語の**「太字」**です
: 説明の**「太字」**です

::: {.表 #tbl-a}
題の**「太字」**です

| 見出しの**「太字」**です | **（二）** |
|---|---|
| 値の**「太字」**です | **三。** |

資料：**「太字」**の
:::

本文[^a]

[^a]: 注の**「太字」**です"""
    )
    kinds = [Heading, ListBlock, Quote, Definitions, Float]
    assert [type(block) for block in blocks[:5]] == kinds
    table = blocks[4]
    assert isinstance(table, Float)
    assert isinstance(table.body, Table)
    found = [plain_text(node.content) for node in walk(blocks) if isinstance(node, Strong)]
    assert found == [
        "「題」",
        "「太字」",
        "「太字」",
        "「太字」",
        "「太字」",
        "「太字」",
        "「太字」",
        "「太字」",
        "（二）",
        "「太字」",
        "三。",
        "「太字」",
        "「太字」",
    ]


def test_bold_works_in_yaml() -> None:
    """The texts of measures are Markdown."""
    text = FRAMEWORK_YAML.replace("課題認識: 課題です。", "課題認識: これは**「課題」**です。", 1)
    (measure, _) = load({"framework.yaml": text}).framework.innermost()
    (paragraph,) = measure.text.values[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Text("これは"), Strong((Text("「課題」"),)), Text("です。"))


@pytest.mark.parametrize("markdown", ["5*3", "2 * 3", "a**b", "＊印", "*", "**", "****", "* * *a"])
def test_asterisks_that_mark_nothing_are_no_traceback(markdown: str) -> None:
    """They are text, or problems."""
    assert isinstance(problems_in(markdown), list)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("日本語の\n行", "日本語の行"),
        ("English\nwords", "English words"),
        ("日本語\nEnglish", "日本語English"),
        ("English\n日本語", "English日本語"),
        ("2021\n年", "2021年"),
        ("括弧の後」\n「括弧", "括弧の後」「括弧"),
        ("次の**太字**\n続き", "次の太字続き"),
        ("**bold**\nwords", "bold words"),
        ("参照は\n[](#sec-text)\nです", "参照はです"),
        ("①\n②の後", "①②の後"),
        ("行末の空白 \n次", "行末の空白次"),
    ],
)
def test_soft_breaks_join_as_japanese_is_written(markdown: str, text: str) -> None:
    """No blank between Japanese characters, one between English words."""
    assert plain_text(inlines_of(markdown)) == text


@pytest.mark.parametrize("end", ["\\\n", "  \n"])
def test_hard_breaks_are_line_breaks(end: str) -> None:
    """A backslash or two blanks at the end of a line."""
    assert inlines_of(f"一行目{end}二行目") == (Text("一行目"), LineBreak(), Text("二行目"))


def strongs(content: tuple[Inline, ...]) -> Iterator[Strong]:
    """The bold parts of a text, in order, also those in emphasis."""
    for inline in content:
        if isinstance(inline, Strong):
            yield inline
        elif isinstance(inline, Emphasis | Reference):
            yield from strongs(inline.content)
        else:
            assert not isinstance(inline, Note)
