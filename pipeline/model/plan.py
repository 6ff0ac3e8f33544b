"""A plan as its authors wrote it, before anything is numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import field, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.frozen import dataclass
from pipeline.model.blocks import Block, FieldValue, ItemText, TermEntry
from pipeline.model.bodies import own_word
from pipeline.model.causes import Cause, UnfilledCause
from pipeline.model.documents import PLAN_DOCUMENTS, DocumentKind
from pipeline.model.forms import INTRODUCTION
from pipeline.model.inlines import Inline
from pipeline.model.levels import Level, Levels, walk_items
from pipeline.model.pieces import OwnText, SheetPiece, ShownFloat, ShownPassage
from pipeline.model.stages import Stage
from pipeline.problems import Location, Problem

if TYPE_CHECKING:
    from pipeline.model.declared import Declared
    from pipeline.model.diagrams import Diagram


# The name of what stands over all that the framework has.
VISION = "基本理念"


class LineNumbers(StrEnum):
    """The ways of numbering lines at the margin, for those who comment on a draft."""

    NONE = "なし"
    BY_PAGE = "ページごと"
    THROUGHOUT = "通し"


class ComparisonOrder(StrEnum):
    """The version in the left column of a 新旧対照表."""

    OLD_FIRST = "改正前"
    NEW_FIRST = "改正後"


@dataclass(frozen=True)
class Revision:
    """One line of the revision history."""

    date: str
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Profile:
    """plan.yaml: what the plan is called, whose it is, and how far it has come.

    `stage_date` and `stage_meeting` say when and where it was shown at this stage; both may be empty.
    `name_breaks` are the places in the name before which its author begins a new line; `called` is what its author says the
    body calls itself, empty where its name tells. `notices` are what its author should know of its dates.
    """

    name: str
    city: str
    period_start: str
    period_end: str
    stage: Stage
    date: str
    office: str
    revisions: tuple[Revision, ...]
    stage_date: str = ""
    stage_meeting: str = ""
    line_numbers: LineNumbers = LineNumbers.NONE
    comparison_order: ComparisonOrder = ComparisonOrder.OLD_FIRST
    name_breaks: tuple[int, ...] = ()
    called: str = ""
    notices: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def own_word(self) -> str:
        """市, 町, 村, 区, 組合 …: what the body that makes the plan calls itself."""
        return self.called or own_word(self.city)

    @property
    def period(self) -> str:
        return f"{self.period_start}〜{self.period_end}"

    def at(self, stage: Stage) -> Profile:
        """The profile at another stage, to which date and meeting of its own do not belong."""
        return self if stage is self.stage else replace(self, stage=stage, stage_date="", stage_meeting="")


@dataclass(frozen=True)
class Item:
    """An item of one of the framework's levels: a heading of the plan and a cell of the sheet.

    `label` is its short label, where its level has them; `title_location` tells where its title is written.
    """

    id: str
    label: str
    title: str
    level: Level
    values: tuple[FieldValue, ...]
    children: tuple[Item, ...]
    location: Location
    title_location: Location

    @property
    def introduction(self) -> tuple[Block, ...]:
        """The text under its heading."""
        return next((value.blocks for value in self.values if value.kind == INTRODUCTION), ())

    @cached_property
    def text(self) -> ItemText:
        """What its fields say, those that say nothing left out."""
        values = tuple(value for value in self.values if value.kind != INTRODUCTION)
        return ItemText(values, self.level.name, self.id, self.label)


@dataclass(frozen=True)
class Framework:
    """framework.yaml: the vision, and the tree of items of the plan's levels."""

    vision: str
    levels: Levels
    items: tuple[Item, ...]
    location: Location

    def walk(self) -> Iterator[Item]:
        """All items in reading order."""
        return walk_items(self.items)

    def ids_of(self, level: str) -> Set[str]:
        """The ids of the items of the level with this name."""
        return {item.id for item in self.walk() if item.level.name == level}

    def branch(self, identity: str) -> tuple[Item, ...]:
        """The item with this id, or all of the outermost level where it is empty; none if nothing has the id."""
        if not identity:
            return self.items
        return tuple(item for item in self.walk() if item.id == identity)

    def innermost(self) -> Iterator[Item]:
        """The items of the last level, in reading order."""
        return (item for item in self.walk() if item.level == self.levels[-1])


