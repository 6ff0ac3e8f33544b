"""The id that was probably meant by one that nothing has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.inlines import Variant
from pipeline.model.numbers import Target, TargetKind
from pipeline.slips import likely

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


def near_id(identity: str, targets: Mapping[str, Target], variant: Variant = Variant.PAGE) -> str:
    """The id that was probably meant, or an empty string: one of the kind that the id itself and its place ask for."""
    meant = [target.id for target in targets.values() if _may_be_meant(identity, target, variant)]
    return likely(identity, meant) or next((each for each in _with_kinds(identity) if each in meant), "")


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


def _with_kinds(identity: str) -> Iterator[str]:
    """The id under each kind, and under that which it begins with in full: population, and table-population, for tbl-population."""
    prefix, _, rest = identity.partition("-")
    for kind in _KINDS:
        yield f"{kind}-{identity}"
        letters = iter(prefix)
        if prefix[:1] == kind[0] and all(letter in letters for letter in kind):
            yield f"{kind}-{rest}"
