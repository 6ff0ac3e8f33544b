"""The text of references: said once, for every document that prints them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.inlines import Inline, Reference, Variant, plain_text
from pipeline.model.numbers import Target


def reference_text(target: Target, variant: Variant) -> str:
    """The text of a reference to `target`; empty for a link, which has one of its own."""
    match variant:
        case Variant.NUMBER:
            return target.number
        case Variant.TITLE:
            return target.title
        case Variant.NUMBER_TITLE:
            return f"{target.number}{bracketed(target.title)}"
        case Variant.PAGE:
            return target.page
        case Variant.OWN_TEXT:
            return ""


def title_brackets(title: str) -> tuple[str, str]:
    """The brackets around a title in running text: 「」, or 『』 around a title that holds 「」 itself."""
    return ("『", "』") if "「" in title else ("「", "」")


def bracketed(title: str) -> str:
    """A title as it stands in running text."""
    return title.join(title_brackets(title))


def name_of(target: Target) -> str:
    """第１章第２節「題」: what a target is called, by its number or its title alone where it lacks the other."""
    return (
        f"{target.number}{bracketed(target.title)}"
        if target.number and target.title
        else target.number or target.title
    )


def shown_text(content: Iterable[Inline], targets: Mapping[str, Target]) -> str:
    """The text of inlines as printed, with references as what they show and without footnotes."""

    def shown(reference: Reference) -> str:
        target = targets.get(reference.target)
        return reference_text(target, reference.variant) if target else ""

    return plain_text(content, shown)
