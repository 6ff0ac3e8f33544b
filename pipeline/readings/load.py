"""readings.yaml → Readings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.model.blocks import TermEntry
from pipeline.model.kanji import is_kanji
from pipeline.model.readings import Reading, Readings
from pipeline.problems import Code, Location, Problem, raise_if_any
from pipeline.readings.schema import AT, CONFIRMED, OPEN, READINGS, ReadingsFile
from pipeline.source.fullwidth_typos import mistyped_key
from pipeline.source.text import decode
from pipeline.source.validation import read_model
from pipeline.source.yaml_positions import Document, Path


def read_readings(files: Mapping[str, bytes], folder: str) -> Readings | None:
    """The readings that stand in plan_source/ (path → bytes); None where there is no such file. Raises PlanErrors with everything
    that is wrong with it."""
    if READINGS not in files:
        return None
    file = f"{folder}/{READINGS}"
    raise_if_any(_mistyped(file, decode(file, files[READINGS]).text or ""))
    model, document = read_model(file, files[READINGS], ReadingsFile)
    raise_if_any(_twice(model, document))
    words = {
        **_readings(model.open, document, (OPEN,), confirmed=False),
        **_readings(model.confirmed, document, (CONFIRMED,)),
    }
    at = {place: _readings(own, document, (AT, place)) for place, own in model.at.items()}
    return Readings(words, at, model.level)


def glossary_readings(glossary: Iterable[TermEntry]) -> dict[str, Reading]:
    """The readings of terms: their authors wrote them."""
    return {
        each.term: Reading(each.term, each.reading, location=each.location)
        for each in glossary
        if any(map(is_kanji, each.term))
    }


def _readings(
    words: Mapping[str, str], document: Document, path: Path, confirmed: bool = True
) -> dict[str, Reading]:
    return {
        word: Reading(word, kana, confirmed, document.keys[(*path, word)]) for word, kana in words.items()
    }


# A line of a word whose colon is full-width or has no blank behind it: here any word may be a key.
_LINE = re.compile(
    r"(?P<key>[^\s#:：\"'\[{-][^#:：]*)(?P<colon>[:：])(?=[ 　]*[ぁ-ゖァ-ヺー・]+\s*(?:#.*)?$)"
)


def _mistyped(file: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        begin = len(line) - len(line.lstrip(" 　\t"))
        found = _LINE.match(line[begin:])
        if begin and found and not (found["colon"] == ":" and found.string[found.end("colon")] == " "):
            yield mistyped_key(Location(file, number, begin + 1), found)


def _twice(model: ReadingsFile, document: Document) -> Iterator[Problem]:
    for word in model.open:
        if word in model.confirmed:
            yield Problem(
                document.keys[(OPEN, word)],
                Code.READING_TWICE,
                f"「{word}」が、「{CONFIRMED}」と「{OPEN}」の両方にあります",
                f"「{OPEN}」の行を消してください（「{CONFIRMED}」: {document.keys[(CONFIRMED, word)]}）",
            )
