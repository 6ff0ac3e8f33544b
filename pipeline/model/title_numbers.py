"""The number that somebody types in front of a title that gets its own by itself."""

from __future__ import annotations

import re

from pipeline.model.patterns import KANJI_DIGIT, one_of

# 3.11 and 1.5℃ are none, nor are 2 次医療圏 and 24 時間.
_NUMBER = "[0-9０-９]{1,2}"
_NO_UNIT = f"(?!つの|の|を|からの|℃|[％%]|倍|割|歳|次(?:医療|救急|産業|予防|避難)|時間|年{one_of(*'後間目度問')}|か{one_of(*'年月所国')}|万|億)"
_TYPED_NUMBER = re.compile(
    rf"(?:第(?:[0-9０-９]|{KANJI_DIGIT})+{one_of(*'章節編項款　', '部(?!会)')}|資料[0-9０-９]+|[(（《【]{one_of('[0-9０-９]', '[ア-ン]')}{{1,2}}[)）》】]|[①-⑳⑴-⒇]"
    rf"|{_NUMBER}(?:[.．](?![0-9０-９])|[)）])|{_NUMBER}(?:{one_of(*'-．‐−－', '[.]')}{_NUMBER}){{0,3}}(?:　| {_NO_UNIT})"
    rf"|[ア-ンⅠ-Ⅻ]{one_of(*'　．）', '[)]', '[.] ')}|{KANJI_DIGIT}{{1,3}}　)"
)


def typed_number(title: str) -> str:
    """The number that a title begins with; empty where it has none."""
    found = _TYPED_NUMBER.match(title)
    return found.group().strip() if found else ""
