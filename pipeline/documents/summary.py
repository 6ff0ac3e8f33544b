"""The 概要: the passages that stand beside the text they summarise, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.cells import text_line
from pipeline.documents.common import make_content, prose_as_mentions
from pipeline.documents.position import position_grid
from pipeline.documents.text_samples import as_sampled
from pipeline.model.blocks import Block
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
        Role.SUMMARY_HEAD,
        Role.SUMMARY_SUBHEAD,
        Role.LIST_MORE,
        Role.FIGURE,
        Role.GAP,
        *DIAGRAM_ROLES,
        ListKind.BULLET,
    ),
    characters=CHARACTERS,
    tables=(DIAGRAM_TABLE,),
    lists=(ListKind.BULLET,),
    text_samples=True,
    shown_by_sample=(HEAD,),
)


def summary_content(resolved: ResolvedPlan) -> DocumentContent:
    """The sections of summary.yaml, in its order."""
    samples = resolved.text_samples.get(SUMMARY.name, ())
    return make_content(resolved, SUMMARY, {"概要本文": Part(as_sampled(_blocks(resolved), samples))})


def _blocks(resolved: ResolvedPlan) -> Iterator[Block]:
    plan = resolved.plan
    for section in plan.summary:
        yield text_line(section.title, Role.SUMMARY_HEAD)
        for item in section.items:
            if item.subheading:
                yield text_line(item.subheading, Role.SUMMARY_SUBHEAD)
            if item.kind == "passage":
                yield from prose_as_mentions(resolved.passages[item.target].content, resolved.targets)
            else:
                yield position_grid(plan)
