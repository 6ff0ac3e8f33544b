"""Widths of characters, and where lines of Japanese text may end (JIS X 4051), for all that places text by itself.

Text is measured in hundredths of an em, the width of a full-width character, so that one measuring serves every font size. Lines
break anywhere but before closing marks, after opening ones and inside Latin words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Between characters that no line's end parts (WORD JOINER).
JOINER = "\u2060"
# What has no width and belongs to the character before it: that, and the number of a kanji's form.
_FORM = re.compile(f"[{JOINER}\ufe00-\ufe0f\U000e0100-\U000e01ef]")
FULL = 100  # the width of a full-width character
_NOT_AT_START = frozenset(
    " 　、。，．・：；？！）」』】〕］｝〉》ー々ゝゞヽヾ゛゜ァィゥェォッャュョぁぃぅぇぉっゃゅょ,.:;?!)]}%％℃"
)
_NOT_AT_END = frozenset(JOINER + "（「『【〔［｛〈《([{￥＄$")
# What BIZ UDPゴシック has, rounded up; other proportional Japanese fonts are narrower. The rest is full-width.
_WIDTHS = {
    35: "゛゜ !',.:;_ilｉｌ",
    45: "Ijr|Ｉｊｒ",
    50: '"()*-/[\\]^`ft~〈〉《》「」『』【】〔〕・（）：；［］＾｀ｆｔ｛｝',
    60: "{}JLsvxz、。．，ＪＬｓｖｘｚ",
    65: "1acky１ａｃｋｙ",
    70: "　EFTeghnouＥＦＴｅｇｈｎｏｕ",
    76: "KPSVYZbdpqトＫＰＳＶＹＺｂｄｐｑ",
    80: "$023456789?ABCRXゝイ０２３４５６７８９ＡＢＣＲＸ",
    84: "ぅょゞィドノュョリヵヽ",
    86: "+<=>DGHNUぇくしゥェォッャヮヶヾＤＧＨＮＵ",
    88: "りゖァエクタヌヒミレ",
    90: "&OQwぃこっゃゅゎアコシソフムヲＯＱｗ",
    92: "ぁうぉじらウオツニネマメヨン",
    94: "えそとまんゕカケスセチテナヘヤラロワヰ",
    96: "#mぐけすちもよるろキゴサジゾハピベペホモユヱーｍ",
    98: "あおきごさずせたつてでどなにぬひふへみむめやゆれゐゑをゔガグゲズゼダヅビブプルヴヺ",
    100: "%@MW",
}
_PROPORTIONAL = {character: width for width, characters in _WIDTHS.items() for character in characters}


@lru_cache(maxsize=8192)
def is_wide(character: str) -> bool:
    """Whether a character takes a full width where all are full-width or half-width."""
    return unicodedata.east_asian_width(character) in "WFA"


@lru_cache(maxsize=8192)
def character_width(character: str, proportional: bool) -> int:
    """In a proportional font, or in one whose characters are full-width or half-width."""
    if _FORM.match(character):
        return 0
    own = FULL if is_wide(character) else FULL // 2
    return _PROPORTIONAL.get(character, own) if proportional else own


@lru_cache(maxsize=8192)
def text_width(text: str, proportional: bool) -> int:
    """The width of a line that is not broken."""
    return sum(character_width(character, proportional) for character in text)


@lru_cache(maxsize=8192)
def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after in _NOT_AT_START or before in _NOT_AT_END or _FORM.match(after):
        return False
    return before in " -\t" or is_wide(before) or is_wide(after)
