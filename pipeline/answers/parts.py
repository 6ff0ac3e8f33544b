"""Several opinions in one cell: numbered （１）（２）, or line by line.

Who answers decides: where answers name 3-1 and 3-2, No.3 is divided, and else it is one opinion.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pipeline.answers.model import Opinion

_PART = re.compile(r"(?P<whole>.+)-(?P<part>[0-9]{1,2})")
# （１） １． １） ① at the beginning of a line or of a sentence.
_MARK = re.compile(
    r"(?:(?<=^)|(?<=\n)|(?<=。))[ \t　]*(?:(?P<round>[（(][0-9０-９]{1,2}[）)])|(?P<dot>[0-9０-９]{1,2}[．.、)）](?![0-9０-９]))"
    r"|(?P<circle>[①-⑳]))"
)


def divided(opinions: Sequence[Opinion], named: Collection[str]) -> tuple[Opinion, ...]:
    """The opinions with those divided whose parts are `named` (3-1), where their cell has parts and no other opinion that number."""
    numbers = {opinion.number for opinion in opinions}
    asked = {
        found["whole"] for number in named if number not in numbers and (found := _PART.fullmatch(number))
    }
    return tuple(part for opinion in opinions for part in _divided(opinion, opinion.number in asked))


def _divided(opinion: Opinion, wanted: bool) -> Iterator[Opinion]:
    parts = (numbered_parts(opinion.text) or opinion.text.split("\n")) if wanted else ()
    parts = [text for part in parts if (text := part.strip())]
    if len(parts) < 2:
        yield opinion
        return
    for number, text in enumerate(parts, 1):
        yield replace(opinion, number=f"{opinion.number}-{number}", text=text, summary="", view="", kind="")


def numbered_parts(text: str) -> tuple[str, ...]:
    """The parts of a text that are numbered from 1 on, what stands before them with the first; none where they are not."""
    for kind in ("round", "dot", "circle"):
        marks = [mark for mark in _MARK.finditer(text) if mark[kind]]
        numbers = [_number(mark[kind]) for mark in marks]
        if len(marks) > 1 and numbers == list(range(1, len(marks) + 1)):
            begins = [0, *(mark.start() for mark in marks[1:])]
            ends = [*begins[1:], len(text)]
            return tuple(text[a:b].strip() for a, b in zip(begins, ends, strict=True))
    return ()


def begins_with_parts(text: str) -> bool:
    """Whether a text is nothing but numbered parts."""
    return bool(numbered_parts(text)) and bool(_MARK.match(text))


def _number(mark: str) -> int:
    digits = "".join(filter(str.isdecimal, unicodedata.normalize("NFKC", mark)))
    return int(digits or 0)
