"""The members of matched nodes side by side: what stayed, what was edited, what is on one side alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial

from pipeline.compare.match import Match
from pipeline.compare.outline import Node, Outline
from pipeline.frozen import dataclass
from pipeline.model.blocks import Turn
from pipeline.model.floats import Grid
from pipeline.model.inlines import Paragraph
from pipeline.side_by_side import Likeness, in_groups, likeness

# From here on two leaves of one section are one that was edited.
_ALIKE = 0.35


@dataclass(frozen=True, eq=False)
class Row:
    """Leaves or a node that stand side by side: none where the other side has nothing like it at this place, several where a
    paragraph was divided or some were put together."""

    before: tuple[int, ...] | Node
    after: tuple[int, ...] | Node


@dataclass(frozen=True, eq=False)
class Aligned:
    """The rows of every pair of nodes, by the old node."""

    match: Match
    rows: Mapping[Node, Sequence[Row]]


def align_members(match: Match) -> Aligned:
    """Members in reading order; what was taken out stands before what was put in."""
    return Aligned(match, {old: _rows(match, old, new) for old, new in match.new_of.items()})


def _rows(match: Match, before: Node, after: Node) -> list[Row]:
    old = [_key(match.before, member, member) for member in before.members]
    new = [
        _key(match.after, member, _at_its_place(match, member) if isinstance(member, Node) else None)
        for member in after.members
    ]
    rows = in_groups(before.members, after.members, (old, new), likeness_of(match, _ALIKE))
    return [Row(_of(before.members, row.before), _of(after.members, row.after)) for row in rows]


def _of(members: Sequence[int | Node], places: Sequence[int]) -> tuple[int, ...] | Node:
    """The leaves at these places, or the node."""
    found = [members[place] for place in places]
    leaves = tuple(each for each in found if isinstance(each, int))
    node = next((each for each in found if isinstance(each, Node)), None)
    return node or leaves


def likeness_of(match: Match, least: float) -> Likeness[int | Node]:
    """How leaves of the two versions are compared: from `least` on, two are one that was edited."""
    # Each leaf is compared with many: what it says is read once.
    old_leaf, new_leaf = (cache(partial(_leaf, version)) for version in (match.before, match.after))

    def alike(one: int | Node, other: int | Node) -> float:
        return _leaf_likeness(old_leaf(one), new_leaf(other))

    return Likeness(
        alike, least, (lambda one: _running(old_leaf(one)), lambda other: _running(new_leaf(other)))
    )


def _running(leaf: _Leaf | None) -> str:
    """What a paragraph says, which may be divided; nothing of all else."""
    return leaf.text if leaf and leaf.kind is Paragraph else ""


def _at_its_place(match: Match, node: Node) -> Node | None:
    """The old node of one that may have stayed: no chapter has that was in another 部, where both 部 are in both versions."""
    old = match.old_of.get(node)
    was, now = match.before.division_of.get(old) if old else None, match.after.division_of.get(node)
    both = was and now and was in match.new_of and now in match.old_of
    return None if both and was and match.new_of[was] is not now else old


def _key(version: Outline, member: int | Node, old: int | Node | None) -> tuple[str, object]:
    """The key that is equal for members that stayed: the old node itself, or what is written in a leaf."""
    if isinstance(member, Node):
        return "node", old or member
    return "leaf", version.signatures[member]


@dataclass(frozen=True)
class _Leaf:
    """The kind of a leaf and its text; `name` is what a table that the program makes is called."""

    kind: object
    text: str
    name: str = ""


def _leaf(version: Outline, member: int | Node) -> _Leaf | None:
    """The part of a leaf that is compared; None for a node."""
    if isinstance(member, Node):
        return None
    leaf = version.leaves[member]
    name = leaf.alt if isinstance(leaf, Grid) else ""
    return _Leaf(leaf if isinstance(leaf, Turn) else type(leaf), version.text(member), name)


def _leaf_likeness(before: _Leaf | None, after: _Leaf | None) -> float:
    """The likeness of two leaves of one kind; 0 where they are not the same leaf, edited."""
    if before is None or after is None or before.kind != after.kind:
        return 0.0
    alike = likeness(before.text, after.text) if before.text or after.text else 1.0
    # However many rows a list such as the revision history has now, it is that list.
    return max(alike, _ALIKE) if before.name and before.name == after.name else alike
