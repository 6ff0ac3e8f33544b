"""Readings: how words are read, at which places otherwise, and which kanji get furigana."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import field, replace
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.model.kanji import common, grade_of, is_kanji
from pipeline.problems import Location

# The file of plan_source/ that lists them.
READINGS = "readings.yaml"
# What is written in the place of a reading where a word gets none: names of people, who read them as they do.
NO_READING = "振らない"


class RubyLevel(StrEnum):
    """The kanji that get furigana; the value is what readings.yaml says."""

    ALL = "全ての漢字"
    BEYOND_1 = "小学１年で習わない漢字"
    BEYOND_2 = "小学２年までに習わない漢字"
    BEYOND_3 = "小学３年までに習わない漢字"
    BEYOND_4 = "小学４年までに習わない漢字"
    BEYOND_5 = "小学５年までに習わない漢字"
    BEYOND_6 = "小学校で習わない漢字"
    HARD = "常用漢字でない漢字"

    def needs(self, character: str) -> bool:
        """Whether a character is a kanji that its readers are not taken to know."""
        if not is_kanji(character):
            return False
        match self:
            case RubyLevel.ALL:
                return True
            case RubyLevel.HARD:
                return character != "々" and character not in common()
            case _:
                grade = list(RubyLevel).index(self)
                return character != "々" and not 0 < grade_of(character) <= grade

    def needs_word(self, word: str) -> bool:
        """Whether a word has such a kanji: it gets its reading as a whole, since one half of a word is read by the other."""
        return any(map(self.needs, word))


@dataclass(frozen=True)
class Reading:
    """A word and how it is read, in kana; marks in it (・) part what the single kanji are read.

    One that nobody has `confirmed` yet is the program's proposal. `location` is where it is written.
    """

    word: str
    kana: str
    confirmed: bool = True
    location: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True)
class Readings:
    """The readings of a plan's words by word, and `at` the id of a place those that are read otherwise there, and below it."""

    words: Mapping[str, Reading] = field(default_factory=dict)
    at: Mapping[str, Mapping[str, Reading]] = field(default_factory=dict)
    level: RubyLevel = RubyLevel.ALL

    def there(self, ids: Set[str]) -> Readings:
        """The readings at a place by the ids of all that is around it."""
        own = [words for identity, words in self.at.items() if identity in ids]
        if not own:
            return self
        return replace(
            self, words={**self.words, **{word: each for words in own for word, each in words.items()}}
        )

    def over(self, others: Mapping[str, Reading]) -> Readings:
        """The readings with others that win over them."""
        return replace(self, words={**self.words, **others})
