"""Changes, unit by unit, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.compare.align import Aligned
from pipeline.compare.lines import REFERENCE, Reader, in_one
from pipeline.compare.looks import look_pairs
from pipeline.compare.order import Order
from pipeline.compare.outline import Node, Outline
from pipeline.compare.tables import compare_tables, table_text, whole_table
from pipeline.compare.units import loose_units, stated_lines
from pipeline.frozen import dataclass
from pipeline.model.blocks import ColumnBreak, Heading, Leaf, PageBreak, Turn, Within
from pipeline.model.comparison import (
    Change,
    ChangeKind,
    LinePair,
    Unit,
    is_title,
)
from pipeline.model.floats import Float, Grid
from pipeline.model.lines import Line
from pipeline.model.numbers import ResolvedPlan
from pipeline.side_by_side import Likeness, in_groups, likeness

# From here on two lines of one leaf are one line that was edited.
_ALIKE = 0.3

Units = Mapping[Node, Unit]
# Of both versions, the line by the unit's id.
Labels = tuple[Mapping[str, Line], Mapping[str, Line]]
# A pair of lines that differ, or (None) lines that are the same.
Stretch = LinePair | None


def changes_of(
    aligned: Aligned, order: Order, before: Units, after: Units, labels: Labels
) -> Iterator[Change]:
    """Everything that changed in the parts of two versions; `labels` are lines that other documents show of a unit."""
    beside = {row.before for rows in aligned.rows.values() for row in rows if isinstance(row.after, Node)}
    elsewhere = {leaf for pair in order.moved for leaf in pair.before}
    moved = frozenset(node for node in before if node.begin in elsewhere and node not in beside)
    walk = _Walk(aligned, moved, before, after, labels)
    for part in aligned.match.before.parts.values():
        yield from walk.pair(part)


def loose_changes(
    before: ResolvedPlan, after: ResolvedPlan, readers: tuple[Reader, Reader]
) -> Iterator[Change]:
    """Changes outside the parts: the plan's own data, the vision, the summary. `readers` are those of the two versions."""
    shared = before.passages.keys() & after.passages.keys()
    old, new = dict(loose_units(before, shared, readers[0])), dict(loose_units(after, shared, readers[1]))
    old_of = {unit.id: unit for unit in old}
    new_ids = {unit.id for unit in new}
    gone = [unit for unit in old if unit.id not in new_ids]
    for unit, said in new.items():
        other = old_of.get(unit.id)
        if other is None:
            # A passage that has another id alone is the same one.
            alike = (each for each in gone if each.title == unit.title)
            other = next((each for each in alike if old[each].written == said.written), None)
            if other:
                gone.remove(other)
        if other is None:
            yield Change(None, unit, (ChangeKind.ADDED,), tuple(LinePair(None, line) for line in said.lines))
            continue
        looks = look_pairs(old[other].leaves, said.leaves, readers)
        if any(stretches := [*side_by_side_lines(old[other].lines, said.lines), *looks]):
            yield Change(other, unit, (ChangeKind.EDITED,), *_told(stretches))
    for unit in gone:
        lines = old[unit].lines
        yield Change(unit, None, (ChangeKind.DELETED,), tuple(LinePair(line, None) for line in lines))


def stated(before: ResolvedPlan, after: ResolvedPlan) -> tuple[LinePair, ...]:
    """The differences in what two versions say of themselves."""
    return tuple(pair for pair in side_by_side_lines(stated_lines(before), stated_lines(after)) if pair)


