"""Results of fields: numbers and references, which every program computes anew and some of them otherwise (ECMA-376 Part 1, 17.16).

What came back is shown with the results that were sent, so that a reference that nobody touched is no edit, whatever a program
made of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.model.folded import unspaced
from pipeline.receive.settled import Line

# What counts depends on its place alone; a page on the layout.
_COUNTING = ("SEQ", "STYLEREF")
# A text that is so long is a title's, if it is that of one.
_TITLE = 3
_PAGES = ("PAGEREF", "PAGE", "NUMPAGES")
_SWITCHES_OF_LOOKS = re.compile(r"\\h\b|\\\* *MERGEFORMAT", re.IGNORECASE)


def _key(instruction: str) -> str:
    """What a field asks for, however it is written."""
    words = _SWITCHES_OF_LOOKS.sub("", instruction).split()
    name = words[0].upper() if words else ""
    if name in _COUNTING:
        return " ".join([name, *words[1:2]])
    return " ".join([name, *words[1:2], *sorted(words[2:])])


def _fields(line: Line) -> list[tuple[str, str]]:
    """What the fields of a line ask for, and their results."""
    return [(_key(field), text) for field, text in _stretches(line) if field]


def _stretches(line: Line) -> Iterator[tuple[str, str]]:
    """The text of a line in stretches, each with the instruction of the field whose result it is (none: empty)."""
    for field, pieces in groupby(line.pieces, key=lambda piece: piece.field):
        yield field, "".join(piece.text for piece in pieces)


class Results:
    """The results of all fields of a file as it was sent; `now` are the texts of what came back, to whose titles fields may point."""

    def __init__(self, lines: Iterable[Line], now: Sequence[str]) -> None:
        self._now = now
        results: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            for asked, result in _fields(line):
                results[asked].add(result)
        self._single = {asked: next(iter(each)) for asked, each in results.items() if len(each) == 1}

    def shown(self, line: Line, sent: Sequence[Line]) -> str:
        """The text of a line that came back, with the results of what was sent (of these lines, if they have them)."""
        waiting: dict[str, list[str]] = defaultdict(list)
        for each in sent:
            for asked, result in _fields(each):
                waiting[asked].append(result)
        return "".join(
            self._result(field, text, waiting) if field else text for field, text in _stretches(line)
        )

    def _result(self, instruction: str, own: str, waiting: dict[str, list[str]]) -> str:
        asked = _key(instruction)
        if waiting[asked]:
            return waiting[asked].pop(0)
        return self._single.get(asked, own)

    def edited(self, line: Line, sent: Line) -> str:
        """The text of a line in which the result of a field says something else than what was sent; empty where none does.

        Pages are left out, and so is how wide a program writes numbers.
        """
        before = _fields(sent)
        if [asked for asked, _ in before] != [asked for asked, _ in _fields(line)]:
            return ""
        results = iter(before)
        shown = [(field and next(results), text) for field, text in _stretches(line)]
        parts = [text if not was or self._is_other(*was, text) else was[1] for was, text in shown]
        return "".join(parts) if any(was and self._is_other(*was, text) for was, text in shown) else ""

    def _is_other(self, asked: str, sent: str, returned: str) -> bool:
        """Whether a result was typed over; that of a title which was edited itself follows it."""
        said = unspaced(returned)
        if asked.startswith(_PAGES) or unspaced(sent) == said:
            return False
        return len(said) < _TITLE or not any(text.endswith(said) for text in self._now)
