"""The rules by their subjects, and all of them in one list."""

from __future__ import annotations

from pipeline.wording.rule import Rule
from pipeline.wording.rules import (
    adverbs,
    auxiliary_verbs,
    brackets,
    city,
    conjunctions,
    digits,
    formal_nouns,
    kana,
    kanji,
    loanwords,
    names,
    numbers,
    okurigana,
    prefixes,
    sentences,
    signs,
    variants,
)

RULES: tuple[Rule, ...] = tuple(
    rule
    for subject in (
        conjunctions,
        adverbs,
        formal_nouns,
        auxiliary_verbs,
        prefixes,
        okurigana,
        kana,
        kanji,
        numbers,
        digits,
        signs,
        brackets,
        loanwords,
        sentences,
        variants,
        names,
        city,
    )
    for rule in subject.RULES
)
