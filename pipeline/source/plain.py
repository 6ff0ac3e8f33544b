"""Lines that can't hold any markup, as pandoc's tree has them: asking it about each would take most of its time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

# Characters that stand alone, and letters that are one word to pandoc with those beside them. Only such are here as begin nothing in
# any Markdown, and as no version of Unicode changes. (Kanji are looked at by themselves: a pattern of them takes longest to compile.)
_MARKS = "、。，．・：；？！「」『』（）［］｛｝【】〔〕〈〉《》〜～－―…‥％＋＝／＆＠＃＊＾｜＜＞※○●◎△→%,/;?"
_APART = re.compile(rf"( +|[{_MARKS}])")
_LETTERS = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚぁ-ゖァ-ヺーゝゞヽヾ々〆]*")
_FIRST_KANJI, _LAST_KANJI = "一龥"


def plain_document(text: str) -> dict[str, Any] | None:
    """pandoc's JSON (its `blocks`, as `system.pandoc` has it) of a line that is text and nothing else; None where only pandoc can tell."""
    line = text.removesuffix("\n")  # one belongs to a value of YAML in lines
    if not line:
        return {"blocks": []}
    # What begins a list or a quote is half-width and stands first.
    if line[0] <= "~" or line[-1] == " ":
        return None
    pieces = _APART.split(line)  # a word, what stands alone, a word …
    others = [each for each in "".join(pieces[::2]) if not _FIRST_KANJI <= each <= _LAST_KANJI]
    if not _LETTERS.fullmatch("".join(others)):
        return None
    return {"blocks": [_placed("Div", "1:1-2:1", {"t": "Para", "c": list(_inlines(filter(None, pieces)))})]}


def _inlines(pieces: Iterable[str]) -> Iterator[dict[str, Any]]:
    begin = 1
    for piece in pieces:
        end = begin + len(piece)
        yield (
            _placed("Span", f"1:{begin}-1:{end}", {"t": "Space"})
            if piece.isspace()
            else {"t": "Word", "c": [1, begin, end, piece]}
        )
        begin = end


def _placed(kind: str, position: str, inner: dict[str, Any]) -> dict[str, Any]:
    """An element in the wrapper by which pandoc tells its place."""
    return {"t": kind, "c": [["", [], [["wrapper", "1"], ["data-pos", position]]], [inner]]}
