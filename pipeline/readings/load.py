"""readings.yaml → Readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.model.blocks import TermEntry
from pipeline.model.kanji import is_kanji
from pipeline.model.readings import Reading, Readings
from pipeline.problems import Code, Problem, raise_if_any
from pipeline.readings.schema import AT, CONFIRMED, OPEN, READINGS, ReadingsFile
from pipeline.source.validation import read_model
from pipeline.source.yaml_positions import Document, Path


def read_readings(files: Mapping[str, bytes], folder: str) -> Readings | None:
    """The readings that stand in plan_source/ (path → bytes); None where there is no such file. Raises PlanErrors with everything
    that is wrong with it."""
    if READINGS not in files:
        return None
    model, document = read_model(f"{folder}/{READINGS}", files[READINGS], ReadingsFile)
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


def _twice(model: ReadingsFile, document: Document) -> Iterator[Problem]:
    for word in model.open:
        if word in model.confirmed:
            yield Problem(
                document.keys[(OPEN, word)],
                Code.READING_TWICE,
                f"「{word}」が、「{CONFIRMED}」と「{OPEN}」の両方にあります",
                f"「{OPEN}」の行を消してください（「{CONFIRMED}」: {document.keys[(CONFIRMED, word)]}）",
            )
