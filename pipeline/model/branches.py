"""The framework's items as branches of a tree, as it is drawn."""

from __future__ import annotations

from pipeline.frozen import dataclass
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Item
from pipeline.problems import Location


@dataclass(frozen=True)
class Branch:
    """An item of one of the framework's levels, with its number where it has one, and those of the level below it.

    `outermost` is the place (from 1) of the outermost item in which it stands, 0 of the vision."""

    label: str
    title: str
    branches: tuple[Branch, ...] = ()
    outermost: int = 0
    location: Location | None = None

    @property
    def leaves(self) -> int:
        return sum(branch.leaves for branch in self.branches) or 1

    @property
    def shown(self) -> str:
        return f"{self.label}　{self.title}" if self.label else self.title


def branches_of(resolved: ResolvedPlan, levels: int = 0) -> tuple[tuple[str, ...], tuple[Branch, ...]]:
    """The names of the framework's levels, and its items in order; of its outer `levels` alone where that is not 0."""
    framework = resolved.plan.framework
    names = tuple(level.name for level in framework.levels)[: levels or None]

    def branch(item: Item, depth: int, outermost: int) -> Branch:
        below = tuple(branch(each, depth - 1, outermost) for each in item.children) if depth > 1 else ()
        return Branch(resolved.label_of(item.id), item.title, below, outermost, item.title_location)

    return names, tuple(branch(item, len(names), place) for place, item in enumerate(framework.items, 1))
