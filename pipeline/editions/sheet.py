"""体系図 as a list: each item under those in which it stands, what it says under the heads of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.blocks import Block
from pipeline.model.content import FrameworkRows
from pipeline.model.floats import GridCell, GridRow
from pipeline.model.inlines import Inline, Inlines, LineBreak, Paragraph, Role, Text, plain_text

_LEVELS = (Role.SHEET_POLICY, Role.SHEET_DIRECTION, Role.SHEET_MEASURE)


def sheet_blocks(slot: FrameworkRows) -> Iterator[Block]:
    """The sheet's items as headings, in the styles that its template has for their cells, and what they say as paragraphs."""
    grid = slot.grid
    heads = _heads((*slot.heads, *grid.rows[: grid.head_rows]), len(slot.depths))
    ranks = sorted(set(slot.depths))
    for row in grid.rows[grid.head_rows :]:
        yield from _row(row, heads, [ranks.index(depth) for depth in slot.depths], len(ranks))


def _row(row: GridRow, heads: Sequence[Inlines], depths: Sequence[int], levels: int) -> Iterator[Block]:
    before: Inlines = ()
    for column, cell in enumerate(row):
        if cell is None or not any(plain_text(each.content).strip() for each in cell.content):
            continue
        depth = depths[column]
        if cell.heads:
            head = heads[column]
            level = (*head, Text("：")) if head else ()
            yield Paragraph((*level, *before, *_title(cell)), _role(depth, levels))
            before = ()
        elif column + 1 < len(row) and depths[column + 1] == depth and _names_next(row, column, heads):
            # A short label stands before its item, under one head with it.
            before = (Text("【"), *_title(cell), Text("】"))
        else:
            yield from _said(cell, heads[column] if column < len(heads) else ())


def _names_next(row: GridRow, column: int, heads: Sequence[Inlines]) -> bool:
    following = row[column + 1]
    return following is not None and following.heads and heads[column] == heads[column + 1]


def _role(depth: int, levels: int) -> str:
    """The style of an item's title: the outermost, the innermost, or one between."""
    return _LEVELS[0] if depth == 0 else _LEVELS[2] if depth == levels - 1 else _LEVELS[1]


def _title(cell: GridCell) -> Inlines:
    """A cell's lines as one; what parts a number from its title is a blank."""
    lines = [each.content for each in cell.content if each.content]
    joined = tuple(
        inline for index, line in enumerate(lines) for inline in ((Text("　"), *line) if index else line)
    )
    return tuple(_untabbed(each) for each in joined)


def _untabbed(inline: Inline) -> Inline:
    if isinstance(inline, Text):
        return Text(inline.text.replace("\t", "　"))
    return Text("") if isinstance(inline, LineBreak) else inline


def _said(cell: GridCell, head: Inlines) -> Iterator[Paragraph]:
    if head:
        yield Paragraph(head, Role.SHEET_HEAD)
    yield from (each for each in cell.content if each.content)


def _heads(rows: Sequence[GridRow], columns: int) -> list[Inlines]:
    """The heads over each column, the lowest that says something."""
    found: list[Inlines] = [()] * columns
    for row in rows:
        for column, cell in enumerate(row):
            if cell is not None and (text := _title(cell)):
                for covered in range(column, min(column + cell.colspan, columns)):
                    found[covered] = text
    return found
