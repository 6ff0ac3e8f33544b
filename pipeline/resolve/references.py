"""Checks that references can show what they want to show, and lead to what they may."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Set,
)
from functools import cache

from pipeline.model.blocks import Block, Passage
from pipeline.model.floats import (
    Float,
    pictures_of,
)
from pipeline.model.inlines import (
    Inline,
    InlinePicture,
    Inlines,
    Note,
    Reference,
    Variant,
    walk_inlines,
)
from pipeline.model.nearest_id import near_id
from pipeline.model.numbers import Target, TargetKind
from pipeline.model.plan import Plan
from pipeline.model.reference_text import bracketed
from pipeline.problems import Code, Problem, did_you_mean
from pipeline.resolve.targets import Targets

# What had an id before, by its number and title; None where that is not known.
Former = Callable[[str], str | None]


def nothing_known(_: str) -> None:
    """Knows of nothing that had an id."""


def what_now(identity: str, was: str, targets: Mapping[str, Target], deleted: str) -> str:
    """The hint for a reference to what is gone and `was` this: what has its title, or what to do where it was `deleted`."""
    now = next(
        (each for each in targets.values() if each.title and was.endswith(bracketed(each.title))), None
    )
    if now is None:
        return f"削除したのなら、{deleted}ください。idを変えたのなら、新しいidを書いてください"
    if now.id.startswith("auto-"):
        return f"同じ題のものが {now.location} にあります。そのidを消したのなら、{{#{identity}}} を付け直してください"
    return f"今のidは {now.id} です ({now.location})"


def check_reference(
    reference: Reference,
    targets: Mapping[str, Target],
    wanted: Set[str] | None = None,
    former: Former = nothing_known,
) -> Problem | None:
    """The problem with a reference, if any; `wanted` are the ids of those that its place can show, `former` knows what had an id
    before."""
    target = targets.get(reference.target)
    if target is None and (was := former(reference.target)):
        return Problem(
            reference.location,
            Code.REF_MISSING,
            f"「{reference.target}」という参照先は、もうありません。前は、{was}でした",
            what_now(reference.target, was, targets, "参照している文章を直して"),
        )
    if target is None:
        known = targets if wanted is None else {each: targets[each] for each in targets if each in wanted}
        near = near_id(reference.target, known, reference.variant)
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
    if needs_title and target.kind in (TargetKind.NOTE, TargetKind.PROVISION):
        return Problem(
            reference.location,
            Code.REF_NO_TITLE,
            f"「{reference.target}」は{target.kind.value}で、題がありません",
            f"番号を示すなら [](#{reference.target}) と書いてください",
        )
    return None


def _alts(nodes: Iterable[Block | Inline]) -> Iterator[Inlines]:
    """What is read aloud in the place of pictures."""
    for node in nodes:
        if isinstance(node, InlinePicture):
            yield node.alt
        elif isinstance(node, Float):
            yield from (picture.alt for picture in pictures_of(node.body))


def check_references(
    nodes: tuple[Block | Inline, ...], plan: Plan, found: Targets, former: Former
) -> Iterator[Problem]:
    """All references among the nodes of a plan's blocks."""
    ids_of = cache(plan.framework.ids_of)
    related = {
        reference.location: ids_of(level or item.level.name)
        for item in plan.framework.walk()
        for level, references in item.text.related
        for reference in references
    }
    listed = {
        place.text: f"{place.location}の「箇所」にあるもの" for cause in plan.causes for place in cause.places
    }

    def was(identity: str) -> str | None:
        return former(identity) or listed.get(identity)

    files = {location.file for location in related}  # few: those of all other references are not looked up
    passages = {node.id: node.location for node in nodes if isinstance(node, Passage)}
    read_aloud = (inline for alt in _alts(nodes) for inline in walk_inlines(alt))
    for reference in (node for node in (*nodes, *read_aloud) if isinstance(node, Reference)):
        if reference.target in passages:
            yield Problem(
                reference.location,
                Code.REF_MISSING,
                f"「{reference.target}」は要約で、参照先にはなりません",
                f"要約（{passages[reference.target]}）のある節や章の {{#id}} を書いてください",
            )
        else:
            wanted = related.get(reference.location) if reference.location.file in files else None
            if problem := check_reference(reference, found.targets, wanted, was):
                yield problem


def check_causes(plan: Plan, found: Targets, former: Former) -> Iterator[Problem]:
    """The reasons of changes refer to something, and hold no notes."""
    for cause in plan.causes:
        for inline in walk_inlines(cause.reason):
            if isinstance(inline, Reference):
                if problem := check_reference(inline, found.targets, former=former):
                    yield problem
            elif isinstance(inline, Note):
                yield Problem(
                    inline.location,
                    Code.MD_PLACE,
                    "理由には脚注を書けません",
                    "文章の中に括弧で書いてください",
                )


def check_related(plan: Plan, found: Targets) -> Iterator[Problem]:
    """Related items are other items of the level that is meant; ids that are nobody's are told as those of any reference."""
    for item in plan.framework.walk():
        for level, references in item.text.related:
            name = level or item.level.name
            others = plan.framework.ids_of(name) - {item.id}
            for reference in references:
                if reference.target in found.targets and reference.target not in others:
                    yield Problem(
                        reference.location,
                        Code.REF_KIND,
                        f"「{reference.target}」はほかの{name}のidではありません",
                        did_you_mean(reference.target, others)
                        or f"framework.yamlの、ほかの{name}のidを書いてください",
                    )
