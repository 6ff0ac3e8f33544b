"""Words that were probably meant by others: of Latin letters, those of which a slip of the finger makes them; of Japanese, those that
look much alike. Another number is no slip, but with a digit doubled: there is no telling which was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from posixpath import basename, splitext

_ALIKE = 0.5  # of Japanese, whose words differ in a sign or two: 取り組み and 取組
_LONG = 8  # letters, in which there may be a second slip
# What Japanese keyboards have for a hyphen; plurals; numbers that are filled up; the first year of an era.
_FOLDS = ((r"[ー―‐‑–—−_]", "-"), (r"ies\b", "y"), ("(?<![0-9])0+(?=[0-9])", ""), ("元年", "1年"))


def likely(written: str, candidates: Iterable[str]) -> str:
    """The candidate that was probably meant, or an empty string."""
    near = [each for each in candidates if is_likely(written, each)]
    return max(near, key=lambda each: (_likeness(written, each), each), default="")


def likely_file(path: str, files: Iterable[str]) -> str:
    """The file that was probably meant, in whatever folder: one that ends alike and has likely this name; or an empty string."""
    written, ending = splitext(basename(path))
    names: dict[str, list[str]] = {}
    for each in files:
        name, end = splitext(basename(each))
        if end.casefold() == ending.casefold():
            names.setdefault(name, []).append(each)
    meant = names.get(likely(written, names), ())
    return max(meant, key=lambda each: _likeness(path, each), default="")


def is_likely(written: str, meant: str) -> bool:
    """Whether one may be a slip of the other, or is the whole beginning of its words."""
    one, other = _folded(written), _folded(meant)
    if not _may_be_numbers_of(*(re.findall("[0-9]+", each) for each in (one, other))):
        return False
    if not (one + other).isascii():
        return _likeness(written, meant) >= _ALIKE
    words, others = (re.findall(r"[^-./ ]+", each) for each in (one, other))
    if "".join(words) == "".join(others):
        return True
    if len(words) != len(others):
        shorter = min(len(words), len(others))
        return shorter > 0 and words[:shorter] == others[:shorter]
    different = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(different) <= 1 + (len(one) >= _LONG) and all(_is_slip(*pair) for pair in different)


def _is_slip(one: str, other: str) -> bool:
    """Whether a letter was left out, put in or exchanged, or two were swapped."""
    short, long = sorted((one, other), key=len)
    at = next((index for index, letter in enumerate(short) if letter != long[index]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, other, one).ratio()


def _may_be_numbers_of(numbers: Sequence[str], others: Sequence[str]) -> bool:
    """Whether none were written, or the same, each with a digit doubled at most."""
    if not numbers or not others:
        return True
    return len(numbers) == len(others) and all(map(_is_number, numbers, others))


def _is_number(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or any(long == f"{short[:at]}{digit}{short[at:]}" for at, digit in enumerate(short))


def _folded(word: str) -> str:
    """A word in whatever width and case it was typed."""
    word = unicodedata.normalize("NFKC", word).casefold()
    for pattern, sign in _FOLDS:
        word = re.sub(pattern, sign, word)
    return word
