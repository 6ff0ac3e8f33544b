"""Where furigana go in a text: the words of a list found in it, so that as few kanji as can be stay without a reading.

What is found depends on the text and the list alone, so a plan has the same furigana on every machine. A word of one kanji is
found only where no kanji stand beside it: 市 is no part of 市場, and 本市 has to be listed as a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.frozen import dataclass
from pipeline.model.kanji import is_kanji
from pipeline.model.readings import NO_READING, Reading, RubyLevel
from pipeline.readings.counters import NUMBER, UNITS, counted, end_of, of_several, units
from pipeline.readings.inflected import Forms, plain
from pipeline.readings.pieces import Piece, pieces_of

# What furigana are put over in no case: addresses of the web and of e-mail.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s　、。（）「」]+|[\w.+-]+@[\w.-]+\.\w+")
_KANJI_RUN = re.compile("[々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]+")
# What begins with a kanji and is never a part of the word before it.
_CONNECTORS = ("及び", "又は", "並びに", "若しくは", "或いは", "且つ")
_SEVERAL = "かカヵヶケ箇"
# What a way to divide a text costs: a kanji without a reading that needs one, one that needs none, a word.
_MISSED, _PASSED, _WORD = 1_000_000, 1_000, 1


@dataclass(frozen=True)
class Placed:
    """A stretch of a text (from, to), the pieces of its reading by their places in the text, and the line of the list that says it:
    none of what a number counts."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    listed: Reading | None = None


@dataclass(frozen=True)
class Found:
    """What furigana a text gets; `missing` are stretches of kanji (from, to) for which the list has no words.

    Of such a stretch nothing is read: half of it could be half of another word.
    """

    words: tuple[Placed, ...] = ()
    missing: tuple[tuple[int, int], ...] = ()


def find(text: str, forms: Forms, level: RubyLevel) -> Found:
    """The words of a text that get furigana."""
    if not any(level.needs(each) or each.isdecimal() for each in text):
        return Found()
    words = _Division(plain(text), forms, level).words
    covered = {at for each in words for at in range(each.start, each.end)}
    hidden = silent(text)
    missing = tuple(
        run.span()
        for run in _KANJI_RUN.finditer(text)
        if any(level.needs(text[at]) and at not in covered and at not in hidden for at in range(*run.span()))
    )
    return Found(
        tuple(
            each
            for each in words
            if each.pieces
            and _is_wanted(text[each.start : each.end], level)
            and not any(each.start < end and start < each.end for start, end in missing)
        ),
        missing,
    )


def _is_wanted(word: str, level: RubyLevel) -> bool:
    """Whether a word gets furigana: one of digits alone does because it is listed."""
    return level.needs_word(word) or not any(map(is_kanji, word))


def silent(text: str) -> frozenset[int]:
    """The places in a text at which no furigana go in any case."""
    return frozenset(at for found in _ADDRESS.finditer(text) for at in range(*found.span()))


class _Division:
    """The cheapest way to divide a text into words; of equal ones that whose first words are the longest."""

    def __init__(self, text: str, forms: Forms, level: RubyLevel) -> None:
        self.text, self.forms, self.level = text, forms, level
        self.silent = silent(text)
        self.counted: dict[int, list[Placed]] = {}
        for number in NUMBER.finditer(text):
            for each in _behind(text, number):
                self.counted.setdefault(each.start, []).append(each)
        self.units = {at: Placed(at, at + 1, (Piece(at, at + 1, kana),)) for at, kana in units(text)}

    @property
    def words(self) -> Sequence[Placed]:
        costs = [0] * (len(self.text) + 1)
        words: list[Placed | None] = [None] * len(self.text)
        for at in range(len(self.text) - 1, -1, -1):
            costs[at] = costs[at + 1] + self._cost_of_passing(at)
            for word in self._words_at(at) if at not in self.silent else ():
                cost = costs[word.end] + _WORD * any(map(is_kanji, self.text[at : word.end]))
                if cost < costs[at] or (cost == costs[at] and words[at] is None):
                    costs[at], words[at] = cost, word
        return list(_chosen(words))

    def _cost_of_passing(self, at: int) -> int:
        if at in self.silent or not is_kanji(self.text[at]):
            return 0
        return _MISSED if self.level.needs(self.text[at]) else _PASSED

    def _words_at(self, at: int) -> Iterator[Placed]:
        """The words that may begin at a place: what is listed, longer ones first, and what a number counts."""
        if at in self.units:
            yield self.units[at]
            return
        behind = list(self._behind(at))
        if at and not "ぁ" <= self.text[at - 1] <= "ゖ":
            yield from behind
        for form in self.forms.at(self.text, at):
            end = at + len(form.text)
            if not self._is_part(at, end):
                yield Placed(at, end, _pieces(at, form.text, form.kana), form.listed)
        yield from behind
        yield from self.counted.get(at, ())

    def _behind(self, at: int) -> Iterator[Placed]:
        """What is listed as the end of any word, or of any number: 〜等."""
        if at and self.text[at - 1].isalnum():
            for form in self.forms.behind(self.text, at):
                own = form.text[1:]
                yield Placed(at, at + len(own), _pieces(at, own, form.kana), form.listed)

    def _is_part(self, start: int, end: int) -> bool:
        """Whether what is listed as a word of one kanji stands beside others, or is what a number counts."""
        if end - start > 1 or not is_kanji(self.text[start]):
            return False
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        if after.isdecimal() or self.text.startswith("又は", start):  # 第５回, 約100人; behind any word
            return False
        if self.text.startswith(_CONNECTORS, end):
            after = ""
        return any(each and is_kanji(each) for each in (before, after)) or before.isdecimal()


def _chosen(words: Sequence[Placed | None]) -> Iterator[Placed]:
    at = 0
    while at < len(words):
        word = words[at]
        if word is not None:
            yield word
        at = word.end if word is not None else at + 1


def _pieces(at: int, word: str, kana: str) -> tuple[Piece, ...]:
    if kana == NO_READING:
        return ()
    return tuple(Piece(at + each.start, at + each.end, each.kana) for each in pieces_of(word, kana))


def _behind(text: str, number: re.Match[str]) -> Iterator[Placed]:
    """What a number counts, with what goes on behind it (２回目, ３日間); and the kanji that end the number itself (10万)."""
    at = number.end()
    for place in range(number.start(), at):
        if text[place] in UNITS:
            yield Placed(place, place + 1, (Piece(place, place + 1, UNITS[text[place]]),))
    if text[at : at + 1] in tuple(_SEVERAL) and (kana := of_several(text[at + 1 : at + 2])):
        before = (Piece(at, at + 1, "か"),) if text[at] == "箇" else ()
        yield from _with_end(text, at, at + 2, (*before, Piece(at + 1, at + 2, kana)))
        return
    found = counted(number[0], text[at : at + 1], text[: number.start()])
    if found is None:
        return
    start = number.start() if found.whole else at
    yield from _with_end(text, start, at + 1, (Piece(start, at + 1, found.kana),))


def _with_end(text: str, start: int, end: int, pieces: tuple[Piece, ...]) -> Iterator[Placed]:
    """What is counted, with a kanji that goes on behind it, and without: ２回目, ３日間, １歳児."""
    if after := end_of(text[end : end + 1]):
        yield Placed(start, end + 1, (*pieces, Piece(end, end + 1, after)))
    yield Placed(start, end, pieces)
