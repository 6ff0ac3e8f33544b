"""What drafters type, and how it is written where signs could be markup: with backslashes, or in quotes."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import strategies as st

from pipeline.model.characters import forbidden, visible
from pipeline.model.title_numbers import typed_number
from pipeline.source.unparsed_markup import NOTHING, Piece, find_leftovers, plain_leftover

# Ordinary words, for plans whose shape matters and not their texts.
PLAIN = st.sampled_from(
    ("支え合い", "相談の窓口", "見守り", "65歳以上の人口", "「つながり」", "ICTの活用", "２つの柱")
)

# What other programs trip over. Each stands in texts as it is.
HARD = [
    "𠮷野家",
    "葛󠄀城市",
    "辻󠄀",
    "がぎ",
    "パ",
    "神塚朗",
    "冬",
    "क़",
    "한",
    "ﾊﾝｶｸ ｶﾅ",
    "①②⑳",
    "㈱",
    "～〜－−",
    "ー",
    "👍🏽",
    "👨\u200d👩\u200d👧",
    "🇯🇵",
    "é",
    "é",
    "naïve",
    "Ⅷ",
    "ﬁ",
    "½",
    "…‥",
    "“引用”",
    "‘a’",
    "«»",
    "a\xa0b",
    "全\u3000角",
    "A & B",
    "a < b > c",
    "]]>",
    "<w:t>",
    "&amp;",
    "&#65;",
    "<!-- x -->",
    "<b>太字</b>",
    "{{ 計画名 }}",
    "{% if x %}",
    "{# x #}",
    "{{",
    "}}",
    "%s {0}",
    "${x}",
    "$x$",
    "\\",
    "\\\\n",
    "C:\\temp",
    "'",
    '"',
    "**",
    "*a*",
    "_a_",
    "__a__",
    "`a`",
    "~~a~~",
    "~a~",
    "^a^",
    "[a](b)",
    "[a]",
    "[]",
    "![a](b)",
    "[^1]",
    "^[a]",
    "# a",
    "#a",
    "- a",
    "+ a",
    "1. a",
    "1) a",
    "(1) a",
    "a. b",
    "> a",
    "| a | b |",
    "---",
    "===",
    ":::",
    ": a",
    "@a",
    "http://a.jp/?b=1&c=2",
    "a@b.jp",
    "https://例え.jp",
    "a_b_c",
    "5$から10$",
    "65~74歳",
    "100％",
    "'’`",
    "^^",
    "<<",
    "資料：",
    "※",
    "注：",
    "目次",
    "第１章",
    "REF a \\h",
    "\u200b",
    "\u2060",
    "\xad",
    "\u200e",
    "‑",
    "͏",
    "\u2003",
    "\u2009",
    "\u202f",
    "Ａ１",
    "㍿",
    "ｶﾞ",
    "神",
    "〜",
]
# Everything in these blocks but controls, 外字, what is no character, and signs that turn the order round.
_BLOCKS = (
    *range(0x20, 0x10000),
    *range(0x1F000, 0x1FB00),
    *range(0x20000, 0x20100),
    *range(0xE0100, 0xE01F0),
)
_ANY = "".join(
    chr(code)
    for code in _BLOCKS
    if unicodedata.category(chr(code)) not in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
    and not (code in range(0x202A, 0x202F) or code in range(0x2066, 0x206A))
    and not any(forbidden(chr(code)))
)
_JAPANESE = st.text(
    st.sampled_from("市民の支え合いを、広げます。「」（）・ー１２ab 1"), min_size=1, max_size=8
)
_ASCII_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


def _can_be_written(text: str) -> bool:
    if visible(text) != text:
        return False
    # Every blank at an end is layout: Markdown and YAML take the half-width ones away, and the others are told. So are signs
    # of a keyboard that stands on full-width, where markup would stand: no backslash helps.
    return bool(text) and text == text.strip() and not _told(_ASCII_SIGN.sub(NOTHING, text))


def _told(text: str) -> bool:
    return any(find_leftovers([Piece(text, (1, 1))])) or bool(re.fullmatch("[－ー―─━—–＿＝]{3,}", text))


# Texts of anything that a drafter may type. Half-width blanks that follow each other are one in Markdown.
TEXTS = (
    st.lists(
        st.one_of(_JAPANESE, st.sampled_from(HARD), st.text(st.sampled_from(_ANY), min_size=1, max_size=3)),
        min_size=1,
        max_size=5,
    )
    .map(lambda pieces: re.sub(" +", " ", "".join(pieces)).strip())
    .filter(_can_be_written)
)
# What may stand in a title: nothing that looks like a number that somebody typed before it.
TITLES = TEXTS.filter(lambda text: not typed_number(text))
# Values of YAML that are no Markdown, alone or after a word: markup in them is told, and no backslash helps.
NAMES = TITLES.filter(lambda text: not plain_leftover(text) and not plain_leftover(f"用語{text}"))


def markdown(text: str) -> str:
    """A text in Markdown, each sign that could be markup behind a backslash."""
    return _ASCII_SIGN.sub(r"\\\g<0>", text)


def yaml_text(text: str, indent: int) -> str:
    """A value in YAML: in quotes, or as a block of lines."""
    if "\n" in text:
        return "|\n" + "\n".join(" " * indent + line if line else "" for line in text.split("\n"))
    return "'" + text.replace("'", "''") + "'"
