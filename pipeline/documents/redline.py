"""The full plan with tracked changes against an earlier version (見え消し)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pipeline.frozen import replace
from pipeline.model.comparison import EARLIER, Comparison
from pipeline.model.content import DocumentContent, Part, Redline, Slot, Tracked
from pipeline.model.documents import REDLINE
from pipeline.model.numbers import NO_PAGE, Target

# Word's own limit; names from ids are shorter by at least as much as the prefix is long.
_LONGEST = 40


def redline_content(
    before: DocumentContent, after: DocumentContent, comparison: Comparison, author: str, date: str
) -> DocumentContent:
    """The new full plan, in whose parts the old one stands too; both are contents of a 本編."""
    slots = {name: _slot(name, slot, before, comparison) for name, slot in after.slots.items()}
    earlier = replace(before, targets=_earlier_targets(before.targets, after.targets, comparison.moved))
    return replace(
        after,
        name=REDLINE.name,
        title=f"{after.title}　{REDLINE.label}",
        slots=slots,
        tracked=Tracked(earlier, author, date),
    )


def set_apart(redline: DocumentContent, names: Collection[str]) -> DocumentContent:
    """The redline, with what has these bookmarks named anew at its old place."""
    tracked = redline.tracked
    assert tracked is not None, "a redline is made against an earlier content"
    targets = {
        identity: _renamed(target) if target.bookmark in names else target
        for identity, target in tracked.before.targets.items()
    }
    return replace(redline, tracked=replace(tracked, before=replace(tracked.before, targets=targets)))


def _slot(name: str, slot: Slot, before: DocumentContent, comparison: Comparison) -> Slot:
    old = before.slots[name]
    if isinstance(slot, Part) and isinstance(old, Part):
        return Redline(old, slot, comparison.steps[name])
    return slot


def _earlier_targets(
    before: Mapping[str, Target], after: Mapping[str, Target], moved: frozenset[str]
) -> dict[str, Target]:
    """The old targets: pages are today's where those of then are not known, and what stands at two places, or is marked by other
    words of one place, is named anew at the old one. So is what has a name that is another thing's now."""
    owners = {
        name.casefold(): (identity, is_title)
        for identity, target in after.items()
        for name, is_title in _names(target)
    }

    targets: dict[str, Target] = {}
    for identity, target in before.items():
        now = after.get(identity)
        if now and target.page == NO_PAGE:
            target = replace(target, page=now.page)
        taken = any(
            owners.get(name.casefold(), (identity, is_title)) != (identity, is_title)
            for name, is_title in _names(target)
        )
        if taken or identity in moved or (now and _marks_number(target) != _marks_number(now)):
            target = _renamed(target)
        targets[identity] = target
    return targets


def _names(target: Target) -> Iterator[tuple[str, bool]]:
    """A target's bookmarks, each with whether it is that of a title alone."""
    yield target.bookmark, False
    if target.title_bookmark != target.bookmark:
        yield target.title_bookmark, True


def _marks_number(target: Target) -> bool:
    """Whether its bookmark is over a caption's number alone, not over all that it says."""
    return bool(target.number) and target.bookmark != target.title_bookmark


def _renamed(target: Target) -> Target:
    """A target with the names that it has where it stood."""

    def earlier(name: str) -> str:
        return f"{EARLIER}{name}"[:_LONGEST] if name else name

    return replace(target, bookmark=earlier(target.bookmark), title_bookmark=earlier(target.title_bookmark))
