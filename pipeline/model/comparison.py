"""The comparison of two versions of a plan: changes by section, measure, table; and the order of a redline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.model.causes import Grounds
from pipeline.model.lines import PARAGRAPH_END, Line
from pipeline.model.numbers import NO_PAGE, TargetKind
from pipeline.model.reference_text import bracketed
from pipeline.problems import Location

# With this the bookmark of something that stands at two places begins where it stood before.
EARLIER = "was_"


class LineChange(StrEnum):
    """What happened to a line, where tables have a word of their own for it."""

    OTHER = ""
    DIVIDED = "段落を分ける"
    JOINED = "段落をつなぐ"
    MOVED = "移動"


@dataclass(frozen=True)
class Elsewhere:
    """Where a line stood before, or stands now: in the unit that is called so, empty for the same one; with the line that it is there."""

    unit: str
    line: Line


@dataclass(frozen=True)
class ShownCell:
    """A cell of a table as it is shown beside another version: what it says, and over how many columns and rows it goes."""

    text: str
    columns: int = 1
    rows: int = 1


# One entry a column, None where the cell at its left covers it. A cell that is merged with those above says the same again, in the
# heads alone it is None.
ShownRow = tuple[ShownCell | None, ...]


@dataclass(frozen=True)
class RowPair:
    """A row of a table in both versions, or None where one has none like it; `moved` stood elsewhere among the others."""

    before: ShownRow | None
    after: ShownRow | None
    same: bool
    moved: bool = False


@dataclass(frozen=True, eq=False)
class ComparedTable:
    """A table of two versions: its heads, and all its rows side by side; `columns` are those of both that are the same, None where
    one has none like it."""

    columns: tuple[tuple[int | None, int | None], ...]
    heads: RowPairs
    rows: RowPairs


RowPairs = tuple[RowPair, ...]


@dataclass(frozen=True)
class LinePair:
    """A line that differs: as it was and as it is, None on a side where there is nothing like it at this place.

    One in a `table` is what differs in a row, or a column, of that; one that `moved` says the same at another place in it.
    `elsewhere` says of a line of one side where it is on the other one. One that is a `look` tells of something without text under
    the name of its kind, as its label; `pictures` are files of images on both sides.
    """

    before: Line | None
    after: Line | None
    table: ComparedTable | None = field(default=None, compare=False)
    moved: bool = False
    elsewhere: Elsewhere | None = None
    look: bool = False
    pictures: tuple[str, str] = ("", "")

    @property
    def change(self) -> LineChange:
        """What happened to it, as far as tables have a word for that."""
        if self.elsewhere or self.moved:
            return LineChange.MOVED
        before, after = (line.text.count(PARAGRAPH_END) if line else 0 for line in (self.before, self.after))
        if before == after:
            return LineChange.OTHER
        return LineChange.DIVIDED if before < after else LineChange.JOINED


@dataclass(frozen=True)
class Versions:
    """The names of the two versions in tables (第１回策定委員会, 素案 …); empty where nothing more than old and new is known."""

    before: str = ""
    after: str = ""


class ChangeKind(StrEnum):
    """The kinds of changes of a unit; the value is what tables call it."""

    ADDED = "新設"
    DELETED = "削除"
    MOVED = "移動"
    RANKED = "階層変更"
    RENAMED = "改題"
    EDITED = "修正"


@dataclass(frozen=True)
class Unit:
    """Something in one version that can be named: a section, a measure, a table, a term, a part of plan.yaml.

    `path` are the ids of what it stands in, outermost first, its own last; `number` is empty where it has none. `division` is
    what a chapter's 部 is called, where it stands in one.
    """

    id: str
    what: str
    number: str
    title: str
    path: tuple[str, ...]
    location: Location
    page: str = NO_PAGE
    division: str = ""

    @property
    def shown(self) -> str:
        """Number and title as they stand in the plan; what a term is has to be said."""
        if self.what == TargetKind.TERM:
            return f"{self.what}「{self.title}」"
        return f"{self.number}　{self.title}" if self.number else self.title

    @property
    def named(self) -> str:
        """The same in running text, with what it is: 取組「第１章(1)　見守り」, 用語「地域福祉」."""
        return self.shown if self.what == TargetKind.TERM else f"{self.what}{bracketed(self.shown)}"


@dataclass(frozen=True)
class Change:
    """A unit that changed. `lines` are those that differ, in reading order; `gaps` says before which of them (by index; their
    number: after the last) stand lines that are the same.

    Of what was added or deleted as a whole the outermost unit is told alone, with all its lines. What changes by itself, since
    other things moved (numbers, pages), is no change.
    """

    before: Unit | None
    after: Unit | None
    kinds: tuple[ChangeKind, ...]
    lines: tuple[LinePair, ...] = ()
    gaps: frozenset[int] = frozenset()

    @property
    def left(self) -> str:
        """The 部 that a chapter was in, where it moved to another one and its number does not tell so; empty elsewhere."""
        before, after = self.before, self.after
        if not (before and after and ChangeKind.MOVED in self.kinds) or before.number != after.number:
            return ""
        return before.division if after.division and before.division != after.division else ""

    @property
    def text_lines(self) -> tuple[tuple[int, LinePair], ...]:
        """The lines with their indexes, without that of a new title: number and title are told of a unit anyway."""
        title = next(
            (
                pair
                for pair in self.lines
                if self.before and self.after and is_title(pair, self.before, self.after)
            ),
            None,
        )
        return tuple((index, pair) for index, pair in enumerate(self.lines) if pair is not title)

    @property
    def unit(self) -> Unit:
        """As it is now, or as it was when it was there."""
        unit = self.after or self.before
        assert unit is not None, "a change has a side"
        return unit


def is_title(pair: LinePair, before: Unit, after: Unit) -> bool:
    """Whether a pair of lines is the title of a unit, which is another one now (a term stands with its reading)."""
    return bool(
        before.title != after.title
        and pair.before
        and pair.after
        and pair.before.text.startswith(before.title)
        and pair.after.text.startswith(after.title)
    )


@dataclass(frozen=True)
class FoldedChange:
    """A word that was replaced in many places, told once: how often, and the numbers or titles of where."""

    before: str
    after: str
    count: int
    places: tuple[str, ...]
    grounds: Grounds


class StepKind(StrEnum):
    """The ways in which a redline treats a leaf."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"


