"""Levels of a plan's framework, outermost first, and the fields of each: what the office declares, or the usual ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol, Self, TypeVar

from pipeline.frozen import dataclass
from pipeline.model.forms import INTRODUCTION, Field, Form

LABEL = "略称"


class NumberedBy(StrEnum):
    """The lists of the template that number the headings of a level; the value is what a declaration calls it."""

    HEADINGS = "見出し"
    NONE = "なし"
    OWN = "独自"  # a list of the framework's items: 基本目標１, 施策１－１


@dataclass(frozen=True)
class Level:
    """A level: `name` is the key under which its items stand; `labelled`, whether each has a short label; `numbered_by`, where the
    numbers of their headings come from."""

    name: str
    fields: tuple[Field, ...] = (INTRODUCTION,)
    labelled: bool = False
    numbered_by: NumberedBy = NumberedBy.HEADINGS

    @property
    def numbered(self) -> bool:
        return self.numbered_by is not NumberedBy.NONE

    def field(self, key: str) -> Field | None:
        """The field with this key."""
        return next((field for field in self.fields if field.key == key), None)


Levels = tuple[Level, ...]

# Those of a plan that declares none.
USUAL_LEVELS: Levels = (
    Level("基本方針"),
    Level("施策の基本方向", labelled=True),
    Level(
        "取組",
        (
            Field("課題認識", Form.TEXT),
            Field("対応方針", Form.TEXT),
            Field("関連する施策", Form.NAMES),
            Field("関連する取組", Form.REFERENCES, needed=False, description="ほかの取組のid"),
        ),
    ),
)


class Branch(Protocol):
    """Anything with items of the next level under it."""

    @property
    def children(self) -> Sequence[Self]: ...


Any = TypeVar("Any", bound=Branch)


def walk_items(items: Iterable[Any]) -> Iterator[Any]:
    """Items and all under them, in reading order."""
    for item in items:
        yield item
        yield from walk_items(item.children)


def numbers_of(items: Sequence[Branch], depth: int) -> Iterator[int]:
    """The number of items on each of so many levels, outermost first."""
    for _ in range(depth):
        yield len(items)
        items = [child for item in items for child in item.children]
