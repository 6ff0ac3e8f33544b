"""Boxes in layers: a row of boxes a layer, the lines to the layer above it, and all joins in words.

A layer is a table for the sake of its columns alone, read row by row; what is drawn between boxes is hidden from who listens, who is
told the joins behind them. Where it is narrow, boxes stand one under the other, and the words take the place of the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pipeline.frozen import dataclass
from pipeline.html.drawn.svg import number, path
from pipeline.html.markup import attributes, element, escaped
from pipeline.model.diagrams import Box, Bus, Diagram, Join, JoinKind, Layer, Stack
from pipeline.model.inlines import Inlines, Role
from pipeline.problems import Location

Inline = Callable[[Inlines], str]
# The attribute that tells where an element is written, if that is wanted.
Place = Callable[[Location | None], str]

_BESIDE = {JoinKind.ARROW: ("→", "←"), JoinKind.BOTH: ("⇔", "⇔"), JoinKind.LINKED: ("⇔", "⇔")}
# The width of what stands between two boxes, in percent: the style sheet has the same ones.
_BETWEEN, _TIGHT = 7.0, 2.5
_MOST_WIDE = 4  # boxes side by side with wide gaps
_SINGLE = "single"  # of a box that is alone in its layer, and stands in the middle


class _Cell(NamedTuple):
    """What stands in rows of a column of a layer."""

    top: int
    bottom: int
    content: str
    name: str = ""
    hidden: bool = True


def draw_layers(diagram: Diagram, inline: Inline, place: Place, joins: Iterable[str]) -> str:
    """The layers and, in words, the joins."""
    drawn = _Drawn(diagram, inline, place)
    layers = "".join(
        element("li", drawn.lines_above(index) + drawn.layer(layer), class_="layer")
        for index, layer in enumerate(diagram.layers)
    )
    said = "".join(element("li", escaped(each)) for each in joins)
    told = element("p", "つながり", class_="joins-head") + element("ul", said) if said else ""
    return element("ol", layers, class_="layers") + (element("div", told, class_="joins") if told else "")


@dataclass(frozen=True)
class _Drawn:
    diagram: Diagram
    inline: Inline
    place: Place

    # Boxes

    def layer(self, layer: Layer) -> str:
        """The table of a layer: a column a stack, and one between each two."""
        tall = 2 * max(len(stack) for stack in layer) - 1
        columns: list[list[_Cell]] = []
        for index, stack in enumerate(layer):
            if index:
                columns.append(self._between(layer, index, tall))
            columns.append(self._stack(stack, tall))
        rows = "".join(element("tr", "".join(_cells(columns, row))) for row in range(tall))
        return element("table", element("tbody", rows), role="presentation", class_=self._look(layer))

    def _look(self, layer: Layer) -> str:
        return " ".join(filter(None, ("boxes", "tight" if _is_tight(layer) else "", self._alone(layer))))

    def _alone(self, layer: Layer) -> str:
        return _SINGLE if len(layer) == 1 and len(layer[0][0].parts) < 3 else ""

    def _stack(self, stack: Stack, tall: int) -> list[_Cell]:
        joins = dict(self.diagram.below(stack))
        cells = []
        for index, box in enumerate(stack):
            top, bottom = _rows(stack, index, tall)
            cells.append(_Cell(top, bottom, self.box(box), "own" if box.own else "node", hidden=False))
            if index in joins:
                mark = _down(joins[index], joins[index].end == box.name)
                cells.append(_Cell(bottom, bottom + 1, mark, "mark"))
        return cells

    def _between(self, layer: Layer, index: int, tall: int) -> list[_Cell]:
        """What stands between a stack and the one before it."""
        left, right = layer[index - 1], layer[index]
        cells = []
        for one, other, join in self.diagram.beside((left, right)):
            places = [_rows(stack, stack.index(box), tall) for stack, box in ((left, one), (right, other))]
            top, bottom = max(each[0] for each in places), min(each[1] for each in places)
            cells.append(_Cell(top, bottom, _across(join, other), "mark"))
        return cells

    def box(self, box: Box) -> str:
        """A box: its own text, and the boxes in it."""
        paragraphs = "".join(
            element(
                "p",
                self.inline(each.content),
                self.place(each.location),
                class_="diagram-head" if each.role == Role.DIAGRAM_HEAD else "diagram-text",
            )
            for each in box.content
        )
        parts = "".join(element("li", self.box(each)) for each in box.parts)
        return element(
            "div",
            paragraphs + (element("ul", parts, class_="parts") if parts else ""),
            self.place(box.location),
        )

    # Lines

    def lines_above(self, index: int) -> str:
        """The lines between a layer and the one above it."""
        if not index:
            return ""
        upper, lower = self.diagram.layers[index - 1 : index + 1]
        buses = self.diagram.buses(upper, lower)
        if not buses:
            return ""
        centres = self._centres(upper) | self._centres(lower)
        drawn = "".join(_bus(bus, centres) for bus in buses)
        return f'<svg class="lines" aria-hidden="true" focusable="false">{drawn}</svg>'

    def _centres(self, layer: Layer) -> dict[str, float]:
        """The middles of a layer's boxes, in percent of the width."""
        if len(layer) == 1:
            return {box.name: 50.0 for box in layer[0]}
        gap = _TIGHT if _is_tight(layer) else _BETWEEN
        wide = (100 - gap * (len(layer) - 1)) / len(layer)
        return {
            box.name: (wide + gap) * index + wide / 2 for index, stack in enumerate(layer) for box in stack
        }


