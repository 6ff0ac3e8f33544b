"""Markdown that a plan can hold, and what it becomes."""

from __future__ import annotations

import pytest

from pipeline.model.blocks import Heading, Landscape, Listing, ListingPlace, PageBreak, Passage
from pipeline.model.inlines import (
    Inline,
    Link,
    Paragraph,
    Reference,
    Ruby,
    Strong,
    Text,
    Variant,
    plain_text,
)
from pipeline.model.prose import Definitions, ListBlock, ListKind, Quote
from pipeline.problems import Location
from tests.small_plan import CHAPTER, GLOSSARY_YAML, blocks_of, inlines_of, load, text_of


@pytest.mark.parametrize(
    ("marker", "kind"),
    [
        ("-", ListKind.BULLET),
        ("*", ListKind.BULLET),
        ("+", ListKind.BULLET),
        ("1.", ListKind.PLAIN),
        ("1)", ListKind.CIRCLED),
        ("(1)", ListKind.PARENTHESES),
    ],
)
def test_each_marker_is_a_kind_of_list(marker: str, kind: ListKind) -> None:
    """・, １, ① and (1)."""
    (block,) = blocks_of(f"{marker} 一つ目\n{marker.replace('1', '2')} 二つ目")
    assert isinstance(block, ListBlock)
    assert (block.kind, block.start, [item_text(item) for item in block.items]) == (
        kind,
        1,
        [["一つ目"], ["二つ目"]],
    )


@pytest.mark.parametrize("marker", ["3.", "3)", "(3)"])
def test_a_list_begins_at_its_first_number(marker: str) -> None:
    """After text that interrupts it."""
    (block,) = blocks_of(f"{marker} 三つ目")
    assert isinstance(block, ListBlock)
    assert block.start == 3


def test_lists_nest_to_three_levels_and_items_have_paragraphs() -> None:
    """Indented under the text of the item above."""
    (block,) = blocks_of("1. 一\n   - 二\n     (1) 三\n\n   続き\n2. 四")
    assert isinstance(block, ListBlock)
    first, _ = block.items
    paragraph, inner, more = first
    assert isinstance(inner, ListBlock)
    assert (plain(paragraph), plain(more)) == ("一", "続き")
    (_, third) = inner.items[0]
    assert isinstance(third, ListBlock)
    assert (inner.kind, third.kind) == (ListKind.BULLET, ListKind.PARENTHESES)


def test_a_list_ends_where_another_kind_begins() -> None:
    """Each has its own numbers."""
    blocks = blocks_of("1. 一\n2. 二\n\n1) 三\n\n(1) 四\n\n- 五")
    assert [block.kind for block in blocks if isinstance(block, ListBlock)] == [
        ListKind.PLAIN,
        ListKind.CIRCLED,
        ListKind.PARENTHESES,
        ListKind.BULLET,
    ]


@pytest.mark.parametrize("blank", ["", "\n"])
def test_quotes_and_definitions(blank: str) -> None:
    """A term may have several explanations, with a blank line before them or not."""
    quote, terms = blocks_of(f"> 引用\n> の続き\n\n用語\n{blank}: 説明の一\n{blank}: 説明の二\n")
    assert isinstance(quote, Quote)
    assert [plain(block) for block in quote.content] == ["引用の続き"]
    assert isinstance(terms, Definitions)
    ((term, explanation),) = terms.items
    assert (plain_text(term), [plain(block) for block in explanation]) == ("用語", ["説明の一", "説明の二"])


def test_headings_have_level_id_and_whether_they_are_numbered() -> None:
    """{#id} and {.番号なし}, together or alone."""
    blocks = blocks_of("## 節 {#sec-a}\n\n### 項 {#sec-b .番号なし}\n\n#### 目 {.番号なし}\n\n#### 目 ####")
    assert [(h.level, plain_text(h.content), h.id, h.numbered) for h in blocks if isinstance(h, Heading)] == [
        (2, "節", "sec-a", True),
        (3, "項", "sec-b", False),
        (4, "目", "", False),
        (4, "目", "", True),
    ]


@pytest.mark.parametrize(
    ("markdown", "ruby"),
    [
        ('[奥州]{ruby="おうしゅう"}', Ruby("奥州", "おうしゅう")),
        ("[奥州]{ruby=おうしゅう}", Ruby("奥州", "おうしゅう")),
        ('[**奥州**]{ruby="おうしゅう"}', Ruby("奥州", "おうしゅう")),
    ],
)
def test_ruby(markdown: str, ruby: Ruby) -> None:
    """The reading stands in an attribute."""
    assert inlines_of(f"{markdown}市") == (ruby, Text("市"))


