"""Markdown that nests deeper than anybody writes: found before it is read, for it takes the reader minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.source.fragment import Position

DEEPEST = 50
# In one line: emphasis within emphasis is tried in every way that it might be meant.
_MOST_EMPHASIS = 3000
_MARKER = r"(?:[>:*+-]|\d{1,9}[.)]|\(\d{1,9}\))"
_INDENTED = re.compile(rf"[ \t]{{{4 * DEEPEST},}}{_MARKER}(?=[ \t]|$)")
_NESTED = re.compile(rf"(?:[ \t]*{_MARKER}(?=[ \t>]|$)){{{DEEPEST},}}")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1)+[ \t]*$")
_FENCE = re.compile(r"[ \t]*:{3,}[ \t]*(.*)")
_EMPHASIS = re.compile(r"[*_]+")
_ESCAPED = re.compile(r"\\.")


def too_deep(text: str) -> Position | None:
    """The first place with quotes, lists, divs, brackets or emphasis nested deeper than `DEEPEST`."""
    fences = 0
    for number, line in enumerate(text.split("\n"), 1):
        if ":::" in line and (fence := _FENCE.match(line)):
            fences = fences + 1 if fence[1] else max(fences - 1, 0)
        if fences > DEEPEST or _nests(line):
            return number, 1
    return None


def _nests(line: str) -> bool:
    if len(line) < DEEPEST:
        return False
    if _INDENTED.match(line) or (_NESTED.match(line) and not _RULE.match(line)):
        return True
    if max(line.count("*") + line.count("_"), line.count("[")) <= DEEPEST:  # as nearly all have
        return False
    plain = _ESCAPED.sub("", line)
    marks = list(_EMPHASIS.finditer(plain))
    return len(marks) > _MOST_EMPHASIS or _open(plain, marks) > DEEPEST or _brackets(plain) > DEEPEST


def _open(line: str, marks: Sequence[re.Match[str]]) -> int:
    """The number of marks that only open emphasis, less those that only close it: a blank tells."""
    opened = 0
    for mark in marks:
        before, after = line[mark.start() - 1 : mark.start()], line[mark.end() : mark.end() + 1]
        opened += bool(after.strip()) - bool(before.strip())
    return opened


def _brackets(line: str) -> int:
    """The most brackets open at once."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]]", line):
        depth = depth + 1 if bracket == "[" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
