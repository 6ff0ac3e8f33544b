"""Numbers in a column whose points stand under one another: what each of them lacks behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.floats import Align, Cell, Table
from pipeline.model.inlines import plain_text
from pipeline.model.patterns import SIGN, one_of

# A number, its decimals, and what is read with it.
_NUMBER = re.compile(rf"[(（]?{SIGN}?\d[\d,，]*(?P<decimals>[.．]\d+)?{one_of(*'%％‰')}?[)）]?")


def longest_decimals(table: Table, column: int) -> str:
    """The decimals of which a column has most, with their point; nothing where all numbers have as many."""
    if table.aligns[column] is not Align.RIGHT:
        return ""
    found = {decimals for row in table.rows[table.head_rows :] for decimals in _decimals(row[column])}
    return max(found, key=lambda each: (len(each), each)) if len({len(each) for each in found}) > 1 else ""


def lacking_decimals(cell: Cell, decimals: str) -> str:
    """What a number would need behind it to have as many decimals as those around it."""
    own = next(_decimals(cell), None)
    return decimals[len(own) :] if own is not None and len(own) < len(decimals) else ""


def _decimals(cell: Cell | None) -> Iterator[str]:
    """The decimals of a cell that holds a number and nothing else."""
    if cell and cell.colspan == 1 and (found := _NUMBER.fullmatch(plain_text(cell.text).strip())):
        yield found["decimals"] or ""
