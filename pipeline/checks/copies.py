"""Checks that tables and charts of the plan which other documents show, with their captions, are the plan's, number by number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

from .charts import series_of
from .findings import Finding
from .mentions import mentioned
from .reading import Reading
from .story import Paragraph, Table

_CAPTION = "caption"
# What stands under or over a caption: 表 or グラフ, and what tells its rows of texts.
_Shown = tuple[str, Callable[[], list[list[str]]]]


def check_copies(reading: Reading, plan: Reading) -> Iterator[Finding]:
    """Compares every table and chart of `reading` that stands with a caption of the plan's with the one there."""
    captioned = list(_captioned(reading))
    of_plan = {caption.index: shown for caption, shown in _captioned(plan)} if captioned else {}
    named = {
        bookmark.first: mentioned(bookmark)
        for bookmark in reversed(reading.body.bookmarks)
        if mentioned(bookmark)
    }
    for caption, (kind, rows) in captioned:
        target = plan.bookmarks.get(named.get(caption.index, "").casefold())
        original = of_plan.get(target.bookmark.first) if target and target.story is plan.body else None
        if original and (difference := _difference(rows(), original[1]())):
            message = f"「{' '.join(caption.text.split())}」の{kind}が、本編と違います（{difference}）"
            yield reading.finding("docx.copy-differs", reading.body, caption.index, message)


def _captioned(reading: Reading) -> Iterator[tuple[Paragraph, _Shown]]:
    """Captions with the tables below them, or the charts above."""
    charts = {picture.paragraph: picture.chart for picture in reading.body.pictures if picture.chart}
    for before, block in pairwise(reading.body.blocks):
        if isinstance(block, Table):
            if isinstance(before, Paragraph) and _is_caption(reading, before):
                yield before, ("表", partial(_cells, block))
        elif isinstance(before, Paragraph) and before.index in charts and _is_caption(reading, block):
            yield block, ("グラフ", partial(_numbers, reading, charts[before.index]))


def _is_caption(reading: Reading, paragraph: Paragraph) -> bool:
    return reading.style_name(paragraph).casefold() == _CAPTION


def _cells(table: Table) -> list[list[str]]:
    return [["".join(cell.text.split()) for cell in row.cells] for row in table.rows]


def _numbers(reading: Reading, chart: str) -> list[list[str]]:
    """What a chart draws, by the id of its relationship: a row for each series, with its name, and for each value what it is of."""
    related = reading.package.relationships.get(reading.body.part, {}).get(chart)
    tree = reading.package.trees.get(related.target) if related else None
    return [
        [
            each.name,
            *(f"{each.categories.get(at, '')} {value}" for at, value in sorted(each.values.items())),
        ]
        for each in (series_of(tree) if tree is not None else ())
    ]


def _difference(shown: list[list[str]], original: list[list[str]]) -> str:
    """The first cells that differ, or that there are others; nothing where all are the same."""
    if [len(row) for row in shown] != [len(row) for row in original]:
        return "行か列の数が違います"
    pairs = zip(
        (cell for row in shown for cell in row), (cell for row in original for cell in row), strict=True
    )
    return next((f"「{own}」は「{other}」です" for own, other in pairs if own != other), "")