@dataclass(frozen=True)
class Step:
    """Leaves of the old part, of the new one, or (kept, and moved within it) of both, by their indexes: one, or several where a
    paragraph was divided or some were put together.

    `move` joins the two ends of a move, and what is gone from within it or came into it.
    """

    kind: StepKind
    before: tuple[int, ...]
    after: tuple[int, ...]
    move: int = 0


@dataclass(frozen=True)
class Renumbered:
    """A heading, measure, table, figure or footnote whose number is another one now."""

    before: Unit
    after: Unit


@dataclass(frozen=True)
class Alone:
    """Something with a number that one version has alone, also where it stands in something that is gone or new as a whole."""

    unit: Unit
    is_gone: bool


@dataclass(frozen=True)
class Comparison:
    """Everything that differs, in reading order. `steps` are those of each slot of the full plan.

    `alone` are numbered things of one version, and `renumbered` tells of footnotes, too. `moved` are ids that stand in both versions, but not in the same leaf; `reused` name something else now. `stated` is what
    the versions say of themselves, and no table has to explain: stage, day, meeting. `levels` are the names of the framework's
    levels in either, each with whether its items say something of their own under their titles.
    """

    changes: tuple[Change, ...]
    renumbered: tuple[Renumbered, ...]
    steps: Mapping[str, tuple[Step, ...]]
    moved: frozenset[str] = frozenset()
    reused: tuple[tuple[Unit, Unit], ...] = ()
    alone: tuple[Alone, ...] = ()
    stated: tuple[LinePair, ...] = ()
    levels: Mapping[str, bool] = field(default_factory=dict)

    @property
    def changed(self) -> frozenset[str]:
        """The ids of all units that changed, on either side."""
        sides = ((change.before, change.after) for change in self.changes)
        return frozenset(unit.id for pair in sides for unit in pair if unit)
