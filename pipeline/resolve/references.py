"""Whether a reference can show what it wants to show."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.inlines import Reference, Variant
from pipeline.model.numbers import Target, TargetKind
from pipeline.problems import Code, Problem, nearest


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
