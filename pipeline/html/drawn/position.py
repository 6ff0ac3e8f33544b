"""The plan's position: boxes as the office placed them, or the usual four parts in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.html.drawn.layers import Inline, Place, draw_layers
from pipeline.model.diagrams import Box, Diagram, Join, JoinKind, Layer
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.numerals import circled
from pipeline.model.plan import VISION, Plan, Position
from pipeline.model.position_joins import filled, joins_in_words
from pipeline.model.position_lines import label, line, numbered, shown_of_framework

# The boxes of the four parts, by names that no author's box can have; areas and the plans to which they lead have numbers.
_SUPERIOR, _OWN, _PARTNER, _AREA, _LED = "\x01", "\x02", "\x03", "\x04", "\x05"


def draw_position(plan: Plan, inline: Inline, place: Place) -> str:
    """The diagram."""
    position = plan.position
    assert position is not None, "the resolver asks for position.yaml"
    if isinstance(position, Position):
        return _of_four_parts(plan, position, inline, place)
    layers = tuple(
        tuple(tuple(filled(plan, box) for box in stack) for stack in layer) for layer in position.layers
    )
    return draw_layers(replace(position, layers=layers), inline, place, joins_in_words(position.joins))


def _of_four_parts(plan: Plan, position: Position, inline: Inline, place: Place) -> str:
    areas = [f"{circled(number)}{each.title}" for number, each in enumerate(position.fields, 1)]
    led = [(area, each.plan) for area, each in zip(areas, position.fields, strict=True) if each.plan]
    own_areas = [area for area, each in zip(areas, position.fields, strict=True) if each.plan is None]
    superior = _box(
        _SUPERIOR,
        (position.superior_name, position.superior_heading, position.superior_title),
        map(line, own_areas),
    )
    own = _box(
        _OWN,
        (position.own_name, f"（{position.own_nature}）"),
        shown_of_framework(plan, (VISION, plan.framework.levels[0].name)),
        own=True,
    )
    partner = _box(
        _PARTNER,
        (position.partner_owner, position.partner_name, f"（{position.partner_nature}）"),
        (label(position.partner_heading), *numbered(position.partner_goals)),
    )
    joins = [Join(_SUPERIOR, _OWN, JoinKind.ARROW)] if own_areas else []
    joins.append(Join(_OWN, _PARTNER, JoinKind.LINKED))
    layers: list[Layer] = [((superior,), (own,), (partner,))]
    if led:
        layers.append(_of_others(led))
        joins.append(Join(_OWN, f"{_LED}1", JoinKind.ARROW))
        joins += [Join(f"{_AREA}{at}", f"{_LED}{at}", JoinKind.ARROW) for at in range(1, len(led) + 1)]
    diagram = Diagram(tuple(layers), tuple(joins))
    return draw_layers(diagram, inline, place, _in_words(position, diagram, led))


def _of_others(led: list[tuple[str, str]]) -> Layer:
    """The superior plan's other areas, and beside each the plan to which it leads."""
    areas = tuple(_box(f"{_AREA}{at}", (), (line(area),)) for at, (area, _) in enumerate(led, 1))
    others = tuple(_box(f"{_LED}{at}", (), (line(other),)) for at, (_, other) in enumerate(led, 1))
    return areas, others


def _box(name: str, heads: Iterable[str], lines: Iterable[Paragraph], own: bool = False) -> Box:
    said = (Paragraph((Text(each),), Role.DIAGRAM_HEAD) for each in heads)
    return Box(name, (*said, *lines), own)


def _in_words(position: Position, diagram: Diagram, led: list[tuple[str, str]]) -> Iterator[str]:
    called = {_SUPERIOR: position.superior_name, _OWN: position.own_name, _PARTNER: position.partner_name}
    for at, (area, other) in enumerate(led, 1):
        called |= {f"{_AREA}{at}": area, f"{_LED}{at}": other}
    return joins_in_words(
        replace(each, start=called[each.start], end=called[each.end]) for each in diagram.joins
    )
