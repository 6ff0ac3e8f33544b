"""Footnotes: numbered through the plan, at the end of each page, each with the way back to its mark."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import chain

from pipeline.frozen import dataclass
from pipeline.html.markup import APART
from pipeline.model.blocks import Block, walk
from pipeline.model.inlines import Note, plain_text
from pipeline.model.keeping import Keep, anew
from pipeline.model.numerals import write_number


@dataclass(frozen=True)
class NamedNote:
    """A footnote's number, and what its ids are made of: its label, or else what it says."""

    number: str
    name: str

    @property
    def id(self) -> str:
        """The id of its text."""
        return note_id(self.name)

    @property
    def mark(self) -> str:
        """The id of its mark in the text."""
        return f"ref{APART}{self.name}"


def note_id(label: str) -> str:
    """The id of the text of a note with this label."""
    return f"note{APART}{label}"


@dataclass(frozen=True)
class Notes:
    """The plan's footnotes. Two may say the same, and no label need tell them apart: each is known as the very value that it is."""

    named: Mapping[int, NamedNote]

    def of(self, note: Note) -> NamedNote:
        return self.named[id(note)]


def notes_of(blocks: Iterable[Block], number_format: str, keep: Keep = anew) -> Notes:
    """The footnotes of all pages in reading order."""
    named: dict[int, NamedNote] = {}
    taken: dict[str, int] = {}
    for note in chain.from_iterable(keep(notes_within, block) for block in blocks):
        name = note.id or keep(_said, note)
        taken[name] = taken.get(name, 0) + 1
        if taken[name] > 1:
            name = f"{name}{APART}{taken[name]}"
        named[id(note)] = NamedNote(write_number(len(named) + 1, number_format), name)
    return Notes(named)


def notes_in(blocks: Iterable[Block]) -> list[Note]:
    """The footnotes of blocks, in reading order."""
    return [note for block in blocks for note in notes_within(block)]


def notes_within(block: Block) -> tuple[Note, ...]:
    """The footnotes of a block, in reading order."""
    return tuple(node for node in walk((block,)) if isinstance(node, Note))


def _said(note: Note) -> str:
    """A name for a note without a label, the same as long as it says the same."""
    text = "\n".join(plain_text(each.content) for each in note.content)
    return APART + hashlib.sha256(text.encode()).hexdigest()[:8]
