"""The editions that can be made, by the names that people ask for them with."""

from __future__ import annotations

import unicodedata
from enum import StrEnum


class EditionKind(StrEnum):
    """An edition; the value is its name, and that of its folder in build/editions/."""

    RUBY = "ルビ版"
    LARGE = "拡大版"
    VOICE = "音声コード"
    CLEAN = "点字・やさしい日本語"


# Where they are put, in build/.
FOLDER = "editions"
# The sizes of letters of a 拡大版, in points: the least that counts as large print, and that of school books for low vision.
SIZES = (18.0, 22.0)
_OTHER_NAMES = {
    "ルビ": EditionKind.RUBY,
    "ふりがな": EditionKind.RUBY,
    "拡大": EditionKind.LARGE,
    "音声": EditionKind.VOICE,
    "点字": EditionKind.CLEAN,
    "やさしい日本語": EditionKind.CLEAN,
}
WORDS = ("ルビ版", "拡大版", "音声", "点字")


def kinds_of(words: str) -> tuple[EditionKind, ...]:
    """The kinds that somebody names, parted by 、 or a comma, in their usual order; all of them where nothing is said. Raises
    ValueError with the word that names none."""
    named = [
        each for each in unicodedata.normalize("NFKC", words).replace("、", ",").split(",") if each.strip()
    ]
    if not named:
        return tuple(EditionKind)
    found = {_kind(each.strip()) for each in named}
    return tuple(kind for kind in EditionKind if kind in found)


def _kind(word: str) -> EditionKind:
    if word in list(EditionKind):
        return EditionKind(word)
    if word in _OTHER_NAMES:
        return _OTHER_NAMES[word]
    raise ValueError(word)
