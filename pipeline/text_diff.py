"""Differences of two texts in words that a person would mark.

A whole paragraph says too little, single characters say nothing (期→め): the unit is the phrase (文節) as BudouX finds it, with
numbers and punctuation apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Generic, TypeVar

from pipeline.frozen import dataclass
from pipeline.words import NUMBER, REFERENCE, shared_words

# These are compiled where texts are compared.
_JOINING = "及び|並びに|又は|若しくは"
_APART = rf"{REFERENCE}|{NUMBER}|{_JOINING}|[、。，．・：；「」『』（）()【】《》〈〉［］！？…｜\s\ufffc]"
# Particles at a phrase's end, where the word before them is written without kana of its own (機関に, but 早めに).
_PARTICLE = r"(?<=[\u3400-\u9fff々ァ-ヶー])(?:から|まで|より|など|とは|には|では|への|との|での|からの|までの|[はがをにへとでのもや])$"
# What stays the same between two changes is not worth an interruption if it is so short, and kana or a mark.
_ISLAND = r"[\u3040-\u309f、・]{1,2}"

_MARKS = ("、", "。", "・")
_BRACKETS = dict(zip("「『（(【《〈［", "」』）)】》〉］", strict=True))

Token = TypeVar("Token", bound=Hashable)


@dataclass(frozen=True)
class Segment(Generic[Token]):
    """A stretch of two sequences: the same in both, or what the one has in the other's place."""

    before: tuple[Token, ...]
    after: tuple[Token, ...]
    same: bool


def differences(before: str, after: str, in_phrases: bool = False) -> list[Segment[str]]:
    """Two texts in stretches that are the same and stretches that differ: in words, or for where those stand alone, in phrases."""
    cuts_before, cuts_after = (phrases_alike if in_phrases else cut_alike)(before, after)
    return align(cut(before, cuts_before), cut(after, cuts_after), str)


def align(
    before: Sequence[Token], after: Sequence[Token], text: Callable[[Token], str]
) -> list[Segment[Token]]:
    """Two sequences in stretches that are the same and stretches that differ, none of them empty on both sides."""
    segments: list[Segment[Token]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        segments.append(Segment(tuple(before[a:b]), tuple(after[c:d]), kind == "equal"))
    return _in_brackets(_slid(list(_without_islands(segments, text)), text), text)


def _in_brackets(segments: list[Segment[Token]], text: Callable[[Token], str]) -> list[Segment[Token]]:
    """The segments with no pair of brackets parted. What one side alone has begins with its own bracket, not with that of what
    stands beside it; what one side has in another's place takes in the brackets around both."""
    whole = list(segments)
    for index in range(1, len(whole) - 1):
        before, change, after = whole[index - 1 : index + 2]
        sides = ["".join(map(text, side)) for side in (change.before, change.after)]
        if change.same or not (before.same and after.same) or all(map(_is_balanced, sides)):
            continue
        opening, closing = text(before.after[-1]), text(after.after[0])
        only = () if change.before and change.after else change.before or change.after
        if only and text(only[-1]) == opening:
            divide = _one_earlier
        elif only and text(only[0]) == closing:
            divide = _one_further
        elif _BRACKETS.get(opening) == closing:
            divide = _one_wider
        else:
            continue
        one = divide(before.before, change.before, after.before)
        other = divide(before.after, change.after, after.after)
        whole[index - 1 : index + 2] = map(Segment, one, other, (True, False, True))
    return [each for each in whole if each.before or each.after]


def _is_balanced(text: str) -> bool:
    """Whether each bracket stands with the other one of its pair."""
    waiting: list[str] = []
    for character in text:
        if character in _BRACKETS:
            waiting.append(_BRACKETS[character])
        elif character in _BRACKETS.values() and (not waiting or waiting.pop() != character):
            return False
    return not waiting


def _one_earlier(
    before: tuple[Token, ...], change: tuple[Token, ...], after: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...], tuple[Token, ...]]:
    """One side's tokens divided one token earlier."""
    whole = (*before, *change, *after)
    begin = len(before) - 1
    end = begin + len(change)
    return whole[:begin], whole[begin:end], whole[end:]


def _one_wider(
    before: tuple[Token, ...], change: tuple[Token, ...], after: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...], tuple[Token, ...]]:
    """One side's tokens with the one before the change and the one after it in the change."""
    return before[:-1], (*before[-1:], *change, *after[:1]), after[1:]


