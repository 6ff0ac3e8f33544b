"""Every text of a numbered plan, with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.blocks import (
    Definitions,
    Float,
    Heading,
    MeasureText,
    Table,
    TermEntry,
    walk_blocks,
)
from pipeline.model.inlines import Inline, Note, Paragraph, plain_text, walk_inlines
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Location

# What stands in a text for a reference.
REFERENCE = "\ufdd0"

PlacedText = tuple[str, Location]


def texts_of(resolved: ResolvedPlan) -> Iterator[PlacedText]:
    """Every text in which a reference could stand, and where it is written."""
    heading = Location("")
    for block in walk_blocks(
        (*resolved.front, *resolved.body, *resolved.appendix, *resolved.passages.values())
    ):
        match block:
            case Heading():
                heading = block.location
            case Paragraph():
                yield from _text(block.content, block.location or heading)
            case Definitions(items=items):
                for term, _ in items:
                    yield from _text(term, heading)
            case TermEntry():
                yield from _text(block.meaning, block.location)
            case Float():
                for content in (block.caption, *_cells(block), *block.notes):
                    yield from _text(content, block.location)
            case MeasureText():
                for value in block.values:
                    if value.kind.is_written:
                        for content in value.contents:
                            yield from _text(content, value.location)
            case _:
                pass


def _cells(block: Float) -> Iterator[tuple[Inline, ...]]:
    if isinstance(block.body, Table):
        yield from (cell.content for row in block.body.rows for cell in row if cell)


def _text(content: tuple[Inline, ...], location: Location) -> Iterator[tuple[str, Location]]:
    """A text with a sign for each reference, and then its footnotes."""
    yield plain_text(content, lambda reference: REFERENCE), location
    for note in walk_inlines(content):
        if isinstance(note, Note):
            for paragraph in note.content:
                yield (
                    plain_text(paragraph.content, lambda reference: REFERENCE),
                    paragraph.location or note.location,
                )
