"""The hidden sheet of a workbook: what its cells said when it was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.inquiry.model import Sent, SentCell, SentTable

NAME = "照会の控え"
_ABOUT, _TABLE, _VALUES, _MARKS = "照会", "表", "値", "印"
_FORM = "1"


def baseline_rows(sent: Sent) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet: each begins with what it is; a table is its heads, and the texts of each row after its id. Signs of what was
    written stand under those rows that need them."""
    yield _ABOUT, _FORM, sent.version, sent.department
    for name, table in sent.tables.items():
        yield _TABLE, name, *table.heads
        for identity, cells in table.rows.items():
            yield _VALUES, identity, *(cell.text for cell in cells)
            if any(cell.mark for cell in cells):
                yield _MARKS, identity, *(cell.mark for cell in cells)


def read_baseline(rows: Sequence[Sequence[str]]) -> Sent | None:
    """What such rows say; None where they are of another kind, or damaged."""
    if not rows or tuple(rows[0][:2]) != (_ABOUT, _FORM) or len(rows[0]) < 4:
        return None
    about = rows[0]
    tables: dict[str, SentTable] = {}
    heads: tuple[str, ...] = ()
    found: dict[str, tuple[SentCell, ...]] = {}
    for kind, name, *cells in rows[1:]:
        width = len(heads)
        texts = [*cells, *[""] * width][:width]
        if kind == _TABLE:
            heads, found = tuple(_without_empty_end(cells)), {}
            tables[name] = SentTable(heads, found)
        elif kind == _VALUES:
            found[name] = tuple(map(SentCell, texts))
        elif kind == _MARKS and name in found:
            found[name] = tuple(
                SentCell(cell.text, mark) for cell, mark in zip(found[name], texts, strict=True)
            )
        else:
            return None
    return Sent(about[2], tables, (), about[3])


def _without_empty_end(cells: Sequence[str]) -> Sequence[str]:
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]
