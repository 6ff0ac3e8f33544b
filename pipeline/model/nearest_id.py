"""The id that was probably meant by one that nothing has."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from pipeline.model.inlines import Variant
from pipeline.model.numbers import Target, TargetKind
from pipeline.problems import nearest

# What drafters begin ids with, and what then has them.
_KINDS = {
    "part": TargetKind.HEADING,
    "sec": TargetKind.HEADING,
    "policy": TargetKind.HEADING,
    "direction": TargetKind.HEADING,
    "measure": TargetKind.HEADING,
    "tbl": TargetKind.TABLE,
    "fig": TargetKind.FIGURE,
    "term": TargetKind.TERM,
    "fn": TargetKind.NOTE,
}
_SURE = 0.7  # so alike is what tells no kind
_SHORT = 3  # characters, of which any may be a slip


def near_id(identity: str, targets: Mapping[str, Target], variant: Variant = Variant.PAGE) -> str:
    """The id that was probably meant, or an empty string: one of the kind that the id itself and its place ask for."""
    near = nearest(
        identity, [target.id for target in targets.values() if _may_be_meant(identity, target, variant)]
    )
    # What all ids of a kind begin with makes no two of them alike.
    written, meant = (_without_prefix(each) for each in (identity, near))
    if written == identity:
        return near if SequenceMatcher(None, identity, near).ratio() >= _SURE else ""
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
    untitled = target.kind in (TargetKind.NOTE, TargetKind.PROVISION)
    return not untitled or variant not in (Variant.TITLE, Variant.NUMBER_TITLE)


def _without_prefix(identity: str) -> str:
    prefix, dash, rest = identity.partition("-")
    return rest if dash and prefix in _KINDS else identity
