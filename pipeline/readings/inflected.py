"""The forms of a listed word: 支える stands for 支え, 行う for 行わ, 行い, 行っ and so on.

A form that two listed words have (行って of 行う and of 行く) belongs to neither, unless it is listed itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.frozen import dataclass
from pipeline.model.kanji import is_kanji
from pipeline.model.readings import Reading

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


Forms = Mapping[str, tuple[Form, ...]]


def forms_by_first(words: Mapping[str, Reading]) -> Forms:
    """All forms of all listed words by their first characters, longer ones first."""
    known = {plain(each.word): Form(plain(each.word), each.kana, each) for each in words.values()}
    more: dict[str, Form | None] = {}
    for form in known.values():
        for text, kana in forms_of(form.text, form.kana):
            if text not in known:
                other = more.get(text, Form(text, kana, form.listed))
                more[text] = other if other and other.kana == kana else None
    found: dict[str, list[Form]] = {}
    for form in (*known.values(), *filter(None, more.values())):
        found.setdefault(form.text[0], []).append(form)
    return {first: tuple(sorted(forms, key=lambda form: -len(form.text))) for first, forms in found.items()}


_PLAIN = str.maketrans("０１２３４５６７８９％～", "0123456789%〜")


def plain(text: str) -> str:
    """A text whose digits have one width: it is as long as before."""
    return text.translate(_PLAIN)
