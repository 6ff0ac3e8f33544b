"""How a number is said before what it counts: いっ, さん, ろっぴゃく."""

from __future__ import annotations

from pipeline.readings.pieces import hiragana

_ONES = ("", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_HUNDREDS = {3: "さんびゃく", 6: "ろっぴゃく", 8: "はっぴゃく"}
_THOUSANDS = {3: "さんぜん", 8: "はっせん"}
# Before counters that begin so, いち, ろく, はち, じゅう and ひゃく end with っ; ろく and ひゃく before か and は alone.
_K, _S_T, _H = "かきくけこ", "さしすせそたちつてと", "はひふへほぱぴぷぺぽ"
_HALF_VOICED = dict(zip("はひふへほ", "ぱぴぷぺぽ", strict=True))
# What is said otherwise before single counters.
_OWN = {
    "がつ": {4: "し", 7: "しち", 9: "く"},
    "じ": {4: "よ", 7: "しち", 9: "く"},
    "ねん": {4: "よ"},
    "にん": {4: "よ", 7: "しち"},
    "えん": {4: "よ"},
}


def said(value: int, counter: str) -> str:
    """How a number below a hundred million and a counter, whose kana are given, are said together."""
    ones = value % 10
    for kana, own in _OWN.items():
        if counter.startswith(kana) and ones in own:
            return _plain(value - ones) + own[ones] + counter
    number = _before(_plain(value), counter[:1])
    if number.endswith("っ") and counter[0] in _HALF_VOICED:
        counter = _HALF_VOICED[counter[0]] + counter[1:]
    return number + counter


# 一つ to 九つ.
THINGS = ("", "ひとつ", "ふたつ", "みっつ", "よっつ", "いつつ", "むっつ", "ななつ", "やっつ", "ここのつ")


def _plain(value: int) -> str:
    if value >= 10_000:
        return f"{_plain(value // 10_000)}まん{_plain(value % 10_000)}"
    thousands, hundreds, tens, ones = value // 1000, value // 100 % 10, value // 10 % 10, value % 10
    return "".join(
        (
            _THOUSANDS.get(thousands, (_ONES[thousands] if thousands > 1 else "") + "せん")
            if thousands
            else "",
            _HUNDREDS.get(hundreds, (_ONES[hundreds] if hundreds > 1 else "") + "ひゃく") if hundreds else "",
            (_ONES[tens] if tens > 1 else "") + "じゅう" if tens else "",
            _ONES[ones],
        )
    )


def _before(number: str, first: str) -> str:
    first = hiragana(first)
    hard = first in _K + _H
    for end in ("いち", "はち", "じゅう"):
        if number.endswith(end) and (hard or first in _S_T):
            return f"{number[:-1]}っ"
    if number.endswith(("ろく", "ひゃく", "びゃく", "ぴゃく")) and hard:
        return f"{number[:-1]}っ"
    return number
