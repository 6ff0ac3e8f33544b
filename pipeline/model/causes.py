"""Causes: why the plan was changed since it was last shown, as changes.yaml says."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.model.eras import write_day
from pipeline.model.inlines import Inline
from pipeline.problems import Location, Written


class Category(StrEnum):
    """区分: who or what made the city change the plan."""

    OPINION = "意見"
    COMMITTEE = "策定委員会"
    COUNCIL = "議会"
    OFFICE = "庁内"
    UPDATE = "時点修正"


@dataclass(frozen=True)
class Cause:
    """The reason for which the places with these ids were changed. `opinions` are numbers of opinions; `meeting` may be empty."""

    places: tuple[Written, ...]
    category: Category
    opinions: tuple[Written, ...]
    meeting: str
    day: date | None
    reason: tuple[Inline, ...]
    location: Location

    @property
    def basis(self) -> str:
        """区分 and 根拠 as tables show them: 意見（No.3、No.7）."""
        parts = [f"No.{opinion.text}" for opinion in self.opinions]
        parts += [self.meeting] if self.meeting else []
        parts += [write_day(self.day, with_weekday=False)] if self.day else []
        return f"{self.category}（{'、'.join(parts)}）" if parts else self.category.value
