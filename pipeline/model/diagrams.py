"""Boxes in layers, and how they are joined: what 位置付け図 and 流れ図 are laid out from.

```
 layer   [box]        [box]
            └────┬─────┘      bus: from all of these to all of those
 layer   [box] ⇔ [own] ⇔ [box]
                         [box]   stack: boxes one under the other, beside the others of their layer
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from itertools import combinations, pairwise

from pipeline.frozen import dataclass
from pipeline.model.inlines import Paragraph
from pipeline.problems import Location

# The width of a drawing; places in it are whole numbers.
WIDTH = 1000
# The most boxes that stand side by side: on no paper would more of them hold a word.
MOST = 20
# A box that is alone in its layer, and the share of this plan's box among those beside it.
ALONE = 560
_OWN_SHARE, _SHARE = 4, 3
# Between boxes of a layer: where nothing stands, an arrow, or the word 連動.
_GAP, _ARROW_GAP, _WORD_GAP = 30, 45, 70
# Centres as near as this are made one: a line between them would have a kink.
_STRAIGHT = 14


class JoinKind(StrEnum):
    """The ways in which two boxes are joined."""

    ARROW = "矢印"
    BOTH = "両矢印"
    LINKED = "連動"
    LINE = "線"


@dataclass(frozen=True)
class Box:
    """A box by the name that joins have for it. `own` is the plan's own, with what is `shown` in it of the framework by name;
    `parts` stand in it side by side."""

    name: str
    content: tuple[Paragraph, ...]
    own: bool = False
    shown: tuple[str, ...] = ()
    parts: tuple[Box, ...] = ()
    location: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True)
class Join:
    """Two boxes that are joined, by their names; an arrow points to `end`."""

    start: str
    end: str
    kind: JoinKind
    location: Location = field(default=Location(""), compare=False)

    @property
    def names(self) -> frozenset[str]:
        return frozenset((self.start, self.end))


Stack = tuple[Box, ...]
Layer = tuple[Stack, ...]


@dataclass(frozen=True)
class Bus:
    """A line that joins all of some boxes with all of some in the layer below; an arrow points down, or `upward`."""

    uppers: tuple[str, ...]
    lowers: tuple[str, ...]
    kind: JoinKind
    upward: bool


@dataclass(frozen=True)
class Diagram:
    layers: tuple[Layer, ...]
    joins: tuple[Join, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All boxes in the order of reading, those that stand in others left out."""
        return tuple(box for layer in self.layers for stack in layer for box in stack)

    @property
    def own(self) -> Box | None:
        return next((box for box in self.boxes if box.own), None)

    @cached_property
    def spans(self) -> dict[str, tuple[int, int]]:
        """The places of each box's left and right side."""
        return {
            box.name: span
            for layer in self.layers
            for stack, span in zip(layer, self._spans_of(layer), strict=True)
            for box in stack
        }

    def centre(self, name: str) -> int:
        left, right = self.spans[name]
        return (left + right) // 2

    def beside(self, layer: Layer) -> Iterator[tuple[Box, Box, Join]]:
        """The boxes of a layer that are joined with one of the stack to their right."""
        for stack, following in pairwise(layer):
            for left in stack:
                for right in following:
                    yield from ((left, right, join) for join in self._between(left, right))

    def below(self, stack: Stack) -> Iterator[tuple[int, Join]]:
        """The joins between boxes that stand one under the other, each with the upper one's place in the stack."""
        for index, (upper, lower) in enumerate(pairwise(stack)):
            yield from ((index, join) for join in self._between(upper, lower))

    def buses(self, upper: Layer, lower: Layer) -> list[Bus]:
        """The lines between two layers: what is joined with the same boxes in the same way shares one."""
        above = [stack[-1] for stack in upper if stack]
        found: dict[tuple[tuple[str, ...], JoinKind, bool], list[str]] = {}
        for box in (stack[0] for stack in lower):
            ways: dict[tuple[JoinKind, bool], list[str]] = {}
            for each in above:
                for join in self._between(each, box):
                    ways.setdefault((join.kind, _points_up(join, each)), []).append(each.name)
            for (kind, upward), names in ways.items():
                found.setdefault((tuple(names), kind, upward), []).append(box.name)
        return [Bus(uppers, tuple(lowers), kind, up) for (uppers, kind, up), lowers in found.items()]

    def ends(self, bus: Bus) -> tuple[list[int], list[int]]:
        """The places where a bus leaves its upper boxes and reaches the lower ones."""
        uppers = [self.centre(name) for name in bus.uppers]
        lowers = [_straightened(self.centre(name), uppers) for name in bus.lowers]
        return uppers, lowers

    @property
    def touching(self) -> set[frozenset[str]]:
        """The pairs of boxes that can be joined: one under the other, or side by side."""
        pairs = [pair for layer in self.layers for stack in layer for pair in pairwise(stack)]
        for layer in self.layers:
            pairs += [(one, other) for left, right in pairwise(layer) for one in left for other in right]
        for upper, lower in pairwise(self.layers):
            pairs += [(above[-1], below[0]) for above in upper for below in lower]
        return {frozenset((one.name, other.name)) for one, other in pairs}

    def crossing(self, upper: Layer, lower: Layer) -> Iterator[tuple[Bus, Bus]]:
        """Each two lines between these layers that would meet."""
        for one, other in combinations(self.buses(upper, lower), 2):
            (first, last), (first_other, last_other) = (
                (min(places), max(places))
                for places in ([*uppers, *lowers] for uppers, lowers in map(self.ends, (one, other)))
            )
            if max(first, first_other) <= min(last, last_other):
                yield one, other

    def _between(self, one: Box, other: Box) -> Iterator[Join]:
        return (join for join in self.joins if join.names == {one.name, other.name})

    def _spans_of(self, layer: Layer) -> list[tuple[int, int]]:
        if len(layer) == 1 and len(layer[0][0].parts) < 3:
            centre = self._middle
            half = min(ALONE // 2, centre, WIDTH - centre)
            return [(centre - half, centre + half)]
        gap = self._gap(layer)
        shares = [_OWN_SHARE if any(box.own for box in stack) else _SHARE for stack in layer]
        room = WIDTH - gap * (len(layer) - 1)
        spans, done = [], 0
        for index, share in enumerate(shares):
            left, right = (round(room * each / sum(shares)) + gap * index for each in (done, done + share))
            done += share
            spans.append((left, right))
        return spans

    @cached_property
    def _middle(self) -> int:
        """The middle of this plan's own box, under which others stand that are alone in their layer."""
        for layer in self.layers:
            if len(layer) > 1:
                for stack, (left, right) in zip(layer, self._spans_of(layer), strict=True):
                    if any(box.own for box in stack):
                        return (left + right) // 2
        return WIDTH // 2

    def _gap(self, layer: Layer) -> int:
        kinds = {join.kind for _, _, join in self.beside(layer)}
        wanted = _WORD_GAP if JoinKind.LINKED in kinds else _ARROW_GAP if kinds else _GAP
        return min(wanted, WIDTH // (4 * len(layer)))


def _points_up(join: Join, upper: Box) -> bool:
    return join.kind is JoinKind.ARROW and join.end == upper.name


def _straightened(place: int, others: list[int]) -> int:
    return next((each for each in others if abs(each - place) <= _STRAIGHT), place)