def _slid(segments: list[Segment[Token]], text: Callable[[Token], str]) -> list[Segment[Token]]:
    """The segments with insertions and deletions ended by the mark (、) with which they would else begin."""
    slid = list(segments)
    for index in range(1, len(slid) - 1):
        before, change, after = slid[index - 1 : index + 2]
        only = change.before or change.after
        if change.same or (change.before and change.after) or not (before.same and after.same):
            continue
        if only[0] == after.after[0] and text(only[0]) in _MARKS and len(after.after) > 1:
            one = _one_further(before.before, change.before, after.before)
            other = _one_further(before.after, change.after, after.after)
            slid[index - 1 : index + 2] = map(Segment, one, other, (True, False, True))
    return slid


def _one_further(
    before: tuple[Token, ...], change: tuple[Token, ...], after: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...], tuple[Token, ...]]:
    """One side's tokens divided one token further on; alike is not the same, so each stays in its place."""
    whole = (*before, *change, *after)
    begin = len(before) + 1
    end = begin + len(change)
    return whole[:begin], whole[begin:end], whole[end:]


def _without_islands(
    segments: Sequence[Segment[Token]], text: Callable[[Token], str]
) -> Iterator[Segment[Token]]:
    """Neighbouring changes with next to nothing between them are one change."""
    waiting: Segment[Token] | None = None
    for index, segment in enumerate(segments):
        between = waiting is not None and index + 1 < len(segments)
        if segment.same and not (between and re.fullmatch(_ISLAND, "".join(map(text, segment.after)))):
            if waiting:
                yield waiting
            yield segment
            waiting = None
        elif waiting:
            waiting = Segment(waiting.before + segment.before, waiting.after + segment.after, False)
        else:
            waiting = Segment(segment.before, segment.after, False)
    if waiting:
        yield waiting


def cut(text: str, ends: Sequence[int]) -> list[str]:
    """A text in the pieces that end there."""
    return [text[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


def phrases_alike(before: str, after: str) -> tuple[list[int], list[int]]:
    """The ends of two texts' phrases: stretches that read alike are divided alike.

    A parser looks at what is around, so that an edit would else move the ends of phrases that nobody touched.
    """
    ends_before, ends_after = set(phrase_ends(before)), set(phrase_ends(after))
    for a, b, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for offset in range(1, size):
            if a + offset in ends_before or b + offset in ends_after:
                ends_before.add(a + offset)
                ends_after.add(b + offset)
    return sorted(ends_before), sorted(ends_after)


def cut_alike(before: str, after: str) -> tuple[list[int], list[int]]:
    """The same, and of phrases that differ, words are apart that both have (障害／の, 障がい／の)."""
    ends = phrases_alike(before, after)
    ends_before, ends_after = set(ends[0]), set(ends[1])
    a = b = 0
    pieces = cut(before, ends[0]), cut(after, ends[1])
    for kind, i, j, k, m in SequenceMatcher(None, *pieces, autojunk=False).get_opcodes():
        one, other = "".join(pieces[0][i:j]), "".join(pieces[1][k:m])
        if kind == "replace":
            for left, right in shared_words(one, other):
                ends_before |= {a + left[0], a + left[1]}
                ends_after |= {b + right[0], b + right[1]}
        a, b = a + len(one), b + len(other)
    return sorted(ends_before - {0}), sorted(ends_after - {0})


@lru_cache(maxsize=4096)
def phrase_ends(text: str) -> tuple[int, ...]:
    """The ends of a text's phrases, numbers and marks."""
    ends, at = set[int](), 0
    for phrase in phrases(text):
        if particle := re.search(_PARTICLE, phrase):
            ends.add(at + particle.start())
        at += len(phrase)
        ends.add(at)
    for apart in re.finditer(_APART, text):
        ends -= set(range(apart.start() + 1, apart.end()))
        ends |= {apart.start(), apart.end()}
    return tuple(sorted(ends - {0}))


def phrases(text: str) -> Sequence[str]:
    """A text in its phrases (文節)."""
    return _parser()(text)


@cache
def _parser() -> Callable[[str], Sequence[str]]:
    import budoux  # wanted only where texts are compared

    return budoux.load_default_japanese_parser().parse
