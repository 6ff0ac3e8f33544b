"""The 概要: the passages that stand beside the text they summarise, and what else of the plan it shows, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.cells import text_line
from pipeline.documents.common import make_content
from pipeline.documents.pieces import BOX_ROLES, DATA_TABLE, HEADS, Reading
from pipeline.documents.text_samples import as_sampled
from pipeline.model.blocks import Block, BoxKind, ColumnBreak
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import CHARACTERS, DIAGRAM_TABLE, Contract
from pipeline.model.documents import SUMMARY
from pipeline.model.inlines import DIAGRAM_ROLES, Role
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.prose import ListKind
from pipeline.model.samples import HEAD

CONTRACT = Contract(
    slots=("概要本文",),
    needed=("概要本文",),
    paragraphs=(
        Role.BODY,
        *HEADS.values(),
        Role.LIST_MORE,
        Role.TERM,
        Role.TERM_TEXT,
        *BOX_ROLES,
        Role.RIGHT,
        Role.CENTRED,
        Role.CAPTION,
        Role.SOURCE_NOTE,
        Role.UNIT,
        Role.FIGURE,
        Role.CHART,
        Role.GAP,
        Role.CELL,
        Role.CELL_HEAD,
        Role.CELL_NUMBER,
        Role.CELL_CENTRED,
        *DIAGRAM_ROLES,
        ListKind.BULLET,
    ),
    characters=CHARACTERS,
    tables=(DIAGRAM_TABLE, DATA_TABLE, *BoxKind),
    lists=(ListKind.BULLET,),
    text_samples=True,
    shown_by_sample=(HEAD,),
)


def summary_content(resolved: ResolvedPlan) -> DocumentContent:
    """The sections of summary.yaml, in its order."""
    samples = resolved.text_samples.get(SUMMARY.name, ())
    slots = {"概要本文": Part(as_sampled(_blocks(resolved), samples))}
    return make_content(resolved, SUMMARY, slots)


def _blocks(resolved: ResolvedPlan) -> Iterator[Block]:
    reading = Reading(resolved)
    for section in resolved.plan.summary:
        if section.next_column:
            yield ColumnBreak()
        yield text_line(section.title, Role.SUMMARY_HEAD)
        for item in section.items:
            if item.subheading:
                yield text_line(item.subheading, Role.SUMMARY_SUBHEAD)
            yield from reading.shown(item.piece)
