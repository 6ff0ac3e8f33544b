"""The characters of a value of YAML, each with its place in the file, whatever the value is written like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.source.text import joins_without_blank
from pipeline.splicing.mapped import Mapped

_ESCAPES = {
    "n": "\n",
    "t": "\t",
    '"': '"',
    "\\": "\\",
    "/": "/",
    " ": " ",
    "0": "\0",
    "N": "\u0085",
    "_": "\u00a0",
}


def mapped_value(text: str, node: Any) -> Mapped | None:
    start, end = node.start_mark.index, node.end_mark.index
    if node.style == "|":
        return _of_block(text, node)
    body = (start + 1, end - 1) if node.style in ("'", '"') else (start, end)
    if node.style == ">":
        body = (text.index("\n", start) + 1, end)
    if node.style == '"' and "\\" in text[start:end]:
        return None if "\n" in text[start:end] else _unescaped(text, *body)
    characters = list(_characters(text, *body, quoted=node.style == "'"))
    if "\n" in text[start:end].rstrip("\n") or node.style == ">":
        return _joined(characters, body[0])
    return _made(characters, body[0])


Character = tuple[str, int, int]


def _made(characters: Sequence[Character], empty_at: int) -> Mapped:
    return Mapped(
        "".join(each[0] for each in characters),
        [each[1] for each in characters],
        [each[2] for each in characters],
        empty_at,
    )


def _characters(text: str, begin: int, end: int, quoted: bool) -> Iterator[Character]:
    at = begin
    while at < end:
        width = 2 if quoted and text.startswith("''", at) else 1
        yield text[at], at, at + width
        at += width


def _unescaped(text: str, begin: int, end: int) -> Mapped | None:
    """The characters of a value in double quotes, in one line (YAML 1.1, 5.7)."""
    characters: list[Character] = []
    at = begin
    while at < end:
        if text[at] != "\\":
            characters.append((text[at], at, at + 1))
            at += 1
            continue
        sign = text[at + 1]
        digits = {"x": 2, "u": 4, "U": 8}.get(sign, 0)
        if digits:
            character = chr(int(text[at + 2 : at + 2 + digits], 16))
        elif sign in _ESCAPES:
            character = _ESCAPES[sign]
        else:
            return None
        characters.append((character, at, at + 2 + digits))
        at += 2 + digits
    return _made(characters, begin)


def block_lines(text: str, node: Any) -> list[tuple[int, int, int]]:
    """The indent, and the span without it, of each line of a block."""
    first = text.index("\n", node.start_mark.index) + 1
    content = node.value
    lines = content.removesuffix("\n").split("\n") if content.strip() else []
    result = []
    at = first
    # Empty lines may come first; those at the end are no text.
    for line in lines:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        begin = stop - len(line) if line else stop
        result.append((begin - at, begin, stop))
        at = stop + 1
    return result if not result or result[0][0] >= 0 else []


def _of_block(text: str, node: Any) -> Mapped | None:
    lines = block_lines(text, node)
    indent = next((each[0] for each in lines if each[1] < each[2]), 0)
    characters: list[Character] = []
    for number, (own, begin, end) in enumerate(lines):
        if begin < end and own != indent:
            return None
        if number:
            characters.append(("\n", lines[number - 1][2], lines[number - 1][2] + 1))
        characters += ((text[at], at, at + 1) for at in range(begin, end))
    if node.value.endswith("\n") and lines:
        last = lines[-1][2]
        characters.append(("\n", last, min(last + 1, len(text))))
    made = _made(characters, node.end_mark.index)
    return made if made.text == node.value else None


def _joined(characters: Sequence[Character], empty_at: int) -> Mapped:
    """Lines joined as one value's are: blanks at their ends are none, an empty line parts paragraphs."""
    lines: list[list[Character]] = [[]]
    for each in characters:
        if each[0] == "\n":
            lines.append([])
        else:
            lines[-1].append(each)
    result: list[Character] = []
    parted = False
    for line in lines:
        words = _stripped(line)
        if not words:
            parted = bool(result)
            continue
        if result:
            before, here = result[-1], words[0]
            if parted:
                middle = (before[2] + here[1]) // 2
                result += [("\n", before[2], middle), ("\n", middle, here[1])]
            elif not joins_without_blank(before[0], here[0]):
                result.append((" ", before[2], here[1]))
        result += words
        parted = False
    return _made(result, empty_at)


def _stripped(line: Sequence[Character]) -> list[Character]:
    words = list(line)
    while words and words[-1][0].isspace():
        words.pop()
    while words and words[0][0].isspace():
        words.pop(0)
    return words
