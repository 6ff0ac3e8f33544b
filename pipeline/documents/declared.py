"""Documents that an office declares: their slots filled with what documents.yaml says, as every other document would be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from pipeline.documents.cells import text_line
from pipeline.documents.common import make_content
from pipeline.documents.listed import indicators, rows_of, tree
from pipeline.documents.pieces import DATA_TABLE, HEADS, Reading
from pipeline.documents.text_samples import as_sampled
from pipeline.model.blocks import Block, BoxKind
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import CHARACTERS, DIAGRAM_TABLE, Contract
from pipeline.model.declared import (
    Declared,
    Head,
    Piece,
    ShownIndicators,
    ShownRows,
    ShownTerms,
    ShownTree,
)
from pipeline.model.documents import DocumentKind
from pipeline.model.floats import Grid
from pipeline.model.inlines import TEXT_ROLES
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.pieces import NextColumn, OwnText, ShownFloat, ShownPassage
from pipeline.model.prose import ListKind


def declared_contract(declared: Declared) -> Contract:
    """A declared document's demands on its template: a slot for each filling, and the styles of what it may show."""
    slots = tuple(filling.slot for filling in declared.fillings)
    return Contract(
        slots=slots,
        needed=slots,
        paragraphs=(*HEADS.values(), *TEXT_ROLES, *ListKind),
        characters=CHARACTERS,
        tables=(DATA_TABLE, DIAGRAM_TABLE, *BoxKind),
        lists=tuple(ListKind),
        text_samples=True,
        declared=str(declared.location),
    )


def declared_content(document: DocumentKind, resolved: ResolvedPlan) -> DocumentContent:
    """What a declared document shows of the plan."""
    assert document.declared is not None, "other documents have a content of their own"
    reading = Reading(resolved)
    samples = resolved.text_samples.get(document.name, ())
    slots = {
        filling.slot: Part(
            as_sampled((block for piece in filling.pieces for block in _shown(piece, reading)), samples)
        )
        for filling in document.declared.fillings
    }
    return make_content(resolved, document, slots)


def _shown(piece: Piece, reading: Reading) -> Iterator[Block]:
    """What a piece becomes."""
    match piece:
        case Head(text, level, location):
            yield text_line(text, HEADS[level], location)
        case ShownTerms(targets):
            yield reading.terms(targets)
        case ShownTree():
            yield tree(piece, reading.resolved)
        case ShownIndicators():
            yield reading.grid(indicators(piece, reading.resolved))
        case ShownRows():
            for block in rows_of(piece, reading.resolved):
                yield reading.grid(block) if isinstance(block, Grid) else block
        case ShownPassage() | ShownFloat() | OwnText() | NextColumn():
            yield from reading.shown(piece)
        case _:
            assert_never(piece)
