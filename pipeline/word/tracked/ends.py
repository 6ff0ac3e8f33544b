"""Which ends are tracked of paragraphs that are put in or taken out.

Word joins a paragraph whose end is gone with the next one (ECMA-376 Part 1, 17.13.5.15, 17.13.5.20), so that the end of the paragraph
before may be tracked in place of one's own: what is left once the change is settled is the same. LibreOffice 7.4 needs it so
where it can't join what it would have to: before a table, where it loses the mark (of paragraphs with footnotes), and
where it takes away one part of a paragraph after the other (of those that have several marks).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from pipeline.model.xml_names import w
from pipeline.word.tracked.changes import Element, Mark, Tracker, new_element

_GONE = {Mark.DELETED: (w("del"), w("moveFrom")), Mark.INSERTED: (w("ins"), w("moveTo"))}
_MARKS = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
_OTHERS = (w("rPr"), w("sectPr"), w("pPrChange"))


class Looks(NamedTuple):
    """The styles of running text and of headings, by their ids."""

    body: str
    headings: frozenset[str]


def settle_ends(tracker: Tracker, blocks: Sequence[Element], looks: Looks) -> list[Element]:
    """Track other ends of the paragraphs among `blocks` where that is needed. Returns empty paragraphs of which the next one takes
    the place."""
    replaced: list[Element] = []
    for mark in _GONE:
        for goes, group in groupby(enumerate(blocks), key=lambda each: _goes(each[1], mark)):
            if goes:
                places = [place for place, _ in group]
                begin, end = places[0], places[-1] + 1
                before, run, following = blocks[begin - 1 : begin], blocks[begin:end], blocks[end : end + 1]
                replaced += _settle(tracker, before, run, _is_marked_table(following, mark), mark, looks)
    return replaced


def _settle(
    tracker: Tracker,
    before: Sequence[Element],
    run: Sequence[Element],
    to_table: bool,
    mark: Mark,
    looks: Looks,
) -> Iterator[Element]:
    """The same for a run of paragraphs that go together, up to a table that goes as well or not, and the block before them."""
    stays = _staying(run, to_table)
    if stays is None:
        return
    for each in before:
        if _may_lead(each, stays, mark, looks):
            tracker.mark_end(each, mark)
            _leave(tracker, stays, each, mark)
            return
        if to_table and _is_replaced(each, mark):
            _leave(tracker, stays, each, mark)
            yield each
            return
    if to_table and _style(stays) in looks.headings:
        _read_as(tracker, stays, mark, looks.body)


def _staying(run: Sequence[Element], to_table: bool) -> Element | None:
    """The paragraph whose own end can't be the one that is tracked, where there is one."""
    noted = [each for each in run if each.find(f".//{w('footnoteReference')}") is not None]
    if noted and not to_table:
        return noted[0] if len(noted) == 1 else None
    return run[-1] if to_table or any(len(set(_marks_in(each))) > 1 for each in run) else None


def _marks_in(paragraph: Element) -> Iterator[str]:
    yield from (str(each.tag) for each in paragraph.iterchildren(*_MARKS))


def _goes(block: Element, mark: Mark) -> bool:
    """Whether it is a paragraph that goes with its end; those that end a section are not touched."""
    if block.tag != w("p") or _properties(block).find(w("sectPr")) is not None:
        return False
    ends = _ends(block)
    if not ends or any(each.tag not in _GONE[mark] for each in ends):
        return False
    return all(any(around.tag in _GONE[mark] for around in run.iterancestors()) for run in block.iter(w("r")))


def _is_marked_table(following: Sequence[Element], mark: Mark) -> bool:
    """Whether a table follows that goes with the paragraphs."""
    rows = [row for table in following if table.tag == w("tbl") for row in table.findall(w("tr"))]
    return bool(rows) and all(row.find(f"{w('trPr')}/{w(mark.value)}") is not None for row in rows)


def _is_replaced(before: Element, mark: Mark) -> bool:
    """Whether it is an empty paragraph that goes where the others stay, and stays where they go."""
    (other,) = _GONE.keys() - {mark}
    return _goes(before, other) and not {*before.iterchildren()} - {_properties(before)}


def _may_lead(before: Element, stays: Element, mark: Mark, looks: Looks) -> bool:
    """Whether the end of the paragraph before may go. What is deleted is shown with the look of that one: text, or its own."""
    if before.tag != w("p") or _ends(before) or _properties(before).find(w("sectPr")) is not None:
        return False
    if mark is Mark.INSERTED or _look(before) == _look(stays):
        return True
    return _style(before) == looks.body and _properties(before).find(w("numPr")) is None


def _leave(tracker: Tracker, paragraph: Element, before: Element, mark: Mark) -> None:
    """Take the mark off a paragraph's end; where its change is made or undone, it looks like the one before it."""
    for each in _ends(paragraph):
        runs = each.getparent()
        assert runs is not None, "a mark stands in properties"
        runs.remove(each)
        if not len(runs):
            _properties(paragraph).remove(runs)
    other = deepcopy(before)
    if mark is Mark.INSERTED and (was := other.find(f"{w('pPr')}/{w('pPrChange')}/{w('pPr')}")) is not None:
        other[:] = [was]
    if _look(other) == _look(paragraph):
        return
    if mark is Mark.INSERTED:
        tracker.look_changed(paragraph, other)
    else:
        _look_like(tracker, paragraph, other)


def _look_like(tracker: Tracker, paragraph: Element, other: Element) -> None:
    """Give a paragraph the look of another one, and note its own as the one that it had."""
    was = deepcopy(paragraph)
    properties = _properties(paragraph)
    kept = [each for each in properties if each.tag in _OTHERS]
    properties[:] = [*(each for each in _properties(other) if each.tag not in _OTHERS), *kept]
    tracker.look_changed(paragraph, was)


def _read_as(tracker: Tracker, paragraph: Element, mark: Mark, style: str) -> None:
    """Let a heading be running text where it goes: LibreOffice leaves an empty one, which would count."""
    other = deepcopy(paragraph)
    named = new_element(w("pStyle"))
    named.set(w("val"), style)
    _properties(other)[:] = [named]
    if mark is Mark.DELETED:
        _look_like(tracker, paragraph, other)
    else:
        tracker.look_changed(paragraph, other)


def _look(paragraph: Element) -> list[bytes]:
    return [
        etree.tostring(each, method="c14n", exclusive=True)
        for each in _properties(paragraph)
        if each.tag not in _OTHERS
    ]


def _style(paragraph: Element) -> str:
    found = _properties(paragraph).find(w("pStyle"))
    return "" if found is None else found.get(w("val"), "")


def _ends(paragraph: Element) -> list[Element]:
    """The marks on a paragraph's end."""
    return [each for each in paragraph.iterfind(f"{w('pPr')}/{w('rPr')}/*") if each.tag in _MARKS]


def _properties(paragraph: Element) -> Element:
    found = paragraph.find(w("pPr"))
    assert found is not None, "each paragraph has a style"
    return found
