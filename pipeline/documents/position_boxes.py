"""The diagram of the plan's position from boxes that stand and are joined as the office likes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.documents.drawing import draw
from pipeline.documents.layers import lay_out
from pipeline.model.diagrams import Box, Diagram, Layer, Stack
from pipeline.model.floats import Grid
from pipeline.model.inlines import plain_text
from pipeline.model.numerals import fullwidth
from pipeline.model.plan import Plan
from pipeline.model.position_joins import filled, joins_in_words, named


def boxes_grid(plan: Plan, diagram: Diagram) -> Grid:
    """The cells of the diagram, with what the plan's own box shows of the framework."""
    layers = tuple(
        tuple(tuple(filled(plan, box) for box in stack) for stack in layer) for layer in diagram.layers
    )
    shown = replace(diagram, layers=layers)
    joins = tuple(joins_in_words(diagram.joins))
    words = "。".join((f"{plan.profile.name}の位置付け", *_layers(shown), *joins))
    return draw(lay_out(shown), f"{words}。", joins)


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
    parts = f"、中に{named([part.name for part in box.parts])}" if box.parts else ""
    return f"「{first}」{inside}{parts}"
