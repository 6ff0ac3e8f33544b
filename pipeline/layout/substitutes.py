"""Fonts that Windows, Office and macOS have and this machine lacks, each measured with the nearest one in width.

What decides where lines break is how wide kana, kanji and digits are, not how they look: full-width kana (ＭＳ 明朝,
游明朝, メイリオ) need a font of fixed width, kana of their own widths (ＭＳ Ｐ明朝, Meiryo UI) a proportional one.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.model.fonts import is_mincho

_JAPANESE = re.compile(
    "[ぁ-んァ-ヶ一-龠]|mincho|gothic(?! *(?:ui)? *(?:medium|demi|book)$)|meiryo|hiragino|^yu |^ms |^hg|jp\\b|cjk|japanese|"
    "source han|kozuka|osaka|takao|^ipa|^biz|^ud |morisawa|koburina|klee|toppan|vl "
)
_LATIN_GOTHIC = re.compile("^(century|franklin|letter|trade|news|copperplate|bank) ?gothic")
# Kana of their own widths: Ｐ in the name (HGS fonts have full-width kana), and the fonts of screens.
_PROPORTIONAL = re.compile(
    r"\bp ?(?:明朝|ゴシック|mincho|gothic)|\bui\b|^hgp|udp|\bn[pk]\b|教科書体 ?n[pk]|^osaka$|^biz udp|ipap|takaop"
)
_SERIF = re.compile(
    "times|century(?! gothic)|cambria|georgia|garamond|palatino|book antiqua|bookman|roman|constantia|baskerville|"
    "didot|bodoni|hoefler|sylfaen|perpetua|rockwell|caslon|minion|serif"
)
_SANS = re.compile("sans")
_MONO = re.compile("courier|consolas|mono|lucida console|menlo|monaco|andale|terminal|typewriter")


def substitute(family: str) -> str:
    """The font that stands in for a family, by its name: a Japanese one as wide as its kana, or a Latin one."""
    name = unicodedata.normalize("NFKC", family).casefold()
    serif = not _SANS.search(name)
    if _JAPANESE.search(name) and not _LATIN_GOTHIC.search(name):
        width = "P" if _PROPORTIONAL.search(name) else ""
        return f"BIZ UD{width}{'明朝' if is_mincho(family) else 'ゴシック'}"
    if _MONO.search(name):
        return "Liberation Mono"
    return "Liberation Serif" if _SERIF.search(name) and serif else "Liberation Sans"
