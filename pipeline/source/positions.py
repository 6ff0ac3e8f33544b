"""position.yaml's boxes as a diagram, where they stand and are joined as the office likes; and what of that can't be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.model.diagrams import Box, Bus, Diagram, Join, JoinKind, Layer
from pipeline.model.inlines import Paragraph, Role, Text
from pipeline.model.position_joins import named
from pipeline.problems import Code, Location, Problem, did_you_mean
from pipeline.source.position_schema import BoxesFile, BoxFile
from pipeline.source.schema_values import Strict
from pipeline.source.yaml_positions import Document, Path

# By this the plan's own box is called in joins, too.
THIS_PLAN = "この計画"


def build_diagram(file: Strict, document: Document) -> Diagram:
    """The diagram of boxes; names that stand twice, and joins that lead nowhere, are looked for by `check_diagram`."""
    assert isinstance(file, BoxesFile), "a position.yaml of the other form is no diagram"
    layers = tuple(_layers(file, document))
    if file.joins is None:
        return Diagram(layers, tuple(_usual_joins(layers)))
    joins = (
        Join(
            _called(join.start, file),
            _called(join.end, file),
            join.kind,
            document.locate(("つながり", number)),
        )
        for number, join in enumerate(file.joins)
    )
    return Diagram(layers, tuple(joins))


def _called(name: str, file: BoxesFile) -> str:
    return file.own.name if name == THIS_PLAN else name


def _layers(file: BoxesFile, document: Document) -> Iterator[Layer]:
    yield from _rows("上", file.above, document)
    own = file.own
    lines = [own.name, *([f"（{own.nature}）"] if own.nature else [])]
    box = Box(
        own.name,
        (*(_line(each, Role.DIAGRAM_HEAD) for each in lines), *map(_line, own.lines)),
        own=True,
        shown=tuple(own.shown),
        location=document.locate((THIS_PLAN,)),
    )
    left, right = (
        tuple(_box(each, document, (key, number)) for number, each in enumerate(boxes))
        for key, boxes in (("左", file.left), ("右", file.right))
    )
    yield tuple(stack for stack in (left, (box,), right) if stack)
    yield from _rows("下", file.below, document)


def _rows(key: str, rows: Sequence[Sequence[BoxFile]], document: Document) -> Iterator[Layer]:
    for number, row in enumerate(rows):
        # A box that stands alone is written without the list of its row.
        alone = (key, number, 0) not in document.places
        paths: list[Path] = [(key, number) if alone else (key, number, place) for place in range(len(row))]
        yield tuple((_box(each, document, path),) for each, path in zip(row, paths, strict=True))


def _box(file: BoxFile, document: Document, path: Path) -> Box:
    location = document.locate(path)
    parts = tuple(Box(each, (_line(each),), location=location) for each in file.parts)
    content = (_line(file.name, Role.DIAGRAM_HEAD), *map(_line, file.lines))
    return Box(file.name, content, parts=parts, location=location)


def _line(text: str, role: Role = Role.DIAGRAM_TEXT) -> Paragraph:
    return Paragraph((Text(text),), role)


def _usual_joins(layers: Sequence[Layer]) -> Iterator[Join]:
    """Layers by arrows from above, to this plan alone from what is over it, from it alone to what is under it; beside it 連動."""
    for upper, lower in pairwise(layers):
        for above in _own_or_all(upper):
            for below in _own_or_all(lower):
                yield Join(above.name, below.name, JoinKind.ARROW)
    for layer in layers:
        own = next((box for stack in layer for box in stack if box.own), None)
        for box in (box for stack in layer for box in stack if own and not box.own):
            assert own is not None, "a layer with boxes beside this plan holds it"
            yield Join(own.name, box.name, JoinKind.LINKED)


def _own_or_all(layer: Layer) -> list[Box]:
    boxes = [box for stack in layer for box in stack]
    return [box for box in boxes if box.own] or boxes


# Checks


def check_diagram(diagram: Diagram) -> Iterator[Problem]:
    """Boxes that can't be told apart, and joins that can't be drawn."""
    if len(diagram.boxes) == 1:
        (own,) = diagram.boxes
        yield Problem(
            own.location,
            Code.DIAGRAM_EMPTY,
            "位置付け図に、この計画のほかの箱がありません",
            "「上」「左」「右」「下」に、ほかの計画の名前を書いてください",
        )
    if twice := list(_check_names(diagram)):
        yield from twice
        return
    known = {box.name for box in diagram.boxes}
    parts = {part.name: box.name for box in diagram.boxes for part in box.parts}
    if lost := [problem for join in diagram.joins if (problem := _lost(join, known, parts))]:
        yield from lost
    else:
        yield from _check_joins(diagram)


def _check_names(diagram: Diagram) -> Iterator[Problem]:
    seen: dict[str, Location] = {}
    for box in (each for around in diagram.boxes for each in (around, *around.parts)):
        if box.name in seen:
            yield Problem(
                box.location,
                Code.DIAGRAM_BOX,
                f"「{box.name}」という箱が二つあります",
                f"もう一つ: {seen[box.name]}。一つにするか、見分けられる名称にしてください",
            )
        seen.setdefault(box.name, box.location)


def _lost(join: Join, known: set[str], parts: Mapping[str, str]) -> Problem | None:
    """What is wrong with the names of a join, each for itself."""
    for name in (join.start, join.end):
        if name in parts:
            return Problem(
                join.location,
                Code.DIAGRAM_JOIN,
                f"「{name}」は枠の中の箱なので、線で結べません",
                f"枠の「{parts[name]}」を結んでください",
            )
        if name not in known:
            return Problem(
                join.location,
                Code.DIAGRAM_JOIN,
                f"つながりの「{name}」という箱はありません",
                did_you_mean(name, sorted({*known, THIS_PLAN}))
                or f"箱の名称か「{THIS_PLAN}」を書いてください: {'、'.join(sorted(known))}",
            )
    return None


def _check_joins(diagram: Diagram) -> Iterator[Problem]:
    """Each two boxes are joined once; they stand beside or under one another, and no two lines meet."""
    seen: set[frozenset[str]] = set()
    touching = diagram.touching
    for join in diagram.joins:
        what = f"「{join.start}」と「{join.end}」"
        if join.names in seen:
            yield Problem(
                join.location,
                Code.DIAGRAM_JOIN,
                f"{what}のつながりが二つあります",
                "一つにしてください。両方に向く矢印は「形: 両矢印」と書きます",
            )
        elif join.names not in touching:
            yield Problem(
                join.location,
                Code.DIAGRAM_JOIN,
                f"{what}は離れているので、線で結べません"
                if len(join.names) > 1
                else f"「{join.start}」を、それ自身と結ぶことはできません",
                "結べるのは、隣り合う段の箱と、横に隣り合う箱です。箱の段か順を変えてください",
            )
        seen.add(join.names)
    for upper, lower in pairwise(diagram.layers):
        for one, other in diagram.crossing(upper, lower):
            lines = "と、".join(f"{named(bus.uppers)}と{named(bus.lowers)}を結ぶ線" for bus in (one, other))
            yield Problem(
                max(join.location for join in diagram.joins if _is_of(join, one) or _is_of(join, other)),
                Code.DIAGRAM_JOIN,
                f"{lines}が重なります",
                "箱の順を変えるか、同じ箱から出る線を同じ形にするか、枠（箱: [ ]）にまとめて結んでください",
            )


def _is_of(join: Join, bus: Bus) -> bool:
    return any(join.names == {upper, lower} for upper in bus.uppers for lower in bus.lowers)
