"""Where things stand in the plan: by each id those of what is around it, outermost first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.blocks import Block, Heading, NamedBlock, walk_blocks
from pipeline.model.numbers import ResolvedPlan

Paths = Mapping[str, tuple[str, ...]]


def paths_of(resolved: ResolvedPlan) -> Paths:
    """The ids of the headings around everything that has an id, its own last."""
    paths: dict[str, tuple[str, ...]] = {}
    for part in (resolved.front, resolved.body, resolved.appendix):
        paths |= _paths(part)
    return paths


def _paths(blocks: Iterable[Block]) -> dict[str, tuple[str, ...]]:
    paths: dict[str, tuple[str, ...]] = {}
    above: list[Heading] = []
    for block in walk_blocks(blocks):
        if isinstance(block, Heading):
            above = [*(each for each in above if each.level < block.level), block]
            paths[block.id] = tuple(each.id for each in above)
        elif isinstance(block, NamedBlock) and block.id:
            paths[block.id] = (*(each.id for each in above), block.id)
    return paths


def related(one: str, other: str, paths: Paths) -> bool:
    """Whether two ids are the same, or one stands in the other."""
    return one == other or one in paths.get(other, ()) or other in paths.get(one, ())
