"""A plan as its authors wrote it, before anything is numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum
from typing import Literal

from pipeline.frozen import dataclass
from pipeline.model.blocks import Block, MeasureText, TermEntry
from pipeline.model.causes import Cause
from pipeline.model.inlines import Inline
from pipeline.model.stages import Stage
from pipeline.problems import Location


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

    @property
    def period(self) -> str:
        return f"{self.period_start}〜{self.period_end}"

    def at(self, stage: Stage) -> Profile:
        """The profile at another stage, to which date and meeting of its own do not belong."""
        return self if stage is self.stage else replace(self, stage=stage, stage_date="", stage_meeting="")


@dataclass(frozen=True)
class Measure:
    """取組: one measure, a heading of 第４章 and a row of the framework. `title_location` tells where its title is written."""

    id: str
    title: str
    text: MeasureText
    location: Location
    title_location: Location


@dataclass(frozen=True)
class Direction:
    """施策の基本方向, with the short label that the framework shows."""

    id: str
    label: str
    title: str
    introduction: tuple[Block, ...]
    measures: tuple[Measure, ...]
    location: Location


@dataclass(frozen=True)
class Policy:
    """基本方針: a 節 of 第４章."""

    id: str
    title: str
    introduction: tuple[Block, ...]
    directions: tuple[Direction, ...]
    location: Location


@dataclass(frozen=True)
class Framework:
    """framework.yaml: the vision and the tree of policies, directions and measures."""

    vision: str
    policies: tuple[Policy, ...]
    location: Location

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(
            m for policy in self.policies for direction in policy.directions for m in direction.measures
        )


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
    """An item of a section of the 概要: a passage or the figure with this id, under an optional subheading."""

    kind: Literal["passage", "figure"]
    target: str
    subheading: str
    location: Location


@dataclass(frozen=True)
class SummarySection:
    title: str
    items: tuple[SummaryItem, ...]


@dataclass(frozen=True)
class Chapter:
    """One file of chapters/, in reading order."""

    file: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Image:
    """The bytes of an image file, and its size in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Plan:
    """All of plan_source/, read and checked as far as that is possible without numbers.

    `causes` say why it was changed; `causes_in_history`, whether they stand in the printed revision history.
    `uncommon` has the characters that a font may lack, each as often as it is written, with its place.
    """

    profile: Profile
    front: tuple[Chapter, ...]
    chapters: tuple[Chapter, ...]
    appendix: tuple[Chapter, ...]
    framework: Framework
    summary: tuple[SummarySection, ...]
    glossary: tuple[TermEntry, ...]
    position: Position | None
    images: Mapping[str, Image]
    causes: tuple[Cause, ...] = ()
    causes_in_history: bool = False
    uncommon: tuple[tuple[str, Location], ...] = field(default=(), compare=False)