@pytest.mark.parametrize(
    ("markdown", "variant"),
    [
        ("[](#sec-text)", Variant.NUMBER),
        ("[ ](#sec-text)", Variant.NUMBER),
        ("[](#sec-text){.題}", Variant.TITLE),
        ("[](#sec-text){.番号と題}", Variant.NUMBER_TITLE),
        ("[](#sec-text){.頁}", Variant.PAGE),
        ("[ここ](#sec-text)", Variant.OWN_TEXT),
    ],
)
def test_references(markdown: str, variant: Variant) -> None:
    """A link without text is a number; classes show something else; text of its own stays."""
    content: tuple[Inline, ...] = (Text("ここ"),) if variant is Variant.OWN_TEXT else ()
    location = Location(f"plan_source/{CHAPTER}", 3, 3)
    assert inlines_of(f"前の{markdown}") == (Text("前の"), Reference("sec-text", variant, location, content))


@pytest.mark.parametrize(
    "url", ["https://www.example.jp/a?b=c&d=あ#e", "http://example.jp", "mailto:a@example.jp"]
)
def test_links_lead_to_the_web_and_to_mail(url: str) -> None:
    """With text, or as they are in angle brackets."""
    assert inlines_of(f"[文字]({url})") == (Link(url, (Text("文字"),)),)
    shown = url.removeprefix("mailto:")
    (link,) = inlines_of(f"<{shown}>")
    assert isinstance(link, Link)
    assert plain_text(link.content) == shown


def test_divs_that_hold_nothing() -> None:
    """Page breaks and the places of what is made from YAML."""
    blocks = blocks_of("::: {.改頁}\n:::\n\n::: 改頁\n:::\n\n::: {.改訂履歴}\n:::")
    assert blocks[:2] == (PageBreak(), PageBreak())
    assert isinstance(blocks[2], ListingPlace)
    assert blocks[2].listing is Listing.HISTORY


def test_divs_nest_with_more_colons_outside() -> None:
    """A table on a landscape page."""
    (block,) = blocks_of(":::: {.横長}\n::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n:::\n\n文章\n::::")
    assert isinstance(block, Landscape)
    assert len(block.content) == 2


def test_a_div_needs_no_blank_lines_around_it() -> None:
    """It interrupts a paragraph."""
    before, _, after = blocks_of("前\n::: {.改頁}\n:::\n後")
    assert (plain(before), plain(after)) == ("前", "後")


def test_a_passage_holds_paragraphs_and_bullets() -> None:
    """With references, bold text, nested bullets."""
    (block,) = (
        load(
            {
                "summary.yaml": "概要:\n  - 題: 目的\n    内容: [{要約: sum-purpose}, {要約: sum-a}]\n",
                CHAPTER: "# 本文 {#sec-text}\n\n::: {.要約 #sum-a}\n**「目的」**は[](#sec-text)です。\n\n- 一\n  - 二\n:::\n",
            }
        )
        .chapters[0]
        .blocks[1:]
    )
    assert isinstance(block, Passage)
    paragraph, bullets = block.content
    assert isinstance(paragraph, Paragraph)
    assert isinstance(paragraph.content[0], Strong)
    assert isinstance(bullets, ListBlock)


def test_no_break_blanks_are_kept() -> None:
    """They are no markup."""
    assert inlines_of("あ&nbsp;い\u00a0う") == (Text("あ\u00a0い\u00a0う"),)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_any_system_simply_work(end: str) -> None:
    """Joined lines show no trace of them."""
    assert plain_text(inlines_of(f"一行目{end}二行目")) == "一行目二行目"


def test_terms_stand_in_the_order_of_their_readings() -> None:
    """五十音: voiced and small kana beside their plain ones, katakana beside hiragana, long vowels after short ones."""
    readings = [
        "がっこう",
        "か",
        "ちいき",
        "カード",
        "かく",
        "かっこ",
        "かつどう",
        "きゃく",
        "きやく",
        "あ",
        "ぱ",
        "ば",
        "は",
        "ん",
    ]
    terms = "".join(f"  - {{id: term-{i}, 語: 語, 読み: {r}, 説明: 説明}}\n" for i, r in enumerate(readings))
    glossary = load({"glossary.yaml": f"用語:\n{terms}"}).glossary
    assert [entry.reading for entry in glossary] == [
        *("あ", "か", "カード", "かく", "かっこ", "がっこう", "かつどう", "きゃく", "きやく", "ちいき"),
        *("は", "ば", "ぱ", "ん"),
    ]


def test_a_glossary_of_one_term_has_its_place() -> None:
    """The place of an entry is that of its row."""
    (entry,) = load({"glossary.yaml": GLOSSARY_YAML}).glossary
    assert str(entry.location) == "plan_source/glossary.yaml:2:5"


def plain(block: object) -> str:
    """The text of a block that is a paragraph."""
    assert isinstance(block, Paragraph)
    return plain_text(block.content)


def item_text(item: tuple[object, ...]) -> list[str]:
    return [plain(block) for block in item]


@pytest.mark.parametrize("markdown", ["文章です。　", "文章です。　 ", "**太字**と文章です。　　"])
def test_full_width_blanks_at_the_end_are_dropped(markdown: str) -> None:
    """As half-width ones are."""
    assert text_of(markdown).endswith("文章です。")
