"""Superscripts and subscripts: which ^ and ~ are meant as such. The others are hidden from pandoc, which would pair any two.

Japanese texts have ~ between the ends of ranges (3~5日と6~7日), so that two of them say nothing by themselves: what stands
before, between and after them has to look like a subscript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline.source.nfc_guard import StandIns

# Private characters that a text can't hold; those of `nfc_guard` begin at the other end.
_HIDDEN = {"~": "\U000ffffc", "^": "\U000ffffd"}
_SIGN_OF = {ord(hidden): sign for sign, hidden in _HIDDEN.items()}

_LATIN = "A-Za-zΑ-Ωα-ωＡ-Ｚａ-ｚ"
_DIGIT = "0-9０-９"
_WORD = "一-龥々ァ-ヶー"
# Signs that are none: escaped ones, those of footnotes, merged cells and addresses. Fences and marks of definitions are pandoc's own.
_OTHERS = r"(?<![^\s|])\^\^(?![^\s|])|\\.|\[\^[^\]\n]{0,200}\]|\]\([^)\s]{0,500}\)|<[A-Za-z][^>\s]{0,500}>|^[ \t]*(?:~{3,}|~(?=\s))"
_REFERENCE = r"\[[^\]\n]{0,40}\]\([^)\s]{0,80}\)(?:\{[^}\n]{0,40}\})?"
_RAISED = rf"\^(?P<raised>(?:{_REFERENCE}|\\.|[^\s^~\\\[、。]){{1,20}})\^(?!\^)"
_LOWERED = rf"~(?P<lowered>[{_LATIN}{_DIGIT}.+−=,()-]{{1,12}}|[{_WORD}]{{1,6}})~(?!~)"
_NOTE = re.compile(r"(?<!\\)\[\^[^\]\n]{0,200}\]")
_NOTHING = "(?P<lowered>(?!))"


def hide_unmeant(text: StandIns) -> StandIns:
    """The text with every ^ and ~ hidden that begins or ends neither, character for character as long."""
    if "~" not in text.text and text.text.count("^") == len(_NOTE.findall(text.text)):  # as in nearly all
        return text
    if text.text.count("~") < 2 and text.text.count("^") < 2:
        return text
    hidden = "".join(_hidden(text.text))
    return replace(text, text=hidden, hidden={**text.hidden, **_SIGN_OF}) if hidden != text.text else text


def _hidden(text: str) -> Iterator[str]:
    done, pattern = 0, _pattern(_LOWERED if "~" in text else _NOTHING)
    while found := pattern.search(text, done):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        yield text[done : found.start()]
        if found["raised"] and not _is_superscript(before, found["raised"], after):
            done = found.start() + 1
            yield _HIDDEN["^"]
        elif found["lowered"] and not _is_subscript(before, found["lowered"], after):
            done = found.start() + 1
            yield _HIDDEN["~"]
        else:
            done = found.end()
            yield "".join(map(_HIDDEN.__getitem__, found["loose"])) if found["loose"] else found.group()
    yield text[done:]


@cache
def _pattern(lowered: str) -> re.Pattern[str]:
    """Compiled where there are such signs, and what is lowered, of which kanji take longest, where there is a ~."""
    return re.compile(rf"(?m)(?=[\\^~\[\]<\s])(?:{_OTHERS}|{_RAISED}|{lowered}|(?P<loose>~+|\^+))")


def _is_superscript(before: str, inside: str, after: str) -> bool:
    """Whether it is one, and neither two powers (2^3と2^4, x^2とy^n), nor a face (^o^)."""
    digit, latin = rf"[{_DIGIT}]", rf"[{_LATIN}]"
    if re.match(rf"[{_LATIN}{_DIGIT})）]", before):
        joined = re.match(rf"[{_DIGIT}{_LATIN}]+[^{_DIGIT}{_LATIN}.,)）].*{latin}$", inside)
        if re.match(digit, after) or (joined and re.match(latin, after)):
            return False
    face = before in ("(", "（") and after in (")", "）") and len(inside) == 1 and not inside.isdigit()
    return not face and bool(re.search(r"[^\W_]|[-+−±※*＊†‡®™○●○′]", inside))


def _is_subscript(before: str, inside: str, after: str) -> bool:
    """Whether it is one, and no part of ranges (S~M~L, 1~2~3, A~C+D~F, A~東京~B)."""
    if not re.match(rf"[{_LATIN})）\]］*^]", before):
        return False
    chain = bool(after) and re.fullmatch("[A-Z]+|[a-z]+", before + inside + after)
    numbers = re.match(rf"[{_DIGIT}]", after) and re.search(rf"[{_DIGIT}]$", inside)
    operands = re.search(r"[+=,()−-]", inside) and re.match(rf"[{_LATIN}{_DIGIT}]", after)
    words = re.match(rf"[{_WORD}]", inside) and re.match(rf"[{_WORD}{_LATIN}{_DIGIT}]", after)
    return not (chain or numbers or operands or words)
