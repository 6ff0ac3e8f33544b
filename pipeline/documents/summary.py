"""The 概要: the passages that stand beside the text they summarise, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.cells import text_line
from pipeline.documents.common import make_content, prose_as_mentions
from pipeline.documents.drawing import DIAGRAM_ROLES, DIAGRAM_TABLE
from pipeline.documents.position import position_grid
from pipeline.model.blocks import Block
from pipeline.model.content import DocumentContent, Part
from pipeline.model.contract import CHARACTERS, Contract
from pipeline.model.documents import SUMMARY
from pipeline.model.inlines import Role
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.numerals import fullwidth
from pipeline.model.prose import ListKind

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
)


def summary_content(resolved: ResolvedPlan) -> DocumentContent:
    """The sections of summary.yaml, in its order."""
    return make_content(resolved, SUMMARY, {"概要本文": Part(tuple(_blocks(resolved)))})


def _blocks(resolved: ResolvedPlan) -> Iterator[Block]:
    plan = resolved.plan
    for number, section in enumerate(plan.summary, 1):
        title = f"《{fullwidth(number)}　{section.title}》"
        yield text_line(title, Role.SUMMARY_HEAD)
        for item in section.items:
            if item.subheading:
                yield text_line(item.subheading, Role.SUMMARY_SUBHEAD)
            if item.kind == "passage":
                yield from prose_as_mentions(resolved.passages[item.target].content, resolved.targets)
            else:
                yield position_grid(plan)
