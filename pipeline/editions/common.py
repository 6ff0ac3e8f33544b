"""What all editions say of the plan: the tags that any template may use, and references as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.model.blocks import Block, ListBlock
from pipeline.model.documents import PLAN, DocumentKind
from pipeline.model.edition import Edition, Slot
from pipeline.model.inlines import (
    Emphasis,
    Inline,
    Link,
    Mention,
    Note,
    Paragraph,
    Reference,
    Strong,
    Text,
    Variant,
)
from pipeline.model.numbers import ResolvedPlan, Target, TargetKind
from pipeline.model.shown import reference_text

_NUMBERED = (Variant.NUMBER, Variant.NUMBER_TITLE)


def _plan_tags(resolved: ResolvedPlan) -> dict[str, str]:
    """The values of the names that stand in `{{ }}` in templates."""
    profile = resolved.plan.profile
    return {
        "計画名": profile.name,
        "市名": profile.city,
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


def make_edition(resolved: ResolvedPlan, document: DocumentKind, slots: Mapping[str, Slot]) -> Edition:
    """An edition of a document, with what all of them say of the plan."""
    profile = resolved.plan.profile
    return Edition(
        name=document.name,
        title=document_title(resolved, document),
        subject=f"{profile.period}　{profile.stage.value}",
        author=profile.city,
        tags=_plan_tags(resolved),
        slots=slots,
        watermark=profile.stage.watermark if document.watermarked else "",
    )


def as_mentions(
    content: Iterable[Inline], targets: Mapping[str, Target], place: str = ""
) -> tuple[Inline, ...]:
    """Inlines for a file of its own: references into the plan as plain text, footnotes left out.

    `place` is said before each number of a heading, table or figure: the document in which it stands.
    """
    result: list[Inline] = []
    for inline in content:
        match inline:
            case Reference(target, Variant.OWN_TEXT, _, inner):
                result.extend(as_mentions(inner, targets, place))
            case Reference(target, variant, _, _):
                if place and variant in _NUMBERED and targets[target].kind is not TargetKind.NOTE:
                    result.append(Text(place))
                text = Text(reference_text(targets[target], variant))
                result.append(Mention(targets[target].bookmark, (text,)))
            case Strong(inner):
                result.append(Strong(as_mentions(inner, targets, place)))
            case Emphasis(inner):
                result.append(Emphasis(as_mentions(inner, targets, place)))
            case Link(url, inner):
                result.append(Link(url, as_mentions(inner, targets, place)))
            case Note():
                pass
            case _:
                result.append(inline)
    return tuple(result)


def blocks_as_mentions(blocks: Iterable[Block], targets: Mapping[str, Target]) -> tuple[Block, ...]:
    """Paragraphs and lists for a file of its own."""
    result: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph(content):
                result.append(replace(block, content=as_mentions(content, targets)))
            case ListBlock(kind, start, items):
                result.append(
                    ListBlock(kind, start, tuple(blocks_as_mentions(item, targets) for item in items))
                )
            case _:
                raise AssertionError("the reader lets only paragraphs and lists into a passage")
    return tuple(result)
