"""What of two versions stands in the same order: from the first leaf to the last, whatever it stands under."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.compare.align import Aligned, likeness_of
from pipeline.compare.outline import Node, Outline
from pipeline.frozen import dataclass
from pipeline.model.blocks import Turn
from pipeline.side_by_side import in_groups

# Leaves that belong to no pair of nodes are one that was edited only from here on: nothing else says that they are.
_ALIKE = 0.6


@dataclass(frozen=True)
class Pair:
    """Leaves of both versions that are the same, by their indexes; several on one side where they were divided or put together."""

    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True)
class Order:
    """The pairs that stayed in their order, by the part's name, and those that stand elsewhere now."""

    kept: Mapping[str, Sequence[Pair]]
    moved: Sequence[Pair]


def order_of(aligned: Aligned) -> Order:
    """What stayed is what stands side by side in nodes that stayed; of the rest as much as nothing of that stands in the way of,
    and so a section whose level alone is another one, or text that was put under a new heading."""
    old, new = aligned.match.before, aligned.match.after
    anchors = {name: list(_stayed(aligned, part)) for name, part in old.parts.items()}
    certain = {pair for each in anchors.values() for pair in each}
    others = [pair for pair in _pairs(aligned) if pair not in certain]
    kept: dict[str, list[Pair]] = {}
    for name, pairs in anchors.items():
        one, other = old.parts[name], new.parts[name]
        within = [pair for pair in others if _is_in(pair.before, one) and _is_in(pair.after, other)]
        kept[name] = sorted([*pairs, *_fitting(pairs, within)], key=_first)
    in_order = {pair for each in kept.values() for pair in each}
    moved = [pair for pair in others if pair not in in_order]
    paired = [*in_order, *moved]
    for name, pairs in kept.items():
        pairs += _between(aligned, name, pairs, paired)
        pairs.sort(key=_first)
    return Order(kept, moved)


def _first(pair: Pair) -> int:
    return pair.before[0]


def _is_in(leaves: Sequence[int], part: Node) -> bool:
    return part.begin <= leaves[0] < part.end


def _pairs(aligned: Aligned) -> Iterator[Pair]:
    """All leaves that stand side by side in some pair of nodes."""
    for old in aligned.rows:
        yield from _own(aligned, old)


def _own(aligned: Aligned, old: Node) -> Iterator[Pair]:
    """Those of one pair of nodes, without what stands in nodes below."""
    if old.is_named:
        yield Pair((old.begin,), (aligned.match.new_of[old].begin,))
    for row in aligned.rows[old]:
        if isinstance(row.before, tuple) and isinstance(row.after, tuple) and row.before and row.after:
            yield Pair(row.before, row.after)


def _stayed(aligned: Aligned, old: Node) -> Iterator[Pair]:
    """Those of a node that stayed, and of all below it that did."""
    yield from _own(aligned, old)
    for row in aligned.rows[old]:
        if isinstance(row.before, Node) and isinstance(row.after, Node):
            yield from _stayed(aligned, row.before)


def _fitting(anchors: Sequence[Pair], others: Sequence[Pair]) -> Iterator[Pair]:
    """The most of other pairs that stand in one order with each other and with all anchors."""
    places = sorted(anchors, key=_first)
    begins = [pair.before[0] for pair in places]
    between: dict[int, list[Pair]] = {}
    for pair in sorted(others, key=_first):
        at = bisect_left(begins, pair.before[0])
        least = places[at - 1].after[-1] if at else -1
        if least < pair.after[0] and (at == len(places) or pair.after[-1] < places[at].after[0]):
            between.setdefault(at, []).append(pair)
    for each in between.values():
        yield from _longest(each)


def _longest(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest row of pairs that stand in the same order on both sides; they come in the old one."""
    ends: list[int] = []  # the least place at which a row of so many ends
    last: list[int] = []  # the pair that ends it
    before: list[int] = []  # the pair before each in its row
    for index, pair in enumerate(pairs):
        at = bisect_left(ends, pair.after[0])
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [pair.after[0]], [index]
    row: list[Pair] = []
    index = last[-1] if last else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]


def _between(aligned: Aligned, name: str, kept: Sequence[Pair], paired: Sequence[Pair]) -> Iterator[Pair]:
    """What is the same, or was edited, among the leaves between others that belong to no pair of nodes."""
    match = aligned.match
    loose_old = _loose(match.before, name, {leaf for pair in paired for leaf in pair.before})
    loose_new = _loose(match.after, name, {leaf for pair in paired for leaf in pair.after})
    likeness = likeness_of(match, _ALIKE)
    end = Pair((len(match.before.leaves),), (len(match.after.leaves),))
    for pair in (*kept, end):
        before = _until(loose_old, pair.before[0])
        after = _until(loose_new, pair.after[0])
        said = (
            [match.before.signatures[each] for each in before],
            [match.after.signatures[each] for each in after],
        )
        for row in in_groups(before, after, said, likeness):
            one, other = [before[each] for each in row.before], [after[each] for each in row.after]
            if one and other and _is_run(one) and _is_run(other):
                yield Pair(tuple(one), tuple(other))


def _loose(version: Outline, name: str, paired: Collection[int]) -> deque[int]:
    """The leaves of a part that are in no pair, and no node's own."""
    part = version.parts[name]
    own = {node.begin for node in part.walk() if node.is_named}
    return deque(
        each
        for each in range(part.begin, part.end)
        if each not in paired and each not in own and not isinstance(version.leaves[each], Turn)
    )


def _until(leaves: deque[int], end: int) -> list[int]:
    """Those before an index, taken away."""
    found: list[int] = []
    while leaves and leaves[0] < end:
        found.append(leaves.popleft())
    return found


def _is_run(leaves: Sequence[int]) -> bool:
    return leaves[-1] - leaves[0] == len(leaves) - 1
