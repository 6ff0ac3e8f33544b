"""Which members of two sequences belong together: pairs that are alike, what one is divided into, and what moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, TypeVar

from pipeline.frozen import dataclass

Item = TypeVar("Item")
One = TypeVar("One")
Other = TypeVar("Other")

# So many comparisons at the most, to find what belongs together; beyond that nothing does.
_MOST = 10_000
# A text is divided into so many parts at the most. Each begins to be one from this likeness to the whole, is a part if so much of it
# stands in the whole, and all of them are the whole if they are as like it as that, and liker than any of them by that much.
_PARTS = 5
_MAY_BE_PART, _IN_WHOLE, _ALL_OF_IT, _LIKER = 0.1, 0.6, 0.6, 0.03
# Texts that share pieces of this length are worth a comparison, and of those the most promising few.
_SHINGLE = 5
_CANDIDATES = 5
# What so many texts have says nothing of any of them; without it the time stays linear.
_COMMON = 40
# Shorter texts stand at two places by chance; longer ones are recognised though they were edited, from this likeness on.
TELLING_NEAR, TELLING, _LONG, _EDITED = 4, 10, 16, 0.6


@dataclass(frozen=True)
class Beside:
    """Members of two sequences that stand side by side, by their indexes: one on each side, none on one of them, or several that
    are one on the other. `same` are those that say the same."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    same: bool = False


@dataclass(frozen=True)
class Likeness(Generic[Item]):
    """How like a member of the one sequence is one of the other; `least` is that of two which belong together. `texts` are what
    those of either side say that may have been divided or put together, else nothing."""

    of: Callable[[Item, Item], float]
    least: float
    texts: tuple[Callable[[Item], str], Callable[[Item], str]] | None = None


def side_by_side(
    before: Sequence[Item], after: Sequence[Item], alike: Callable[[Item, Item], float], least: float
) -> Iterator[tuple[int | None, int | None]]:
    """The indexes of two sequences, in order: as pairs where they are alike, so that the likeness adds up to the most."""
    for row in _aligned(before, after, Likeness(alike, least)):
        yield row.before[0] if row.before else None, row.after[0] if row.after else None


def in_step(
    before: Sequence[Item],
    after: Sequence[Item],
    said: tuple[Sequence[Hashable], Sequence[Hashable]],
    alike: Callable[[Item, Item], float],
    least: float,
) -> Iterator[tuple[int | None, int | None, bool]]:
    """The same where much is unchanged: what says the same (`said`, of each side) stands side by side, and between that what
    is alike. The last value is whether both say the same."""
    for row in in_groups(before, after, said, Likeness(alike, least)):
        yield row.before[0] if row.before else None, row.after[0] if row.after else None, row.same


def in_groups(
    before: Sequence[Item],
    after: Sequence[Item],
    said: tuple[Sequence[Hashable], Sequence[Hashable]],
    likeness: Likeness[Item],
) -> Iterator[Beside]:
    """The same, with what was divided or put together as one row."""
    if said[0] == said[1]:
        yield from (Beside((index,), (index,), True) for index in range(len(said[0])))
        return
    for kind, a, b, c, d in SequenceMatcher(None, *said, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Beside((i,), (j,), True) for i, j in zip(range(a, b), range(c, d), strict=True))
        else:
            for row in _aligned(before[a:b], after[c:d], likeness):
                yield Beside(tuple(a + i for i in row.before), tuple(c + j for j in row.after))


def _aligned(before: Sequence[Item], after: Sequence[Item], likeness: Likeness[Item]) -> Iterator[Beside]:
    i = j = 0
    for row in (*_groups(before, after, likeness), None):
        one, other = (row.before[0], row.after[0]) if row else (len(before), len(after))
        yield from (Beside((index,), ()) for index in range(i, one))
        yield from (Beside((), (index,)) for index in range(j, other))
        if row:
            yield row
            i, j = row.before[-1] + 1, row.after[-1] + 1