def _is_tight(layer: Layer) -> bool:
    return len(layer) > _MOST_WIDE


def _rows(stack: Stack, index: int, tall: int) -> tuple[int, int]:
    """The rows of a stack's box: of a lower stack they take as many as those of the tallest one beside them."""
    boxes = (tall + 1) // 2
    first, after = (boxes * each // len(stack) for each in (index, index + 1))
    return 2 * first, 2 * after - 1


def _cells(columns: Sequence[Sequence[_Cell]], row: int) -> Iterable[str]:
    """The cells that begin in a row; what is empty is one row high."""
    for column, cells in enumerate(columns):
        own = next((each for each in cells if each.top <= row < each.bottom), None)
        look = "between" if column % 2 else ""
        if own is None:
            yield element("td", "", class_=look or "gap")
        elif own.top == row:
            high = own.bottom - own.top
            looks = " ".join(filter(None, (own.name, look)))
            spans = attributes(rowspan=high if high > 1 else None)
            hidden = ' aria-hidden="true"' if own.hidden else ""
            yield element("td", own.content, spans + hidden, class_=looks)


def _across(join: Join, right: Box) -> str:
    if join.kind is JoinKind.LINE:
        return "―"
    sign = _BESIDE[join.kind][join.end != right.name]
    return f"{sign}<br>{JoinKind.LINKED}" if join.kind is JoinKind.LINKED else sign


def _down(join: Join, upward: bool) -> str:
    match join.kind:
        case JoinKind.LINKED:
            return f"⇕{JoinKind.LINKED}"
        case JoinKind.BOTH:
            return "⇕"
        case JoinKind.LINE:
            return "｜"
        case JoinKind.ARROW:
            return "▲" if upward else "▼"


def _bus(bus: Bus, centres: dict[str, float]) -> str:
    """Lines from the middles of some boxes to those of others, with heads at the ends to which they point."""
    uppers, lowers = ([centres[each] for each in names] for names in (bus.uppers, bus.lowers))
    drawn = [_line(x, 0, x, 50) for x in uppers] + [_line(x, 50, x, 100) for x in lowers]
    least, most = min(*uppers, *lowers), max(*uppers, *lowers)
    if most > least:
        drawn.append(_line(least, 50, most, 50))
    both = bus.kind in (JoinKind.BOTH, JoinKind.LINKED)
    if both or (bus.kind is JoinKind.ARROW and bus.upward):
        drawn += [_head(x, 0, "M-5 8H5L0 0Z") for x in uppers]
    if both or (bus.kind is JoinKind.ARROW and not bus.upward):
        drawn += [_head(x, 100, "M-5 -8H5L0 0Z") for x in lowers]
    if bus.kind is JoinKind.LINKED:
        middle = number((least + most) / 2)
        drawn.append(f'<text x="{middle}%" y="50%" dy="0.35em" text-anchor="middle">{JoinKind.LINKED}</text>')
    return "".join(drawn)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    begin, end = (f'x{at}="{number(x)}%" y{at}="{number(y)}%"' for at, x, y in ((1, x1, y1), (2, x2, y2)))
    return f"<line {begin} {end}/>"


def _head(x: float, y: float, outline: str) -> str:
    return f'<svg x="{number(x)}%" y="{number(y)}%" overflow="visible">{path(outline)}</svg>'
