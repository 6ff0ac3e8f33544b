"""What a browser has to do to turn the page that it shows into the page of now: the difference of two lists of blocks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.html.site import Page, PageBlock, Site

# Where an element is written, in a page that is marked.
_PLACE = re.compile(r' data-at="([^"]*)"')
_OWN_PLACES = re.compile(r' data-(?:at|block)="[^"]*"')


class Step(StrEnum):
    """The kinds of operations."""

    REPLACE = "replace"  # block `id`, by `markup`: the author changed what it says
    INSERT = "insert"  # `markup`, after block `after`, or first where that is empty
    REMOVE = "remove"  # block `id`
    MOVE = "move"  # block `id`, after block `after`, or to the beginning where that is empty
    PLACES = "places"  # block `id` says the same, its elements with data-at are written at `places`, in their order


@dataclass(frozen=True)
class Operation:
    """One step, done with the page as those before it left it. `id` is the block that the page has, `new` the one that comes in its
    place, or is put in."""

    step: Step
    id: str = ""
    new: str = ""
    markup: str = ""
    after: str = ""
    places: tuple[str, ...] = ()


Operations = Mapping[str, tuple[Operation, ...]]


def operations(before: Site | None, after: Site) -> Operations:
    """By the names of pages that both sites have: what changes in each, in the order in which it is to be done."""
    if before is None or before is after:
        return {}
    pages = {page.name: page for page in before.pages}
    found = {page.name: page_operations(pages[page.name], page) for page in after.pages if page.name in pages}
    return {name: steps for name, steps in found.items() if steps}


def page_operations(before: Page, after: Page) -> tuple[Operation, ...]:
    """What makes the first page's blocks those of the second."""
    if before.blocks is after.blocks:
        return ()
    return tuple(_steps(before.blocks, after.blocks))


def _steps(before: Sequence[PageBlock], after: Sequence[PageBlock]) -> Iterator[Operation]:
    old = {block.id: block for block in before}
    new = {block.id for block in after}
    renamed = dict(_in_place_of(before, after, new))  # new id → the old one in whose place it stands
    gone = [block.id for block in before if block.id not in new and block.id not in renamed.values()]
    yield from (Operation(Step.REMOVE, identity) for identity in gone)
    # The block that stands for each, as the page has it now; None where it has none yet.
    shown = [block.id if block.id in old else renamed.get(block.id) for block in after]
    places = {identity: place for place, identity in enumerate(block.id for block in before)}
    staying = _longest_rising([places[each] for each in shown if each is not None])
    above = ""
    for block, identity in zip(after, shown, strict=True):
        if identity is None:
            yield Operation(Step.INSERT, new=block.id, markup=block.markup, after=above)
        else:
            if places[identity] not in staying:
                yield Operation(Step.MOVE, identity, after=above)
            yield from _changed(old[identity], block)
        above = block.id


def _changed(before: PageBlock, after: PageBlock) -> Iterator[Operation]:
    if before.id == after.id and before.markup == after.markup:
        return
    if before.id == after.id and _said(before.markup) == _said(after.markup):
        yield Operation(Step.PLACES, before.id, after.id, places=tuple(_PLACE.findall(after.markup)))
    else:
        yield Operation(Step.REPLACE, before.id, after.id, after.markup)


def _said(markup: str) -> str:
    return _OWN_PLACES.sub("", markup)


def _in_place_of(
    before: Sequence[PageBlock], after: Sequence[PageBlock], new: set[str]
) -> Iterator[tuple[str, str]]:
    """Blocks that come where others go, one for one: a paragraph that says something else has another id."""
    old = {block.id for block in before}
    begin, last, other = _differing(before, after)
    was, now = [each.id for each in before[begin:last]], [each.id for each in after[begin:other]]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "replace":
            goes = [each for each in was[i1:i2] if each not in new]
            comes = [each for each in now[j1:j2] if each not in old]
            yield from zip(comes, goes, strict=False)


def _differing(before: Sequence[PageBlock], after: Sequence[PageBlock]) -> tuple[int, int, int]:
    """Where two lists of blocks begin to differ, and where they end to do so in each."""
    begin, last, other = 0, len(before), len(after)
    while begin < min(last, other) and before[begin].id == after[begin].id:
        begin += 1
    while last > begin and other > begin and before[last - 1].id == after[other - 1].id:
        last, other = last - 1, other - 1
    return begin, last, other


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The numbers of the longest subsequence that rises: what stays where it is while all else is moved around it."""
    ends: list[int] = []  # the smallest last number of a subsequence of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return frozenset(found)
