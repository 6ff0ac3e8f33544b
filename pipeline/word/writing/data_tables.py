"""The author's data tables as grids: heads shaded, numbers to the right with their points under one another, rows that stand out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.model.decimals import lacking_decimals, longest_decimals
from pipeline.model.floats import Align, Cell, Grid, GridCell, Item, Table, TablePart
from pipeline.model.inlines import Paragraph, Role, Strong
from pipeline.model.prose import ListBlock, Prose

DATA_STYLE = "計画の表"
_ALIGNED = {Align.RIGHT: Role.CELL_NUMBER, Align.LEFT: Role.CELL, Align.CENTER: Role.CELL_CENTRED}
_BOLD = frozenset((TablePart.TOTAL, TablePart.GROUP))


def data_grid(table: Table) -> Grid:
    """A data table as a grid."""
    decimals = [longest_decimals(table, column) for column in range(len(table.aligns))]
    rows = tuple(
        tuple(_grid_cell(table, cell, r, c, decimals[c]) if cell else None for c, cell in enumerate(row))
        for r, row in enumerate(table.rows)
    )
    return Grid(DATA_STYLE, table.widths, rows, table.head_rows)


def _grid_cell(table: Table, cell: Cell, row: int, column: int, decimals: str) -> GridCell:
    part = table.part_at(row, column)
    head = part is TablePart.HEAD
    role = Role.CELL_HEAD if head else _ALIGNED[table.aligns[column]]
    content = tuple(_paragraphs(cell.content, role)) or (Paragraph((), role),)
    if part in _BOLD:
        content = tuple(
            replace(each, content=(Strong(each.content),) if each.content else ()) for each in content
        )
    behind = lacking_decimals(cell, decimals) if role is Role.CELL_NUMBER and cell.colspan == 1 else ""
    return GridCell(
        content, cell.colspan, cell.rowspan, shade=head, part=None if head else part, behind=behind
    )


def _paragraphs(content: Iterable[Prose], role: Role, depth: int = 0) -> Iterator[Paragraph]:
    """Paragraphs, and the items of lists each as one; what is centred or stands right begins at the left where it is a list."""
    for block in content:
        if isinstance(block, ListBlock):
            for index, item in enumerate(block.items):
                first, *more = list(_paragraphs(item, Role.CELL, depth + 1)) or [Paragraph((), Role.CELL)]
                number = block.start + index
                yield Item(first.content, Role.CELL, None, block.kind, number, index == 0, depth)
                yield from more
        else:
            yield Paragraph(block.content, role)
