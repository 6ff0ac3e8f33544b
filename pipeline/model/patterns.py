"""Parts of patterns that are compiled in no time."""

from __future__ import annotations


def one_of(*alternatives: str) -> str:
    """One of these characters or classes in a pattern. A class with more than two ranges that are not Latin gets a table of all characters,
    which takes as long to compile as forty other patterns; with an alternative that matches nothing they stay alternatives.
    (Where a text is searched for what begins with it, a class is found many times as fast.)"""
    return f"(?:{'|'.join(alternatives)}|(?!).)"


KANJI_DIGIT = one_of(*"一二三四五六七八九十")
# The sign before a number.
NEGATIVE = one_of(*"-－−–△▲")
SIGN = one_of(*"-－−–△▲＋", "[+]")
