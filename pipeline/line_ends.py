"""Where a line of a title may end: at its phrases, and how bad each of these places is.

Numbers with what they count stay whole, brackets stay with what they hold, words of two kanji with one another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise

from pipeline.model.text_widths import FULL, may_break, text_width
from pipeline.text_diff import phrases
from pipeline.words import NUMBER, REFERENCE

# How bad it is that a line ends there, as the square of an em: behind a mark, a phrase, a part of words, a word among others.
MARK, PHRASE, PART, WORD = 0, 15, 60, 150
_BEHIND_MARKS = re.compile("(?<=[・　 、）)」』】])|(?=[（(「『【\t])")
_CHANGES = re.compile(
    "(?<=[〜～])|(?<=[ぁ-んー])(?=[一-龠])|(?<=[一-龠])(?=[ァ-ヴ])|(?<=[ァ-ヴー])(?=[一-龠])"
)
_WITHIN = re.compile("[一-龠々]{2}")
# Behind digits without what counts with them: 第３次|地域.
_KANJI = re.compile("(?:(?<=[0-9０-９][一-龠])|(?<![0-9０-９一-龠々]))[一-龠々]{4,}")
# What no line parts: 表２－１, １・２号.
_WHOLE = rf"{REFERENCE}|(?:第?[0-9０-９]+[－・-])*{NUMBER}"
# The number of an item, with which its title goes on: 取組：(1)　見守り.
_ITEM = r"(?:^|[：】])\(?[0-9０-９]{1,2}\)?[　 ]"
# Kanji that end a word.
_SUFFIX = re.compile("(?<=..)[化的性者用別等型編版]")
# A phrase that is wider than so many ems may be parted between its words: a telephone's line holds few more.
_LONG = 11


@lru_cache(maxsize=4096)
def phrased(text: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A title in the parts that stay whole wherever its lines end; together they are the text.

    They are its phrases, and of a long one its words. `names` stay whole.
    """
    ends = line_ends(text, names)
    for name in names:
        for found in re.finditer(re.escape(name), text) if name else ():
            ends = {place: cost for place, cost in ends.items() if not found.start() < place < found.end()}
            ends |= {found.start(): PHRASE} if found.start() else {}
    good = sorted(place for place, cost in ends.items() if cost <= PHRASE)
    parted = set(good)
    for begin, end in pairwise((0, *good, len(text))):
        if text_width(text[begin:end], proportional=True) > _LONG * FULL:
            parted |= {place for place in ends if begin < place < end}
    return tuple(text[begin:end] for begin, end in pairwise((0, *sorted(parted), len(text))) if begin < end)


def line_ends(text: str, names: Collection[str] = ()) -> dict[int, int]:
    """The places at which a line may begin, each with how bad that is."""
    ends: dict[int, int] = {}
    for place, cost in _candidates(text, names):
        ends[place] = min(cost, ends.get(place, cost))
    begin = len(text) - len(text.lstrip())  # the name of a row that is set in has no line of blanks
    whole = {
        place for number in re.finditer(_WHOLE, text) for place in range(number.start() + 1, number.end())
    } | {number.end() for number in re.finditer(_ITEM, text)}
    return {
        place: cost
        for place, cost in ends.items()
        if begin < place < len(text) and place not in whole and may_break(text[place - 1], text[place])
    }


def _candidates(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    yield from ((found.start(), MARK) for found in _BEHIND_MARKS.finditer(text))
    at = 0
    for phrase in phrases(text):
        at += len(phrase)
        # Within kanji a parser of phrases guesses.
        if not _WITHIN.match(text[at - 1 : at + 1]):
            yield at, PHRASE
    for name in names:
        yield from ((found.end(), PHRASE) for found in re.finditer(re.escape(name), text))
    yield from ((found.start(), PART) for found in _CHANGES.finditer(text))
    for run in _KANJI.finditer(text):
        yield from ((run.start() + place, WORD) for place in _words(run.group()))


def _words(kanji: str) -> Iterator[int]:
    """The ends of words of two kanji, and of those with one more behind them: 地球|温暖化|対策. The last one, which says what a plan is,
    stays with the one before it."""
    begin = 0
    for end in (*(found.end() for found in _SUFFIX.finditer(kanji)), len(kanji)):
        length = (end - begin) // 2 * 2
        yield from (place for place in range(begin + 2, begin + length - 1, 2) if place <= len(kanji) - 4)
        if end <= len(kanji) - 2:
            yield end
        begin = end
