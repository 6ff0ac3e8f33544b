"""Two texts side by side with what differs marked in both: whole, in portions, or only the words around what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from pipeline.frozen import dataclass
from pipeline.model.inlines import Changed, Inline, Inlines
from pipeline.model.raised import unspelled
from pipeline.model.workbook import Mark, Marks
from pipeline.text_diff import differences, phrase_ends

# So much of what is the same is shown before and after what differs: to a sentence's end if it is near, else in phrases.
_NEAR, _AROUND = 24, 12
# What differs is shown whole up to this length, and else its beginning and its end.
_WHOLE, _BEGINNING, _END = 160, 90, 30
_ELLIPSIS = "…"
_SENTENCE = re.compile("[^。]*。|[^。]+")
# What is never cut in two, compiled where excerpts are made: 第４章第２節１(2)「題」, 表６－２, 【…】.
_BRACKETS = r"(?:「[^「」]{0,60}」|『[^『』]{0,60}』|【[^【】]{0,60}】|（[^（）]{0,40}）)"
_COUNTED = r"[0-9０-９一二三四五六七八九十]+"
_BELOW = r"(?:[0-9０-９]+|[(（][0-9０-９]+[)）]|[ア-ン](?![ァ-ヶー])|[(（][ア-ン][)）])"
_WHOLES = rf"(?:第{_COUNTED}[部編章節項条号])+{_BELOW}*{_BRACKETS}?|(?:表|図|資料|注){_COUNTED}(?:[－-]{_COUNTED})*{_BRACKETS}?|{_BRACKETS}"


@dataclass(frozen=True)
class Stretch:
    """A part of two texts: the same in both, or what the one has in the other's place."""

    before: str
    after: str
    same: bool

    @property
    def length(self) -> int:
        return max(len(self.before), len(self.after))


def stretches(before: str, after: str) -> list[Stretch]:
    """Two texts in order; where one of them is empty, the other differs as a whole."""
    if not before or not after:
        return [Stretch(before, after, False)] if before or after else []
    return [
        Stretch("".join(each.before), "".join(each.after), each.same) for each in differences(before, after)
    ]


def marks(parts: Iterable[Stretch]) -> tuple[Marks, Marks]:
    """Both texts with their marks."""
    parts = tuple(parts)
    before = tuple(Mark(each.before, not each.same) for each in parts if each.before)
    return before, tuple(Mark(each.after, not each.same) for each in parts if each.after)


def inlines(text: Marks) -> tuple[Inline, ...]:
    """Marked text as it stands in a document."""
    return tuple(inline for each in text for inline in _printed(each))


def _printed(part: Mark) -> Inlines:
    content = unspelled(part.text)
    return (Changed(content),) if part.changed else content


# Excerpts


def excerpt(parts: Sequence[Stretch]) -> list[Stretch]:
    """The same texts without what is far from any difference."""
    last = len(parts) - 1
    return [
        _around(part, index > 0, index < last)
        if part.same
        else Stretch(shortened(part.before), shortened(part.after), False)
        for index, part in enumerate(parts)
    ]


def shortened(text: str) -> str:
    """A text, or its beginning and end."""
    return text if len(text) <= _WHOLE else _beginning(text, _BEGINNING) + _ELLIPSIS + _ending(text, _END)


def _around(part: Stretch, before: bool, after: bool) -> Stretch:
    """The unchanged text between differences (`before` and `after` say where there are any)."""
    text = part.after
    beginning = (_sentence_beginning(text) or _beginning(text, _AROUND)) if before else ""
    ending = (_sentence_ending(text) or _ending(text, _AROUND)) if after else ""
    ending = ending.lstrip("、。")
    if len(beginning) + len(ending) + len(_ELLIPSIS) >= len(text):
        return part
    shown = beginning + _ELLIPSIS + ending
    return Stretch(shown, shown, True)


def _sentence_beginning(text: str) -> str:
    end = text.find("。", 0, _NEAR) + 1
    return text[:end]


def _sentence_ending(text: str) -> str:
    begin = text.rfind("。", len(text) - _NEAR if len(text) > _NEAR else 0) + 1
    return text[begin:] if begin else ""


def _beginning(text: str, least: int) -> str:
    """The phrases from the beginning that are at least so long."""
    return text[: next((end for end in _ends(text) if end >= least), len(text))]


def _ending(text: str, least: int) -> str:
    """The phrases at the end that are at least so long."""
    begins = (end for end in reversed((0, *_ends(text))) if len(text) - end >= least)
    return text[next(begins, 0) :]


def _ends(text: str) -> list[int]:
    """The ends of phrases, but for those within a reference or what stands in brackets."""
    within = [found.span() for found in re.finditer(_WHOLES, text)]
    return [end for end in phrase_ends(text) if not any(begin < end < after for begin, after in within)]


# Portions


def portions(parts: Iterable[Stretch], most: int) -> Iterator[list[Stretch]]:
    """Two texts in portions of about `most` characters, which end with a sentence where they can."""
    portion: list[Stretch] = []
    length = 0
    for piece in _pieces(parts, most):
        ended = portion and (portion[-1].after or portion[-1].before).endswith("。")
        if portion and length + piece.length > (most if ended else 2 * most):
            yield portion
            portion, length = [], 0
        portion.append(piece)
        length += piece.length
    yield portion


def _pieces(parts: Iterable[Stretch], most: int) -> Iterator[Stretch]:
    """Sentences, or parts of them."""
    for part in parts:
        sides = (_cut(part.before, most), _cut(part.after, most))
        if part.same or part.length > most or not (part.before and part.after):
            for before, after in zip_longest(*sides, fillvalue=""):
                yield Stretch(before, after, part.same)
        else:
            yield part


def _cut(text: str, most: int) -> list[str]:
    return [
        sentence[begin : begin + most]
        for sentence in _SENTENCE.findall(text)
        for begin in range(0, len(sentence), most)
    ]
