"""What a redline would show as taken out at one place and put in at another: it moved, if it can be recognised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.model.xml_names import w
from pipeline.side_by_side import TELLING, TELLING_NEAR, moved, moved_in_parts
from pipeline.word.tracked.apart import mark_paragraphs, mark_rows
from pipeline.word.tracked.changes import Element, Mark
from pipeline.word.tracked.merging import Merger
from pipeline.word.tracked.rows import cells_of
from pipeline.word.tracked.tokens import text_of
from pipeline.word.tracked.wholes import Whole


class _Place(NamedTuple):
    """A paragraph or a row that one side alone has, in what is put in or taken out as a whole; `step` is that of the redline."""

    step: int
    whole: Whole
    element: Element


# What moved, as it was and as it is: one on each side, or several where it was divided or put together.
_Pair = tuple[Sequence[_Place], Sequence[_Place]]


def mark_moves(merger: Merger, wholes: Sequence[tuple[int, Whole]]) -> dict[Element, Element]:
    """Mark what was put in and taken out, and what moved as that. Returns ends of moves that belong behind elements which stand
    in nothing yet, by those."""
    rows = list(_pairs([_Place(step, whole, whole.element) for step, whole in wholes if whole.is_row]))
    taken = {place.whole for sides in rows for places in sides for place in places}
    left = [(step, whole) for step, whole in wholes if whole not in taken]
    running = [_Place(step, whole, each) for step, whole in left for each in _running(whole)]
    texts = list(_pairs(running))
    moved_texts = {place for sides in texts for places in sides for place in places}
    texts += _divided([place for place in running if place not in moved_texts])
    behind: dict[Element, Element] = {}
    for old, new in (*rows, *texts):
        _move(merger, old, new, behind)
    for _, whole in left:
        if whole.element not in whole.marked:
            whole.mark_as(merger.tracker, whole.mark)
    return behind


def _running(whole: Whole) -> Iterator[Element]:
    """The paragraphs that may have moved by themselves: of rows, those of boxes, which have one cell."""
    return whole.paragraphs if len(whole.element.findall(w("tc"))) < 2 else iter(())


def _pairs(places: Sequence[_Place]) -> Iterator[_Pair]:
    """Where something was and is: in one step of the redline, or else anywhere."""
    near = list(_of_kinds(places, near=True))
    yield from near
    taken = {place for one, other in near for place in (*one, *other)}
    yield from _of_kinds([place for place in places if place not in taken], near=False)


def _of_kinds(places: Sequence[_Place], near: bool) -> Iterator[_Pair]:
    kinds: defaultdict[Hashable, list[_Place]] = defaultdict(list)
    for place in places:
        kinds[_kind(place.element), place.step if near else None].append(place)
    for each in kinds.values():
        for one, other in moved(*_sides(each), TELLING_NEAR if near else TELLING).items():
            yield (one,), (other,)


def _divided(places: Sequence[_Place]) -> Iterator[_Pair]:
    """Paragraphs that moved and were divided, or put together."""
    gone, come = _sides([place for place in places if not place.whole.is_row])
    divided = dict(moved_in_parts(gone, come, _may_follow))
    yield from (((one,), parts) for one, parts in divided.items())
    taken = {place for parts in divided.values() for place in parts}
    left = {place: text for place, text in gone.items() if place not in divided}
    later = {place: text for place, text in come.items() if place not in taken}
    for other, parts in moved_in_parts(later, left, _may_follow):
        yield parts, (other,)


def _may_follow(one: _Place, other: _Place) -> bool:
    return other.step - one.step <= 1


def _sides(places: Iterable[_Place]) -> tuple[dict[_Place, str], dict[_Place, str]]:
    """The texts of what is gone and of what came."""
    sides: tuple[dict[_Place, str], dict[_Place, str]] = ({}, {})
    for place in places:
        sides[place.whole.mark is Mark.INSERTED][place] = text_of(place.element)
    return sides


def _kind(element: Element) -> Hashable:
    """Rows are of one kind that have the same cells."""
    return tuple(cells_of(element)) if element.tag == w("tr") else ""


def _move(
    merger: Merger, old: Sequence[_Place], new: Sequence[_Place], behind: dict[Element, Element]
) -> None:
    before, after = [place.element for place in old], [place.element for place in new]
    if before[0].tag == w("tr"):
        mark_rows(merger, before[0], after[0])
    else:
        mark_paragraphs(merger, before, after)
    name = merger.tracker.new_move()
    for places, mark in ((old, Mark.MOVED_FROM), (new, Mark.MOVED_TO)):
        begin, end = merger.tracker.move_range(mark, name)
        first = next(places[0].element.iter(w("p")))
        first.insert(1 if first.find(w("pPr")) is not None else 0, begin)
        last = places[-1]
        if last.element is last.whole.element and not last.whole.is_row and _stands_free(last.element):
            behind[last.element] = end
        else:
            [*last.element.iter(w("p"))][-1].append(end)
        for place in places:
            place.whole.marked.add(place.element)


def _stands_free(element: Element) -> bool:
    """Whether it is a block of the document itself: a cell ends with its last paragraph."""
    around = element.getparent()
    return around is None or around.tag == w("body")
