"""Font families by name: what they are known to have, and which of them stand in where a template's font lacks a character.

Which font a character gets must not depend on the machine, or the same plan would make other files on each: it follows from
the template's list and from what is known of the fonts in it, whether they are there or not.
"""

from __future__ import annotations

import unicodedata
from enum import Enum

from pipeline.frozen import dataclass

_MINCHO = ("明朝", "mincho", "教科書", "楷書", "行書", "宋", "serif", "song", "ming", "mj")
_NO_MINCHO = "sans"


class Repertoire(Enum):
    """The characters of a font: those of a standard, or those of one font, which are kept as a list."""

    JIS = "JIS"  # Windows-31J, JIS X 0212 and 0213
    IPA = "IPA"  # Windows-31J and JIS X 0213
    ADOBE_JAPAN = "Adobe-Japan1"  # JIS, and the kanji and forms of Adobe-Japan1
    SYMBOLS = "symbols"
    BIZ_UD = "biz_ud"
    IPA_MJ = "ipa_mj_mincho"
    NOTO = "noto_cjk_jp"


# By the names that Word shows, in Japanese and in English.
_KNOWN = {
    Repertoire.JIS: "MS 明朝、MS Mincho、MS P明朝、MS PMincho、MS ゴシック、MS Gothic、MS Pゴシック、MS PGothic、MS UI Gothic、"
    "メイリオ、Meiryo、Meiryo UI",
    Repertoire.IPA: "IPA明朝、IPAMincho、IPAゴシック、IPAGothic、IPAex明朝、IPAexMincho、IPAexゴシック、IPAexGothic",
    Repertoire.ADOBE_JAPAN: "游明朝、Yu Mincho、游明朝 Light、Yu Mincho Light、游明朝 Demibold、Yu Mincho Demibold、"
    "游ゴシック、Yu Gothic、游ゴシック Light、Yu Gothic Light、游ゴシック Medium、Yu Gothic Medium、"
    "ヒラギノ明朝 ProN、Hiragino Mincho ProN、ヒラギノ角ゴ ProN、Hiragino Kaku Gothic ProN",
    Repertoire.SYMBOLS: "Segoe UI Symbol",
    Repertoire.BIZ_UD: "BIZ UD明朝、BIZ UD明朝 Medium、BIZ UDMincho、BIZ UDMincho Medium、BIZ UDP明朝、BIZ UDP明朝 Medium、"
    "BIZ UDPMincho、BIZ UDPMincho Medium、BIZ UDゴシック、BIZ UDGothic、BIZ UDPゴシック、BIZ UDPGothic",
    Repertoire.IPA_MJ: "IPAmj明朝、IPAmjMincho",
    Repertoire.NOTO: "Noto Serif CJK JP、Noto Sans CJK JP、源ノ明朝、Source Han Serif、源ノ角ゴシック、Source Han Sans",
}


def _plain(family: str) -> str:
    """A family's name without what is written in several ways: ＭＳ 明朝 and MS明朝."""
    return unicodedata.normalize("NFKC", family).casefold().replace(" ", "")


_BY_NAME = {_plain(name): kind for kind, names in _KNOWN.items() for name in names.split("、")}


def repertoire_of(family: str) -> Repertoire | None:
    """What is known of a family, or None."""
    return _BY_NAME.get(_plain(family))


def known_families() -> tuple[str, ...]:
    """The families of which something is known, in Japanese where they have such a name."""
    return tuple(
        name
        for names in _KNOWN.values()
        for name in names.split("、")
        if not name.isascii() or "Noto" in name or "Segoe" in name
    )


def is_mincho(family: str) -> bool:
    """Whether a family has serifs, as its name says."""
    name = unicodedata.normalize("NFKC", family).casefold()
    return any(word in name for word in _MINCHO) and _NO_MINCHO not in name


@dataclass(frozen=True)
class Fallbacks:
    """The families that stand in where a font lacks a character, in order: for one with serifs, and for all others."""

    mincho: tuple[str, ...] = ("ＭＳ 明朝", "游明朝", "IPAmj明朝", "Noto Serif CJK JP", "Segoe UI Symbol")
    gothic: tuple[str, ...] = (
        *("ＭＳ ゴシック", "游ゴシック", "Noto Sans CJK JP"),
        *("IPAmj明朝", "Segoe UI Symbol"),
    )

    def of(self, family: str) -> tuple[str, ...]:
        """Those for a family, its own kind first."""
        mincho = is_mincho(family)
        own, other = (self.mincho, self.gothic) if mincho else (self.gothic, self.mincho)
        return (*own, *(each for each in other if each not in own))
