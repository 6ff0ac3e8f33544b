"""Changes and causes held against each other: each change has a cause, each cause a change.

All are pure functions; what changed is told by whoever compared two versions.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.compare.units import SUMMARY
from pipeline.model.blocks import Heading, Listing, walk_blocks
from pipeline.model.causes import Cause
from pipeline.model.comparison import Change, Comparison
from pipeline.model.floats import Grid
from pipeline.model.inlines import plain_text
from pipeline.model.nearest_id import near_id
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.reference_text import shown_text
from pipeline.problems import Code, Location, Problem, unknown
from pipeline.source.schema import CHANGES


def since(before: ResolvedPlan, after: ResolvedPlan) -> ResolvedPlan:
    """The later plan with those causes alone that the earlier one did not have.

    changes.yaml grows from one version to the next, and a cause that stood there already is that of an earlier change.
    """
    known = {_said(cause) for cause in before.plan.causes}
    new = tuple(cause for cause in after.plan.causes if _said(cause) not in known)
    return replace(after, plan=replace(after.plan, causes=new))


def _said(cause: Cause) -> tuple[object, ...]:
    """The content of a cause, wherever it is written."""
    places, opinions = (tuple(each.text for each in named) for named in (cause.places, cause.opinions))
    return places, cause.category, opinions, cause.meeting, cause.day, plain_text(cause.reason)


def causes_of(change: Change, causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """The causes of a change: those that name its unit, else those that name the nearest thing around it.

    Of what moved, both the old place and the new one count.
    """
    named = _by_place(causes)
    paths = [reversed(unit.path) for unit in (change.before, change.after) if unit]
    for ids in zip_longest(*paths):
        found = [cause for identity in dict.fromkeys(ids) for cause in named.get(identity, ())]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _by_place(causes: Iterable[Cause]) -> Mapping[str | None, Sequence[Cause]]:
    named: dict[str | None, list[Cause]] = {}
    for cause in causes:
        for place in cause.places:
            named.setdefault(place.text, []).append(cause)
    return named


def remark(change: Change, after: ResolvedPlan) -> str:
    """The text of 備考 on a change: 意見（No.3）; empty where it has no cause."""
    bases = (cause.basis for cause in causes_of(change, after.plan.causes))
    return "、".join(dict.fromkeys(bases))


def reason(change: Change, after: ResolvedPlan) -> str:
    """The text of 理由 on a change, references as what they show; empty where it has no cause."""
    reasons = (shown_text(cause.reason, after.targets) for cause in causes_of(change, after.plan.causes))
    return "".join(dict.fromkeys(reasons))


def check_causes(comparison: Comparison, before: ResolvedPlan, after: ResolvedPlan) -> list[Problem]:
    """Changes without a cause, and causes without a change.

    What follows from other things needs none: the summary, and the section that shows the revision history.
    """
    return [*_without_cause(comparison, before, after), *_without_change(comparison, before, after)]


def _without_cause(comparison: Comparison, before: ResolvedPlan, after: ResolvedPlan) -> Iterator[Problem]:
    follow = {SUMMARY, *_history_sections(before), *_history_sections(after)}
    for change in comparison.changes:
        ids = {change.unit.path[0], change.unit.id}
        if ids & follow or causes_of(change, after.plan.causes):
            continue
        unit = change.unit
        yield Problem(
            # A place in the old version is none where something can be mended.
            unit.location if change.after else _changes_file(after),
            Code.CAUSE_MISSING,
            f"{unit.what}「{unit.shown}」の{'・'.join(change.kinds)}に、理由がありません",
            f"{CHANGES} の「変更」に足し、「箇所」に {unit.id} か、それを含む節などのidを書いてください",
            warning=not after.plan.profile.stage.is_final,
        )


def _history_sections(resolved: ResolvedPlan) -> Iterator[str]:
    """The id of the heading over the revision history, where that is printed."""
    above = ""
    for block in walk_blocks((*resolved.front, *resolved.body, *resolved.appendix)):
        if isinstance(block, Heading):
            above = block.id
        elif isinstance(block, Grid) and block.alt == Listing.HISTORY:
            yield above


def _changes_file(resolved: ResolvedPlan) -> Location:
    folder = posixpath.dirname(resolved.plan.framework.location.file)
    return Location(posixpath.join(folder, CHANGES))


def _without_change(comparison: Comparison, before: ResolvedPlan, after: ResolvedPlan) -> Iterator[Problem]:
    changed = {
        identity
        for change in comparison.changes
        for unit in (change.before, change.after)
        for identity in (unit.path if unit else ())
    }
    # What was added or deleted with something around it is told as that alone.
    changed |= before.targets.keys() ^ after.targets.keys()
    # Of two that change places, one has moved, and the other has another number.
    changed |= {each.after.id for each in comparison.renumbered}
    known = {
        each.id: each for each in (*before.targets.values(), *after.targets.values()) if each.id in changed
    }
    for place in (place for cause in after.plan.causes for place in cause.places):
        if place.text not in changed:
            near = "" if place.text in after.targets else near_id(place.text, known)
            yield Problem(
                place.location,
                Code.CAUSE_UNCHANGED,
                f"「{place.text}」は、前の計画から変わっていません",
                f"もしかして: {near}"
                if near
                else "変更した所のidに直すか、変更をやめたのなら、この箇所を消してください",
                warning=True,
            )


def unknown_opinions(causes: Iterable[Cause], known: Collection[str]) -> list[Problem]:
    """The opinions that causes name and nobody gave; `known` are the numbers of those that there are."""
    return unknown(
        (opinion for cause in causes for opinion in cause.opinions),
        known,
        Code.CAUSE_OPINION,
        "No.{}の意見はありません",
        "意見の一覧のNo.を書いてください",
    )
