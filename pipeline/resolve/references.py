"""What a reference shows, and whether it can show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.blocks import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Mention,
    Note,
    Reference,
    Ruby,
    Strong,
    Text,
    Variant,
)
from pipeline.model.numbers import Target, TargetKind
from pipeline.problems import Code, Problem, nearest

# What stands for a page number until pages are measured.
NO_PAGE = "－"


def reference_text(target: Target, variant: Variant) -> str:
    """The text of a reference to `target`; the page is not known here."""
    match variant:
        case Variant.NUMBER:
            return target.number
        case Variant.TITLE:
            return target.title
        case Variant.NUMBER_TITLE:
            before, after = title_brackets(target.title)
            return f"{target.number}{before}{target.title}{after}"
        case Variant.PAGE:
            return NO_PAGE
        case Variant.OWN_TEXT:
            raise ValueError("the text is the link's own")


def title_brackets(title: str) -> tuple[str, str]:
    """The brackets around a title in running text: 「」, or 『』 around a title that holds 「」 itself."""
    return ("『", "』") if "「" in title else ("「", "」")


def shown_text(content: Iterable[Inline], targets: Mapping[str, Target]) -> str:
    """The text of inlines as printed, with references as what they show and without footnotes."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Text(text):
                parts.append(text)
            case Ruby(base, _):
                parts.append(base)
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Mention(_, inner):
                parts.append(shown_text(inner, targets))
            case Reference(target, variant, _, inner):
                known = targets.get(target)
                if variant is Variant.OWN_TEXT:
                    parts.append(shown_text(inner, targets))
                elif known:
                    parts.append(reference_text(known, variant))
            case LineBreak() | Note():
                pass
    return "".join(parts)


def check_reference(reference: Reference, targets: Mapping[str, Target]) -> Problem | None:
    """What is wrong with a reference, if anything."""
    target = targets.get(reference.target)
    if target is None:
        near = nearest(reference.target, targets)
        return Problem(
            reference.location,
            Code.REF_MISSING,
            f"「{reference.target}」という参照先はありません",
            f"もしかして: {near} ({targets[near].location})" if near else "参照先の {#id} を見てください",
        )
    needs_number = reference.variant in (Variant.NUMBER, Variant.NUMBER_TITLE)
    if needs_number and not target.number:
        return Problem(
            reference.location,
            Code.REF_NO_NUMBER,
            f"「{reference.target}」は{target.kind.value}で、番号がありません",
            f"題を示すなら [](#{reference.target}){{.題}} と書いてください",
        )
    needs_title = reference.variant in (Variant.TITLE, Variant.NUMBER_TITLE)
    if needs_title and target.kind is TargetKind.NOTE:
        return Problem(
            reference.location,
            Code.REF_NO_TITLE,
            f"「{reference.target}」は脚注で、題がありません",
            f"番号を示すなら [](#{reference.target}) と書いてください",
        )
    return None
