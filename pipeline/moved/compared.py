"""Two records with what is the same in them, and for which reasons the references of both read otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import cached_property

from pipeline.frozen import dataclass
from pipeline.model.inlines import Variant
from pipeline.moved.causes import Causes
from pipeline.moved.documents import any_of
from pipeline.moved.record import Entry, Occurrence, Record
from pipeline.moved.same import Pairs, pair


class Why(Enum):
    """The reasons for which a reference reads otherwise, or that it does not."""

    SAME = auto()
    NUMBER = auto()
    TITLE = auto()
    TARGET = auto()
    WRITING = auto()


@dataclass(frozen=True)
class Moved:
    """Two records with what is the same in them."""

    before: Record
    after: Record
    whole: bool = False  # with each line of what moved alike

    @cached_property
    def pairs(self) -> Pairs:
        return pair(self.before, self.after)

    @cached_property
    def causes(self) -> Causes:
        return Causes(self.before, self.after, self.pairs)

    @cached_property
    def entries(self) -> Sequence[tuple[str, Entry, Entry]]:
        """The entries that both have, in the new order: new name, as it was, as it is."""
        old_of = self.pairs.old_of
        return [
            (name, self.before.entries[old_of[name]], entry)
            for name, entry in self.after.entries.items()
            if name in old_of
        ]

    @cached_property
    def other_documents(self) -> Sequence[str]:
        """The documents that are not what they were, by name."""
        before, after = self.before.documents, self.after.documents
        return [name for name, text in after.items() if before.get(name, text) != text]

    def label(self, name: str) -> str:
        """What messages call a document."""
        return self.after.labels.get(name) or self.before.labels.get(name) or name

    @cached_property
    def retitled(self) -> Sequence[tuple[str, Entry, Entry]]:
        """Those of `entries` whose title was written otherwise: a number within it that follows is no new title."""
        return [each for each in self.entries if self.is_edited(each[1].title, each[2].title)]

    def is_edited(self, old: str, new: str) -> bool:
        """Whether a text reads otherwise in more than the new numbers of entries."""
        olds, news = self._numbers
        return old != new and olds.sub("◇", old) != news.sub("◇", new)

    @cached_property
    def _numbers(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        anew = [(was.number, now.number) for _, was, now in self.entries if was.number != now.number]
        return any_of(old for old, _ in anew if old), any_of(new for _, new in anew if new)

    @cached_property
    def references(self) -> Mapping[Why, Sequence[tuple[Occurrence, Occurrence]]]:
        """The references that both have, by why they read otherwise."""
        by_why: defaultdict[Why, list[tuple[Occurrence, Occurrence]]] = defaultdict(list)
        for old, new in self.pairs.occurrences:
            by_why[self._why(old, new)].append((old, new))
        return by_why

    def _why(self, old: Occurrence, new: Occurrence) -> Why:
        if self.pairs.new_of.get(old.target) != new.target:
            return Why.TARGET
        if old.variant != new.variant:
            return Why.WRITING
        if old.text == new.text or new.variant == Variant.PAGE:
            return Why.SAME
        was, now = self.before.entries[old.target], self.after.entries[new.target]
        if new.variant == Variant.OWN_TEXT:
            return Why.WRITING
        return Why.TITLE if was.number == now.number or new.variant == Variant.TITLE else Why.NUMBER
