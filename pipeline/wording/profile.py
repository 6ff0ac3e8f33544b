"""The city's habits of writing: what wording.yaml says, or nothing but 公用文作成の考え方."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.problems import Location

WORDING = "wording.yaml"


class Preset(StrEnum):
    """What words are held against: the rules of the state for official texts, or the city's own words and the plan itself alone."""

    OFFICIAL = "公用文"
    CITY = "市の書き方だけ"


class Digits(StrEnum):
    """The width of Arabic digits in running text. 公用文作成の考え方 (Ⅰ-4 エ) leaves the choice, and asks for one way in a text."""

    SINGLE_FULL = "１桁は全角"
    HALF = "半角"
    FULL = "全角"
    AS_MOST = "統一"


class Percent(StrEnum):
    """How a percentage is written in running text."""

    WORD = "パーセント"
    FULL = "％"
    HALF = "%"
    AS_MOST = "統一"


class Wave(StrEnum):
    """The sign between the ends of a range: WAVE DASH or FULLWIDTH TILDE."""

    WAVE = "〜"
    TILDE = "～"
    AS_MOST = "統一"


@dataclass(frozen=True)
class CityWord:
    """A word as the city writes it, the forms that stand for the same, and phrases in which those stay."""

    right: str
    wrong: tuple[str, ...]
    kept: tuple[str, ...] = ()
    location: Location | None = None


@dataclass(frozen=True)
class Exempt:
    """What is not told of the passage with an id, or of the field of one (act-1/課題認識): some codes, or without any all; some words, or
    without any all."""

    target: str
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    location: Location | None = None


@dataclass(frozen=True)
class Profile:
    """All that rules ask of a city. `names` are those that stay as they are wherever they stand: laws, plans, programmes, bodies, of
    wording.yaml and of the plan itself. `off` and `on` are codes. Lengths are in characters."""

    preset: Preset = Preset.OFFICIAL
    words: tuple[CityWord, ...] = ()
    names: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    exempt: tuple[Exempt, ...] = ()
    digits: Digits = Digits.AS_MOST
    percent: Percent = Percent.AS_MOST
    wave: Wave = Wave.AS_MOST
    sentence: int = 100
    sheet_sentence: int = 80

    def wants(self, text: str, begin: int, end: int, right: str) -> bool:
        """Whether the city wants what stands between two places of a text as it is: it is of one of its words, or what should stand
        there instead is a form that it does not write."""
        return any(
            right in word.wrong
            or any(
                at <= begin and end <= at + len(word.right) for at in _places(word.right, text, begin, end)
            )
            for word in self.words
        )


def _places(word: str, text: str, begin: int, end: int) -> Iterator[int]:
    """The places of a text at which a word stands around a span."""
    at = text.find(word, max(end - len(word), 0))
    while 0 <= at <= begin:
        yield at
        at = text.find(word, at + 1)


# That of a city that says nothing.
USUAL = Profile()
