"""What was taken out at one place of a file and put in at another: rows, paragraphs, and several of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.frozen import dataclass
from pipeline.receive.edits import Extent
from pipeline.receive.groups import whole_rows
from pipeline.receive.places import Place
from pipeline.side_by_side import likeness

# What is so long, and so alike, is the same. Shorter texts stand at another place by chance.
_SAME, _LONG = 0.8, 6
# So many comparisons at the most: where more is gone and came, only what is equal has moved.
_MOST = 40_000


@dataclass(frozen=True)
class Move:
    """Lines that moved together, by their numbers in what was sent and in what came back."""

    extent: Extent
    before: tuple[int, ...]
    after: tuple[int, ...]


def find_moves(
    was: Sequence[Place], now: Sequence[Place], gone: Sequence[int], come: Sequence[int]
) -> list[Move]:
    """The moves among lines that stand on one side alone."""
    left = dict.fromkeys(gone), dict.fromkeys(come)
    rows = [
        Move(Extent.ROW, one, other)
        for one, other in _paired(
            {_key(was, group): tuple(group) for _, group in whole_rows(was, left[0])},
            {_key(now, group): tuple(group) for _, group in whole_rows(now, left[1])},
        )
    ]
    for move in rows:
        for at in move.before:
            del left[0][at]
        for at in move.after:
            del left[1][at]
    lines = _paired({was[at].line.key: (at,) for at in left[0]}, {now[at].line.key: (at,) for at in left[1]})
    return [*rows, *_together(was, now, sorted(lines))]


def _key(side: Sequence[Place], group: Sequence[int]) -> str:
    return "\t".join(side[at].line.key for at in group)


def _paired(
    one: dict[str, tuple[int, ...]], other: dict[str, tuple[int, ...]]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """What says the same, and then what is most alike."""
    left = {key: group for key, group in other.items() if len(key) >= _LONG}
    waiting: list[str] = []
    for key, group in one.items():
        if key in left:
            yield group, left.pop(key)
        elif len(key) >= _LONG:
            waiting.append(key)
    if len(waiting) * len(left) > _MOST:
        return
    for key in waiting:
        best = max(left, key=lambda each: likeness(key, each), default="")
        if best and likeness(key, best) >= _SAME:
            yield one[key], left.pop(best)


def _together(
    was: Sequence[Place], now: Sequence[Place], lines: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]
) -> list[Move]:
    """Lines that follow each other on both sides, in the same place, moved together."""
    groups: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    start = (-2, -2)
    last = start
    for (i,), (at,) in lines:
        follows = (i, at) == (last[0] + 1, last[1] + 1)
        beside = follows and was[i].cell == was[last[0]].cell and now[at].cell == now[last[1]].cell
        start = start if beside else (i, at)
        groups[start].append((i, at))
        last = (i, at)
    return [
        Move(
            Extent.CELL if was[group[0][0]].cell or now[group[0][1]].cell else Extent.TEXT,
            tuple(i for i, _ in group),
            tuple(at for _, at in group),
        )
        for group in groups.values()
    ]
