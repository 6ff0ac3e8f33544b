"""The analyser's words of one stretch of text, put together to words as a list has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.kanji import is_kanji
from pipeline.model.numerals import KANJI, value_of
from pipeline.model.readings import NO_READING
from pipeline.readings import numerals
from pipeline.readings.counters import counted, end_of, of_several, units
from pipeline.readings.inflected import BEHIND as END
from pipeline.readings.known import AT_END, BEHIND, IN_FRONT, KNOWN, TWO_WAYS
from pipeline.readings.municipalities import readings_of
from pipeline.readings.pieces import hiragana
from pipeline.readings.unit import Doubt, Entries, Unit, other_readings
from pipeline.system.analyser import Word

# The kinds of a municipality whose reading is known: a quarter of a city may have the same name, so somebody should look.
MUNICIPALITY = ("名詞", "固有名詞", "地名", "市区町村")
_BODIES = ("市", "区", "町", "村", "県")
# Behind the names of people.
_TITLES = ("氏", "様", "殿", "さん", "さま")
_OFFICES = ("委員", "委員長", "会長", "副会長", "課長", "部長", "教授", "先生", "代表", "理事", "理事長")


class Grouping:
    """The analyser's words of one stretch, put together."""

    def __init__(self, text: str, words: Sequence[Word], entries: Entries) -> None:
        self.text, self.words, self.entries = text, words, entries
        self.counters = {at for at, _ in units(text)}

    @property
    def units(self) -> Iterator[Unit]:
        for group in self._groups():
            unit = self._unit(group)
            if unit is not None:
                yield replace(unit, doubt=Doubt.TWO_WAYS) if self._is_elsewhere(unit) else unit

    def _is_elsewhere(self, unit: Unit) -> bool:
        """Whether a municipality has the name and may be read otherwise than here: a quarter may be meant, or another one."""
        told = any(word.kinds == MUNICIPALITY and word.start == unit.start for word in self.words)
        return not told and not readings_of(unit.word) <= {unit.kana}

    def _groups(self) -> Iterator[Sequence[Word]]:
        group: list[Word] = []
        for word in self.words:
            if group and not self._goes_on(group, word):
                yield group
                group = []
            group.append(word)
        if group:
            yield group

    def _goes_on(self, group: Sequence[Word], word: Word) -> bool:
        """Whether a word belongs to those before it: kanji beside kanji, of which one stands alone; a number in kanji and what it counts."""
        last = group[-1]
        if _is_number(last) and value_of(last.text) is not None:
            return _counts(word)
        if (len(group) > 1 and _is_number(group[-2])) or (
            _follows_number(self.text, last) and _read_by_rule(last.text)
        ):
            return bool(end_of(word.text))
        if is_person(last) and (is_person(word) or word.text in _TITLES):
            return True
        if (
            _is_behind(word)
            or _is_behind(last)
            or not is_kanji(word.text[0])
            or _stands_alone(word, self.text)
        ):
            return False
        if not is_kanji(last.text[-1]):  # 障がい者, みどり市
            ends = _is_end(word) and any(map(is_kanji, last.text))
            return last.kinds[0] == "名詞" and (ends or word.text in _BODIES)
        if len(group) > 1 and last.text in _BODIES:  # みどり市緑台
            return False
        begins = len(group) == 1 and _is_alone(last) and not _stands_alone(last, self.text)
        return begins if _is_number(word) or "接頭辞" in word.kinds else begins or _is_alone(word)

    def _unit(self, group: Sequence[Word]) -> Unit | None:
        start, end = group[0].start, group[-1].end
        text = self.text[start:end]
        if not any(map(is_kanji, text)):
            return self._known_number(group)
        if start in self.counters:
            return None
        if text[0].isdecimal():  # 10万: read by rule, with what it counts
            return self._unit(group[1:]) if group[1:] else None
        if _follows_number(self.text, group[0]) and (skipped := _read_by_rule(text)):
            return self._unit(group[skipped:]) if group[skipped:] else None
        if _is_name(group) or (len(group) == 1 and self._is_half_a_name(group[0])):
            return Unit(start, end, NO_READING, text, NO_READING, Doubt.NAME)
        if (known := KNOWN.get(text)) is not None:
            return Unit(start, end, known, text, known, self._others(text, known))
        if start and len(group) == 1 and self._is_behind(group[0], self.text[start - 1]):
            kana = BEHIND.get(text) or AT_END.get(text) or self._reading(group[0])
            return Unit(start, end, kana, f"{END}{text}", kana)
        if len(group) > 1:
            return self._joined(group, text)
        return self._single(group[0])

    def _is_behind(self, word: Word, before: str) -> bool:
        """Whether a word is the end of what stands before it, and is listed as that."""
        if word.text in BEHIND:
            return len(word.text) == 1 or is_kanji(before)
        return _is_foreign(before) and (_is_end(word) or word.text in AT_END)

    def _is_half_a_name(self, word: Word) -> bool:
        """Whether somebody's name is parted by a blank, or an office stands behind it."""
        if not is_person(word):
            return False
        at = self.words.index(word)
        behind, before = self.words[at + 1 : at + 3], self.words[max(at - 2, 0) : at][::-1]
        parted = any(
            len(each) == 2 and not each[0].text.strip() and is_person(each[1]) for each in (behind, before)
        )
        return parted or bool(behind and behind[0].text in _OFFICES)

    def _known_number(self, group: Sequence[Word]) -> Unit | None:
        text = "".join(each.text for each in group)
        plain = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        if (known := KNOWN.get(plain)) is not None:
            return Unit(group[0].start, group[-1].end, known, plain, known, Doubt.COUNTED)
        return None

    def _joined(self, group: Sequence[Word], text: str) -> Unit:
        start, end = group[0].start, group[-1].end
        if _is_number(group[0]) and (spoken := self._said(group)):
            return Unit(start, end, spoken, text, spoken, Doubt.COUNTED)
        if entry := self._entry(text):
            return Unit(start, end, entry, text, entry, self._others(text, entry))
        parts = [self._part(each, at, len(group)) for at, each in enumerate(group)]
        kana = "".join(parts)
        if not all(parts):
            return Unit(start, end, "", text, "", Doubt.UNKNOWN)
        return Unit(start, end, kana, text, kana, Doubt.JOINED)

    def _said(self, group: Sequence[Word]) -> str:
        spoken = _said(group)
        of_a_whole = self.text[group[-1].end :].startswith("の") and group[-1].text == "分"
        return f"{hiragana(group[0].reading)}ぶん" if of_a_whole else spoken

    def _single(self, word: Word) -> Unit:
        spoken = self._reading(word)
        doubt = (
            Doubt.JOINED
            if word.kinds == MUNICIPALITY
            else self._others(word.text, spoken)
            if spoken
            else Doubt.UNKNOWN
        )
        if "動詞" in word.kinds or "形容詞" in word.kinds:
            plain, kana = word.plain, hiragana(word.plain_reading)
            if spoken and any(map(is_kanji, plain)) and _same_kanji(plain, word.text):
                return Unit(word.start, word.end, spoken, plain, kana, self._others(plain, kana))
        return Unit(word.start, word.end, spoken, word.text, spoken, doubt)

    def _part(self, word: Word, at: int, count: int) -> str:
        """The reading of a part of a word; single kanji at its ends are read as they are in compounds, whatever they are by themselves."""
        ends = (IN_FRONT, {}) if at == 0 else ({}, AT_END) if at == count - 1 else ({}, {})
        own = {**ends[0], **ends[1]}.get(word.text)
        return own if own is not None else self._reading(word)

    def _reading(self, word: Word) -> str:
        """The reading of one of the analyser's words; of what is the name of a place as well as another word, beside places, that of the place."""
        kana = hiragana(word.reading)
        if (known := KNOWN.get(word.text)) is not None:
            return known
        places = {hiragana(each.reading) for each in self.entries(word.text) if "地名" in each.kinds}
        if len(word.text) > 1 and places and kana not in places and self._beside_places(word):
            return min(places)
        return kana

    def _beside_places(self, word: Word) -> bool:
        """Whether what stands around a word says that it is a place: 地域, 地区, a part of a city, another place in a row."""
        behind, before = self.text[word.end :], self.text[: word.start]
        if behind.startswith(
            ("地域", "地区", "総合支所", "支所", "区", "市", "町", "村", "駅", "小学校", "中学校", "公民館")
        ):
            return True
        at = self.words.index(word)
        rows = (self.words[at + 1 : at + 3], self.words[max(at - 2, 0) : at][::-1])
        marks = "、・，"
        near = (behind[:1] in marks and behind[:1], before[-1:] in marks and before[-1:])
        return any(
            mark and len(row) > 1 and any("地名" in each.kinds for each in self.entries(row[1].text))
            for mark, row in zip(near, rows, strict=True)
        )

    def _entry(self, text: str) -> str:
        """The first reading that the dictionary has for a spelling, those of people's names left out."""
        found = (each for each in self.entries(text) if not is_person(each))
        return next((hiragana(each.reading) for each in found), "")

    def _others(self, text: str, kana: str) -> Doubt | None:
        if text in TWO_WAYS:
            return Doubt.TWO_WAYS
        return Doubt.OTHERS if other_readings(self.entries, text, kana) else None


