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


class Reach(StrEnum):
    """種類: the kinds of changes below its places that a cause may speak for, called as changes are (`ChangeKind`)."""

    EDITED = "修正"
    RENAMED = "改題"
    ADDED = "新設"
    DELETED = "削除"
    MOVED = "移動"
    RANKED = "階層変更"


@dataclass(frozen=True)
class Replacement:
    """語句: a word that was replaced wherever it stood."""

    before: str
    after: str

    @property
    def shown(self) -> str:
        return f"「{self.before}」→「{self.after}」"


@dataclass(frozen=True)
class Cause:
    """The reason for which the places with these ids were changed. `opinions` are numbers of opinions; `meeting` may be empty.

    Whatever happened to its places themselves is covered; of what stands below them, changes of the kinds in `reach`. A cause
    with `words` speaks for their replacement alone, everywhere or below its places; `kept` are words in which they stay as they
    were, `count` is how many its author says were replaced.
    """

    places: tuple[Written, ...]
    category: Category
    opinions: tuple[Written, ...]
    meeting: str
    day: date | None
    reason: tuple[Inline, ...]
    location: Location
    reach: frozenset[Reach] = frozenset({Reach.EDITED})
    words: tuple[Replacement, ...] = ()
    kept: tuple[str, ...] = ()
    count: int = 0

    @property
    def replaced(self) -> str:
        """The replaced words as tables show them: 「障害」→「障がい」."""
        return "、".join(each.shown for each in self.words)

    @property
    def basis(self) -> str:
        """区分 and 根拠 as tables show them: 意見（No.3、No.7）."""
        parts = [f"No.{opinion.text}" for opinion in self.opinions]
        parts += [self.meeting] if self.meeting else []
        parts += [write_day(self.day, with_weekday=False)] if self.day else []
        return f"{self.category}（{'、'.join(parts)}）" if parts else self.category.value


@dataclass(frozen=True)
class UnfilledCause:
    """An entry whose 区分 or 理由 (`missing`) is not written yet: it explains nothing so far, but nobody needs another one."""

    places: tuple[Written, ...]
    words: tuple[Replacement, ...]
    reach: frozenset[Reach]
    missing: tuple[str, ...]
    location: Location

    @property
    def filled(self) -> Cause:
        """What it will speak for once it is filled in."""
        return Cause(self.places, Category.OFFICE, (), "", None, (), self.location, self.reach, self.words)


@dataclass(frozen=True)
class Grounds:
    """Why something changed, as lists say it: 理由, 区分 and what that is based on; of several causes parted by 、."""

    reason: str = ""
    category: str = ""
    opinions: str = ""
    meeting: str = ""
    day: str = ""

    @property
    def based_on(self) -> tuple[str, ...]:
        """区分 and 根拠 in lines, as far as they are known."""
        opinions = f"意見No.{self.opinions}" if self.opinions else ""
        return tuple(filter(None, (self.category, opinions, self.meeting, self.day)))
