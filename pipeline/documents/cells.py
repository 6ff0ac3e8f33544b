"""Paragraphs and cells of which documents make their tables: plain text, rows under heads, several texts as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import (
    Inline,
    Inlines,
    Paragraph,
    Role,
    Text,
    is_picture,
)
from pipeline.problems import Location


def text_line(text: str, role: Role = Role.BODY, location: Location | None = None) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Text(text),), role, location)


def text_cell(
    *lines: str,
    role: Role = Role.CELL,
    location: Location | None = None,
    shade: bool = False,
    rowspan: int = 1,
) -> GridCell:
    """A cell of plain text, a paragraph a line."""
    return GridCell(tuple(text_line(each, role, location) for each in lines), shade=shade, rowspan=rowspan)


def cell(contents: Iterable[Inlines], role: Role = Role.CELL, location: Location | None = None) -> GridCell:
    """A cell with a paragraph for each of these."""
    return GridCell(tuple(Paragraph(content, role, location) for content in contents))


def listing(
    style: str, heads: Sequence[str], widths: tuple[float, ...], rows: Iterable[Sequence[GridCell]], alt: str
) -> Grid:
    """A table of cells under heads of plain text, which are repeated on each page."""
    head = tuple(text_cell(each, role=Role.CELL_HEAD, shade=True) for each in heads)
    return Grid(style, widths, (head, *map(tuple, rows)), head_rows=1, alt=alt)


def enumeration(contents: Iterable[Inlines]) -> Inlines:
    """Several names as one text; pictures stand side by side."""
    result: list[Inline] = []
    for content in contents:
        between = " " if is_picture(content) else "、"
        result += [Text(between), *content] if result else content
    return tuple(result)
