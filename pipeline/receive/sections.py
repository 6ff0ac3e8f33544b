"""Whole sections that are gone: a heading and all that stood under it are one edit, whatever it held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.passages.model import Kind
from pipeline.receive.edits import PARAGRAPHS, Edit, Extent, What, Who
from pipeline.receive.written import SentLine

_LEVEL = re.compile(r"(\d)$")
# Below the headings of every level.
_TEXT = 10


def with_whole_sections(edits: Iterable[Edit], lines: Sequence[SentLine]) -> list[Edit]:
    """The edits of a file, in order, with one instead of those that take out a section and what is in it."""
    found: list[Edit] = []
    for edit in edits:
        for part in _by_headings(edit, lines):
            if found and _goes_on(found[-1], part, lines):
                found[-1] = _joined(found[-1], part)
            else:
                found.append(part)
    return [_told(edit, lines) for edit in found]


def _by_headings(edit: Edit, lines: Sequence[SentLine]) -> Iterator[Edit]:
    """Text that was taken out in one, divided before each heading in it."""
    if edit.what is not What.DELETED or edit.extent is not Extent.TEXT:
        yield edit
        return
    count = 0

    def section(at: int) -> int:
        nonlocal count
        count += _level(lines[at]) < _TEXT
        return count

    parts = [tuple(group) for _, group in groupby(edit.lines, section)]
    for part in parts:
        text = PARAGRAPHS.join(lines[at].text for at in part)
        yield replace(edit, lines=part, before=text) if len(parts) > 1 else edit


def _goes_on(edit: Edit, following: Edit, lines: Sequence[SentLine]) -> bool:
    """Whether an edit takes out what stands in the section which the one before it takes out the heading of."""
    if not edit.what is following.what is What.DELETED or following.extent in (Extent.CELL, Extent.ROW):
        return False
    over, under = _level(lines[edit.lines[0]]), _level(lines[following.lines[0]])
    return following.lines[0] == edit.lines[-1] + 1 and over < under


def _level(line: SentLine) -> int:
    """1 for a chapter's heading, 2 for a section's, and so on; text is below all of them."""
    if line.passage is None or line.passage.kind is not Kind.HEADING:
        return _TEXT
    found = _LEVEL.search(line.place.line.style)
    return int(found[1]) if found else _TEXT - 1


def _joined(edit: Edit, following: Edit) -> Edit:
    authors = dict.fromkeys((*edit.who.authors, *following.who.authors))
    return replace(
        edit,
        lines=(*edit.lines, *following.lines),
        before=PARAGRAPHS.join((edit.before, following.before)),
        who=Who(tuple(authors), max(edit.who.date, following.who.date)),
        untracked=edit.untracked or following.untracked,
    )


def _told(edit: Edit, lines: Sequence[SentLine]) -> Edit:
    """A heading that went with what stood under it is a section."""
    whole = edit.what is What.DELETED and len(edit.lines) > 1 and _level(lines[edit.lines[0]]) < _TEXT
    return replace(edit, extent=Extent.SECTION) if whole else edit
