"""Lines of YAML values without `|`, which become one, and were meant to stand each on its own: items, labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from pipeline.problems import Code, Location, Problem
from pipeline.source.fragment import Position
from pipeline.source.glued_lines import glued

# Items of lists, which `|` would leave to Markdown.
_ITEM = r"(?:[-*+]|\d{1,3}[.)]|\(\d{1,3}\)) (?=\S)"
_HINT = "「|」だけを書き、次の行から字下げして、行を分けて書いてください（「|」のない値と「>」の値では、行がつながります）"


def folded_lines(file: str, lines: Sequence[tuple[Position, str]]) -> Iterator[Problem]:
    """A problem for each paragraph with such lines, which are given with the places where they begin."""
    for has_text, group in groupby(lines, lambda line: bool(line[1])):
        paragraph = tuple(group)
        if has_text and len(paragraph) > 1:
            yield from _in_paragraph(file, paragraph)


def _in_paragraph(file: str, lines: Sequence[tuple[Position, str]]) -> Iterator[Problem]:
    for (line, column), text in lines[1:]:
        if found := re.match(_ITEM, text):
            message = f"「{found.group().strip()}」で始まる行が、前の行につながってしまいます"
            yield Problem(Location(file, line, column), Code.MD_LEFTOVER, message, _HINT)
            return
    begins = list(accumulate((len(text) + 1 for _, text in lines), initial=0))

    def place(index: int) -> Position:
        at = bisect_right(begins, index) - 1
        (line, column), _ = lines[at]
        return line, column + index - begins[at]

    # Where the first line begins, behind its key, says nothing of the others: they are all as if at the margin.
    for (index, _), message, _ in glued("\n".join(text for _, text in lines), lambda index: (index, 1)):
        yield Problem(Location(file, *place(index)), Code.MD_LEFTOVER, message, _HINT)
