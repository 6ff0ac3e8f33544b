"""Ids, levels and the targets of references, given to a plan once its shape is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.properties.sources import (
    Caption,
    Chapter,
    Diagram,
    Direction,
    Figure,
    Heading,
    Listing,
    Measure,
    Note,
    Passage,
    Plan,
    Policy,
    Ref,
    Table,
    Term,
    parts_of,
    rebuilt,
)

KINDS = {
    Chapter: "sec",
    Heading: "sec",
    Table: "tbl",
    Figure: "fig",
    Diagram: "fig",
    Passage: "sum",
    Note: "fn",
    Policy: "policy",
    Direction: "direction",
    Measure: "measure",
    Term: "term",
}


def settled(plan: Plan, naming: int = 0) -> Plan:
    """The plan with ids, levels that skip none, and references that lead to what they can show."""
    return aimed(levelled(_named(plan, naming)))


def _named(plan: Plan, naming: int) -> Plan:
    """Ids: simple, such that Word's names for them would be the same, or longer than Word allows."""
    count = 0

    def name(node: Any) -> Any:
        nonlocal count
        if type(node) not in KINDS or (isinstance(node, Note) and not node.named):
            return node
        count += 1
        return replace(node, id=_identity(KINDS[type(node)], count, naming))

    return rebuilt(plan, name)


def _identity(kind: str, number: int, naming: int) -> str:
    match naming:
        case 0:
            return f"{kind}-{number}"
        case 1:
            pair = f"x-{number // 3}"
            return (f"{pair}_title", f"{pair.replace('-', '_')}", f"{pair.upper()}")[number % 3]
        case _:
            return f"{kind}-with-a-name-that-is-longer-than-word-allows-{number}"


def levelled(plan: Plan) -> Plan:
    """The plan in which no heading is more than one level below the one before it, and no measure related to more than there are."""
    others = sum(isinstance(part, Measure) for part in parts_of(plan.policies)) - 1

    def fewer(node: Any) -> Any:
        return replace(node, related=node.related[:others]) if isinstance(node, Measure) else node

    return replace(
        plan,
        policies=rebuilt(plan.policies, fewer),
        front=_levelled(plan.front),
        chapters=_levelled(plan.chapters),
        appendix=_levelled(plan.appendix),
    )


def _levelled(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    result = []
    for chapter in chapters:
        level = 1

        def lower(node: Any) -> Any:
            nonlocal level
            if isinstance(node, Heading):
                level = min(node.level, level + 1)
                return replace(node, level=level)
            return node

        result.append(rebuilt(chapter, lower))
    return tuple(result)


def targets(plan: Plan) -> dict[str, bool]:
    """Every id that can be referred to, and whether it has a number."""
    found: dict[str, bool] = {}
    for chapter in plan.parts:
        found |= dict(_targets(chapter, plan, chapter in plan.front))
    return found


def _targets(chapter: Chapter, plan: Plan, in_front: bool) -> Iterator[tuple[str, bool]]:
    without = 0 if in_front else 1 if not chapter.numbered else None
    yield chapter.id, without is None
    for part in parts_of(chapter.pieces):
        match part:
            case Heading():
                without = None if without and part.level <= without else without
                without = part.level if without is None and not part.numbered else without
                yield part.id, without is None
            case Table() | Figure() | Diagram():
                yield part.id, True
            case Note(named=True):
                yield part.id, True
            case Listing("施策"):
                # Their headings are a level below the one under which they stand, and have no number where that has none.
                for inner in parts_of(plan.policies):
                    if isinstance(inner, Policy | Direction | Measure | Note) and inner.id:
                        yield inner.id, without is None or isinstance(inner, Note)
            case Listing("用語解説"):
                for inner in parts_of(plan.terms):
                    if isinstance(inner, Term | Note) and inner.id:
                        yield inner.id, isinstance(inner, Note)
            case Listing("改訂履歴"):
                yield from (
                    (inner.id, True)
                    for inner in parts_of(plan.revisions)
                    if isinstance(inner, Note) and inner.id
                )


def aimed(plan: Plan) -> Plan:
    """The plan in which each reference leads to a target, and shows what that one has."""
    known = targets(plan)
    ids = list(known)
    notes = {part.id for part in parts_of(plan) if isinstance(part, Note)}
    floats = {part.id for part in parts_of(plan) if isinstance(part, Table | Figure | Diagram)}
    measures = [part.id for part in parts_of(plan.policies) if isinstance(part, Measure)]

    def aim(node: Any) -> Any:
        match node:
            case Ref():
                target = node.target if node.target in known else ids[node.pick % len(ids)]
                return replace(
                    node, target=target, variant=possible(node.variant, known[target], target in notes)
                )
            case Caption():
                # No page in a caption, and no title of a caption: it could be its own.
                return rebuilt(node, _without_title)
            case Measure():
                others = [each for each in measures if each != node.id]
                related = []
                for each in node.related[: len(others)]:
                    related.append(replace(each, target=others.pop(each.pick % len(others)), variant=""))
                return replace(node, related=tuple(related))
            case _:
                return node

    def _without_title(node: Any) -> Any:
        hidden = isinstance(node, Ref) and (
            node.variant == "頁" or (node.target in floats and "題" in node.variant)
        )
        return (
            replace(node, variant=possible("", known[node.target], node.target in notes)) if hidden else node
        )

    return rebuilt(plan, aim)


def possible(variant: str, numbered: bool, is_note: bool) -> str:
    if is_note and "題" in variant:
        return ""
    return "題" if variant in ("", "番号と題") and not numbered else variant
