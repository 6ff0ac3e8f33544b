"""Sentences: their length, and how they are built."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.documents import FRAMEWORK
from pipeline.passages.model import Kind
from pipeline.problems import Code
from pipeline.wording.profile import Profile
from pipeline.wording.rule import Example, Found, Level, Rule, Source
from pipeline.wording.texts import Text

_RUNNING = (Kind.PARAGRAPH, Kind.ITEM, Kind.MEANING, Kind.CELL, Kind.NOTE)


# What is put in, by brackets: it is read beside the sentence.
_INSERTED = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）|【[^【】]*】")


def _long(text: Text, profile: Profile) -> Iterator[Found]:
    """Sentences of more characters than the profile has; those of the sheet have to be shorter."""
    most = profile.sheet_sentence if text.document == FRAMEWORK.name else profile.sentence
    if text.kind not in _RUNNING or len(text.text) <= most:
        return
    for start, end in text.sentences:
        sentence = text.text[start:end].strip()
        length = len(_INSERTED.sub("", sentence))
        if length > most and sentence.endswith("。"):
            yield Found(start, end, sentence, hint=f"{length}字")


RULES: tuple[Rule, ...] = (
    Rule(
        Code.WORDING_LONG_SENTENCE,
        "長い文",
        Source.OFFICIAL,
        "Ⅲ-3 ア",
        Level.LIKELY,
        (
            Example(f"{'市では、高齢者の見守りを進め、' * 7}ています。", told=1),
            Example("市では、高齢者の見守りを進めています。" * 5),
            Example(f"市では{'（令和２年（2020年）からは県も）' * 6}見守りを進めています。"),
        ),
        find=_long,
        says="１文が長くなっています",
        does="一つの文に一つのことを書き、接続詞や読点の所で分けてください",
        keeps="（　）と【　】の中を除いて100字（体系図は80字）まで。字数は wording.yaml で変えられます",
        heeds_silence=False,
    ),
)