def _groups(before: Sequence[Item], after: Sequence[Item], likeness: Likeness[Item]) -> list[Beside]:
    """The rows that have both sides, so that their likeness adds up to the most."""
    if len(before) * len(after) > _MOST:
        return []
    rows: dict[tuple[int, int], Beside] = {}
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            score = likeness.of(before[i], after[j])
            found = [(score, Beside((i,), (j,)))] if score >= likeness.least else []
            if likeness.texts and score >= _MAY_BE_PART:
                found += _divided(before, after, i, j, likeness)
            for value, row in found:
                value += best[row.before[-1] + 1][row.after[-1] + 1]
                if value > best[i][j]:
                    rows[i, j] = row
                    best[i][j] = value
    return list(_chosen(rows, best))


def _chosen(rows: Mapping[tuple[int, int], Beside], best: Sequence[Sequence[float]]) -> Iterator[Beside]:
    """The rows on the way that adds up to the most."""
    i = j = 0
    while i < len(best) - 1 and j < len(best[0]) - 1:
        if row := rows.get((i, j)):
            yield row
            i, j = row.before[-1] + 1, row.after[-1] + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _divided(
    before: Sequence[Item], after: Sequence[Item], i: int, j: int, likeness: Likeness[Item]
) -> Iterator[tuple[float, Beside]]:
    """The ways in which an item is several on the other side, each with how like it those are."""
    assert likeness.texts, "asked of what may be divided"
    old, new = likeness.texts
    if j < len(after) - 1:
        come = ((likeness.of(before[i], other), new(other)) for other in after[j : j + _PARTS])
        for score, count in _in_parts(old(before[i]), come):
            yield score, Beside((i,), tuple(range(j, j + count)))
    if i < len(before) - 1:
        gone = ((likeness.of(one, after[j]), old(one)) for one in before[i : i + _PARTS])
        for score, count in _in_parts(new(after[j]), gone):
            yield score, Beside(tuple(range(i, i + count)), (j,))


def _in_parts(whole: str, parts: Iterable[tuple[float, str]]) -> Iterator[tuple[float, int]]:
    """With how many of the first texts a text may have been divided into, how like it they are together: more than any of them
    alone, whatever else speaks for that. The parts come with how like they are."""
    pairs = _character_pairs(whole)
    together: frozenset[str] = frozenset()
    likest = least = 0.0
    for count, (alike, part) in enumerate(parts, 1):
        own = _character_pairs(part)
        # No part is longer than the whole.
        if alike < _MAY_BE_PART or not whole or not part or len(own) > len(pairs):
            return
        if len(own & pairs) < _IN_WHOLE * len(own):
            return
        together |= own
        likest, least = max(likest, _dice(own, pairs)), max(least, alike)
        score = _dice(together, pairs)
        if count > 1 and score >= max(_ALL_OF_IT, likest + _LIKER):
            yield max(score, least + _LIKER), count


# What stands elsewhere now


def moved(before: Mapping[One, str], after: Mapping[Other, str], telling: int) -> dict[One, Other]:
    """Which of the texts that are gone came elsewhere: the same, where no other is the same and they are as long as is `telling`, or
    edited ones that are long enough to be recognised. What stands near (in one list, in one section) needs to be less long."""
    pairs = dict(_only_ones(before, after, telling))
    taken = set(pairs.values())
    left = {one: text for one, text in before.items() if one not in pairs and len(text) >= _LONG}
    come = {other: text for other, text in after.items() if other not in taken and len(text) >= _LONG}
    return pairs | likest(left, come, _EDITED)


def _only_ones(
    before: Mapping[One, str], after: Mapping[Other, str], telling: int
) -> Iterator[tuple[One, Other]]:
    there = {text: other for other, text in after.items()}
    times = Counter(before.values()), Counter(after.values())
    for one, text in before.items():
        if len(text) >= telling and times[0][text] == times[1][text] == 1:
            yield one, there[text]