@dataclass
class _Walk:
    """`moved` are the old nodes that stand elsewhere now, not those that came along."""

    aligned: Aligned
    moved: frozenset[Node]
    before: Units
    after: Units
    labels: Labels

    def pair(self, old: Node) -> Iterator[Change]:
        """The changes in a node that is in both versions, and in all below it."""
        new = self.aligned.match.new_of[old]
        if old.is_named and (change := self._own(old, new)):
            yield change
        for row in self.aligned.rows[old]:
            before, after = row.before, row.after
            if isinstance(before, Node) and isinstance(after, Node):
                yield from self.pair(before)
            elif isinstance(before, Node):
                yield from self._gone(before)
            elif isinstance(after, Node):
                yield from self._come(after)

    def _own(self, old: Node, new: Node) -> Change | None:
        kinds = []
        if old in self.moved:
            kinds.append(ChangeKind.MOVED)
        elif old.level != new.level:
            kinds.append(ChangeKind.RANKED)
        before, after = self.before[old], self.after[new]
        own = [*self._head_stretches(old, new), *self._label_stretches(old, new)]
        rest = self._member_stretches(old)
        title = next((pair for pair in own if pair and is_title(pair, before, after)), None)
        if before.title != after.title:
            kinds.append(ChangeKind.RENAMED)
        edited = any(pair and pair is not title for pair in (*own, *rest))
        if edited or self._look_differs(old, new, title is not None):
            kinds.append(ChangeKind.EDITED)
        return Change(before, after, tuple(kinds), *_told([*own, *rest])) if kinds else None

    def _head_stretches(self, old: Node, new: Node) -> list[Stretch]:
        """The lines of a node's own leaf. A heading is one line, however it reads now, and none that could be left out."""
        before, after = self.aligned.match.before, self.aligned.match.after
        one, other = before.leaves[old.begin], after.leaves[new.begin]
        if not isinstance(one, Heading) or not isinstance(other, Heading):
            return self._leaf_stretches((old.begin,), (new.begin,))
        if before.signatures[old.begin] == after.signatures[new.begin]:
            return []
        (title,), (now,) = before.reader.lines(one), after.reader.lines(other)
        looks = look_pairs([one], [other], (before.reader, after.reader))
        return [LinePair(title, now), *looks] if title.written != now.written else [*looks]

    def _label_stretches(self, old: Node, new: Node) -> Iterator[Stretch]:
        """The label of a node in other documents, where that is another one now."""
        before, after = self.labels[0].get(old.id), self.labels[1].get(new.id)
        if before and after and before.written != after.written:
            yield LinePair(before, after)

    def _member_stretches(self, old: Node) -> list[Stretch]:
        """The lines of what a node holds; tables, figures and terms that are there as before are left out like lines."""
        stretches: list[Stretch] = []
        for row in self.aligned.rows[old]:
            match row.before, row.after:
                case Node(), Node() as node:
                    if not isinstance(self.aligned.match.after.leaves[node.begin], Heading):
                        stretches.append(None)
                case Node(), _:
                    pass
                case _, Node():
                    pass
                case before, after:
                    stretches += self._leaf_stretches(before, after)
        return stretches

    def _leaf_stretches(self, before: Sequence[int], after: Sequence[int]) -> list[Stretch]:
        """The lines of leaves that differ, among those that their author wrote alike."""
        old, new = self.aligned.match.before, self.aligned.match.after
        if len(before) == len(after) == 1:
            one, other = old.leaves[before[0]], new.leaves[after[0]]
            if old.signatures[before[0]] == new.signatures[after[0]]:
                return [None] if new.text(after[0]) else []
            return [*self._side_by_side(one, other), *look_pairs([one], [other], (old.reader, new.reader))]
        if before and after:
            leaves = [old.leaves[each] for each in before], [new.leaves[each] for each in after]
            looks = look_pairs(*leaves, (old.reader, new.reader))
            return [*side_by_side_lines(_lines(old, before), _lines(new, after)), *looks]
        looks = look_pairs(_looks_alone(old, before), _looks_alone(new, after), (old.reader, new.reader))
        return [
            *(pair for leaf in before for pair in _alone(old, leaf, gone=True)),
            *(pair for leaf in after for pair in _alone(new, leaf, gone=False)),
            *looks,
        ]

    def _side_by_side(self, before: Leaf, after: Leaf) -> list[Stretch]:
        """The lines of a leaf that reads otherwise now; tables are compared by rows and columns."""
        readers = self.aligned.match.before.reader, self.aligned.match.after.reader
        was, now = table_text(before, readers[0]), table_text(after, readers[1])
        if was is None or now is None:
            lines = readers[0].lines(before), readers[1].lines(after)
            return list(side_by_side_lines(*lines, divides=not isinstance(after, Float | Grid)))
        (above, below), (now_above, now_below) = _around(before, readers[0]), _around(after, readers[1])
        return [
            *side_by_side_lines(above, now_above),
            *compare_tables(was.text, now.text),
            *side_by_side_lines([*was.notes, *below], [*now.notes, *now_below]),
        ]

    def _look_differs(self, old: Node, new: Node, renamed: bool) -> bool:
        """Whether something was written otherwise that lines don't tell: bold, a picture, the cells of a table."""
        pairs = [] if renamed or not old.is_named or old.level != new.level else [(old.begin, new.begin)]
        pairs += [
            (row.before[0], row.after[0])
            for row in self.aligned.rows[old]
            if isinstance(row.before, tuple) and isinstance(row.after, tuple) and row.before and row.after
        ]
        before, after = self.aligned.match.before, self.aligned.match.after
        if not renamed and old.level != new.level and self._heading_differs(old, new):
            return True
        return any(before.signatures[one] != after.signatures[other] for one, other in pairs)

    def _heading_differs(self, old: Node, new: Node) -> bool:
        """Whether a heading of another level now was written otherwise besides."""
        before, after = self.aligned.match.before, self.aligned.match.after
        one, other = before.leaves[old.begin], after.leaves[new.begin]
        assert isinstance(one, Heading), "headings alone have levels"
        assert isinstance(other, Heading), "headings alone have levels"
        same = replace(other, level=one.level, item_level=one.item_level)
        return before.signatures[old.begin] != after.reader.signature(same)

    def _gone(self, node: Node) -> Iterator[Change]:
        """A node that stands here no more: deleted, unless it moved; what moved out of it is told where it is now."""
        if node in self.aligned.match.new_of:
            return
        lines = tuple(self._all_lines(self.aligned.match.before, node, gone=True))
        yield Change(self.before[node], None, (ChangeKind.DELETED,), lines)

    def _come(self, node: Node) -> Iterator[Change]:
        """A node that stands here now: added, or moved to here."""
        if old := self.aligned.match.old_of.get(node):
            yield from self.pair(old)
            return
        lines = tuple(self._all_lines(self.aligned.match.after, node, gone=False))
        yield Change(None, self.after[node], (ChangeKind.ADDED,), lines)
        for below in node.walk():
            if old := self.aligned.match.old_of.get(below):
                yield from self.pair(old)

    def _all_lines(self, version: Outline, node: Node, gone: bool) -> Iterator[LinePair]:
        """The lines of a node and all below it, but for what is in the other version too."""
        known = self.aligned.match.new_of if gone else self.aligned.match.old_of
        if node in known:
            return
        yield from _alone(version, node.begin, gone)
        for member in node.members:
            if isinstance(member, Node):
                yield from self._all_lines(version, member, gone)
            else:
                yield from _alone(version, member, gone)


