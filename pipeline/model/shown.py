"""What a reference shows of its target: said once, for every document that prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.inlines import Inline, Reference, Variant, plain_text
from pipeline.model.numbers import Target


def reference_text(target: Target, variant: Variant) -> str:
    """The text of a reference to `target`."""
    match variant:
        case Variant.NUMBER:
            return target.number
        case Variant.TITLE:
            return target.title
        case Variant.NUMBER_TITLE:
            before, after = title_brackets(target.title)
            return f"{target.number}{before}{target.title}{after}"
        case Variant.PAGE:
            return target.page
        case Variant.OWN_TEXT:
            raise ValueError("the text is the link's own")


def title_brackets(title: str) -> tuple[str, str]:
    """The brackets around a title in running text: 「」, or 『』 around a title that holds 「」 itself."""
    return ("『", "』") if "「" in title else ("「", "」")


def shown_text(content: Iterable[Inline], targets: Mapping[str, Target]) -> str:
    """The text of inlines as printed, with references as what they show and without footnotes."""

    def shown(reference: Reference) -> str:
        target = targets.get(reference.target)
        return reference_text(target, reference.variant) if target else ""

    return plain_text(content, shown)
