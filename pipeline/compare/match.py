"""Matching: the sections, measures, tables and terms of two versions that are the same, by id, else by likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from pipeline.compare.outline import Node, Outline
from pipeline.frozen import dataclass
from pipeline.model.contract import DIVISION
from pipeline.side_by_side import handed_on, likeness, likest

# From here on two texts of different ids are one that was edited.
_ALIKE = 0.5
# So long is what a section says that is recognised at another level.
_TELLING = 10
# Below this, what has the same id is something else.
_UNLIKE = 0.12


@dataclass(frozen=True, eq=False)
class Match:
    """The nodes of two versions that are the same, in both directions, and which of one id are not (`reused`)."""

    before: Outline
    after: Outline
    new_of: Mapping[Node, Node]
    old_of: Mapping[Node, Node]
    reused: tuple[tuple[Node, Node], ...]

    @property
    def called(self) -> dict[str, str]:
        """The old ids of what has a new one; and where an old id is that of something new, a name that the old version has not."""
        renamed = {new.id: old.id for old, new in self.new_of.items() if old.is_named and old.id != new.id}
        given_up = set(renamed.values())
        anew = (node.id for node in self.after.nodes() if node.id in given_up and node.id not in renamed)
        return {each: f"+{each}" for each in anew} | renamed


def match_nodes(before: Outline, after: Outline) -> Match:
    """Pair the nodes of two versions; whole parts are pairs too."""
    old = {node: _own_text(before, node) for node in before.nodes()}
    new = {node: _own_text(after, node) for node in after.nodes()}
    by_id = {node.id: node for node in new}
    pairs = {part: after.parts[name] for name, part in before.parts.items()}
    reused: list[tuple[Node, Node]] = []
    pairs |= _exchanged(old, new)
    taken = set(pairs.values())
    for node, text in old.items():
        same = by_id.get(node.id)
        if node in pairs or same in taken:
            continue
        if same and (node.level == DIVISION or likeness(text, new[same]) >= _UNLIKE):
            pairs[node] = same
        elif same:
            reused.append((node, same))
    taken = set(pairs.values())
    left = {node: text for node, text in old.items() if node not in pairs}
    added = {node: text for node, text in new.items() if node not in taken}
    pairs |= _likest(left, added, frozenset(reused))
    pairs |= _by_chapters(before, after, pairs)
    return Match(before, after, pairs, {other: node for node, other in pairs.items()}, tuple(reused))


def _exchanged(before: Mapping[Node, str], after: Mapping[Node, str]) -> dict[Node, Node]:
    """Nodes that say what others of their level said, each under the other's id, and nothing else does."""
    now = {node.id: text for node, text in after.items()}
    was = {node.id: text for node, text in before.items()}
    olds = _by_texts({node: text for node, text in before.items() if now.get(node.id) != text})
    news = _by_texts({node: text for node, text in after.items() if was.get(node.id) != text})
    same = {old.id: (old, news[said]) for said, old in olds.items() if said in news}
    ids = handed_on({each: new.id for each, (_, new) in same.items()}, was, now)
    return dict(map(same.__getitem__, ids))


def _by_texts(texts: Mapping[Node, str]) -> dict[tuple[int, str], Node]:
    """The nodes that alone say something at their level."""
    often = Counter((node.level, text) for node, text in texts.items())
    return {(node.level, text): node for node, text in texts.items() if often[node.level, text] == 1}


def _likest(
    before: Mapping[Node, str], after: Mapping[Node, str], apart: frozenset[tuple[Node, Node]]
) -> dict[Node, Node]:
    """The likest of one level; then sections of another level, which have to say enough to be recognised."""
    of_level = likest(
        before, after, _ALIKE, lambda one, other: one.level == other.level and (one, other) not in apart
    )
    taken = set(of_level.values())

    def sections(texts: Mapping[Node, str], paired: Collection[Node]) -> dict[Node, str]:
        return {
            node: text
            for node, text in texts.items()
            if node not in paired and node.is_section and len(text) >= _TELLING
        }

    left, come = sections(before, of_level), sections(after, taken)
    return of_level | likest(left, come, _ALIKE, lambda one, other: (one, other) not in apart)


def _own_text(version: Outline, node: Node) -> str:
    """A node's own text: its first leaf, and those that are no nodes of their own."""
    own = (node.begin, *(member for member in node.members if isinstance(member, int)))
    return "\n".join(map(version.text, own))


def _by_chapters(before: Outline, after: Outline, pairs: Mapping[Node, Node]) -> dict[Node, Node]:
    """Pairs of 部 with other ids and titles, by the chapters in them: most of the one's are most of the other's."""
    taken = set(pairs.values())
    shared = Counter(
        (division, after.division_of[pairs[chapter]])
        for chapter, division in before.division_of.items()
        if division not in pairs and pairs.get(chapter) in after.division_of
    )
    sizes = Counter(before.division_of.values()) + Counter(after.division_of.values())
    return {
        old: new
        for (old, new), count in shared.items()
        if new not in taken and 2 * count > max(sizes[old], sizes[new])
    }
