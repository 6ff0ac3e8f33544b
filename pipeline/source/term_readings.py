"""Readings of glossary.yaml by which terms would stand in the wrong place: those that are no kana."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.problems import Code, Problem
from pipeline.source import schema
from pipeline.source.files import GLOSSARY
from pipeline.source.yaml_texts import YamlTexts

_KANA = re.compile(r"[ぁ-ゖァ-ヺー・、（） 　]+")


def reading_notices(texts: YamlTexts) -> Iterator[Problem]:
    """Each as a warning: it is printed as it is written."""
    terms = texts.model(GLOSSARY, schema.GlossaryFile).terms if GLOSSARY in texts.models else ()
    for at, term in enumerate(terms):
        if not _KANA.fullmatch(term.reading):
            yield Problem(
                texts.locate(GLOSSARY, "用語", at, "読み"),
                Code.SCHEMA_VALUE,
                f"読み「{term.reading}」に、かなでない字があります",
                "書いたとおりに出て、五十音順の所にも並びません。ひらがなで書いてください（長音は「ー」です）",
                warning=True,
            )
