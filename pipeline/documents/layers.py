"""Boxes in layers drawn: layers one under the other, the lines between them, and what stands between boxes of one layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.documents.cells import text_line
from pipeline.documents.drawing import AS_NEEDED, GAP, STUB, Across, Down, Drawing, Placed, mark
from pipeline.frozen import dataclass
from pipeline.model.diagrams import Box, Bus, Diagram, Join, JoinKind, Layer, Stack
from pipeline.model.floats import GridCell
from pipeline.model.inlines import Role

# What stands between two boxes: side by side, the arrow to the right or to the left; one under the other.
_BESIDE = {JoinKind.ARROW: ("→", "←"), JoinKind.BOTH: ("⇔", "⇔"), JoinKind.LINKED: ("⇔", "⇔")}
_DOWN, _UP = "▼", "▲"
# Half the width of an arrowhead's cell, and of one with a word.
_HEAD, _WORD = 30, 70


def lay_out(diagram: Diagram) -> Drawing:
    """The drawing of a diagram."""
    strips: list[_Strip] = []
    for index, layer in enumerate(diagram.layers):
        top = sum(len(strip.heights) for strip in strips)
        if index:
            strips.append(_between(diagram, diagram.layers[index - 1], layer, top))
            top += len(strips[-1].heights)
        strips.append(_Row(diagram, layer, top).strip())
    return Drawing(
        tuple(height for strip in strips for height in strip.heights),
        tuple(each for strip in strips for each in strip.placed),
        tuple(each for strip in strips for each in strip.across),
        tuple(each for strip in strips for each in strip.down),
    )


# What is drawn on some rows of a drawing.
_Strip = Drawing


@dataclass(frozen=True)
class _Row:
    """One layer that begins at row `top`."""

    diagram: Diagram
    layer: Layer
    top: int

    @property
    def depth(self) -> int:
        """The rows that one box takes: two where boxes stand in it, or a line meets the middle of its side."""
        parted = any(box.parts for stack in self.layer for box in stack)
        lined = any(join.kind is JoinKind.LINE for _, _, join in self.diagram.beside(self.layer))
        return 2 if parted or lined else 1

    @property
    def tall(self) -> int:
        """The boxes of the tallest stack."""
        return max(len(stack) for stack in self.layer)

    def rows(self, stack: Stack, index: int) -> tuple[int, int]:
        """The rows of a stack's box: of a lower stack they take as many as those of the tallest one beside them."""
        first, after = (self.tall * each // len(stack) for each in (index, index + 1))
        step = self.depth + 1
        return self.top + first * step, self.top + after * step - 1

    def strip(self) -> Drawing:
        step = self.depth + 1
        joined = {
            self.rows(stack, index)[1] - self.top
            for stack in self.layer
            for index, join in self.diagram.below(stack)
            if join.kind is not JoinKind.LINE
        }
        heights = [
            AS_NEEDED if row % step < self.depth or row in joined else GAP
            for row in range(self.tall * step - 1)
        ]
        return Drawing(
            tuple(heights),
            (*self._boxes(), *self._marks_below(), *self._marks_beside()),
            tuple(self._lines_beside()),
            tuple(self._lines_below()),
        )

    def _boxes(self) -> Iterator[Placed]:
        for stack in self.layer:
            for index, box in enumerate(stack):
                left, right = self.diagram.spans[box.name]
                yield from _with_parts(box, *self.rows(stack, index), left, right)

    def _marks_below(self) -> Iterator[Placed]:
        for stack in self.layer:
            for index, join in self.diagram.below(stack):
                row = self.rows(stack, index)[1]
                left, right = self.diagram.spans[stack[index].name]
                if join.kind is not JoinKind.LINE:
                    yield Placed(row, row + 1, left, right, mark(_head(join, join.end == stack[index].name)))

    def _lines_below(self) -> Iterator[Down]:
        for stack in self.layer:
            for index, join in self.diagram.below(stack):
                row = self.rows(stack, index)[1]
                if join.kind is JoinKind.LINE:
                    yield Down(self.diagram.centre(stack[index].name), row, row + 1)

    def _marks_beside(self) -> Iterator[Placed]:
        for left, right, join in self.diagram.beside(self.layer):
            top, bottom = self._shared(left, right)
            begin, end = self.diagram.spans[left.name][1], self.diagram.spans[right.name][0]
            if join.kind is not JoinKind.LINE:
                yield Placed(top, bottom, begin, end, _mark_beside(join, right))

    def _lines_beside(self) -> Iterator[Across]:
        for left, right, join in self.diagram.beside(self.layer):
            top, bottom = self._shared(left, right)
            begin, end = self.diagram.spans[left.name][1], self.diagram.spans[right.name][0]
            if join.kind is JoinKind.LINE:
                yield Across((top + bottom) // 2, begin, end)

    def _shared(self, *boxes: Box) -> tuple[int, int]:
        """The rows in which two boxes stand beside each other."""
        rows = [
            self.rows(stack, index) for stack in self.layer for index, box in enumerate(stack) if box in boxes
        ]
        return max(top for top, _ in rows), min(bottom for _, bottom in rows)


def _with_parts(box: Box, top: int, bottom: int, left: int, right: int) -> Iterator[Placed]:
    """A box; where boxes stand in it, its own text over them."""
    if not box.parts:
        yield Placed(top, bottom, left, right, GridCell(box.content, shade=box.own))
        return
    yield Placed(top, top + 1, left, right, GridCell(box.content, shade=box.own))
    sides = [left + (right - left) * index // len(box.parts) for index in range(len(box.parts) + 1)]
    for part, begin, end in zip(box.parts, sides, sides[1:], strict=False):
        yield Placed(top + 1, bottom, begin, end, GridCell(part.content))


def _mark_beside(join: Join, right: Box) -> GridCell:
    sign = _BESIDE[join.kind][join.end != right.name]
    words = (JoinKind.LINKED.value,) if join.kind is JoinKind.LINKED else ()
    return GridCell(
        tuple(text_line(each, Role.DIAGRAM_ARROW) for each in (sign, *words)), border=False, low=True
    )


def _head(join: Join | Bus, upward: bool) -> str:
    """What stands on a line that leads down, at its lower end."""
    match join.kind:
        case JoinKind.LINKED:
            return f"⇕{JoinKind.LINKED}"
        case JoinKind.BOTH:
            return "⇕"
        case _:
            return _UP if upward else _DOWN


def _between(diagram: Diagram, upper: Layer, lower: Layer, top: int) -> Drawing:
    """The rows between two layers: heads that point up, stubs, the line that joins them, stubs, heads that point down."""
    buses = diagram.buses(upper, lower)
    if not buses:
        return Drawing((GAP,), ())
    bent = any(uppers != lowers for uppers, lowers in map(diagram.ends, buses))
    raised = any(_points_up(bus) for bus in buses)
    lowered = any(_points_down(bus) for bus in buses)
    heights = [AS_NEEDED] * raised + [STUB] + [STUB] * bent + [AS_NEEDED] * lowered
    begin, end = top, top + len(heights)
    middle = begin + raised + 1
    placed: list[Placed] = []
    across: list[Across] = []
    down: list[Down] = []
    for bus in buses:
        uppers, lowers = diagram.ends(bus)
        if _points_up(bus):
            placed += [_head_at(diagram, begin, *each, _UP) for each in zip(bus.uppers, uppers, strict=True)]
        if _points_down(bus):
            head = _head_down(bus)
            placed += [
                _head_at(diagram, end - 1, *each, head) for each in zip(bus.lowers, lowers, strict=True)
            ]
        down += [Down(place, begin + _points_up(bus), middle) for place in uppers]
        down += [Down(place, middle, end - _points_down(bus)) for place in lowers]
        across += _joined([*uppers, *lowers], middle)
    return Drawing(tuple(heights), tuple(placed), tuple(across), tuple(down))


def _joined(places: Sequence[int], row: int) -> list[Across]:
    return [Across(row, min(places), max(places))] if min(places) < max(places) else []


def _points_up(bus: Bus) -> bool:
    return bus.kind is JoinKind.BOTH or (bus.kind is JoinKind.ARROW and bus.upward)


def _points_down(bus: Bus) -> bool:
    return bus.kind in (JoinKind.BOTH, JoinKind.LINKED) or (bus.kind is JoinKind.ARROW and not bus.upward)


def _head_down(bus: Bus) -> str:
    return f"⇕{JoinKind.LINKED}" if bus.kind is JoinKind.LINKED else _DOWN


def _head_at(diagram: Diagram, row: int, name: str, place: int, text: str) -> Placed:
    """What stands on the line at a place of this box: no wider than that."""
    left, right = diagram.spans[name]
    half = min(_HEAD if len(text) == 1 else _WORD, place - left, right - place)
    return Placed(row, row + 1, place - half, place + half, mark(text))
