"""Whether a table can be read in the letters of its template: no line of a cell gets so short that the eye has to jump for each word."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model.floats import Grid, Table
from pipeline.model.inlines import lines_of
from pipeline.model.numbers import Target
from pipeline.model.share import alone
from pipeline.model.text_widths import FULL, text_width
from pipeline.word.markup.styles import is_proportional
from pipeline.word.measuring.icons import measured_text
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.word.template.template import Template
from pipeline.word.writing.data_tables import data_grid
from pipeline.word.writing.laying import laid_out

# A line of a cell holds so many characters, or all that it says.
LEAST_LINE = 6
_TWIPS = 10  # of a half-point
# What programs put between figures and other characters, in hundredths of an em.
_BESIDE_FIGURES = 25
_EDGE = re.compile(r"(?<=[!-~])(?=[ぁ-鿿])|(?<=[ぁ-鿿])(?=[!-~])")
# So many lines of a cell are read without losing the row.
MOST_LINES = 3


def reads_well(
    table: Table,
    width: int,
    template: Template,
    targets: Mapping[str, Target],
    layouts: KnownLayouts,
    as_shown: bool = True,
) -> bool:
    """Whether a table of this width (twips) breaks no number and no word, and its cells have lines of `LEAST_LINE` characters,
    no more of them than `MOST_LINES`: characters as wide `as_shown`, else figures as half of the others."""
    known = layouts.within(template.data, template.styles.least)
    (layout,) = laid_out([(table, width)], template.styles, targets, alone, known)
    if layout.split:
        return False
    grid = data_grid(table)
    return all(
        _has_room(grid, row, column, layout.widths, template, targets, as_shown)
        for row, cells in enumerate(grid.rows)
        for column, cell in enumerate(cells)
        if cell
    )


def _has_room(
    grid: Grid,
    row: int,
    column: int,
    widths: tuple[int, ...],
    template: Template,
    targets: Mapping[str, Target],
    as_shown: bool,
) -> bool:
    cell = grid.rows[row][column]
    assert cell is not None, "cells are asked for where they are"
    room = sum(widths[column : column + cell.colspan]) - template.styles.inset(grid.style)
    for paragraph in cell.content:
        em = template.styles.sizes[paragraph.role] * _TWIPS
        for line in lines_of(paragraph.content):
            text = measured_text(line, targets)
            proportional = as_shown and is_proportional(template.styles.fonts[paragraph.role])
            spaces = _BESIDE_FIGURES * len(_EDGE.findall(text)) if as_shown else 0
            needed = (text_width(text, proportional) + spaces) / FULL
            held = room / em
            if held < min(needed, LEAST_LINE) or needed > held * MOST_LINES:
                return False
    return True
