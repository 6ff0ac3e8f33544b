"""A text → its words as a list of readings has them, each with the reading that the analyser gives it there.

The analyser's words are shorter than ours where a kanji stands alone among others: 要, 支援 and 者 are one word, 要支援者, since what a single
kanji is read depends on those beside it. Verbs and adjectives are listed by the form of dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model.kanji import is_kanji
from pipeline.readings.grouping import MUNICIPALITY, Grouping
from pipeline.readings.inlines import BETWEEN
from pipeline.readings.known import KNOWN, PHRASES
from pipeline.readings.municipalities import municipalities_in
from pipeline.readings.placing import silent
from pipeline.readings.unit import Unit
from pipeline.system.analyser import Analyser, Word


def units_of(text: str, analyser: Analyser) -> tuple[Unit, ...]:
    """The words of a text that hold kanji, and numbers that are said otherwise than digit by digit or as a value."""
    hidden = silent(text)
    found: list[Unit] = []
    for start, part in _parts(text):
        words = [each for each in analyser.words(part) if start + each.start not in hidden]
        units = Grouping(part, _with_known(part, words), analyser.entries).units
        found += (_moved(unit, start) for unit in units)
    return tuple(found)


# A phrase of kana and kanji ends with the word.
_TOGETHER = re.compile(
    "|".join(
        f"{word}(?![々一-鿿])" if word in PHRASES and is_kanji(word[-1]) and len(word) < 4 else word
        for word in sorted((*PHRASES, *(each for each in KNOWN if len(each) > 1)), key=len, reverse=True)
    )
)


def _with_known(text: str, words: Sequence[Word]) -> Sequence[Word]:
    """The words, those put together that are one to us: 令和, その他, 金ケ崎町."""
    for each in municipalities_in(text):
        # What the dictionary has as a whole is a quarter as often, unless the prefecture is named.
        least, name = 1 if each.located else 2, text[each.start : each.end]
        words = _put_together(words, each.start, name, each.kana, MUNICIPALITY, least)
    for found in _TOGETHER.finditer(text):
        kana = PHRASES.get(found[0]) or KNOWN[found[0]]
        words = _put_together(words, found.start(), found[0], kana, ("名詞", "普通名詞"))
    return words


def _put_together(
    words: Sequence[Word], start: int, text: str, kana: str, kinds: tuple[str, ...], least: int = 2
) -> Sequence[Word]:
    """The words, those that make up a stretch as one; as they are where they are fewer than `least`, or one reaches out of it."""
    inside = [each for each in words if start <= each.start and each.end <= start + len(text)]
    if len(inside) < least or sum(len(each.text) for each in inside) != len(text):
        return words
    kept = (each for each in words if each not in inside)
    return sorted((*kept, Word(start, text, kana, kinds, text, kana)), key=lambda word: word.start)


def _moved(unit: Unit, by: int) -> Unit:
    return Unit(unit.start + by, unit.end + by, unit.spoken, unit.word, unit.kana, unit.doubt)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The stretches between what parts words."""
    start = 0
    for part in text.split(BETWEEN):
        if any(is_kanji(each) or each.isdecimal() for each in part):
            yield start, part
        start += len(part) + 1
