"""A version of a plan as trees of what can be named: headings, with tables, figures and terms under them.

Everything else belongs to the heading above it. Turned paper has no place in a tree: its beginning and its end are leaves
like paragraphs, and so is all that stands on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache, cached_property

from pipeline.compare.lines import Reader
from pipeline.frozen import dataclass
from pipeline.model.blocks import Box, Heading, Leaf, Named, NamedBlock, Within, blocks_in, leaves, walk
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import CHAPTER, DIVISION
from pipeline.model.numbers import ResolvedPlan

PARTS = ("前付", "本文", "資料編")
# Tables, figures and terms stand below every heading, the whole of a part above all of them.
_WHOLE, _BELOW_HEADINGS = -1, 9
# Boxes stand below headings, too, and may hold tables and figures.
_BOX = 8


@dataclass(frozen=True, eq=False)
class Node:
    """Something with an id: `begin` to `end` are its leaves, its own first; `members` are leaves and nodes in order.

    The node of a whole part has the part's name for an id, and no leaf of its own. Chapters stand in it beside the 部 before
    them, not under that: one that is put in, or gone, moves none of them.
    """

    id: str
    level: int
    begin: int
    end: int
    members: tuple[int | Node, ...]

    @property
    def is_named(self) -> bool:
        """Whether it is more than a whole part: it has a leaf of its own."""
        return self.level != _WHOLE

    @property
    def is_section(self) -> bool:
        """Whether it is a heading under a 部, with what stands under it."""
        return DIVISION < self.level < _BOX

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for member in self.members:
            if isinstance(member, Node):
                yield from member.walk()


@dataclass(frozen=True, eq=False)
class Outline:
    """One version: all leaves of the full plan in reading order, and a tree over those of each part by its name. `text` is what
    a leaf says, by its place: read once, and compared with many."""

    leaves: tuple[Leaf, ...]
    parts: Mapping[str, Node]
    reader: Reader
    text: Callable[[int], str]

    @cached_property
    def signatures(self) -> tuple[str, ...]:
        """A signature of each leaf, equal for leaves that their author wrote alike."""
        return tuple(map(self.reader.signature, self.leaves))

    @cached_property
    def named(self) -> tuple[tuple[int, Named], ...]:
        """All that has an id of its own, notes and words in texts among it, each with the place of its leaf."""
        return tuple(
            (index, node)
            for index, leaf in enumerate(self.leaves)
            for node in walk(blocks_in(leaf))
            if isinstance(node, Named)
        )

    @cached_property
    def division_of(self) -> Mapping[Node, Node]:
        """The 部 of each chapter that stands in one."""
        found: dict[Node, Node] = {}
        for part in self.parts.values():
            division: Node | None = None
            for member in part.members:
                if isinstance(member, Node) and member.level == DIVISION:
                    division = member
                elif isinstance(member, Node) and division:
                    found[member] = division
        return found

    def nodes(self) -> Iterator[Node]:
        """Everything that has an id of its own."""
        for part in self.parts.values():
            yield from (node for node in part.walk() if node.is_named)


def outline(resolved: ResolvedPlan, content: DocumentContent) -> Outline:
    """The outline of a plan as its 本編 shows it."""
    every: list[Leaf] = []
    parts: dict[str, Node] = {}
    for name in PARTS:
        slot = content.slots[name]
        begin = len(every)
        every += leaves(slot.blocks) if isinstance(slot, Part) else ()
        parts[name] = _tree(name, every, begin)
    reader = Reader(resolved.targets, resolved.plan.images)
    return Outline(tuple(every), parts, reader, cache(lambda index: reader.text(every[index])))


@dataclass
class _Open:
    """A node whose end has not been reached."""

    id: str
    level: int
    begin: int
    members: list[int | Node] = field(default_factory=list)

    def closed(self, end: int) -> Node:
        return Node(self.id, self.level, self.begin, end, tuple(self.members))


def _tree(name: str, every: Sequence[Leaf], begin: int) -> Node:
    path = [_Open(name, _WHOLE, begin)]
    for index in range(begin, len(every)):
        leaf = every[index]
        if isinstance(leaf, Heading):
            _close(path, DIVISION if leaf.level == CHAPTER else leaf.level, index)
            path.append(_Open(leaf.id, leaf.level, index))
        elif isinstance(leaf, Within):
            # Of a box that has no name of its own what is named stands under the heading.
            path[-1].members.append(Node(leaf.block.id, _BELOW_HEADINGS, index, index + 1, ()))
        elif isinstance(leaf, Box) and leaf.id:
            _close(path, _BOX, index)
            path.append(_Open(leaf.id, _BOX, index))
        elif isinstance(leaf, NamedBlock) and leaf.id:
            _close(path, _BOX, index)
            path[-1].members.append(Node(leaf.id, _BELOW_HEADINGS, index, index + 1, ()))
        else:
            _close(path, _BOX, index)
            path[-1].members.append(index)
    _close(path, DIVISION, len(every))
    return path[0].closed(len(every))


def _close(path: list[_Open], level: int, end: int) -> None:
    """Close all that a heading of this level ends."""
    while path[-1].level >= level:
        node = path.pop().closed(end)
        path[-1].members.append(node)
