"""What is drawn from YAML: whether it is written there, and what of the plan it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.model.blocks import Block
from pipeline.model.floats import Float, FrameworkTree, PositionDiagram
from pipeline.model.inlines import Inline
from pipeline.model.numerals import fullwidth
from pipeline.model.plan import VISION, Plan, Position
from pipeline.problems import Code, Problem

if TYPE_CHECKING:
    from pipeline.model.diagrams import Box


def position_diagrams(nodes: Iterable[Block | Inline]) -> Iterator[Float]:
    for node in nodes:
        if isinstance(node, Float) and isinstance(node.body, PositionDiagram):
            yield node


def show_vision(plan: Plan, nodes: Iterable[Block | Inline]) -> bool:
    """Whether something is drawn that has the 基本理念 in it."""
    own = _own_box(plan)
    in_position = own is None or VISION in own.shown
    kinds = (PositionDiagram, FrameworkTree) if in_position else (FrameworkTree,)
    return any(isinstance(node, Float) and isinstance(node.body, kinds) for node in nodes)


def _own_box(plan: Plan) -> Box | None:
    """The plan's own box, where boxes stand as the office likes."""
    position = plan.position
    return None if position is None or isinstance(position, Position) else position.own


def check_trees(plan: Plan, nodes: Iterable[Block | Inline]) -> Iterator[Problem]:
    """A tree shows levels that there are."""
    known = len(plan.framework.levels)
    for block in nodes:
        if isinstance(block, Float) and isinstance(block.body, FrameworkTree) and block.body.levels > known:
            yield Problem(
                block.location,
                Code.MD_ATTRIBUTE,
                f'levels="{block.body.levels}" は使えません。計画の段は{fullwidth(known)}段です',
                f"1から{known}で書くか、消してください（全ての段を示します）",
            )


def check_position(plan: Plan, diagrams: Iterable[Float]) -> Iterator[Problem]:
    """The content of the diagram is written, and what it shows of the framework is there."""
    if own := _own_box(plan):
        known = (VISION, plan.framework.levels[0].name)
        for name in (name for name in own.shown if name not in known):
            yield Problem(
                own.location,
                Code.DIAGRAM_BOX,
                f"この計画の箱に「{name}」は示せません",
                f"「示す」に書けるのは {'、'.join(known)} です",
            )
    for diagram in diagrams if plan.position is None else ():
        yield Problem(
            diagram.location,
            Code.FILE_MISSING,
            "位置付け図の内容を書いた position.yaml がありません",
            "plan_source/position.yaml を作るか、位置付け図を消してください",
        )
