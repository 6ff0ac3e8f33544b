"""Documents that an office declares: what goes into each slot of their templates, as documents.yaml says."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import assert_never

from pipeline.frozen import dataclass
from pipeline.model.blocks import Block
from pipeline.model.forms import Form
from pipeline.model.levels import LABEL, Levels
from pipeline.model.pieces import NextColumn, OwnText, SheetPiece, ShownFloat, ShownPassage
from pipeline.problems import Location

# Between values of a cell that names several, as 担当課 may.
BETWEEN_VALUES = "、"


@dataclass(frozen=True)
class Head:
    """A heading of the document's own, of the first or the second level. It has no number but what its style gives it."""

    text: str
    level: int
    location: Location = dataclasses.field(compare=False)


@dataclass(frozen=True)
class ShownTerms:
    """Entries of the glossary: those with these ids in this order, or all where none is named."""

    targets: tuple[str, ...]
    location: Location = dataclasses.field(compare=False)


@dataclass(frozen=True)
class ShownTree:
    """The framework's items, or those of the branch with this id, level by level."""

    branch: str
    location: Location = dataclasses.field(compare=False)


@dataclass(frozen=True)
class ShownIndicators:
    """All indicators of the framework, or of the branch with this id."""

    branch: str
    location: Location = dataclasses.field(compare=False)


@dataclass(frozen=True)
class ShownRows:
    """Rows of a table, made of the items of one `level` or of the rows of one `field`, in a branch or anywhere.

    They are sorted by the column `order`, whose `values` come as they are listed here, and stand in tables of their own by the
    column `group`; either may be empty. `places` are those of what it says, by key and place in a list.
    """

    level: str
    field: str
    columns: tuple[str, ...]
    order: str
    values: tuple[str, ...]
    group: str
    branch: str
    location: Location = dataclasses.field(compare=False)
    places: Mapping[tuple[str | int, ...], Location] = dataclasses.field(compare=False, default_factory=dict)

    def at(self, *key: str | int) -> Location:
        """Where something of it is written."""
        return self.places.get(key, self.location)


def columns_of(rows: ShownRows, levels: Levels) -> tuple[str, ...]:
    """The columns that such rows may have: titles of their items and of those above, and what their fields say (取組.担当課), a
    level's own fields by their keys alone, or a field's columns."""
    names: list[str] = []
    found: list[str] = []
    for level in levels:
        own = [*([LABEL] if level.labelled else []), *(each.key for each in level.fields)]
        names += [level.name, *(within(level.name, key) for key in own)]
        if level.name == rows.level:
            found += [*own, *names]
        for each in level.fields:
            if each.key == rows.field and each.form is Form.ROWS:
                found += [*(column.name for column in each.columns), *names]
    return tuple(dict.fromkeys(found))


def within(level: str, key: str) -> str:
    """What the column is called that shows a field of a level, as tags of templates are."""
    return f"{level}.{key}"


def fields_of_rows(levels: Levels) -> tuple[str, ...]:
    """The fields that hold rows."""
    return tuple(
        dict.fromkeys(each.key for level in levels for each in level.fields if each.form is Form.ROWS)
    )


Piece = SheetPiece | Head | ShownTerms | ShownTree | ShownIndicators | ShownRows


@dataclass(frozen=True)
class Filling:
    """The pieces that go into the slot of this name, in their order."""

    slot: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Declared:
    """A document as it is declared. `location` is the place of its name."""

    fillings: tuple[Filling, ...]
    location: Location = dataclasses.field(compare=False)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything that it shows."""
        return tuple(piece for filling in self.fillings for piece in filling.pieces)

    @property
    def texts(self) -> tuple[Block, ...]:
        """Its own texts, which stand nowhere else."""
        return tuple(block for piece in self.pieces if isinstance(piece, OwnText) for block in piece.blocks)

    @property
    def heads(self) -> tuple[Head, ...]:
        """Its own headings."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Head))

    @property
    def taken(self) -> frozenset[str]:
        """The ids of everything that it takes from the plan."""
        return frozenset(identity for piece in self.pieces for identity in shown_ids(piece))

    @property
    def shows_framework(self) -> bool:
        """Whether it shows the whole framework."""
        return any(isinstance(piece, ShownTree) and not piece.branch for piece in self.pieces)


def shown_ids(piece: Piece) -> tuple[str, ...]:
    """The ids of what a piece takes from the plan."""
    match piece:
        case ShownPassage(target) | ShownFloat(target=target):
            return (target,)
        case ShownTerms(targets):
            return targets
        case Head() | NextColumn() | OwnText() | ShownTree() | ShownIndicators() | ShownRows():
            return ()
        case _:
            assert_never(piece)
