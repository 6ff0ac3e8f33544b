"""The paragraphs of a finished document beside its map: each passage has its paragraph, in order.

What a document has and the map does not are words of its template, gaps without words, and what is repeated where a table
goes on over pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.frozen import dataclass
from pipeline.passages.model import DocumentMap, Passage


class Shown(NamedTuple):
    """A paragraph of a docx: its text with fields as they show, and whether it stands in a cell of a table that no other covers."""

    text: str
    in_cell: bool = False


@dataclass(frozen=True)
class Pairing:
    """The passage of each paragraph of a part, None where it has none; and the passages that have no paragraph."""

    passages: tuple[Passage | None, ...]
    lost: tuple[Passage, ...]


def pair(paragraphs: Sequence[Shown], passages: Sequence[Passage]) -> Pairing:
    """Paragraphs of the text, or of the footnotes, with their passages."""
    found: list[Passage | None] = [None] * len(paragraphs)
    texts = [_plain(each.text) for each in paragraphs]
    wanted = [(passage, text) for passage in passages if (text := _plain(passage.text))]
    lost: list[Passage] = []
    at = 0
    for passage, text in wanted:
        try:
            here = texts.index(text, at)
        except ValueError:
            lost.append(passage)
            continue
        found[here] = passage
        at = here + 1
    _pair_empty(paragraphs, texts, passages, found)
    return Pairing(tuple(found), tuple(lost))


def _pair_empty(
    paragraphs: Sequence[Shown],
    texts: Sequence[str],
    passages: Sequence[Passage],
    found: list[Passage | None],
) -> None:
    """Cells without words: those between two passages that are known, where there are as many of them on both sides."""
    place = {passage.index: at for at, passage in enumerate(found) if passage}
    for before, empty, after in _empty_runs(passages):
        first = place.get(before, -1) + 1 if before >= 0 else 0
        last = place.get(after, len(paragraphs))
        free = [at for at in range(first, last) if not texts[at] and paragraphs[at].in_cell]
        if len(free) == len(empty):
            for at, passage in zip(free, empty, strict=True):
                found[at] = passage


def _empty_runs(passages: Sequence[Passage]) -> Iterator[tuple[int, list[Passage], int]]:
    """Runs of passages without words, with the indexes of those before and behind them (-1: none)."""
    run: list[Passage] = []
    before = -1
    for passage in passages:
        if not _plain(passage.text):
            run.append(passage)
            continue
        if run:
            yield before, run, passage.index
        before, run = passage.index, []
    if run:
        yield before, run, -1


def _plain(text: str) -> str:
    """A text by which paragraphs are recognised: lines of titles are broken where they fit."""
    return text.replace("\n", "").strip()


def in_order(found: DocumentMap, slots: Sequence[str]) -> tuple[Passage, ...]:
    """The passages of the text in the order in which a template has its slots."""
    parts: dict[str, tuple[Passage, ...]] = {}
    at = 0
    for name, count in found.slots:
        parts[name] = found.body[at : at + count]
        at += count
    return tuple(each for name in slots for each in parts.pop(name, ()))