def moved_in_parts(
    wholes: Mapping[One, str], parts: Mapping[Other, str], may_follow: Callable[[Other, Other], bool]
) -> Iterator[tuple[One, tuple[Other, ...]]]:
    """Which of the texts of the one side stand elsewhere, in several that follow each other, on the other one."""
    order = list(parts)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(parts.values()):
        for shingle in _shingles(text):
            holders[shingle].append(place)
    taken: set[Other] = set()
    for one, text in wholes.items():
        if len(text) < 2 * _LONG:
            continue
        shared = Counter(place for shingle in _shingles(text) for place in _telling(holders, shingle))
        found: list[tuple[float, tuple[Other, ...]]] = []
        for place, _ in shared.most_common(_CANDIDATES):
            run = list(_run(order, place, taken, may_follow))
            for score, count in _in_parts(text, ((_MAY_BE_PART, parts[each]) for each in run)):
                found.append((score, tuple(run[:count])))
        if found:
            _, chosen = max(found, key=lambda each: each[0])
            taken.update(chosen)
            yield one, chosen


def _run(
    order: Sequence[Other], place: int, taken: Collection[Other], may_follow: Callable[[Other, Other], bool]
) -> Iterator[Other]:
    """What follows from a place on, as far as it goes together."""
    for at in range(place, min(place + _PARTS, len(order))):
        if order[at] in taken or (at > place and not may_follow(order[at - 1], order[at])):
            return
        yield order[at]


def likest(
    before: Mapping[One, str],
    after: Mapping[Other, str],
    least: float,
    may_be: Callable[[One, Other], bool] = lambda one, other: True,
) -> dict[One, Other]:
    """Pairs of texts that are alike, the likest first, of what `may_be` one; in linear time, since only texts that share
    pieces are compared."""
    holders: defaultdict[str, list[Other]] = defaultdict(list)
    for other, text in after.items():
        for shingle in _shingles(text):
            holders[shingle].append(other)
    scores: list[tuple[float, int, One, Other]] = []
    for order, (one, text) in enumerate(before.items()):
        shared = Counter(
            other for shingle in _shingles(text) for other in _telling(holders, shingle) if may_be(one, other)
        )
        for other, _ in shared.most_common(_CANDIDATES):
            score = likeness(text, after[other])
            if score >= least:
                scores.append((score, -order, one, other))
    pairs: dict[One, Other] = {}
    taken: set[Other] = set()
    for _, _, one, other in sorted(scores, key=lambda each: each[:2], reverse=True):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _telling(holders: Mapping[str, Sequence[Item]], shingle: str) -> Sequence[Item]:
    """The texts that hold a piece, if those are few."""
    held = holders.get(shingle, ())
    return held if len(held) <= _COMMON else ()


def _shingles(text: str) -> Iterable[str]:
    """Each once, in their order: a set's would be another one in each run, and so would what is chosen of equals."""
    return dict.fromkeys(text[index : index + _SHINGLE] for index in range(max(len(text) - _SHINGLE + 1, 1)))


# Likeness


@lru_cache(maxsize=65536)
def _character_pairs(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1)) or frozenset({text})


def likeness(before: str, after: str) -> float:
    """The degree of likeness of two texts, from 0 to 1: pairs of characters that stand in both (Dice)."""
    return _dice(_character_pairs(before), _character_pairs(after))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def handed_on(
    new_of: Mapping[str, str], lost: Collection[str], come: Collection[str], sure: Collection[str] = ()
) -> dict[str, str]:
    """Of ids in two versions that seem to be of the same things, those that went from one thing to another: they were exchanged, or
    handed on. `lost` and `come` are all ids of both versions whose things are sought.

    But for those that are `sure`, what had a new id has to be found under another one, and what has an old id under its former one.
    """
    found, had, have = dict(new_of), set(lost), set(come)
    while doubtful := [
        old
        for old, new in found.items()
        if old not in sure and (new in had - found.keys() or old in have - set(found.values()))
    ]:
        for old in doubtful:
            del found[old]
    return {old: new for old, new in found.items() if old in have or new in had}
