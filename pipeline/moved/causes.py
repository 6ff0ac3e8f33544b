"""The reasons for a new number: what was put in, taken out or moved before it, or around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, cached_property

from pipeline.frozen import dataclass
from pipeline.model.contract import CHAPTER, DIVISION
from pipeline.model.numbers import TargetKind
from pipeline.moved.record import Entry, Record
from pipeline.moved.same import Pairs


class Deed(StrEnum):
    """The deeds that change an entry; the value is what tells it, before the た of a sentence that ends there."""

    PUT_IN = "を入れ"
    TAKEN_OUT = "をなくし"
    MOVED = "移し"
    NUMBERED = "に番号を付け"
    UNNUMBERED = "の番号をやめ"
    RENUMBERED = "テンプレートの番号の付け方を変え"


@dataclass(frozen=True)
class Event:
    """A deed to one entry, as it was and as it is."""

    deed: Deed
    before: Entry | None = None
    after: Entry | None = None


@dataclass(frozen=True, eq=False)
class Tree:
    """The tree of a record's entries: the heading over it, and with whom it is counted; `division` is the 部 of a chapter.

    That is the heading over it only where chapters begin anew in each 部: elsewhere they are counted as if there were none.
    """

    entries: Mapping[str, Entry]
    parent: Mapping[str, str]
    counter: Mapping[str, Hashable]
    members: Mapping[Hashable, list[str]]
    division: Mapping[str, str]

    def counted_with(self, name: str, above: str | None) -> list[str]:
        """The numbered entries that it is counted with, or all of its level under the heading `above` ("" is over all)."""
        if above is None:
            return self.members[self.counter[name]]
        return self._under[above, _level(self.entries[name])]

    @cached_property
    def _under(self) -> Mapping[tuple[str, Hashable], list[str]]:
        """The numbered entries of each level under each heading."""
        under: defaultdict[tuple[str, Hashable], list[str]] = defaultdict(list)
        for name, entry in self.entries.items():
            for above in (*list(self.above(name))[1:], "") if entry.number else ():
                under[above, _level(entry)].append(name)
        return under

    def above(self, name: str) -> Iterator[str]:
        """The entry and the headings over it, innermost first."""
        while name:
            yield name
            name = self.parent[name]


def _level(entry: Entry) -> Hashable:
    return entry.kind, entry.level, entry.appendix


def tree_of(record: Record) -> Tree:
    """The tree of a record, from the levels of its headings."""
    parent: dict[str, str] = {}
    counter: dict[str, Hashable] = {}
    members: defaultdict[Hashable, list[str]] = defaultdict(list)
    division: dict[str, str] = {}
    path: list[tuple[int, str]] = []
    above = ""  # the 部 of what follows
    for name, entry in record.entries.items():
        if entry.kind is TargetKind.HEADING:
            path = [(level, each) for level, each in path if level < entry.level]
            above = "" if entry.appendix else name if entry.level == DIVISION else above
            if entry.level == CHAPTER and above:
                division[name] = above
            if entry.level == CHAPTER and not (above and _is_counted_in(entry, record.entries[above])):
                path = []
        parent[name] = path[-1][1] if path else ""
        counter[name] = _counter(entry, path)
        if entry.number:
            members[counter[name]].append(name)
        if entry.kind is TargetKind.HEADING:
            path.append((entry.level, name))
    return Tree(record.entries, parent, counter, members, division)


def _is_counted_in(chapter: Entry, division: Entry) -> bool:
    """Whether a chapter's number holds that of its 部."""
    return bool(division.number) and chapter.number.startswith(division.number)


def _counter(entry: Entry, path: list[tuple[int, str]]) -> Hashable:
    """Headings are counted under the one above them, tables and figures in their chapter, notes throughout."""
    if entry.kind is TargetKind.HEADING:
        return entry.level, path[-1][1] if path else entry.appendix
    if entry.kind is TargetKind.NOTE:
        return entry.kind
    return entry.kind, next((name for level, name in path if level >= CHAPTER), "")


