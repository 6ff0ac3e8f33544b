"""Changes and causes held against each other: each change has a cause, each cause a change.

All are pure functions; what changed is told by whoever compared two versions.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.causes.cover import unexplained
from pipeline.causes.words import check_words, is_in, replaced_by
from pipeline.compare.units import SUMMARY
from pipeline.model.blocks import Heading, Listing, walk_blocks
from pipeline.model.causes import Cause, Reach
from pipeline.model.comparison import Change, ChangeKind, Comparison
from pipeline.model.floats import Grid
from pipeline.model.inlines import plain_text
from pipeline.model.nearest_id import near_id
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, Location, Problem, unknown
from pipeline.resolve.unfilled import unfilled
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
    return places, cause.words, cause.category, opinions, cause.meeting, cause.day, plain_text(cause.reason)


def uncaused(
    comparison: Comparison, before: ResolvedPlan, after: ResolvedPlan
) -> Iterator[tuple[Change, tuple[ChangeKind, ...]]]:
    """The changes that need a cause and have none, with the kinds that lack it.

    What follows from other things needs none: the summary, and the section that shows the revision history. An entry that is
    not filled in yet is told itself, in place of its changes.
    """
    causes = (*after.plan.causes, *(each.filled for each in after.plan.unfilled_causes))
    follow = {SUMMARY, *_history_sections(before), *_history_sections(after)}
    for change in comparison.changes:
        kinds = unexplained(change, causes)
        if kinds and not {change.unit.path[0], change.unit.id} & follow:
            yield change, kinds


def check_causes(
    comparison: Comparison,
    before: ResolvedPlan,
    after: ResolvedPlan,
    texts: Sequence[tuple[str, Location]] = (),
) -> list[Problem]:
    """Changes without a cause, and causes without a change; `texts` are those of the later version, with their places."""
    replaced = replaced_by(after.plan.causes, comparison.changes)
    return [
        *_without_cause(comparison, before, after),
        *unfilled(after.plan, after.plan.profile.stage.is_final),
        *_without_change(comparison, before, after),
        *check_words(replaced, texts),
    ]


def _without_cause(comparison: Comparison, before: ResolvedPlan, after: ResolvedPlan) -> Iterator[Problem]:
    causes = after.plan.causes
    for change, kinds in uncaused(comparison, before, after):
        unit = change.unit
        yield Problem(
            # A place in the old version is none where something can be mended.
            unit.location if change.after else _changes_file(after),
            Code.CAUSE_MISSING,
            f"{unit.named}の{'・'.join(kinds)}に、理由がありません",
            _how_to_cover(change, kinds, causes),
            warning=not after.plan.profile.stage.is_final,
        )


def _how_to_cover(change: Change, kinds: Sequence[ChangeKind], causes: Iterable[Cause]) -> str:
    """The hint: where a cause around it is meant, that has to say so."""
    write = f"{CHANGES} の「変更」に足し、「箇所」に {change.unit.id} "
    around = [cause for cause in causes if not cause.words and cause.places and is_in(change, cause)]
    if not around:
        return f"{write}か、それを含む節などのidを書いてください"
    said = around[0].reach
    reach = [kind for kind in Reach if kind in said or kind.value in kinds]
    return (
        f"{write}を書いてください。{around[0].location} の変更は、箇所の下の{'・'.join(kind for kind in Reach if kind in said)}だけを含みます"
        f"（その理由によるのなら、そこに「種類: [{', '.join(reach)}]」と書きます）"
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
