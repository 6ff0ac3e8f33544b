"""Numbers: the scheme that a template declares, and what the resolver found with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from itertools import chain

from pipeline.frozen import dataclass, replace
from pipeline.model.blocks import Block, Passage
from pipeline.model.inlines import Inlines, Text
from pipeline.model.kinsoku import joints
from pipeline.model.plan import Plan
from pipeline.model.samples import Sample, SampleRow
from pipeline.problems import Location


@dataclass(frozen=True)
class Level:
    """One level of a multilevel list (ECMA-376 Part 1, 17.9.6): `text` holds %1 … %9.

    `restart_after` is the level (from 1) whose next number starts this one anew; 0 means never.
    """

    start: int
    format: str
    text: str
    restart_after: int
    legal: bool


@dataclass(frozen=True)
class Scheme:
    """The numbering that a template declares: chapters' list, the appendix's list, footnotes.

    `divisions` is the level that 部 have in a list of their own, if they have numbers. Where `above` is true they are the first
    level of `body` instead, and chapters, which begin anew in each 部 or show its number, are the second. `items` are the levels
    of the list of the framework's own items, if the template has one.
    """

    body: tuple[Level, ...]
    appendix: tuple[Level, ...]
    note_format: str
    divisions: tuple[Level, ...] = ()
    above: bool = False
    items: tuple[Level, ...] = ()


# What stands for a page number until pages are measured.
NO_PAGE = "－"


class TargetKind(StrEnum):
    """The kinds of targets; the value is what messages call it."""

    HEADING = "見出し"
    TABLE = "表"
    FIGURE = "図"
    TERM = "用語"
    COLUMN = "コラム"
    FRAME = "枠"
    NOTE = "脚注"
    PROVISION = "条文"


@dataclass(frozen=True)
class Target:
    """Something that references can point to.

    `label` is the number as it stands there (第１節), `number` the one that references show
    (第１章第１節), `numeral` a heading's alone (１); all are empty where there is none. `bookmark` marks the number's paragraph (a
    caption's label and number), `title_bookmark` its title. `page` is the number of the page it stands on.
    `in_division` is said of a heading under that of a 部. `raised_title` is the title where something in it is raised (CO₂).
    """

    id: str
    kind: TargetKind
    label: str
    number: str
    title: str
    level: int
    bookmark: str
    title_bookmark: str
    location: Location = field(compare=False)
    page: str = NO_PAGE
    numeral: str = ""
    in_division: bool = field(default=False, compare=False)
    raised_title: Inlines = ()

    @property
    def shown_title(self) -> Inlines:
        """The title as it is printed."""
        return self.raised_title or (Text(self.title),)

    def shown_in(self, text: str) -> Inlines:
        """A text that holds the title, as it is printed."""
        if not self.raised_title:
            return (Text(text),)
        before, _, after = text.partition(self.title)
        return (Text(before), *self.raised_title, Text(after))


@dataclass(frozen=True)
class CaptionNumber:
    """The parts of a caption's number: ２ and １ of 表２－１; `first` starts the count of its chapter.

    `division` is the numeral of the 部 in which chapters begin anew (１ of 表１－２－１), empty elsewhere.
    """

    chapter: str
    ordinal: str
    first: bool
    in_appendix: bool
    division: str = ""

    @property
    def shown(self) -> str:
        """The number without its label."""
        return "－".join(filter(None, (self.division, self.chapter, self.ordinal)))


# What is typed between the parts of a caption's number.
DASHES = "－‐−–—―ー-"


def plain_number(number: str) -> str:
    """A number whose digits and signs have one width: what is equal for all ways to write it (第 3 章第 2 節, ３章２節)."""
    return unicodedata.normalize("NFKC", number.translate(_PLAIN))


_PLAIN = str.maketrans({**dict.fromkeys(DASHES, "-"), **dict.fromkeys("第 　", "")})


@dataclass(frozen=True)
class TypedNumber:
    """A number of the plan that was typed into its text, with the words around it; `target` has that number, if anything,
    and `before` is how many like it stand before in the text. `titled` is something else whose title, `title`, stands behind it."""

    text: str
    around: str
    location: Location
    target: str
    before: int = 0
    title: str = ""
    titled: str = ""


@dataclass(frozen=True)
class ResolvedPlan:
    """A plan in one sequence of blocks a part, with everything numbered that can be.

    Every heading has an id here; `targets`, `captions` and `passages` are keyed by source id;
    passages stand in no part. `samples` are what the template shows of the fields of items, `doors` whether
    its chapters begin with a page of their own. By the names of documents
    `text_samples` are how their templates show headings and terms, `item_rows` what stands in the columns of their sheets, and
    `item_heads` over these, where their templates say so. `note_format` is the format of footnotes' numbers.
    """

    plan: Plan
    front: tuple[Block, ...]
    body: tuple[Block, ...]
    appendix: tuple[Block, ...]
    targets: Mapping[str, Target]
    captions: Mapping[str, CaptionNumber]
    passages: Mapping[str, Passage]
    note_format: str = "decimal"
    samples: tuple[Sample, ...] = ()
    doors: bool = False
    text_samples: Mapping[str, tuple[Sample, ...]] = field(default_factory=dict)
    item_rows: Mapping[str, SampleRow] = field(default_factory=dict)
    item_heads: Mapping[str, tuple[SampleRow, ...]] = field(default_factory=dict)

    @cached_property
    def joints(self) -> tuple[str, str]:
        """The characters at which no line may begin, and none may end, or the numbers of headings would be parted, or of tables and
        figures behind their labels."""
        headings = (each.number for each in self.targets.values() if each.kind is TargetKind.HEADING)
        return joints(chain(headings, (each.shown for each in self.captions.values())))

    def label_of(self, identity: str) -> str:
        """The number of what has this id, as it stands there; empty where it has none, or stands in no chapter."""
        target = self.targets.get(identity)
        return target.label if target else ""

    def with_pages(self, labels: Mapping[str, str]) -> ResolvedPlan:
        """The same plan, its targets on the pages that `labels` (page number by bookmark) tells."""
        pages = {identity: labels.get(each.bookmark, NO_PAGE) for identity, each in self.targets.items()}
        targets = {
            identity: target if target.page == pages[identity] else replace(target, page=pages[identity])
            for identity, target in self.targets.items()
        }
        return replace(self, targets=targets)
