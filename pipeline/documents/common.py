"""Common parts of all documents: the tags any template may use, and references as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from pipeline.frozen import replace
from pipeline.model.content import DocumentContent, Slot
from pipeline.model.documents import PLAN, DocumentKind
from pipeline.model.inlines import (
    Anchor,
    Inline,
    InlinePicture,
    Inlines,
    LineBreak,
    Mention,
    Note,
    Paragraph,
    Reference,
    Ruby,
    Span,
    Text,
    Variant,
)
from pipeline.model.numbers import ResolvedPlan, Target, TargetKind
from pipeline.model.prose import ListBlock, Prose
from pipeline.model.reference_text import reference_content

_NUMBERED = (Variant.NUMBER, Variant.NUMBER_TITLE)


def _plan_tags(resolved: ResolvedPlan) -> dict[str, str]:
    """The values of the names that stand in `{{ }}` in templates."""
    profile = resolved.plan.profile
    return {
        "計画名": profile.name,
        "市名": profile.city,
        "呼称": profile.own_word,
        "計画期間": profile.period,
        "段階": profile.stage.value,
        "段階表示": profile.stage.label,
        "段階日付": profile.stage_date,
        "段階会議": profile.stage_meeting,
        "策定年月": profile.date,
        "担当課": profile.office,
        "基本理念": resolved.plan.framework.vision,
    }


def document_title(resolved: ResolvedPlan, document: DocumentKind = PLAN) -> str:
    """The title in a document's properties: the plan's name with its stage, and its label where it is not the plan."""
    profile = resolved.plan.profile
    label = "" if document is PLAN else f"　{document.label}"
    return f"{profile.name}{profile.stage.label}{label}"


def make_content(
    resolved: ResolvedPlan, document: DocumentKind, slots: Mapping[str, Slot]
) -> DocumentContent:
    """The content of a document, with what all of them say of the plan."""
    profile = resolved.plan.profile
    return DocumentContent(
        name=document.name,
        title=document_title(resolved, document),
        subject=f"{profile.period}　{profile.stage.value}",
        author=profile.city,
        tags=_plan_tags(resolved),
        slots=slots,
        images=resolved.plan.images,
        label=document.label,
        watermark=profile.stage.watermark if document.watermarked else "",
        joints=resolved.joints,
        name_breaks=profile.name_breaks,
        uncommon=bool(resolved.plan.uncommon),
    )


def as_mentions(content: Iterable[Inline], targets: Mapping[str, Target], place: str = "") -> Inlines:
    """Inlines for a file of its own: references into the plan as plain text, footnotes left out.

    `place` is said before each number of a heading, table or figure: the document in which it stands.
    """
    result: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text | Ruby | LineBreak):
            result.append(inline)
        elif isinstance(inline, InlinePicture):
            result.append(replace(inline, alt=as_mentions(inline.alt, targets, place)))
        elif isinstance(inline, Anchor):
            result += as_mentions(inline.content, targets, place)
        elif isinstance(inline, Span):
            result.append(replace(inline, content=as_mentions(inline.content, targets, place)))
        elif isinstance(inline, Reference):
            result += _as_mention(inline, targets, place)
        elif not isinstance(inline, Note):
            assert_never(inline)
    return tuple(result)


def _as_mention(reference: Reference, targets: Mapping[str, Target], place: str) -> Iterator[Inline]:
    if reference.variant is Variant.OWN_TEXT:
        yield from as_mentions(reference.content, targets, place)
        return
    target = targets[reference.target]
    if (
        place
        and reference.variant in _NUMBERED
        and target.kind not in (TargetKind.NOTE, TargetKind.PROVISION)
    ):
        yield Text(place)
    yield Mention(target.bookmark, reference_content(target, reference.variant))


def prose_as_mentions(blocks: Iterable[Prose], targets: Mapping[str, Target]) -> tuple[Prose, ...]:
    """Paragraphs and lists for a file of its own."""
    return tuple(_prose_as_mentions(block, targets) for block in blocks)


def _prose_as_mentions(block: Prose, targets: Mapping[str, Target]) -> Prose:
    match block:
        case Paragraph(content):
            return replace(block, content=as_mentions(content, targets))
        case ListBlock(items=items):
            return replace(block, items=tuple(prose_as_mentions(item, targets) for item in items))
        case _:
            assert_never(block)
