"""Matching of two records: entries by id, unless it is another's now, then by title and number; references by where they stand."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.frozen import dataclass
from pipeline.moved.record import Entry, Occurrence, Record
from pipeline.side_by_side import handed_on, likeness

# From here on two titles of one number are one title that was edited.
_ALIKE = 0.5


@dataclass(frozen=True)
class Pairs:
    """Entries that are in both records, by their old names; references that are, and those of one record alone."""

    new_of: Mapping[str, str]
    occurrences: Sequence[tuple[Occurrence, Occurrence]]
    gone: Sequence[Occurrence]
    come: Sequence[Occurrence]

    @property
    def old_of(self) -> dict[str, str]:
        return {new: old for old, new in self.new_of.items()}


def pair(before: Record, after: Record) -> Pairs:
    """Everything of two records that is the same."""
    new_of = _entries(before.entries, after.entries)
    occurrences, gone, come = _occurrences(before, after, new_of)
    return Pairs(new_of, occurrences, gone, come)


def _entries(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> dict[str, str]:
    new_of = {
        name: name
        for name, entry in before.items()
        if name in after and _same_title(after[name]) == _same_title(entry)
    }
    new_of |= _ids_of_others(before, after, new_of)
    taken = set(new_of.values())
    new_of |= {
        name: name
        for name, entry in before.items()
        if name not in new_of and name not in taken and name in after and after[name].kind is entry.kind
    }
    for rule in (_same_place_and_title, _same_title, _same_place):
        left, added = _unpaired(before, after, new_of)
        for old, new in _matched(left, added, before, after, rule):
            new_of[old] = new
    return new_of


def _unpaired(
    before: Mapping[str, Entry], after: Mapping[str, Entry], new_of: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    taken = set(new_of.values())
    return [name for name in before if name not in new_of], [name for name in after if name not in taken]


def _ids_of_others(
    before: Mapping[str, Entry], after: Mapping[str, Entry], new_of: Mapping[str, str]
) -> dict[str, str]:
    """Entries that have the id which another had, in their old order under their old titles: ids were exchanged, or handed on.

    Where the number is new, the one that had the id has to be there as well, under its old title, and so has the one that has the old
    id: else it is titles that were exchanged.
    """
    left, added = _unpaired(before, after, new_of)
    old = [_same_title(before[name]) for name in left]
    new = [_same_title(after[name]) for name in added]
    found = {
        left[block.a + index]: added[block.b + index]
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for index in range(block.size)
    }
    same_number = {old for old, new in found.items() if before[old].number == after[new].number}
    return handed_on(found, left, added, same_number)


def _matched(
    left: Sequence[str],
    added: Sequence[str],
    before: Mapping[str, Entry],
    after: Mapping[str, Entry],
    rule: Callable[[Entry], Hashable],
) -> Iterable[tuple[str, str]]:
    """Pairs of entries that are the same by a rule, where no third one is."""
    olds, news = _grouped(left, before, rule), _grouped(added, after, rule)
    for key, names in olds.items():
        others = news.get(key, [])
        if len(names) == len(others) == 1:
            old, new = names[0], others[0]
            same_title = before[old].title == after[new].title
            if same_title or likeness(before[old].title, after[new].title) >= _ALIKE:
                yield old, new


def _grouped(
    names: Iterable[str], entries: Mapping[str, Entry], rule: Callable[[Entry], Hashable]
) -> dict[Hashable, list[str]]:
    groups: defaultdict[Hashable, list[str]] = defaultdict(list)
    for name in names:
        groups[rule(entries[name])].append(name)
    return groups


def _same_place_and_title(entry: Entry) -> Hashable:
    return entry.kind, entry.number, entry.title


def _same_title(entry: Entry) -> Hashable:
    return entry.kind, entry.level, entry.title


def _same_place(entry: Entry) -> Hashable:
    return entry.kind, entry.number


# References

Rule = Callable[[Occurrence], Hashable]
# From the surest to the boldest: each takes what those before it have left.
_RULES: tuple[Rule, ...] = (
    lambda each: (each.around, each.target, each.variant, each.words),
    lambda each: (each.around, each.words),
    lambda each: (each.around, each.target, each.variant),
    lambda each: (each.target, each.variant, each.words),
    lambda each: (each.around, each.target),
)


def _occurrences(
    before: Record, after: Record, new_of: Mapping[str, str]
) -> tuple[list[tuple[Occurrence, Occurrence]], list[Occurrence], list[Occurrence]]:
    """The pairs in their new order, what is gone, and what has come."""
    titles = {before.entries[old].title: after.entries[new].title for old, new in new_of.items()}
    left = dict(enumerate(before.occurrences))
    added = dict(enumerate(after.occurrences))
    pairs: dict[int, int] = {}

    def renamed(each: Occurrence) -> Occurrence:
        around = new_of.get(each.around) or titles.get(each.around, each.around)
        return replace(each, around=around, target=new_of.get(each.target, each.target))

    for rule in _RULES:
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for index, each in left.items():
            waiting[rule(renamed(each))].append(index)
        for new, each in list(added.items()):
            if olds := waiting.get(rule(each)):
                pairs[new] = olds.popleft()
                del left[pairs[new]], added[new]
    both = [(before.occurrences[pairs[new]], after.occurrences[new]) for new in sorted(pairs)]
    return both, list(left.values()), list(added.values())
