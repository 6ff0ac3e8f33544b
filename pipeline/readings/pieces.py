"""A word and its reading → the pieces over which parts of it stand: each kanji with its own, a group where none can be told apart.

取り組み is と over 取 and く over 組; 大人 is おとな over both, since no part of it belongs to one of them (熟字訓).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.frozen import dataclass
from pipeline.model.kanji import is_kanji

# A reading's own mark between what single kanji are read.
PARTS = "・"
# Words of the 常用漢字表's own list (付表), whose readings belong to no single kanji of them.
_AS_ONE = dict(
    re.findall(
        r"([^/ ]+) ([^/ ]+)",
        "明日 あす/小豆 あずき/海女 あま/海士 あま/硫黄 いおう/意気地 いくじ/田舎 いなか/息吹 いぶき/海原 うなばら/乳母 うば/浮気 うわき/笑顔 えがお/"
        "叔父 おじ/伯父 おじ/大人 おとな/乙女 おとめ/叔母 おば/伯母 おば/神酒 みき/母屋 おもや/母家 おもや/神楽 かぐら/河岸 かし/鍛冶 かじ/風邪 かぜ/"
        "固唾 かたず/仮名 かな/蚊帳 かや/為替 かわせ/河原 かわら/川原 かわら/昨日 きのう/今日 きょう/果物 くだもの/玄人 くろうと/今朝 けさ/景色 けしき/"
        "心地 ここち/居士 こじ/今年 ことし/早乙女 さおとめ/雑魚 ざこ/桟敷 さじき/五月 さつき/早苗 さなえ/五月雨 さみだれ/時雨 しぐれ/尻尾 しっぽ/"
        "竹刀 しない/老舗 しにせ/芝生 しばふ/清水 しみず/三味線 しゃみせん/砂利 じゃり/数珠 じゅず/上手 じょうず/白髪 しらが/素人 しろうと/師走 しわす/"
        "数寄屋 すきや/数奇屋 すきや/相撲 すもう/草履 ぞうり/山車 だし/太刀 たち/七夕 たなばた/足袋 たび/稚児 ちご/一日 ついたち/築山 つきやま/梅雨 つゆ/"
        "凸凹 でこぼこ/手伝 てつだ/伝馬船 てんません/投網 とあみ/十重二十重 とえはたえ/読経 どきょう/時計 とけい/仲人 なこうど/名残 なごり/雪崩 なだれ/"
        "野良 のら/祝詞 のりと/博士 はかせ/二十 はたち/二十歳 はたち/二十日 はつか/波止場 はとば/一人 ひとり/日和 ひより/二人 ふたり/二日 ふつか/吹雪 ふぶき/"
        "下手 へた/部屋 へや/迷子 まいご/土産 みやげ/息子 むすこ/眼鏡 めがね/猛者 もさ/紅葉 もみじ/木綿 もめん/最寄 もより/八百長 やおちょう/八百屋 やおや/"
        "大和 やまと/弥生 やよい/浴衣 ゆかた/行方 ゆくえ/寄席 よせ/若人 わこうど",
    )
)
# What is added where kanji stand in a piece that is not known to be read so: for the piece, and for each of them.
_UNKNOWN, _EACH = 3, 2
_SMALL = frozenset("ゃゅょぁぃぅぇぉゎーんっ")
_VOICED = dict(
    zip("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True)
)
_HALF_VOICED = dict(zip("はひふへほ", "ぱぴぷぺぽ", strict=True))


class Piece(NamedTuple):
    """A stretch of a word (from, to) and what stands over it."""

    start: int
    end: int
    kana: str


@cache
def pieces_of(word: str, kana: str) -> tuple[Piece, ...]:
    """The pieces of a word, without what is written in kana; all of it as one where the reading does not fit what is."""
    parts = [part for part in kana.split(PARTS) if part]
    places = [at for at, character in enumerate(word) if is_kanji(character)]
    if len(parts) > 1 and len(parts) == len(places):
        return tuple(Piece(at, at + 1, part) for at, part in zip(places, parts, strict=True))
    found = _Search(_units(word), "".join(parts)).best(0, 0)
    if found is None:
        return (_whole(word, "".join(parts)),)
    return tuple(found[1])


def hiragana(text: str) -> str:
    """A text whose katakana are hiragana."""
    return "".join(chr(ord(each) - 0x60) if "ァ" <= each <= "ヶ" else each for each in text)


def _whole(word: str, kana: str) -> Piece:
    """A word as one piece, from its first kanji or digit to its last: what is written in kana at its ends is not read again."""
    start, end = 0, len(word)
    plain, spoken = hiragana(word), hiragana(kana)
    while start < end - 1 and not _is_read(word[start]) and spoken.startswith(plain[start]):
        start, spoken, kana = start + 1, spoken[1:], kana[1:]
    while end > start + 1 and not _is_read(word[end - 1]) and spoken.endswith(plain[end - 1]):
        end, spoken, kana = end - 1, spoken[:-1], kana[:-1]
    return Piece(start, end, kana)


@dataclass(frozen=True)
class _Unit:
    """A part of a word that can be read by itself: a kanji (repeated ones as what they repeat), a number, or a kana as it is."""

    start: int
    end: int
    text: str
    is_read: bool


def _units(word: str) -> tuple[_Unit, ...]:
    return tuple(_each_unit(word))


def _each_unit(word: str) -> Iterator[_Unit]:
    for found in re.finditer(r"[0-9０-９]+|.", word, re.DOTALL):
        text = found[0]
        if text == "々" and found.start():
            text = word[found.start() - 1]
        yield _Unit(found.start(), found.end(), hiragana(text), _is_read(text[0]))


def _is_read(character: str) -> bool:
    """Whether a character says nothing of how it is read."""
    return is_kanji(character) or character.isdecimal() or character in "〇ヶヵ"


_Best = tuple[int, list[Piece]] | None


class _Search:
    """The cheapest way in which units share a reading."""

    def __init__(self, units: Sequence[_Unit], kana: str) -> None:
        self.units = units
        self.kana = kana
        self.plain = hiragana(kana)
        self.known: dict[tuple[int, int], _Best] = {}

    def best(self, unit: int, at: int) -> _Best:
        """The cost and the pieces of what begins with a unit and a place in the reading; None where that can't be."""
        if (unit, at) not in self.known:
            self.known[unit, at] = self._search(unit, at)
        return self.known[unit, at]

    def _search(self, unit: int, at: int) -> _Best:
        if unit == len(self.units):
            return (0, []) if at == len(self.plain) else None
        first = self.units[unit]
        if not first.is_read:
            spoken = self.plain.startswith(first.text, at)
            # Marks between words are not read: 子ども・若者.
            silent = not (spoken or "ぁ" <= first.text <= "ゖ" or first.text == "ー")
            return self.best(unit + 1, at + len(first.text) * spoken) if spoken or silent else None
        return min(self._begun(unit, at), key=lambda found: found[0], default=None)

    def _begun(self, unit: int, at: int) -> Iterator[tuple[int, list[Piece]]]:
        """Each way to read some units from here on."""
        for last in range(unit, len(self.units)):
            if not self.units[last].is_read:
                return
            for end in range(at + 1, len(self.plain) + 1):
                cost = self._cost(unit, last, at, end)
                rest = self.best(last + 1, end) if cost is not None else None
                if cost is not None and rest is not None:
                    piece = Piece(self.units[unit].start, self.units[last].end, self.kana[at:end])
                    yield cost + rest[0], [piece, *rest[1]]

    def _cost(self, unit: int, last: int, at: int, end: int) -> int | None:
        if self.plain[at] in _SMALL or (end < len(self.plain) and self.plain[end] in _SMALL - {"っ"}):
            return None
        if unit == last and self.plain[at:end] in _readings(self.units[unit].text):
            return 0
        written = "".join(each.text for each in self.units[unit : last + 1])
        return -1 if _AS_ONE.get(written) == self.plain[at:end] else _UNKNOWN + _EACH * (last - unit + 1)


@cache
def _readings(character: str) -> frozenset[str]:
    """What a kanji is read, with what becomes of that within words: かく in 学 → がっ, こく → ごく, はつ → ぱつ."""
    from pipeline.readings.kanji_readings import READINGS

    return frozenset(form for kana in READINGS.get(character, ()) for form in forms(kana))


def forms(kana: str) -> Iterator[str]:
    """A kanji's reading and the forms that it takes within words."""
    ends = [kana]
    if len(kana) > 1 and kana[-1] in "つくちき":
        ends.append(f"{kana[:-1]}っ")
    for each in ends:
        yield each
        for voiced in (_VOICED, _HALF_VOICED):
            if each[0] in voiced:
                yield voiced[each[0]] + each[1:]
