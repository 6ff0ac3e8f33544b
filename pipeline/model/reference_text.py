"""The text of references: said once, for every document that prints them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.inlines import (
    Inline,
    Inlines,
    Reference,
    Text,
    Variant,
    plain_text,
)
from pipeline.model.numbers import Target
from pipeline.model.raised import with_raised_spelled


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


def reference_content(target: Target, variant: Variant) -> Inlines:
    """The same as it is printed."""
    shows_title = variant in (Variant.TITLE, Variant.NUMBER_TITLE)
    text = reference_text(target, variant)
    return target.shown_in(text) if shows_title else (Text(text),)


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

    if isinstance(content, tuple) and len(content) == 1 and isinstance(content[0], Text):  # as most are
        return content[0].text

    def shown(reference: Reference) -> str:
        target = targets.get(reference.target)
        return reference_text(target, reference.variant) if target else ""

    return plain_text(content, shown)


def said_text(content: Iterable[Inline], targets: Mapping[str, Target]) -> str:
    """The same for where text has no looks, read aloud or compared: m² and CO₂ are no m2 and CO2."""
    return shown_text(with_raised_spelled(content), targets)
