"""Entries that want different things of the same passage: each is told of the others, and a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.review.model import Entry, Kind


def contradictions(entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """By the id of an entry, those that want something else of the same passage, from Word or Excel alike: other words in its place, or
    behind it, or that it goes with all that is around it."""
    passages: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in _keys(entry):
            passages[key].append(entry)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for group in (*passages.values(), *_with_deleted(entries)):
        for entry in group:
            others = (each.id for each in group if _is_other(each, entry) and _wanted(each) != _wanted(entry))
            found[entry.id].update(dict.fromkeys(others))
    return {identity: tuple(others) for identity, others in found.items() if others}


def _keys(entry: Entry) -> Iterator[tuple[str, ...]]:
    """What an entry is about, alike for all that are about the same."""
    if entry.before and entry.kind in (Kind.CHANGE, Kind.DELETION, Kind.MOVE):
        yield from ((_place(entry), line) for line in _passages(entry))
    elif entry.kind is Kind.ADDITION:
        yield _place(entry), "", entry.source


def _with_deleted(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Rows and items that are to go, each with what is wanted of something in them."""
    deleted = [each for each in entries if each.kind is Kind.DELETION and each.target]
    within: dict[str, list[Entry]] = defaultdict(list)
    for each in entries if deleted else ():
        if each.kind in (Kind.CHANGE, Kind.ADDITION):
            parts = each.target.split("/")
            for length in range(1, len(parts)):
                within["/".join(parts[:length])].append(each)
    yield from ((gone, each) for gone in deleted for each in within.get(gone.target.removesuffix("/行"), ()))


def _place(entry: Entry) -> str:
    """What the passage is of: the same in whichever document it was read, and whatever line it stands in by now."""
    if entry.target and entry.kind is not Kind.MOVE:  # of which it says where it goes
        return entry.target.removesuffix("/行")
    return entry.source.partition(":")[0]


def _passages(entry: Entry) -> Iterator[str]:
    """The passages of an entry: joined paragraphs, and the cells of a row, are several."""
    for line in entry.before.replace("\t", "\n").split("\n"):
        if text := "".join(line.split()):
            yield text


def _is_other(one: Entry, other: Entry) -> bool:
    """Whether two entries came in different files: what one of them says of a passage belongs together."""
    return (one.department, one.received, one.sent) != (other.department, other.received, other.sent)


def _wanted(entry: Entry) -> tuple[str, str]:
    return entry.kind, "".join(entry.after.split())
