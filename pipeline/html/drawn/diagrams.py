"""Diagrams in HTML: the plan's position, the framework as a tree, flows, pictures side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from pipeline.html.markup import element, escaped
from pipeline.model.floats import Flow, FrameworkTree, Picture, Pictures, PositionDiagram
from pipeline.model.inlines import InlinePicture, Inlines, plain_text
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Item, Position
from pipeline.model.prose import ListBlock, Prose
from pipeline.problems import Location

Inline = Callable[[Inlines], str]


def diagram(
    body: PositionDiagram | FrameworkTree | Flow | Pictures, resolved: ResolvedPlan, inline: Inline
) -> str:
    """What the diagram says, in the order in which it is read."""
    match body:
        case Pictures(items):
            return "".join(_titled(picture, title, inline) for picture, title in items)
        case Flow(steps):
            return _steps(steps, inline)
        case FrameworkTree(levels):
            return _tree(
                resolved, resolved.plan.framework.items, levels or len(resolved.plan.framework.levels)
            )
        case PositionDiagram():
            return _position(resolved)
        case _:
            assert_never(body)


def _titled(picture: Picture, title: Inlines, inline: Inline) -> str:
    shown = inline((InlinePicture(picture.path, picture.alt, Location(""), picture.width),))
    return element("div", shown + (element("p", inline(title)) if title else ""))


def _steps(steps: ListBlock, inline: Inline) -> str:
    def said(item: Iterable[Prose]) -> str:
        return "".join(
            _steps(each, inline) if isinstance(each, ListBlock) else element("p", inline(each.content))
            for each in item
        )

    return element("ol", "".join(element("li", said(item)) for item in steps.items))


def _tree(resolved: ResolvedPlan, items: Iterable[Item], depth: int) -> str:
    rows = (
        element(
            "li",
            escaped("　".join(filter(None, (resolved.label_of(each.id), each.title))))
            + (_tree(resolved, each.children, depth - 1) if depth > 1 and each.children else ""),
        )
        for each in items
    )
    return element("ul", "".join(rows))


def _position(resolved: ResolvedPlan) -> str:
    position = resolved.plan.position
    if isinstance(position, Position):
        lines = [
            f"{position.superior_name}　{position.superior_heading}　{position.superior_title}",
            f"{position.own_name}（{position.own_nature}）",
            f"{position.partner_owner}　{position.partner_name}（{position.partner_nature}）　{position.partner_heading}",
            *position.partner_goals,
            *(f"{each.title}　{each.plan or ''}".strip() for each in position.fields),
        ]
        return element("ul", "".join(element("li", escaped(line)) for line in lines))
    assert position is not None, "the resolver asks for position.yaml"
    boxes = (box for layer in position.layers for stack in layer for box in stack)
    lines = [" ".join(plain_text(each.content) for each in box.content) for box in boxes]
    return element("ul", "".join(element("li", escaped(line)) for line in lines))