def is_person(word: Word) -> bool:
    """Whether a word is the name of somebody."""
    return "人名" in word.kinds


def _is_name(group: Sequence[Word]) -> bool:
    """Whether somebody is named: family and given name, or a name with a title; one alone may be the name of a place."""
    return len(group) > 1 and is_person(group[0]) and (is_person(group[1]) or group[1].text in _TITLES)


def _is_end(word: Word) -> bool:
    """Whether a single kanji is the end of what stands before it."""
    return _is_alone(word) and "接尾辞" in word.kinds


def _is_foreign(before: str) -> bool:
    return "ァ" <= before <= "ー" or before.isascii()


def _stands_alone(word: Word, text: str) -> bool:
    """Whether a word is one that joins others (及び, 又は): no part of them."""
    return "接続詞" in word.kinds or text.startswith(("又は", "及び"), word.start)


def _is_number(word: Word) -> bool:
    return "数詞" in word.kinds


def _counts(word: Word) -> bool:
    kinds = {"助数詞可能", "助数詞", "接尾辞"}
    return bool(kinds & {*word.kinds}) or (len(word.text) > 1 and is_kanji(word.text[0]))


def _is_alone(word: Word) -> bool:
    return len(word.text) == 1 and is_kanji(word.text)


def _is_behind(word: Word) -> bool:
    return word.text in BEHIND


