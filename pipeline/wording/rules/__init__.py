"""The rules by their subjects, and all of them in one list."""

from __future__ import annotations

from pipeline.wording.rule import Rule
from pipeline.wording.rules import city, conjunctions, sentences, signs

RULES: tuple[Rule, ...] = (*conjunctions.RULES, *signs.RULES, *sentences.RULES, *city.RULES)
