"""Boxes of 位置付け図 that stand as the office likes: with what they show of the framework, and their joins in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.diagrams import Box, Join, JoinKind
from pipeline.model.inlines import Role
from pipeline.model.plan import Plan
from pipeline.model.position_lines import shown_of_framework

# How boxes are joined, said after their names.
_SAID = {
    JoinKind.ARROW: "{}から{}へ矢印",
    JoinKind.BOTH: "{}と{}は両向きの矢印",
    JoinKind.LINKED: "{}と{}は連動",
    JoinKind.LINE: "{}と{}は線",
}


def filled(plan: Plan, box: Box) -> Box:
    """A box with what it shows of the framework, behind its heads."""
    heads = tuple(each for each in box.content if each.role == Role.DIAGRAM_HEAD)
    return replace(box, content=(*heads, *shown_of_framework(plan, box.shown), *box.content[len(heads) :]))


def joins_in_words(joins: Iterable[Join]) -> Iterator[str]:
    """The joins in words: from the same boxes, or to the same boxes, together."""
    ends: dict[tuple[JoinKind, str], list[str]] = {}
    for join in joins:
        ends.setdefault((join.kind, join.end), []).append(join.start)
    starts: dict[tuple[JoinKind, tuple[str, ...]], list[str]] = {}
    for (kind, end), begun in ends.items():
        starts.setdefault((kind, tuple(begun)), []).append(end)
    for (kind, names), ended in starts.items():
        yield _SAID[kind].format(named(names), named(ended))


def named(names: Sequence[str]) -> str:
    """Several names in a sentence."""
    return "".join(f"「{name}」" for name in names)