def _follows_number(text: str, word: Word) -> bool:
    """Whether a number of digits ends before a word."""
    return bool(re.search("[0-9０-９][百千万億兆]*$", text[max(word.start - 6, 0) : word.start]))


def _read_by_rule(text: str) -> int:
    """Of what follows a number the count of words that it makes read by a rule: 人 of 10人; 0 of anything else."""
    if len(text) == 1:
        return int(counted("1", text) is not None)
    if len(text) > 1 and text[0] in "かカヵヶケ箇" and of_several(text[1]):
        return 1 + (len(text) == 3 and bool(end_of(text[2])))
    if len(text) == 2 and counted("1", text[0]) and end_of(text[1]):
        return 2
    return 0


def _said(group: Sequence[Word]) -> str:
    """How a number in kanji and what it counts are said together; empty where nothing is known of that."""
    text = "".join(each.text for each in group)
    length = next((at for at, each in enumerate(text) if each not in KANJI), len(text))
    value, rest = value_of(text[:length]), text[length:]
    if value is None or not rest:
        return ""
    found = counted(str(value), rest[0])
    if found and (len(rest) == 1 or end_of(rest[1:])):
        end = end_of(rest[1:])
        return found.kana + end if found.whole else numerals.said(value, found.kana) + end
    kana = "".join(hiragana(each.reading) for each in group[1:])
    if rest[0] == "つ":
        return numerals.THINGS[value] + kana[1:] if value < len(numerals.THINGS) else ""
    return numerals.said(value, kana) if kana and len(group[0].text) == length else ""


def _same_kanji(plain: str, text: str) -> bool:
    """Whether a word's form of dictionaries is written with the kanji that stand in the text."""
    return [each for each in plain if is_kanji(each)] == [each for each in text if is_kanji(each)]