def _alone(version: Outline, index: int, gone: bool) -> Iterator[LinePair]:
    """The lines of a leaf that one version has alone."""
    leaf, reader = version.leaves[index], version.reader
    text = table_text(leaf, reader)
    if text is None:
        yield from (_one_sided(line, gone) for line in reader.lines(leaf) if line.text)
        return
    above, below = _around(leaf, reader)
    yield from (_one_sided(line, gone) for line in above)
    yield from whole_table(text.text, gone)
    yield from (_one_sided(line, gone) for line in (*text.notes, *below))


def _looks_alone(version: Outline, leaves: Sequence[int]) -> list[Leaf]:
    """Those leaves that are nothing but a look: turned paper, the end of a page."""
    found = (version.leaves[index] for index in leaves)
    return [leaf for leaf in found if isinstance(leaf, Turn | PageBreak | ColumnBreak)]


def _one_sided(line: Line, gone: bool) -> LinePair:
    return LinePair(line, None) if gone else LinePair(None, line)


def _around(leaf: Leaf, reader: Reader) -> tuple[list[Line], list[Line]]:
    """The lines above and below a table."""
    block = leaf.block if isinstance(leaf, Within) else leaf
    return reader.around(block) if isinstance(block, Float) else ([], [])


def _lines(version: Outline, leaves: Sequence[int]) -> list[Line]:
    """The lines of paragraphs, their notes behind all of them."""
    every = [line for leaf in leaves for line in version.reader.lines(version.leaves[leaf])]
    return sorted(every, key=lambda line: bool(line.label))


def side_by_side_lines(
    before: Sequence[Line], after: Sequence[Line], divides: bool = True
) -> Iterator[Stretch]:
    """The lines that their author changed, in order, among those that are the same. One that was divided, or put together,
    is one line; rows of tables are not."""
    texts = (_words, _words) if divides else (_labelled_words, _labelled_words)
    rows = in_groups(
        before,
        after,
        ([line.written for line in before], [line.written for line in after]),
        Likeness(_line_likeness, _ALIKE, texts),
    )
    for same, stretch in groupby(rows, key=lambda row: row.same):
        if same:
            yield None
            continue
        for row in stretch:
            yield LinePair(
                in_one([before[each] for each in row.before]) if row.before else None,
                in_one([after[each] for each in row.after]) if row.after else None,
            )


def _told(stretches: Iterable[Stretch]) -> tuple[tuple[LinePair, ...], frozenset[int]]:
    """The lines that differ, and before which of them (their number: after the last) others are left out."""
    lines: list[LinePair] = []
    gaps: set[int] = set()
    for stretch in stretches:
        if stretch:
            lines.append(stretch)
        else:
            gaps.add(len(lines))
    return tuple(lines), frozenset(gaps)


def _line_likeness(before: Line, after: Line) -> float:
    """The likeness of two lines; of one label they are one line, however they read."""
    if before.label != after.label:
        return 0.0
    return max(likeness(_words(before), _words(after)), _ALIKE if before.label else 0.0)


def _words(line: Line) -> str:
    """What a line says, without what its references show."""
    return REFERENCE.sub("", line.source)


def _labelled_words(line: Line) -> str:
    """The same of what stands in a cell by itself, and nothing of a row."""
    return _words(line) if line.label else ""
