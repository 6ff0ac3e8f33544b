"""What numbers count, and how that is read behind them: 100本 is read ぽん over 本, ３本 is ぼん, 20日 as a whole はつか.

A number alone gets no furigana. Counters that are words of more kanji (世帯, 団体) are read as ever and stand in the list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from pipeline.frozen import dataclass

NUMBER = re.compile(
    r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?[百千万億兆]*|数(?=[十百千万]|(?:か|カ|ヶ|ヵ|箇)[月所年国])[十百千万]*"
)


@dataclass(frozen=True)
class Counted:
    """What stands over a counter, or over number and counter where the two are read as one (`whole`)."""

    kana: str
    whole: bool = False


# Behind 1, 6, 8, 10 and 100 は becomes ぱ, behind 3, 1,000 and 10,000 ば (or ぱ).
_P, _B = "168十百", "3千万"
_CHANGED: Mapping[str, tuple[str, str, str]] = {
    "本": ("ほん", "ぽん", "ぼん"),
    "匹": ("ひき", "ぴき", "びき"),
    "票": ("ひょう", "ぴょう", "びょう"),
    "杯": ("はい", "ぱい", "ばい"),
    "泊": ("はく", "ぱく", "ぱく"),
    "編": ("へん", "ぺん", "ぺん"),
    "分": ("ふん", "ぷん", "ぷん"),
    "階": ("かい", "かい", "がい"),
    "軒": ("けん", "けん", "げん"),
    "足": ("そく", "そく", "ぞく"),
}
_PLAIN: Mapping[str, str] = dict(
    re.findall(
        r"([^/ ]+) ([^/ ]+)",
        "年 ねん/月 がつ/日 にち/週 しゅう/時 じ/秒 びょう/人 にん/名 めい/歳 さい/才 さい/回 かい/件 けん/戸 こ/個 こ/校 こう/園 えん/館 かん/"
        "市 し/町 ちょう/村 そん/県 けん/区 く/課 か/台 だい/代 だい/冊 さつ/点 てん/枚 まい/度 ど/割 わり/倍 ばい/円 えん/位 い/番 ばん/号 ごう/"
        "条 じょう/項 こう/章 しょう/節 せつ/款 かん/編 へん/部 ぶ/期 き/次 じ/級 きゅう/席 せき/社 しゃ/床 しょう/棟 とう/頭 とう/両 りょう/問 もん/層 そう/"
        "子 し/種 しゅ/類 るい/法 ほう/線 せん/便 びん/周 しゅう/行 ぎょう/列 れつ/頁 ぺーじ/面 めん/箱 はこ/袋 ふくろ/段 だん/割 わり/通 つう/語 ご/字 じ/組 くみ/羽 わ/坪 つぼ/巻 かん/拠 きょ/圏 けん/億 おく/万 まん/千 せん/百 ひゃく/兆 ちょう",
    )
)
# The kanji with which numbers of digits end.
UNITS: Mapping[str, str] = {"百": "ひゃく", "千": "せん", "万": "まん", "億": "おく", "兆": "ちょう"}
_OF_SEVERAL: Mapping[str, str] = {
    "月": "げつ",
    "所": "しょ",
    "年": "ねん",
    "国": "こく",
    "村": "そん",
    "条": "じょう",
    "寺": "じ",
}
# What may stand behind a counter and makes it another word with the same beginning.
_ENDS: Mapping[str, str] = {
    "目": "め",
    "間": "かん",
    "分": "ぶん",
    "半": "はん",
    "生": "せい",
    "代": "だい",
    "台": "だい",
    "前": "まえ",
    "後": "ご",
    "児": "じ",
    "頃": "ごろ",
    "末": "まつ",
    "余": "よ",
    "強": "きょう",
    "弱": "じゃく",
}
_DAYS = ("ふつか", "みっか", "よっか", "いつか", "むいか", "なのか", "ようか", "ここのか", "とおか")
_WHOLE: Mapping[str, Mapping[int, str]] = {
    "人": {1: "ひとり", 2: "ふたり"},
    "日": {**dict(enumerate(_DAYS, 2)), 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか"},
}


def counted(number: str, counter: str, before: str = "") -> Counted | None:
    """How a counter of one kanji is read behind a number; `before` is the text that stands before that. None of what counts nothing.

    １日 is ついたち behind a month, いちにち elsewhere.
    """
    value = _value(number)
    if counter == "日" and value == 1 and before.endswith("月"):
        return Counted("ついたち", whole=True)
    if value is not None and (as_one := _WHOLE.get(counter, {}).get(value)):
        return Counted(as_one, whole=True)
    if counter in _CHANGED:
        plain, half, voiced = _CHANGED[counter]
        last = _last(number)
        if counter == "分" and last == "4":
            return Counted(half)
        return Counted(half if last in _P else voiced if last in _B else plain)
    return Counted(_PLAIN[counter]) if counter in _PLAIN else None


def of_several(counter: str) -> str:
    """How a kanji is read behind a number and か (３か月, ５か所); empty of one that is not counted so."""
    return _OF_SEVERAL.get(counter, "")


_UNIT = re.compile(r"(?<=[（(])[^（()）月日火水木金土](?=[）)])|(?<=単位：)[^月日](?=[、）)\s]|$)")


def units(text: str) -> Iterator[tuple[int, str]]:
    """The places of kanji that stand in brackets by themselves, and say in what something is counted (人), each with its reading."""
    for found in _UNIT.finditer(text):
        if one := counted("2", found[0]) if found[0] != "人" else Counted("にん"):
            yield found.start(), one.kana


def end_of(character: str) -> str:
    """How what follows a counter is read (２回目, ３日間); empty of anything else."""
    return _ENDS.get(character, "")


def _value(number: str) -> int | None:
    plain = unicodedata.normalize("NFKC", number).replace(",", "")
    return int(plain) if plain.isdecimal() else None


def _last(number: str) -> str:
    """The last part of a number as it is said: 8 of 108, 十 of 30, 百 of 100, 万 of ３万."""
    plain = unicodedata.normalize("NFKC", number)
    if not plain[-1].isdecimal():
        return plain[-1]
    digits = plain.rpartition(".")[2].replace(",", "")
    bare = digits.rstrip("0")
    zeros = len(digits) - len(bare)
    return bare[-1:] if not zeros else "十百千万"[min(zeros, 4) - 1] if bare else "0"
