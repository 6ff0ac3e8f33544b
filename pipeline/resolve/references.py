"""Whether a reference can show what it wants to show."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.inlines import Reference, Variant
from pipeline.model.numbers import Target, TargetKind
from pipeline.problems import Code, Problem, nearest

# What drafters begin ids with, and what then has them.
_KINDS = {
    "sec": TargetKind.HEADING,
    "policy": TargetKind.HEADING,
    "direction": TargetKind.HEADING,
    "measure": TargetKind.HEADING,
    "tbl": TargetKind.TABLE,
    "fig": TargetKind.FIGURE,
    "term": TargetKind.TERM,
    "fn": TargetKind.NOTE,
}
_SHORT = 3  # characters, of which any may be a slip


def near_id(identity: str, targets: Mapping[str, Target], variant: Variant = Variant.PAGE) -> str:
    """The id that was probably meant, or an empty string: one of the kind that the id itself and its place ask for."""
    near = nearest(
        identity, [target.id for target in targets.values() if _may_be_meant(identity, target, variant)]
    )
    # What all ids of a kind begin with makes no two of them alike.
    written, meant = (_without_prefix(each) for each in (identity, near))
    short = len(written) <= _SHORT and len(meant) <= _SHORT
    return near if short or nearest(written, [meant]) else ""


def _may_be_meant(identity: str, target: Target, variant: Variant) -> bool:
    prefix, other = identity.partition("-")[0], target.id.partition("-")[0]
    if other == "auto" or (
        prefix in _KINDS and (target.kind is not _KINDS[prefix] or other in _KINDS.keys() - {prefix})
    ):
        return False
    if variant in (Variant.NUMBER, Variant.NUMBER_TITLE) and not target.number:
        return False
    return target.kind is not TargetKind.NOTE or variant not in (Variant.TITLE, Variant.NUMBER_TITLE)


def _without_prefix(identity: str) -> str:
    prefix, dash, rest = identity.partition("-")
    return rest if dash and prefix in _KINDS else identity


def check_reference(
    reference: Reference, targets: Mapping[str, Target], wanted: Mapping[str, Target] | None = None
) -> Problem | None:
    """What is wrong with a reference, if anything; `wanted` are those of the targets that its place can show."""
    target = targets.get(reference.target)
    if target is None:
        near = near_id(reference.target, targets if wanted is None else wanted, reference.variant)
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
