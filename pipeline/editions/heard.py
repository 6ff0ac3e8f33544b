"""Text as it is heard: where its sentences end, and signs in words."""

from __future__ import annotations

import re


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a full stop in quotation marks ends none."""
    found: list[str] = []
    depth, begin = 0, 0
    for at, character in enumerate(text):
        depth += character in "「『（("
        depth -= character in "」』）)"
        if character == "。" and depth <= 0:
            found.append(text[begin : at + 1])
            begin, depth = at + 1, 0
    return [*found, text[begin:]] if text[begin:].strip() else found


# From … to, and numbers below zero.
_TO = re.compile(r"(?<=[0-9０-９年度月日時分])[〜～](?=[0-9０-９]|令和|平成|昭和|西暦|午)")
_MINUS = re.compile(r"[△▲](?=[0-9０-９])")
# A mark of a list that somebody typed, before what it marks.
_MARK = re.compile(r"(?:^|(?<=[、。：]))[・•‣▪◦][\s　]*(?=\S)")
_ARROWS = {"→": "矢印の先は、", "←": "矢印の元は、", "⇔": "両矢印で、", "↔": "両矢印で、", "▼": "下へ、"}


def heard(text: str) -> str:
    """Signs that are not read aloud, or read as something else, in words."""
    said = _MINUS.sub("マイナス", _TO.sub("から", _MARK.sub("", text)))
    said = re.sub(r"^※\s*", "注、", said)
    return (
        re.sub(r"[→←⇔↔▼][\s　]*", lambda found: _ARROWS[found[0][0]], said)
        .replace("％", "パーセント")
        .replace("%", "パーセント")
    )
