"""Two numbered plans → their Comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.compare.align import Aligned, align_members
from pipeline.compare.changes import changes_of, loose_changes, stated
from pipeline.compare.match import match_nodes
from pipeline.compare.moved_lines import with_moved_lines
from pipeline.compare.numbered import alone, compared_notes, notes_of, renumbered
from pipeline.compare.order import order_of
from pipeline.compare.outline import Node, Outline, outline
from pipeline.compare.steps import steps_of
from pipeline.compare.units import SUMMARY, short_labels, units_of
from pipeline.model.comparison import Change, Comparison, Step, StepKind
from pipeline.model.content import DocumentContent
from pipeline.model.forms import INTRODUCTION
from pipeline.model.numbers import ResolvedPlan


def compare(
    before: tuple[ResolvedPlan, DocumentContent], after: tuple[ResolvedPlan, DocumentContent]
) -> Comparison:
    """The differences between two versions, each with the content of its 本編."""
    old, new = outline(*before), outline(*after)
    match = match_nodes(old, new)
    new = replace(new, reader=replace(new.reader, called=match.called))
    aligned = align_members(replace(match, after=new))
    old_units, new_units = units_of(before[0], old), units_of(after[0], new)
    labels = short_labels(before[0]), short_labels(after[0])
    order = order_of(aligned)
    steps = steps_of(old, new, order)
    changes = list(changes_of(aligned, order, old_units, new_units, labels))
    titles = {unit.title for unit in (*old_units.values(), *new_units.values())}
    notes, notes_alone = compared_notes(notes_of(before[0], old), notes_of(after[0], new))
    return Comparison(
        changes=(
            *_moved_in_summary(list(loose_changes(before[0], after[0], (old.reader, new.reader)))),
            *with_moved_lines(changes, titles),
        ),
        renumbered=(*renumbered(aligned, old_units, new_units), *notes),
        alone=(*alone(aligned, old_units, new_units), *notes_alone),
        steps={
            name: tuple(_local(step, old.parts[name], new.parts[name]) for step in each)
            for name, each in steps.items()
        },
        moved=frozenset(_moved_ids(aligned, steps)),
        reused=tuple((old_units[one], new_units[other]) for one, other in aligned.match.reused),
        stated=stated(before[0], after[0]),
        levels={
            level.name: any(field != INTRODUCTION for field in level.fields)
            for resolved, _ in (before, after)
            for level in resolved.plan.framework.levels
        },
    )


def _moved_in_summary(changes: Sequence[Change]) -> Iterator[Change]:
    """Changes outside the parts, those of the 概要 with what moved in it: a line of its sections says what it is, however short."""
    summary = [each for each in changes if each.unit.path[0] == SUMMARY and each.before and each.after]
    told = with_moved_lines(summary, (), near=1)
    yield from (next(told) if each in summary else each for each in changes)


def _moved_ids(aligned: Aligned, steps: Mapping[str, Sequence[Step]]) -> Iterator[str]:
    """The ids that are in both versions, but not in the same leaf."""
    before, after = _leaf_of(aligned.match.before), _leaf_of(aligned.match.after)
    kept = {
        leaf: step.after
        for part in steps.values()
        for step in part
        if step.kind is StepKind.KEPT
        for leaf in step.before
    }
    for identity, leaf in before.items():
        if identity in after and after[identity] not in kept.get(leaf, ()):
            yield identity


def _leaf_of(version: Outline) -> dict[str, int]:
    """The index of the leaf that each id stands in."""
    return {node.id: index for index, node in version.named}


def _local(step: Step, before: Node, after: Node) -> Step:
    """A step by the indexes within its part."""
    return replace(
        step,
        before=tuple(each - before.begin for each in step.before),
        after=tuple(each - after.begin for each in step.after),
    )
