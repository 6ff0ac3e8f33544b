"""The steps of a redline: the order in which it shows the leaves of both versions, and what it does with each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from pipeline.compare.align import Aligned
from pipeline.compare.outline import Node
from pipeline.frozen import dataclass
from pipeline.model.comparison import Step, StepKind


def steps_of(aligned: Aligned) -> Mapping[str, tuple[Step, ...]]:
    """The steps of each part by its name."""
    walk = _Walk(aligned)
    steps = {name: tuple(walk.pair(part)) for name, part in aligned.match.before.parts.items()}
    return {name: tuple(map(walk.settled, each)) for name, each in steps.items()}


@dataclass
class _Walk:
    """`within` are moves that begin or end within another move: those are shown as taken out and put in."""

    aligned: Aligned
    within: set[int] = field(default_factory=set)

    def pair(self, old: Node) -> Iterator[Step]:
        """A node that stayed: its own leaf, and its members."""
        if old.is_named:
            yield Step(StepKind.KEPT, old.begin, self.aligned.match.new_of[old].begin)
        for row in self.aligned.rows[old]:
            match row.before, row.after:
                case Node() as node, Node():
                    yield from self.pair(node)
                case Node() as node, _:
                    yield from self._taken_out(node, 0)
                case _, Node() as node:
                    yield from self._put_in(node, 0)
                case int(before), int(after):
                    yield Step(StepKind.KEPT, before, after)
                case int(before), _:
                    yield Step(StepKind.DELETED, before, None)
                case _, after:
                    yield Step(StepKind.INSERTED, None, after)

    def _taken_out(self, node: Node, around: int) -> Iterator[Step]:
        move = self._move(node, around)
        kind = StepKind.MOVED_FROM if move else StepKind.DELETED
        yield Step(kind, node.begin, None, move)
        for member in node.members:
            if isinstance(member, Node):
                yield from self._taken_out(member, move)
            else:
                yield Step(kind, member, None, move)

    def _put_in(self, node: Node, around: int) -> Iterator[Step]:
        move = self._move(self.aligned.match.old_of.get(node), around)
        kind = StepKind.MOVED_TO if move else StepKind.INSERTED
        yield Step(kind, None, node.begin, move)
        for member in node.members:
            if isinstance(member, Node):
                yield from self._put_in(member, move)
            else:
                yield Step(kind, None, member, move)

    def _move(self, old: Node | None, around: int) -> int:
        """The move that a node belongs to: its own, or the one around it.

        What is new or gone within something that moved goes with it: accepting or rejecting the move does the same to it.
        """
        own = self.aligned.moves.get(old, 0) if old else 0
        if own and around:
            self.within.add(own)
        return own or around

    def settled(self, step: Step) -> Step:
        """Moves within a move as what Word can show of them."""
        if step.move not in self.within:
            return step
        kind = StepKind.DELETED if step.kind is StepKind.MOVED_FROM else StepKind.INSERTED
        return replace(step, kind=kind, move=0)
