"""The diagram of the plan's position from boxes that stand and are joined as the office likes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.documents.drawing import draw
from pipeline.documents.layers import lay_out
from pipeline.documents.position_lines import shown_of_framework
from pipeline.model.diagrams import Box, Diagram, JoinKind, Layer, Stack
from pipeline.model.floats import Grid
from pipeline.model.inlines import Role, plain_text
from pipeline.model.numerals import fullwidth
from pipeline.model.plan import Plan

# How boxes are joined, said after their names.
_SAID = {
    JoinKind.ARROW: "{}から{}へ矢印",
    JoinKind.BOTH: "{}と{}は両向きの矢印",
    JoinKind.LINKED: "{}と{}は連動",
    JoinKind.LINE: "{}と{}は線",
}


def boxes_grid(plan: Plan, diagram: Diagram) -> Grid:
    """The cells of the diagram, with what the plan's own box shows of the framework."""
    layers = tuple(
        tuple(tuple(_filled(plan, box) for box in stack) for stack in layer) for layer in diagram.layers
    )
    filled = replace(diagram, layers=layers)
    joins = tuple(_joins(diagram))
    words = "。".join((f"{plan.profile.name}の位置付け", *_layers(filled), *joins))
    return draw(lay_out(filled), f"{words}。", joins)


def _filled(plan: Plan, box: Box) -> Box:
    heads = tuple(each for each in box.content if each.role == Role.DIAGRAM_HEAD)
    return replace(box, content=(*heads, *shown_of_framework(plan, box.shown), *box.content[len(heads) :]))


# In words


def _layers(diagram: Diagram) -> Iterator[str]:
    for number, layer in enumerate(diagram.layers, 1):
        yield f"{fullwidth(number)}段目は、{_layer(layer)}"


def _layer(layer: Layer) -> str:
    """The boxes of a layer; where this plan's own is among them, on which side of it the others stand."""
    own = next((place for place, stack in enumerate(layer) if any(box.own for box in stack)), None)
    if own is None:
        return "".join(map(_stack, layer))
    sides = (
        (f"左に{_stack(stack)}" if place < own else f"右に{_stack(stack)}")
        for place, stack in enumerate(layer)
        if place != own
    )
    return "、".join((f"この計画{_stack(layer[own])}", *sides))


def _stack(stack: Stack) -> str:
    return "".join(map(_said, stack))


def _said(box: Box) -> str:
    first, *lines = (plain_text(each.content).strip("（）") for each in box.content)
    inside = f"（{'、'.join(lines)}）" if lines else ""
    parts = f"、中に{_named([part.name for part in box.parts])}" if box.parts else ""
    return f"「{first}」{inside}{parts}"


def _joins(diagram: Diagram) -> Iterator[str]:
    """The joins in words: from the same boxes, or to the same boxes, together."""
    ends: dict[tuple[JoinKind, str], list[str]] = {}
    for join in diagram.joins:
        ends.setdefault((join.kind, join.end), []).append(join.start)
    starts: dict[tuple[JoinKind, tuple[str, ...]], list[str]] = {}
    for (kind, end), begun in ends.items():
        starts.setdefault((kind, tuple(begun)), []).append(end)
    for (kind, names), ended in starts.items():
        yield _SAID[kind].format(_named(names), _named(ended))


def _named(names: Sequence[str]) -> str:
    return "".join(f"「{name}」" for name in names)
