"""wording.yaml → Profile."""

from __future__ import annotations

from pipeline.source.validation import read_model
from pipeline.source.yaml_positions import Document
from pipeline.wording.profile import CityWord, Exempt, Profile
from pipeline.wording.schema import WordingFile


def read_profile(data: bytes, file: str) -> Profile:
    """The city's habits; `file` is what messages call it. Raises PlanErrors with all that is wrong with it."""
    model, document = read_model(file, data, WordingFile)
    return Profile(
        preset=model.preset,
        words=_words(model, document),
        names=tuple(model.names),
        off=frozenset(model.off),
        on=frozenset(model.on),
        exempt=_exempt(model, document),
        digits=model.digits,
        percent=model.percent,
        wave=model.wave,
        sentence=model.sentence,
        sheet_sentence=model.sheet_sentence,
    )


def _words(model: WordingFile, document: Document) -> tuple[CityWord, ...]:
    return tuple(
        CityWord(each.right, tuple(each.others), tuple(each.kept), document.locate(("言葉", at)))
        for at, each in enumerate(model.words)
    )


def _exempt(model: WordingFile, document: Document) -> tuple[Exempt, ...]:
    return tuple(
        Exempt(each.target, tuple(each.rules), tuple(each.words), document.locate(("例外", at, "id")))
        for at, each in enumerate(model.exempt)
    )
