"""A sheet with less in some of its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from pipeline.model.blocks import Block, Box, ColumnBreak
from pipeline.model.content import CaptionList, Contents, DocumentContent, FrameworkRows, Part, Redline, Slot
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Inlines, Paragraph, Span, Text
from pipeline.model.numbers import Target
from pipeline.model.prose import Definitions, ListBlock, Prose
from pipeline.model.reference_text import shown_text


def paragraphs_of(content: DocumentContent) -> list[Paragraph]:
    """The paragraphs of a sheet's slot, in the order in which `changed` meets them."""
    found: list[Paragraph] = []

    def keep(paragraph: Paragraph) -> Paragraph:
        found.append(paragraph)
        return paragraph

    changed(content, keep)
    return found


def parts_of(content: DocumentContent) -> list[int]:
    """The part in which each paragraph stands, from 0: breaks of columns part a sheet."""
    found: list[int] = []
    part = 0
    for name, slot in content.slots.items():
        pieces = [Part((block,)) for block in slot.blocks] if isinstance(slot, Part) else [slot]
        for piece in pieces:
            part += isinstance(piece, Part) and isinstance(piece.blocks[0], ColumnBreak)
            found += [part] * len(paragraphs_of(replace(content, slots={name: piece})))
    return found


def with_contents(content: DocumentContent, contents: Mapping[int, Inlines]) -> DocumentContent:
    """The sheet with other content in some paragraphs, by their places among all."""
    places: Iterator[int] = iter(range(len(paragraphs_of(content))))

    def change(paragraph: Paragraph) -> Paragraph:
        place = next(places)
        return replace(paragraph, content=contents[place]) if place in contents else paragraph

    return changed(content, change)


def cut(text: str, characters: int) -> str:
    """The text without so many characters at its end, blanks not counted."""
    end = len(text)
    while characters > 0 and end:
        end -= 1
        characters -= not text[end].isspace()
    return text[:end].rstrip()


def cut_content(content: Inlines, targets: Mapping[str, Target], characters: int) -> Inlines:
    """The same of what stands in a paragraph; of what can't be parted, as furigana, no more goes than that."""
    kept = list(content)
    while characters > 0 and kept:
        last = kept.pop()
        length = len("".join(shown_text((last,), targets).split()))
        if length > characters:
            if isinstance(last, Text):
                kept.append(Text(cut(last.text, characters)))
            elif isinstance(last, Span):
                kept.append(replace(last, content=cut_content(last.content, targets, characters)))
            else:
                kept.append(last)
        characters -= min(length, characters)
    return tuple(kept)


def changed(content: DocumentContent, change: Callable[[Paragraph], Paragraph]) -> DocumentContent:
    """The document with each paragraph of its sentences, lists and sheet changed."""
    return replace(content, slots={name: _mapped(slot, change) for name, slot in content.slots.items()})


def _mapped(slot: Slot, change: Callable[[Paragraph], Paragraph]) -> Slot:
    """A slot with its paragraphs changed."""

    def in_prose(block: Prose) -> Prose:
        match block:
            case Paragraph():
                return change(block)
            case ListBlock(items=items):
                return replace(block, items=tuple(tuple(map(in_prose, item)) for item in items))
            case _:
                assert_never(block)

    def in_block(block: Block) -> Block:
        if isinstance(block, Definitions):
            items = tuple((term, tuple(map(in_prose, explanation))) for term, explanation in block.items)
            return replace(block, items=items)
        if isinstance(block, Box):
            return replace(block, content=tuple(map(in_block, block.content)))
        return in_prose(block) if isinstance(block, Prose) else block

    def in_cell(cell: GridCell | None) -> GridCell | None:
        return cell and replace(cell, content=tuple(map(change, cell.content)))

    def in_grid(grid: Grid) -> Grid:
        return replace(grid, rows=tuple(tuple(map(in_cell, row)) for row in grid.rows))

    match slot:
        case FrameworkRows(grid):
            return FrameworkRows(in_grid(grid))
        case Part(blocks):
            return replace(slot, blocks=tuple(map(in_block, blocks)))
        case Contents() | CaptionList() | Redline():
            return slot
        case _:
            assert_never(slot)
