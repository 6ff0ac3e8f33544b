"""Checks that tables of the plan which other documents show, under their captions, are the plan's, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .findings import Finding
from .mentions import mentioned
from .reading import Reading
from .story import Paragraph, Table

_CAPTION = "caption"


def check_copies(reading: Reading, plan: Reading) -> Iterator[Finding]:
    """Compares every table of `reading` that stands under a caption of the plan's with the one there."""
    of_plan = {caption.index: table for caption, table in _captioned(plan)}
    named = {
        bookmark.first: mentioned(bookmark)
        for bookmark in reversed(reading.body.bookmarks)
        if mentioned(bookmark)
    }
    for caption, table in _captioned(reading):
        target = plan.bookmarks.get(named.get(caption.index, "").casefold())
        original = of_plan.get(target.bookmark.first) if target and target.story is plan.body else None
        if original and (difference := _difference(_cells(table), _cells(original))):
            message = f"「{' '.join(caption.text.split())}」の表が、本編と違います（{difference}）"
            yield reading.finding("docx.copy-differs", reading.body, caption.index, message)


def _captioned(reading: Reading) -> Iterator[tuple[Paragraph, Table]]:
    """Tables with the captions above them."""
    for before, block in pairwise(reading.body.blocks):
        if not (isinstance(before, Paragraph) and isinstance(block, Table)):
            continue
        if reading.style_name(before).casefold() == _CAPTION:
            yield before, block


def _cells(table: Table) -> list[list[str]]:
    return [["".join(cell.text.split()) for cell in row.cells] for row in table.rows]


def _difference(shown: list[list[str]], original: list[list[str]]) -> str:
    """The first cells that differ, or that there are others; nothing where all are the same."""
    if [len(row) for row in shown] != [len(row) for row in original]:
        return "行か列の数が違います"
    pairs = zip(
        (cell for row in shown for cell in row), (cell for row in original for cell in row), strict=True
    )
    return next((f"「{own}」は「{other}」です" for own, other in pairs if own != other), "")
