"""流れ図: steps in their order, one under the other; ways that part once, side by side, and meet again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.documents.drawing import draw
from pipeline.documents.layers import lay_out
from pipeline.model.diagrams import Box, Diagram, Join, JoinKind, Layer, Stack
from pipeline.model.floats import Flow, Grid
from pipeline.model.inlines import Paragraph, Role
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.numerals import fullwidth
from pipeline.model.prose import ListBlock, Prose
from pipeline.model.reference_text import shown_text


def flow_grid(resolved: ResolvedPlan, flow: Flow) -> Grid:
    """The flow's cells."""
    layers = tuple(_layers(flow.steps))
    joins = tuple(
        Join(before.name, after.name, JoinKind.ARROW)
        for chain in _chains(layers)
        for before, after in pairwise(chain)
    )
    return draw(lay_out(Diagram(layers, joins)), _in_words(layers, resolved))


def _layers(steps: ListBlock) -> Iterator[Layer]:
    for number, item in enumerate(steps.items, 1):
        yield ((_box(f"{number}", item),),)
        for ways in item:
            if isinstance(ways, ListBlock):
                yield tuple(_way(f"{number}-{way}", each) for way, each in enumerate(ways.items, 1))


def _way(name: str, item: Sequence[Prose]) -> Stack:
    """One of the ways: what its item says, and the steps under that."""
    further = (step for steps in item if isinstance(steps, ListBlock) for step in steps.items)
    return tuple(_box(f"{name}-{number}", each) for number, each in enumerate((item, *further)))


def _box(name: str, item: Iterable[Prose]) -> Box:
    """A step by its first paragraph; others stand under it in smaller letters."""
    paragraphs = [each for each in item if isinstance(each, Paragraph)]
    roles = (Role.DIAGRAM_HEAD, *(Role.DIAGRAM_TEXT for _ in paragraphs[1:]))
    content = (replace(each, role=role) for each, role in zip(paragraphs, roles, strict=True))
    return Box(name, tuple(content))


def _chains(layers: Sequence[Layer]) -> Iterator[Sequence[Box]]:
    """Boxes that follow one another: within a way, and from each layer's last boxes to the next one's first."""
    yield from (stack for layer in layers for stack in layer)
    for before, after in pairwise(layers):
        yield from ((one[-1], other[0]) for one in before for other in after)


def _in_words(layers: Sequence[Layer], resolved: ResolvedPlan) -> str:
    """The flow read aloud."""

    def said(box: Box) -> str:
        texts = (shown_text(paragraph.content, resolved.targets) for paragraph in box.content)
        return f"「{'　'.join(' '.join(text.split()) for text in texts)}」"

    def way(stack: Stack) -> str:
        return "、".join(map(said, stack))

    sentences = []
    for number, layer in enumerate(layers):
        if len(layer) > 1:
            ways = "。".join(f"{fullwidth(nth)}つ目は{way(stack)}" for nth, stack in enumerate(layer, 1))
            sentences.append(f"ここで{fullwidth(len(layer))}つに分かれ、{ways}。")
        elif number and len(layers[number - 1]) > 1:
            sentences.append(f"合わさって、{way(layer[0])}。")
        else:
            sentences.append(f"{'次に' if number else '初めに'}{way(layer[0])}。")
    return "流れ図。" + "".join(sentences)