class Causes:
    """The causes of new numbers, by the new name of what has one."""

    def __init__(self, before: Record, after: Record, pairs: Pairs) -> None:
        self.old, self.new = tree_of(before), tree_of(after)
        self.new_of, self.old_of = pairs.new_of, pairs.old_of
        self._moved = set(self._moves())
        self.of = cache(self._of)

    def _of(self, name: str) -> tuple[Event, ...]:
        """The events that gave an entry of both records another number; nothing where it has the same."""
        old = self.old_of[name]
        before, after = self.old.entries[old], self.new.entries[name]
        if before.number == after.number:
            return ()
        if bool(before.number) is not bool(after.number):
            return (Event(Deed.NUMBERED if after.number else Deed.UNNUMBERED, before, after),)
        if event := self._division_event(old, name):
            return (event,)
        if moved := self._outermost_move(name):
            return (self._event(moved),)
        events = [*self._counted_otherwise(old, name)]
        above = [each for each in list(self.new.above(name))[1:] if each in self.old_of]
        for each in above:
            events = events or [*self.of(each)]
        # A level that does not begin anew after all above it (w:lvlRestart) counts on from under other headings.
        for each in (*above, ""):
            events = events or [*self._counted_otherwise(old, name, each)]
        return tuple(dict.fromkeys(events)) or (Event(Deed.RENUMBERED),)

    def _division_event(self, old: str, new: str) -> Event | None:
        """The event of a 部 that has come or is gone around an entry, and is a part of its number."""
        for each in self.new.above(new):
            if self.new.entries[each].is_division and each not in self.old_of and each != new:
                return Event(Deed.PUT_IN, None, self.new.entries[each])
        for each in self.old.above(old):
            if self.old.entries[each].is_division and each not in self.new_of and each != old:
                return Event(Deed.TAKEN_OUT, self.old.entries[each], None)
        return None

    def _counted_otherwise(self, old: str, new: str, above: str | None = None) -> Iterator[Event]:
        """Events of entries that stand before it now and did not, or stood before it and do not: of those that are counted
        with it, or of all of its level under the heading `above` ("" is over everything)."""
        was = _before(self.old.counted_with(old, above and self.old_of[above]), old)
        here = _before(self.new.counted_with(new, above), new)
        there = {self.new_of.get(each, each) for each in was}
        for name in here:
            if name not in there:
                yield self._event(name)
        for name in was:
            if self.new_of.get(name, name) not in here:
                yield self._event(self.new_of[name]) if name in self.new_of else self._taken_out(name)

    def _event(self, name: str) -> Event:
        """The event of an entry that is there now, or of the outermost heading to which the same was done."""
        if name not in self.old_of:
            outer = [each for each in self.new.above(name) if each not in self.old_of]
            return Event(Deed.PUT_IN, None, self.new.entries[outer[-1]])
        moved = self._outermost_move(name) or name
        before, after = self.old.entries[self.old_of[moved]], self.new.entries[moved]
        if bool(before.number) is not bool(after.number):
            return Event(Deed.NUMBERED if after.number else Deed.UNNUMBERED, before, after)
        return Event(Deed.MOVED, before, after)

    def _taken_out(self, old: str) -> Event:
        outer = [each for each in self.old.above(old) if each not in self.new_of]
        return Event(Deed.TAKEN_OUT, self.old.entries[outer[-1]], None)

    def _outermost_move(self, name: str) -> str:
        moved = [each for each in self.new.above(name) if each in self._moved]
        return moved[-1] if moved else ""

    def _moves(self) -> Iterator[str]:
        """The entries that stand under another heading, or in another order among those that stayed under it."""
        old, new = self._families(self.old), self._families(self.new)
        for (parent, kind), children in new.items():
            stayed = [self.new_of.get(each) for each in old.get((self.old_of.get(parent, parent), kind), [])]
            here = [each for each in children if each in self.old_of]
            blocks = SequenceMatcher(None, stayed, here, autojunk=False).get_matching_blocks()
            kept = {here[block.b + offset] for block in blocks for offset in range(block.size)}
            yield from (each for each in here if each not in kept)

    @staticmethod
    def _families(tree: Tree) -> dict[tuple[str, Hashable], list[str]]:
        """The entries of each kind under each heading."""
        families: defaultdict[tuple[str, Hashable], list[str]] = defaultdict(list)
        for name, entry in tree.entries.items():
            families[tree.parent[name], (entry.kind, entry.level)].append(name)
        return families


def _before(names: list[str], name: str) -> list[str]:
    return names[: names.index(name)]


def told(events: Iterable[Event]) -> str:
    """Why, as the beginning of a sentence: 第２章「現状」を入れたため."""
    groups: defaultdict[Deed, list[Event]] = defaultdict(list)
    for event in events:
        groups[event.deed].append(event)
    return "、".join(_told_deed(deed, each) for deed, each in groups.items()) + "たため"


def _told_deed(deed: Deed, events: list[Event]) -> str:
    if deed is Deed.RENUMBERED:
        return deed.value
    first = events[0]
    entry = first.after or first.before
    assert entry is not None, "something was done to it"
    more = f"など{len(events)}件" if len(events) > 1 else ""
    if deed is not Deed.MOVED:
        shown = (first.before if deed is Deed.UNNUMBERED else entry) or entry
        return f"{shown.shown}{more}{deed}"
    assert first.before is not None
    assert first.after is not None
    if first.before.number == first.after.number or more:
        return f"{first.after.shown}{more}を{deed}"
    title = f"「{entry.title}」を" if entry.title and entry.kind is not TargetKind.NOTE else ""
    return f"{title}{first.before.numbered}から{first.after.numbered}に{deed}"
