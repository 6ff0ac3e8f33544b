"""Documents that an office declares: what goes into each slot of their templates, as documents.yaml says."""

from __future__ import annotations

from dataclasses import field
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.model.blocks import FloatKind, Prose
from pipeline.problems import Location


@dataclass(frozen=True)
class Head:
    """A heading of the document's own, of the first or the second level. It has no number but what its style gives it."""

    text: str
    level: int
    location: Location = field(compare=False)


@dataclass(frozen=True)
class ShownPassage:
    """The passage of a chapter with this id."""

    target: str
    location: Location = field(compare=False)


@dataclass(frozen=True)
class ShownFloat:
    """The plan's table or figure with this id, with its caption unless that is left out."""

    kind: FloatKind
    target: str
    captioned: bool
    location: Location = field(compare=False)


@dataclass(frozen=True)
class OwnText:
    """Paragraphs and lists that stand in this document alone."""

    blocks: tuple[Prose, ...]
    location: Location = field(compare=False)


@dataclass(frozen=True)
class ShownTerms:
    """Entries of the glossary: those with these ids in this order, or all where none is named."""

    targets: tuple[str, ...]
    location: Location = field(compare=False)


Piece = Head | ShownPassage | ShownFloat | OwnText | ShownTerms


@dataclass(frozen=True)
class Filling:
    """The pieces that go into the slot of this name, in their order."""

    slot: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Declared:
    """A document as it is declared. `location` is the place of its name."""

    fillings: tuple[Filling, ...]
    location: Location = field(compare=False)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything that it shows."""
        return tuple(piece for filling in self.fillings for piece in filling.pieces)


def shown_ids(piece: Piece) -> tuple[str, ...]:
    """The ids of what a piece takes from the plan."""
    match piece:
        case ShownPassage(target) | ShownFloat(target=target):
            return (target,)
        case ShownTerms(targets):
            return targets
        case Head() | OwnText():
            return ()
        case _:
            assert_never(piece)
