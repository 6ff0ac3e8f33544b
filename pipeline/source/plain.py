"""Lines that can't hold any markup, as pandoc's tree has them: asking it about each would take most of its time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

# Letters that are one word to pandoc with those beside them, and characters that stand alone. Only such are here as
# begin nothing in any Markdown, and as no version of Unicode changes.
_LETTERS = "0-9A-Za-z０-９Ａ-Ｚａ-ｚぁ-ゖァ-ヺーゝゞヽヾ々〆一-龥"
_MARKS = "、。，．・：；？！「」『』（）［］｛｝【】〔〕〈〉《》〜～－―…‥％＋＝／＆＠＃＊＾｜＜＞※○●◎△→%,/;?"
_TOKEN = re.compile(rf"[{_LETTERS}]+| +|[{_MARKS}]")


def plain_document(text: str) -> dict[str, Any] | None:
    """pandoc's JSON (its `blocks`) of a line that is text and nothing else; None where only pandoc can tell."""
    line = text.removesuffix("\n")  # one belongs to a value of YAML in lines
    if not line:
        return {"blocks": []}
    # What begins a list or a quote is half-width and stands first.
    if line[0] <= "~" or line[-1] == " ":
        return None
    tokens = list(_TOKEN.finditer(line))
    if sum(token.end() - token.start() for token in tokens) < len(line):
        return None
    return {"blocks": [_placed("Div", "1:1-2:1", {"t": "Para", "c": list(_inlines(tokens))})]}


def _inlines(tokens: Iterable[re.Match[str]]) -> Iterator[dict[str, Any]]:
    for found in tokens:
        begin, end = found.span()
        token = {"t": "Space"} if found[0].isspace() else {"t": "Str", "c": found[0]}
        yield _placed("Span", f"1:{begin + 1}-1:{end + 1}", token)


def _placed(kind: str, position: str, inner: dict[str, Any]) -> dict[str, Any]:
    """An element in the wrapper by which pandoc tells its place."""
    return {"t": kind, "c": [["", [], [["wrapper", "1"], ["data-pos", position]]], [inner]]}
