"""The steps of a 流れ図: a numbered list, in which one step may have the ways under it that part there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.model.blocks import walk
from pipeline.model.diagrams import MOST
from pipeline.model.floats import Flow
from pipeline.model.inlines import Note, Paragraph, plain_text
from pipeline.model.prose import ListBlock, ListKind, Prose
from pipeline.problems import Code, Location, Problem
from pipeline.source.fragment import Fragment, Node, Position
from pipeline.source.lists import ListReader

_LEAST_STEPS = 2


def read_flow(fragment: Fragment, node: Node, position: Position) -> Flow:
    """The flow that a list of pandoc's is; what none can be is reported."""
    content: Any = node["c"]
    lists = ListReader(fragment)
    numbered = node["t"] == "OrderedList"
    steps = lists.numbered(content, position) if numbered else lists.bulleted(content, position)
    fragment.add(*_problems(steps, fragment.locate(position)))
    return Flow(steps)


def _problems(steps: ListBlock, location: Location) -> Iterator[Problem]:
    if steps.kind is ListKind.BULLET:
        yield Problem(
            location,
            Code.DIAGRAM_EMPTY,
            "流れ図の手順に番号がありません",
            "順に進む手順は「1. 」の一覧にしてください。分かれる所だけを、その手順の下に「- 」の一覧で書きます",
        )
    if len(steps.items) < _LEAST_STEPS:
        yield Problem(
            location,
            Code.DIAGRAM_EMPTY,
            "流れ図の手順が一つしかありません",
            "「1. 」の一覧に、手順を順に書いてください",
        )
    for note in (node for node in walk((steps,)) if isinstance(node, Note)):
        yield Problem(
            note.location,
            Code.MD_PLACE,
            "流れ図には脚注を書けません",
            "本文の文章か、図の下の「※」の行に書いてください",
        )
    yield from _without_words(steps, location)
    parting = [(item, ways) for item in steps.items for ways in item if isinstance(ways, ListBlock)]
    for item, _ in parting[1:]:
        yield Problem(
            _place(item, location),
            Code.DIAGRAM_BRANCH,
            f"流れ図が「{_said(parting[0][0])}」と「{_said(item)}」の２か所で分かれています",
            "分かれる所は一つにしてください。二つ目からは、別の流れ図にするか、一つの手順の中に文章で書きます",
        )
    for item, ways in parting[:1]:
        yield from _problems_of_ways(item, ways, location)


def _without_words(steps: ListBlock, location: Location) -> Iterator[Problem]:
    """Items in which a list stands without a step before it, at any depth; those with nothing at all are told as in every list."""
    for item in steps.items:
        if item and not any(isinstance(each, Paragraph) for each in item):
            yield Problem(
                location,
                Code.DIAGRAM_EMPTY,
                "流れ図に、言葉のない手順があります",
                "番号や「- 」のすぐ後に手順を書き、分かれる行き先はその下の行に書いてください",
            )
        for inner in (each for each in item if isinstance(each, ListBlock)):
            yield from _without_words(inner, location)


def _problems_of_ways(item: Sequence[Prose], ways: ListBlock, location: Location) -> Iterator[Problem]:
    if ways.kind is not ListKind.BULLET:
        yield Problem(
            _place(item, location),
            Code.DIAGRAM_BRANCH,
            f"「{_said(item)}」の下に、番号の付いた行き先があります",
            "分かれる行き先は「- 」の一覧で、順に進む手順は、字下げせずに「1. 」の一覧で書いてください",
        )
    if len(ways.items) < _LEAST_STEPS:
        yield Problem(
            _place(item, location),
            Code.DIAGRAM_BRANCH,
            f"「{_said(item)}」の下の行き先が一つしかありません",
            "分かれるなら「- 」を二つ以上並べ、分かれないなら次の手順として書いてください",
        )
    if len(ways.items) > MOST:
        yield Problem(
            _place(item, location),
            Code.DIAGRAM_SIZE,
            f"「{_said(item)}」の下の行き先が{len(ways.items)}あり、横に並べきれません",
            "行き先をまとめて減らしてください",
        )
    for way in ways.items:
        further = [steps for steps in way if isinstance(steps, ListBlock)]
        deeper = (each for steps in further for step in steps.items for each in step)
        if (
            len(further) > 1
            or any(steps.kind is ListKind.BULLET for steps in further)
            or any(isinstance(each, ListBlock) for each in deeper)
        ):
            yield Problem(
                _place(way, location),
                Code.DIAGRAM_BRANCH,
                f"流れ図が、分かれた先の「{_said(way)}」で、もう一度分かれています",
                "分かれる所は一つにしてください。先の手順は「1. 」の一覧で順に書けます",
            )


def _place(item: Sequence[Prose], location: Location) -> Location:
    return next((each.location for each in item if isinstance(each, Paragraph) and each.location), location)


def _said(item: Sequence[Prose]) -> str:
    return next((plain_text(each.content) for each in item if isinstance(each, Paragraph)), "")
