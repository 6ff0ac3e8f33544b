"""Pieces of a plan that the 概要, and documents of the office's own, show of it."""

from __future__ import annotations

from dataclasses import field

from pipeline.frozen import dataclass
from pipeline.model.blocks import Block
from pipeline.model.floats import FloatKind
from pipeline.problems import Location


@dataclass(frozen=True)
class ShownPassage:
    """The passage of a chapter with this id."""

    target: str
    location: Location = field(compare=False)


@dataclass(frozen=True)
class ShownFloat:
    """The plan's table or figure with this id, with its caption unless that is left out; where nothing is said of it, one that is
    drawn of the plan's position goes without."""

    kind: FloatKind
    target: str
    captioned: bool | None
    location: Location = field(compare=False)


@dataclass(frozen=True)
class OwnText:
    """Text that stands in this document alone: paragraphs, lists, terms, tables and figures without a number."""

    blocks: tuple[Block, ...]
    location: Location = field(compare=False)


@dataclass(frozen=True)
class NextColumn:
    """What comes next stands in the next column."""

    location: Location = field(compare=False)


SheetPiece = ShownPassage | ShownFloat | OwnText | NextColumn
