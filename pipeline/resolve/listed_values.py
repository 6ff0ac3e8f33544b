"""値の順 of documents.yaml held against the values that there are: an office may list all its sections, so that only what is nearly one
of them, and not it, is told."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.declared import BETWEEN_VALUES, ShownRows
from pipeline.model.inlines import plain_text
from pipeline.model.levels import LABEL
from pipeline.model.plan import Item, Plan
from pipeline.problems import Code, Problem, nearest

_LEAST = 0.6  # so much two values are alike of which one is a slip of the other


def misspelt_values(plan: Plan) -> Iterator[Problem]:
    """Each as a warning: it may be a section that has nothing to do today."""
    pieces = (piece for each in plan.declared for piece in each.pieces)
    for rows in (piece for piece in pieces if isinstance(piece, ShownRows)):
        known = {value for by in (rows.order, rows.group) if by for value in _values(rows, by, plan)}
        unlisted = sorted(known - {*rows.values})
        for at, value in enumerate(rows.values):
            near = "" if value in known else nearest(value, unlisted, _LEAST)
            if near:
                yield Problem(
                    rows.at("値の順", at),
                    Code.REF_MISSING,
                    f"「値の順」の「{value}」という値の行はありません",
                    f"もしかして: {near}（「値の順」にありません）。今は行がないだけなら、そのままで構いません",
                    warning=True,
                )


def _values(rows: ShownRows, column: str, plan: Plan) -> Iterator[str]:
    """The values in a column of rows, and of others that are called so."""
    level, _, key = column.rpartition(".")
    for item in plan.framework.walk():
        if not level or item.level.name == level:
            for text in _texts(rows, key, item):
                yield from filter(None, {text, *text.split(BETWEEN_VALUES)})


def _texts(rows: ShownRows, key: str, item: Item) -> Iterator[str]:
    if item.level.name == key:
        yield item.title
    if key == LABEL:
        yield item.label
    for value in item.values:
        if value.kind.key == key:
            yield from (plain_text(cell) for row in value.rows for cell in row)
        if value.kind.key == rows.field:
            names = [column.name for column in value.kind.columns]
            yield from (
                plain_text(cell)
                for row in value.rows
                for name, cell in zip(names, row, strict=True)
                if name == key
            )
