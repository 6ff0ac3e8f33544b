"""Characters at which no line may begin or end (禁則), so that no number of a reference is parted: 第４章第２節１(2)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise

# What Word takes in Japanese text where a document says nothing (17.15.1.58 and 59).
NEVER_FIRST = "!%),.:;?]}¢°’”‰′″℃、。々〉》」』】〕゛゜ゝゞ・ヽヾ！％），．：；？］｝｡｣､･ﾞﾟ￠"
NEVER_LAST = "$([\\{£¥‘“〈《「『【〔＄（［｛｢￡￥"
# What counts in numbers, some of it from one to another: the rest is what they are counted in, and stands in all of them.
_COUNTING = "〇一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_COUNTING_FROM_TO = (
    ("0", "9"),
    ("０", "９"),
    ("A", "Z"),
    ("a", "z"),
    ("ぁ", "ん"),
    ("ァ", "ヶ"),
    ("ｦ", "ﾟ"),
    ("①", "⑳"),
    ("Ⅰ", "ⅻ"),
)


def joints(numbers: Iterable[str]) -> tuple[str, str]:
    """The characters at which lines may not begin, and at which they may not end, so that none of these numbers is parted
    beside what it counts in."""
    # Between two words, as in 第４章第２節, lines may end: a line that goes without all of it would be spread too wide.
    found = set(chain.from_iterable(map(pairwise, numbers)))
    pairs = [pair for pair in found if any(map(_counts, pair))]
    last = {before for before, _ in pairs if _is_unit(before)}
    first = {after for before, after in pairs if before not in last and _is_unit(after)}
    return "".join(sorted(first - {*NEVER_FIRST})), "".join(sorted(last - {*NEVER_LAST}))


def _is_unit(character: str) -> bool:
    """Whether it is what numbers count in. Words of letters are parted at hyphens and points as programs do it."""
    return not _counts(character) and character not in "-.,:/ "


def _counts(character: str) -> bool:
    return character in _COUNTING or any(first <= character <= last for first, last in _COUNTING_FROM_TO)
