"""What fonts have, known without looking at any: by standards, and by lists of what was found in the fonts themselves.

A list (the files beside this module) has a line of characters as hexadecimal ranges, then one for each variation selector
with the characters that the font has a form of. `tests/word/test_repertoires.py` holds them against the fonts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files

from pipeline.frozen import dataclass
from pipeline.model.fonts import Repertoire, repertoire_of

# A character with all that belongs to it: marks upon it (か゚), and the number of a form.
CLUSTER = re.compile("(?s:.)[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# JIS X 0212 and 0213 stand together in the one of these, 0213 alone in the other.
_CODECS = {
    Repertoire.JIS: "euc_jis_2004",
    Repertoire.IPA: "shift_jis_2004",
    Repertoire.ADOBE_JAPAN: "euc_jis_2004",
}
# What Segoe UI Symbol has of blocks that are written in Japanese text: superscripts and subscripts, currencies, letters as
# symbols, arrows, operators, technical signs, shapes, symbols, dingbats.
_SYMBOLS = re.compile(
    "[\u2070\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20b9\u2100-\u214f\u2190-\u23f3\u25a0-\u27bf]"
)
_LATIN = "\u024f"


@dataclass(frozen=True)
class _Ranges:
    """Characters, as the first and the last of each run of them."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def has(self, character: str) -> bool:
        place = bisect_right(self.firsts, ord(character)) - 1
        return place >= 0 and ord(character) <= self.lasts[place]


def has(family: str, cluster: str) -> bool:
    """Whether a family has a character in its form. Of one that nothing is known of: what Windows' old set has, and Latin."""
    repertoire = repertoire_of(family)
    form = next((each for each in cluster if _SELECTORS.match(each)), "")
    if not _has(repertoire, _SELECTORS.sub("", cluster)):
        return False
    return not form or (repertoire is not None and _has_form(repertoire, cluster[0], form))


def _has(repertoire: Repertoire | None, marked: str) -> bool:
    """Whether there is a character with the marks upon it."""
    match repertoire:
        case Repertoire.BIZ_UD | Repertoire.IPA_MJ | Repertoire.NOTO:
            return all(map(_list_of(repertoire)[""].has, marked))
        case Repertoire.SYMBOLS:
            return bool(_SYMBOLS.fullmatch(marked))
        case None:
            return max(marked) <= _LATIN or _encodes("cp932", marked)
        case _:
            standard = _encodes("cp932", marked) or _encodes(_CODECS[repertoire], marked)
            return standard or (repertoire is Repertoire.ADOBE_JAPAN and all(map(_is_of_adobe, marked)))


def _has_form(repertoire: Repertoire, base: str, form: str) -> bool:
    match repertoire:
        case Repertoire.ADOBE_JAPAN:
            return _has_form(Repertoire.NOTO, base, form)
        case Repertoire.BIZ_UD | Repertoire.IPA_MJ | Repertoire.NOTO:
            forms = _list_of(repertoire).get(form)
            return forms is not None and forms.has(base)
        case _:
            return False


def _is_of_adobe(character: str) -> bool:
    """Whether Adobe-Japan1 has a kanji: the collection of its forms has every one of them, and Noto has that."""
    return any(_has_form(Repertoire.NOTO, character, chr(0xE0100 + number)) for number in range(15))


def _encodes(codec: str, text: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _list_of(repertoire: Repertoire) -> dict[str, _Ranges]:
    """A list by selector, with the characters themselves under none."""
    written = files(__package__).joinpath(f"{repertoire.value}.txt").read_text("ascii")
    found = {}
    for entry in written.split("\n\n"):
        head, _, ranges = entry.partition("\n")
        parts = [part.partition("-") for part in ranges.split()]
        found["" if head == "characters" else chr(int(head, 16))] = _Ranges(
            tuple(int(first, 16) for first, _, _ in parts),
            tuple(int(last or first, 16) for first, _, last in parts),
        )
    return found
