"""Cells of vertical text where furigana are wanted: neither Word nor LibreOffice is sure to have room for them beside such text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pipeline.model.blocks import Block, with_inner
from pipeline.model.content import DocumentContent, FrameworkRows, Part, Slot
from pipeline.model.floats import Float, Grid, GridCell
from pipeline.model.inlines import Inlines, Ruby, Span, Text

_DIRECTION = re.compile(r"<w:textDirection [^>]*/>")


def without_vertical(content: DocumentContent) -> DocumentContent:
    """The content with horizontal text in the cells of tables and sheets; in drawings, whose boxes have their width, text stays
    vertical, and has no furigana."""
    return replace(content, slots={name: _slot(slot) for name, slot in content.slots.items()})


def _slot(slot: Slot) -> Slot:
    if isinstance(slot, FrameworkRows):
        return replace(slot, grid=_horizontal(slot.grid), parted=True)
    if isinstance(slot, Part):
        return replace(slot, blocks=tuple(_blocks(slot.blocks)))
    return slot


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Grid():
                yield _horizontal(block)
            case Float(body=Grid() as grid):
                yield replace(block, body=_unread(grid) if grid.heights else _horizontal(grid))
            case _:
                yield with_inner(block, _blocks)


def _horizontal(grid: Grid) -> Grid:
    return _changed(
        grid, lambda cell: replace(cell, vertical=False, look=cell.look and _DIRECTION.sub("", cell.look))
    )


def _unread(grid: Grid) -> Grid:
    return _changed(
        grid,
        lambda cell: replace(
            cell, content=tuple(replace(each, content=_bases(each.content)) for each in cell.content)
        ),
    )


def _changed(grid: Grid, change: Callable[[GridCell], GridCell]) -> Grid:
    rows = tuple(tuple(change(cell) if cell and cell.vertical else cell for cell in row) for row in grid.rows)
    return replace(grid, rows=rows)


def _bases(content: Inlines) -> Inlines:
    """A text without its furigana."""
    return tuple(
        Text(each.base)
        if isinstance(each, Ruby)
        else replace(each, content=_bases(each.content))
        if isinstance(each, Span)
        else each
        for each in content
    )
