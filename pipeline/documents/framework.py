"""The 体系図: every measure in a row, under its policy and direction."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.cells import text_cell, text_line
from pipeline.documents.common import as_mentions, document_title, make_content
from pipeline.documents.items import contents_of
from pipeline.model.blocks import Grid, GridCell
from pipeline.model.content import DocumentContent, FrameworkRows
from pipeline.model.contract import CHARACTERS, LABEL_TAGS, Contract, Head
from pipeline.model.documents import FRAMEWORK, PLAN
from pipeline.model.inlines import Inlines, Paragraph, Role, Text
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Item

# The fields that the sheet shows: key, the word by which a head is known, style, and what stands before each paragraph.
_FIELDS = (
    ("課題認識", "課題", Role.SHEET_TEXT, ""),
    ("対応方針", "対応", Role.SHEET_TEXT, ""),
    ("関連する施策", "関連", Role.SHEET_PROGRAM, "・"),
)

CONTRACT = Contract(
    slots=("体系図",),
    needed=("体系図",),
    needed_tags=(*LABEL_TAGS, "基本理念"),
    paragraphs=(
        Role.SHEET_POLICY,
        Role.SHEET_LABEL,
        Role.SHEET_DIRECTION,
        Role.SHEET_MEASURE,
        Role.SHEET_TEXT,
        Role.SHEET_PROGRAM,
    ),
    characters=CHARACTERS,
    tables=("体系図",),
    heads=(
        Head("基本方針"),
        Head("施策の基本方向", 2),
        Head("取組"),
        *(Head(key, word=head) for key, head, _, _ in _FIELDS),
    ),
)

Row = tuple[GridCell | None, ...]


def framework_content(resolved: ResolvedPlan) -> DocumentContent:
    """The sheet with all measures."""
    grid = Grid("体系図", (), tuple(_rows(resolved)), alt=document_title(resolved, FRAMEWORK))
    return make_content(resolved, FRAMEWORK, {"体系図": FrameworkRows(grid)})


def _rows(resolved: ResolvedPlan) -> Iterator[Row]:
    for policy in resolved.plan.framework.items:
        height = sum(len(direction.children) for direction in policy.children)
        policy_cell: GridCell | None = _policy_cell(resolved, policy, height)
        for direction in policy.children:
            heads: tuple[GridCell | None, GridCell | None] = _direction_cells(resolved, direction)
            for measure in direction.children:
                yield (policy_cell, *heads, *_measure_cells(resolved, measure))
                policy_cell, heads = None, (None, None)


def _label(resolved: ResolvedPlan, item: Item) -> str:
    """An item's number in the plan; empty where it stands in no chapter, or without a number."""
    target = resolved.targets.get(item.id)
    return target.label if target else ""


def _titled(resolved: ResolvedPlan, item: Item) -> str:
    label = _label(resolved, item)
    return f"{label}\t{item.title}" if label else item.title


def _policy_cell(resolved: ResolvedPlan, policy: Item, rows: int) -> GridCell:
    """第１節 and the policy's title, in vertical text."""
    lines = (each for each in (_label(resolved, policy), policy.title) if each)
    paragraphs = tuple(text_line(each, Role.SHEET_POLICY, policy.location) for each in lines)
    return GridCell(paragraphs, rowspan=rows, vertical=True)


def _direction_cells(resolved: ResolvedPlan, direction: Item) -> tuple[GridCell, GridCell]:
    rows = len(direction.children)
    title = _titled(resolved, direction)
    return (
        text_cell(direction.label, role=Role.SHEET_LABEL, location=direction.location, rowspan=rows),
        text_cell(title, role=Role.SHEET_DIRECTION, location=direction.location, rowspan=rows),
    )


def _measure_cells(resolved: ResolvedPlan, measure: Item) -> Row:
    title = _titled(resolved, measure)

    def shown(content: Inlines) -> Inlines:
        # The same text stands in the plan, where a number needs no place.
        return as_mentions(content, resolved.targets, place=PLAN.label)

    def cell(key: str, role: Role, mark: str) -> GridCell:
        before = (Text(mark),) if mark else ()
        paragraphs = tuple(
            Paragraph((*before, *shown(content)), role, value.location)
            for value in measure.text.values
            if value.kind.key == key
            for content in contents_of(value)
        )
        return GridCell(paragraphs or (Paragraph((), role, measure.location),))

    head = text_cell(title, role=Role.SHEET_MEASURE, location=measure.title_location)
    return (head, *(cell(key, role, mark) for key, _, role, mark in _FIELDS))
