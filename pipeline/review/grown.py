"""What comes back goes into the review: what it does not have yet, with all that now contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pipeline.model.characters import LOOK_ALIKES, visible, without_forbidden
from pipeline.review.conflicts import contradictions
from pipeline.review.model import Entry, Review
from pipeline.review.write import BLOCKS, KEYS, with_added, with_values


def with_new_entries(review: Review, new: Iterable[Entry]) -> tuple[Review, tuple[Entry, ...]]:
    """The review with those entries that it does not have yet behind its own, and these as they are in it: where
    another entry has their id, they get the next one. Entries that contradict each other name each other. Characters that no plan
    may hold are 〓 there."""
    added = _unknown(review, new)
    found = contradictions((*review.entries, *added))
    now = {each.id: found.get(each.id, ()) for each in review.entries}
    review = with_values(
        review,
        {each.id: {"conflicts": now[each.id]} for each in review.entries if now[each.id] != each.conflicts},
    )
    added = [replace(each, conflicts=found.get(each.id, ())) for each in added]
    return with_added(review, added), tuple(added)


def _unknown(review: Review, new: Iterable[Entry]) -> list[Entry]:
    """The new ones, with ids of their own."""
    known = {each.first_mark for each in review.entries}
    added: list[Entry] = []
    for entry in map(_storable, new):
        if entry.mark in known:
            continue
        known.add(entry.mark)
        grown = Review((*review.entries, *added))
        if any(each.id == entry.id for each in grown.entries):
            entry = replace(entry, id=grown.next_id(entry.id.rpartition("-")[0] or entry.id))
        added.append(entry)
    return added


def _storable(entry: Entry) -> Entry:
    values = {name: getattr(entry, name) for name in KEYS}
    texts: dict[str, Any] = {name: _tidy(name, each) for name, each in values.items() if type(each) is str}
    tidy = replace(entry, **{**texts, "mark": ""})
    return replace(tidy, mark=tidy.first_mark)


def _tidy(name: str, text: str) -> str:
    text = visible(without_forbidden(text.translate(LOOK_ALIKES), "〓"))
    return text.rstrip("\n") if name in BLOCKS else re.sub(r"\s*\n\s*", " ", text).strip()
