"""The author's data tables as grids: heads shaded, numbers to the right with their points under one another, rows that stand out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.model.floats import Align, Cell, Grid, GridCell, Item, Table, TablePart
from pipeline.model.inlines import Paragraph, Role, Strong, plain_text
from pipeline.model.prose import ListBlock, Prose

DATA_STYLE = "計画の表"
_ALIGNED = {Align.RIGHT: Role.CELL_NUMBER, Align.LEFT: Role.CELL, Align.CENTER: Role.CELL_CENTRED}
# A number, its decimals, and what is read with it.
_NUMBER = re.compile(
    r"[(（]?[-－−–△▲+＋]?[\d０-９][\d０-９,，]*(?P<decimals>[.．][\d０-９]+)?(?:[%％‰][)）]?|[)）]?)"
)
_BOLD = frozenset((TablePart.TOTAL, TablePart.GROUP))


def data_grid(table: Table) -> Grid:
    """A data table as a grid."""
    decimals = [_longest_decimals(table, column) for column in range(len(table.aligns))]
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
    behind = _lacking(cell, decimals) if role is Role.CELL_NUMBER and cell.colspan == 1 else ""
    return GridCell(
        content, cell.colspan, cell.rowspan, shade=head, part=None if head else part, behind=behind
    )


def _paragraphs(content: Iterable[Prose], role: Role, depth: int = 0) -> Iterator[Paragraph]:
    """Paragraphs, and the items of lists each as one; what is centred or stands right begins at the left where it is a list."""
    for block in content:
        if isinstance(block, ListBlock):
            for index, item in enumerate(block.items):
                first, *more = list(_paragraphs(item, Role.CELL)) or [Paragraph((), Role.CELL)]
                number = block.start + index
                yield Item(first.content, Role.CELL, None, block.kind, number, begins=index == 0)
                yield from more
        else:
            yield Paragraph(block.content, role)


# Numbers with their points under one another


def _longest_decimals(table: Table, column: int) -> str:
    """The decimals of which a column has most, with their point; nothing where all numbers have as many."""
    if table.aligns[column] is not Align.RIGHT:
        return ""
    found = {decimals for row in table.rows[table.head_rows :] for decimals in _decimals(row[column])}
    return max(found, key=lambda each: (len(each), each)) if len({len(each) for each in found}) > 1 else ""


def _decimals(cell: Cell | None) -> Iterator[str]:
    """The decimals of a cell that holds a number and nothing else."""
    if cell and cell.colspan == 1 and (found := _NUMBER.fullmatch(plain_text(cell.text).strip())):
        yield found["decimals"] or ""


def _lacking(cell: Cell, decimals: str) -> str:
    """What a number would need behind it to have as many decimals as those around it."""
    own = next(_decimals(cell), None)
    return decimals[len(own) :] if own is not None and len(own) < len(decimals) else ""