@dataclass(frozen=True)
class Area:
    """An area (分野) of the superior plan; `plan` is the plan it leads to, or None for this plan itself."""

    title: str
    plan: str | None


@dataclass(frozen=True)
class Position:
    """position.yaml: where the plan stands among the city's other plans."""

    superior_name: str
    superior_heading: str
    superior_title: str
    fields: tuple[Area, ...]
    own_name: str
    own_nature: str
    partner_owner: str
    partner_name: str
    partner_nature: str
    partner_heading: str
    partner_goals: tuple[str, ...]


@dataclass(frozen=True)
class SummaryItem:
    """An item of a section of the 概要, under an optional subheading."""

    piece: SheetPiece
    subheading: str


@dataclass(frozen=True)
class SummarySection:
    """A section of the 概要; `next_column` says that it begins the next column."""

    title: str
    items: tuple[SummaryItem, ...]
    next_column: bool = False


@dataclass(frozen=True)
class Division:
    """部: a heading above chapters; `id` is empty if the author gave none, `location` is that of its title."""

    id: str
    title: str
    location: Location = field(compare=False)


@dataclass(frozen=True)
class Chapter:
    """One file of chapters/, in reading order; `opens` is the 部 that begins with it, if one does."""

    file: str
    blocks: tuple[Block, ...]
    opens: Division | None = None


@dataclass(frozen=True)
class Image:
    """The bytes of an image file, and its size in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Plan:
    """All of plan_source/, read and checked as far as that is possible without numbers.

    `causes` say why it was changed, `unfilled_causes` are to say so; `causes_in_history`, whether they stand in the printed
    revision history.
    `documents` are all that are made of it, the plan itself first.
    `uncommon` has the characters that a font may lack, each as often as it is written, with its place.
    """

    profile: Profile
    front: tuple[Chapter, ...]
    chapters: tuple[Chapter, ...]
    appendix: tuple[Chapter, ...]
    framework: Framework
    summary: tuple[SummarySection, ...]
    glossary: tuple[TermEntry, ...]
    position: Position | Diagram | None
    images: Mapping[str, Image]
    causes: tuple[Cause, ...] = ()
    unfilled_causes: tuple[UnfilledCause, ...] = ()
    causes_in_history: bool = False
    documents: tuple[DocumentKind, ...] = PLAN_DOCUMENTS
    uncommon: tuple[tuple[str, Location], ...] = field(default=(), compare=False)

    @property
    def declared(self) -> tuple[Declared, ...]:
        """What those documents show which the plan declares itself: most plans declare none."""
        return tuple(each.declared for each in self.documents if each.declared)

    @property
    def summary_pieces(self) -> tuple[SheetPiece, ...]:
        """Everything that the 概要 shows."""
        return tuple(item.piece for section in self.summary for item in section.items)

    @property
    def own_texts(self) -> tuple[Block, ...]:
        """The texts of the 概要 and of declared documents, which stand nowhere else."""
        of_summary = (piece.blocks for piece in self.summary_pieces if isinstance(piece, OwnText))
        return tuple(chain(*of_summary, *(each.texts for each in self.declared)))

    @property
    def taken(self) -> frozenset[str]:
        """The ids of everything that the 概要 and declared documents take from the plan."""
        of_summary = frozenset(
            piece.target for piece in self.summary_pieces if isinstance(piece, ShownPassage | ShownFloat)
        )
        return of_summary.union(*(each.taken for each in self.declared))

    @property
    def every_chapter(self) -> tuple[Chapter, ...]:
        """The chapters of all parts, in reading order."""
        return (*self.front, *self.chapters, *self.appendix)
