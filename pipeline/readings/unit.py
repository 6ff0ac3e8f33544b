"""A word of a text as a list of readings has it, and why its reading may be doubtful."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from pipeline.frozen import dataclass
from pipeline.readings.pieces import forms, hiragana
from pipeline.system.analyser import Word


class Doubt(Enum):
    """Why somebody should look at a reading first; the value is what the list says, the graver ones first."""

    UNKNOWN = "辞書にない言葉"
    SEVERAL = "この計画の中で、読みが分かれるもの"
    TWO_WAYS = "２通りに読まれることの多い言葉"
    COUNTED = "数と数え方"
    NAME = "人の名前と思われるもの"
    OTHERS = "辞書にほかの読みもある言葉"
    JOINED = "辞書の言葉をつないだもの"


@dataclass(frozen=True)
class Unit:
    """A word of a text (from, to) and its reading there; `word` and `kana` are how it is listed."""

    start: int
    end: int
    spoken: str
    word: str
    kana: str
    doubt: Doubt | None = None


Entries = Callable[[str], tuple[Word, ...]]


def other_readings(entries: Entries, text: str, kana: str) -> tuple[str, ...]:
    """The other readings that the dictionary has for a spelling; those of names, of parts of words and of old verbs left out."""
    found = (
        hiragana(each.reading)
        for each in entries(text)
        if each.kinds[0] not in ("接頭辞", "接尾辞", "記号")
        and "固有名詞" not in each.kinds
        and not any(kind.startswith("文語") for kind in each.kinds)
    )
    return tuple(dict.fromkeys(each for each in found if not _is_form_of(each, kana)))


def _is_form_of(other: str, kana: str) -> bool:
    """Whether a reading is another one's form within words (ぐらし of くらし), or an old form of a verb's end (おもう, おもおう)."""
    if other == kana:
        return True
    if len(other) == len(kana) and other.endswith("おう") and kana.endswith("う"):
        return other[:-2] == kana[:-2]
    if other[-1] == kana[-1] == "う" and len(other) == len(kana) and other[:-2] == kana[:-2]:
        return True
    return other in forms(kana) or kana in forms(other)
