"""Which texts to shorten, and by how much, so that a sheet that is too long gets low enough."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.model.blocks import Block, Grid, GridCell, ListBlock
from pipeline.model.edition import Edition, Part, Sheet, Slot
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.pages import TWIPS_IN_POINT
from pipeline.model.shown import shown_text
from pipeline.problems import Location
from pipeline.word.height import estimated_height, paragraphs_in
from pipeline.word.template import Template

# Sentences can be shortened; titles and names are what they are.
_PROSE = (Role.BODY, Role.LIST_MORE, Role.SHEET_TEXT)
# No text is asked to be shorter than so many characters: then there are too many of them.
SHORTEST = 40


@dataclass(frozen=True)
class Shortening:
    """A text, how many characters it has, and how many of them to take out."""

    location: Location
    text: str
    length: int
    characters: int


@dataclass(frozen=True)
class Advice:
    """What to shorten, the longest text first; `enough` says whether that makes the sheet low enough."""

    texts: tuple[Shortening, ...]
    enough: bool


def advise(edition: Edition, template: Template, excess: float) -> Advice:
    """What to shorten so that the document gets `excess` points lower, in the setting of this template.

    The longest texts come first: all that are longer than some length are cut to it.
    """
    texts = [
        (paragraph.location, shown_text(paragraph.content, edition.targets))
        for paragraph in _paragraphs(edition)
        if paragraph.role in _PROSE and paragraph.location
    ]
    texts.sort(key=lambda each: -len(each[1]))
    lengths = range(SHORTEST, len(texts[0][1]) + 1 if texts else SHORTEST)
    target = estimated_height(edition, template) - excess * TWIPS_IN_POINT
    fitting = bisect_right(
        lengths, target, key=lambda most: estimated_height(_capped(edition, most), template)
    )
    longest = lengths[max(fitting - 1, 0)] if lengths else 0
    cuts = (
        Shortening(location, text, len(text), len(text) - longest)
        for location, text in texts
        if lengths and len(text) > longest
    )
    return Advice(tuple(cuts), fitting > 0)


def _paragraphs(edition: Edition) -> list[Paragraph]:
    (slot,) = edition.slots.values()
    if isinstance(slot, Sheet):
        cells = (cell for row in slot.grid.rows for cell in row if cell)
        return [paragraph for cell in cells for paragraph in cell.content]
    return list(paragraphs_in(slot.blocks)) if isinstance(slot, Part) else []


def _capped(edition: Edition, longest: int) -> Edition:
    """The same document, its sentences cut off after so many characters."""

    def capped(paragraph: Paragraph) -> Paragraph:
        if paragraph.role not in _PROSE:
            return paragraph
        return replace(paragraph, content=(Text(shown_text(paragraph.content, edition.targets)[:longest]),))

    return replace(edition, slots={name: _mapped(slot, capped) for name, slot in edition.slots.items()})


def _mapped(slot: Slot, change: Callable[[Paragraph], Paragraph]) -> Slot:
    """A slot with its paragraphs changed."""

    def in_block(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return change(block)
        if isinstance(block, ListBlock):
            return replace(block, items=tuple(tuple(map(in_block, item)) for item in block.items))
        return block

    def in_cell(cell: GridCell | None) -> GridCell | None:
        return cell and replace(cell, content=tuple(map(change, cell.content)))

    def in_grid(grid: Grid) -> Grid:
        return replace(grid, rows=tuple(tuple(map(in_cell, row)) for row in grid.rows))

    match slot:
        case Sheet(grid):
            return Sheet(in_grid(grid))
        case Part(blocks):
            return replace(slot, blocks=tuple(map(in_block, blocks)))
        case _:
            return slot
