"""The steps of a redline: the order in which it shows the leaves of both versions, and what it does with each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.compare.order import Order, Pair
from pipeline.compare.outline import Node, Outline
from pipeline.model.comparison import Step, StepKind


def steps_of(before: Outline, after: Outline, order: Order) -> Mapping[str, tuple[Step, ...]]:
    """The steps of each part by its name: between what stayed, what was taken out stands before what was put in."""
    moves = dict(_moves(before, after, order))
    return {
        name: tuple(_joined(tuple(_steps(part, after.parts[name], order, name, moves))))
        for name, part in before.parts.items()
    }


def _steps(old: Node, new: Node, order: Order, name: str, moves: Mapping[Pair, int]) -> Iterator[Step]:
    gone = {pair.before[0]: pair for pair in order.moved}
    come = {pair.after[0]: pair for pair in order.moved}
    i, j = old.begin, new.begin
    for pair in (*order.kept[name], Pair((old.end,), (new.end,))):
        while i < pair.before[0]:
            one = gone.get(i, Pair((i,), ()))
            kind = StepKind.MOVED_FROM if one in moves else StepKind.DELETED
            is_here = one in moves and new.begin <= one.after[0] < new.end
            yield Step(kind, one.before, one.after if is_here else (), moves.get(one, 0))
            i = one.before[-1] + 1
        while j < pair.after[0]:
            other = come.get(j, Pair((), (j,)))
            kind = StepKind.MOVED_TO if other in moves else StepKind.INSERTED
            # What comes from another part is as it was there.
            is_here = other in moves and old.begin <= other.before[0] < old.end
            was = other.before if is_here else ()
            yield Step(kind, was, other.after, moves.get(other, 0))
            j = other.after[-1] + 1
        if i < old.end or j < new.end:
            yield Step(StepKind.KEPT, pair.before, pair.after)
            i, j = pair.before[-1] + 1, pair.after[-1] + 1


# The part in which something stands, between which leaves that stayed, and the how many-eth it is of all that moved.
_Place = tuple[str, int, int]


def _moves(before: Outline, after: Outline, order: Order) -> Iterator[tuple[Pair, int]]:
    """The numbers of moves, from 1: what stood and stands together moved together. Each has two ends, also where something
    moved out of it elsewhere."""
    kept = [pair for each in order.kept.values() for pair in each]
    old = _places(before, [pair.before[0] for pair in kept], [pair.before[0] for pair in order.moved])
    new = _places(after, [pair.after[0] for pair in kept], [pair.after[0] for pair in order.moved])
    number = 0
    ended: tuple[_Place, _Place] | None = None
    for pair in sorted(order.moved, key=lambda pair: pair.before[0]):
        here = old[pair.before[0]], new[pair.after[0]]
        if here[0][0] != here[1][0] and not _is_the_same(before, after, pair):
            continue
        number += here != ended
        yield pair, number
        ended = _next(here[0]), _next(here[1])


def _is_the_same(before: Outline, after: Outline, pair: Pair) -> bool:
    """Whether leaves were not edited. Of what was edited and went to another part the one is deleted and the other inserted."""
    was, now = (
        [version.signatures[each] for each in leaves]
        for version, leaves in ((before, pair.before), (after, pair.after))
    )
    return was == now


def _next(place: _Place) -> _Place:
    return *place[:2], place[2] + 1


def _places(version: Outline, kept: Sequence[int], moved: Sequence[int]) -> dict[int, _Place]:
    """The place of each leaf that moved."""
    stayed = sorted(kept)
    names = [(part.begin, name) for name, part in version.parts.items() if part.begin < part.end]
    return {
        leaf: (max((begin, name) for begin, name in names if begin <= leaf)[1], bisect_left(stayed, leaf), at)
        for at, leaf in enumerate(sorted(moved))
    }


def _joined(steps: Sequence[Step]) -> list[Step]:
    """The steps with what is gone from within a move, or came into it, as a part of that."""
    joined = list(steps)
    last = -1  # the last step of a move
    for index, step in enumerate(steps):
        if step.kind is StepKind.KEPT:
            last = -1
        elif step.move:
            if last >= 0 and (steps[last].kind, steps[last].move) == (step.kind, step.move):
                for at in range(last + 1, index):
                    joined[at] = replace(joined[at], move=step.move)
            last = index
    return joined
