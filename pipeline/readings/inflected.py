"""The forms of a listed word: 支える stands for 支え, 行う for 行わ, 行い, 行っ and so on.

A form that two listed words have (行って of 行う and of 行く) belongs to neither, unless it is listed itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.frozen import dataclass
from pipeline.model.kanji import is_kanji
from pipeline.model.readings import Reading

# A listed word that begins so is the end of others, or stands behind numbers.
BEHIND = "〜"
# By the last kana of a verb those that it may have in its place.
_ROWS: Mapping[str, str] = {
    "う": "わいうえおっ",
    "く": "かきくけこい",
    "ぐ": "がぎぐげごい",
    "す": "さしすせそ",
    "つ": "たちつてとっ",
    "ぬ": "なにぬねのん",
    "ぶ": "ばびぶべぼん",
    "む": "まみむめもん",
    "る": "らりるれろっ",
}
# What follows the kanji of a verb like 見る, and of an adjective like 多い.
_BEHIND_ONE = "られろよまなたてずつりっ"
_OF_ADJECTIVES = "くかけさそす"
# 行く has no other.
_GOES = "かきくけこっ"
# 対する, 通ずる.
_DOES = {"する": "しせさす", "ずる": "じぜず"}
_COMES = {
    "来る": "く",
    "来れ": "く",
    "来た": "き",
    "来て": "き",
    "来ま": "き",
    "来な": "こ",
    "来ら": "こ",
    "来よ": "こ",
}
_E_OR_I = frozenset("えけせてねへめれげぜでべぺいきしちにひみりぎじびぴ")


@dataclass(frozen=True)
class Form:
    """A form of a word as it is written, its reading, and the line of the list by which it is known."""

    text: str
    kana: str
    listed: Reading


def forms_of(word: str, kana: str) -> Iterator[tuple[str, str]]:
    """The forms of a word that end otherwise than it is listed, each with its reading."""
    if len(word) < 2 or word[-1] != kana[-1:]:
        return
    stem, spoken, last = word[:-1], kana[:-1], word[-1]
    if word.endswith("来る") and kana.endswith("くる"):
        head, said = word[:-2], kana[:-2]
        yield from ((head + form, said + begin + form[1:]) for form, begin in _COMES.items())
    elif word[-2:] in _DOES and is_kanji(word[-3:-2]):
        yield from ((word[:-2] + end, kana[:-2] + end) for end in _DOES[word[-2:]])
    elif not is_kanji(stem[-1]):
        if last in _ROWS or last == "い":
            yield stem, spoken
    else:
        ends = _OF_ADJECTIVES if last == "い" else _ROWS.get(last, "")
        if word.endswith("行く") and kana.endswith("いく"):
            ends = _GOES
        if last == "る" and spoken[-1:] in _E_OR_I:
            ends = _BEHIND_ONE
        yield from ((stem + end, spoken + end) for end in ends)


@dataclass(frozen=True)
class Forms:
    """All forms of all listed words by how they are written, and by first characters how long they are, longer ones first."""

    by_text: Mapping[str, Form]
    lengths: Mapping[str, tuple[int, ...]]

    def at(self, text: str, place: int) -> Iterator[Form]:
        """The forms that stand at a place of a text, longer ones first."""
        for length in self.lengths.get(text[place], ()):
            form = self.by_text.get(text[place : place + length])
            if form is not None:
                yield form

    def behind(self, text: str, place: int) -> Iterator[Form]:
        """Those that are listed as the ends of words (〜等)."""
        for length in self.lengths.get(BEHIND, ()):
            form = self.by_text.get(BEHIND + text[place : place + length - 1])
            if form is not None and length > 1:
                yield form


def forms_of_all(words: Mapping[str, Reading]) -> Forms:
    """The forms of a list."""
    known = {plain(each.word): Form(plain(each.word), each.kana, each) for each in words.values()}
    more: dict[str, Form | None] = {}
    for form in known.values():
        for text, kana in forms_of(form.text, form.kana):
            if text not in known:
                other = more.get(text, Form(text, kana, form.listed))
                more[text] = other if other and other.kana == kana else None
    every = {**{text: form for text, form in more.items() if form}, **known}
    lengths: dict[str, set[int]] = {}
    for text in every:
        lengths.setdefault(text[0], set()).add(len(text))
    return Forms(every, {first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()})


_PLAIN = str.maketrans("０１２３４５６７８９％～", "0123456789%〜")


def plain(text: str) -> str:
    """A text whose digits have one width: it is as long as before."""
    return text.translate(_PLAIN)
