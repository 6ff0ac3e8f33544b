"""Opinions and answers as they were written, before anything is numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.frozen import dataclass
from pipeline.model.inlines import Paragraph
from pipeline.problems import Location, Problem, Written


@dataclass(frozen=True)
class Opinion:
    """One opinion, as it was written; of who wrote it nothing is known here.

    `summary`, `view` and `kind` are what the office wrote beside it, `group` is 個人 or 団体: empty where there is no such column.
    """

    number: str
    place: str
    text: str
    way: str
    location: Location
    summary: str = ""
    view: str = ""
    kind: str = ""
    group: str = ""


@dataclass(frozen=True)
class OpinionTable:
    """The office's table: `told` says which of its columns is read as what, `unread` how many others it has.

    `submitters` is the number of those who gave the opinions, 0 where no column tells them apart.
    """

    opinions: tuple[Opinion, ...]
    told: str = ""
    unread: int = 0
    submitters: int = 0
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Kind:
    """対応区分. An answer of a kind that `needs_change` has to name what was changed."""

    name: str
    meaning: str
    needs_change: bool


@dataclass(frozen=True)
class Deleted:
    """Something that stood in the plan once: its id, and the title by which its readers knew it."""

    id: Written
    title: str


@dataclass(frozen=True)
class Answer:
    """The city's answer to one opinion, or to several that say the same.

    `place` and `summary` are empty where the opinions' own words are to be shown; `changes` are ids of the plan,
    `deleted` those that it had.
    """

    opinions: tuple[Written, ...]
    place: tuple[Paragraph, ...]
    summary: tuple[Paragraph, ...]
    view: tuple[Paragraph, ...]
    kind: Written
    changes: tuple[Written, ...]
    deleted: tuple[Deleted, ...]


@dataclass(frozen=True)
class UnfilledAnswer:
    """An entry whose text or 対応区分 (`missing`) is not written yet."""

    opinions: tuple[Written, ...]
    missing: tuple[str, ...]
    location: Location


@dataclass(frozen=True)
class Answers:
    """answers.yaml. `submitters` is the header of the column that tells apart who gave the opinions, empty where none does."""

    kinds: tuple[Kind, ...]
    answers: tuple[Answer, ...]
    unfilled: tuple[UnfilledAnswer, ...] = ()
    submitters: str = ""
    notices: tuple[Problem, ...] = ()

    @property
    def named(self) -> tuple[Written, ...]:
        """The numbers of all opinions that have an entry."""
        entries = (*(each.opinions for each in self.answers), *(each.opinions for each in self.unfilled))
        return tuple(number for opinions in entries for number in opinions)

    def needs_change(self, answer: Answer) -> bool:
        """Whether an answer says that the plan was changed."""
        return any(kind.needs_change for kind in self.kinds if kind.name == answer.kind.text)


@dataclass(frozen=True)
class Consultation:
    """The outcome of asking the residents: their opinions in the order of their file, and the answers."""

    opinions: Sequence[Opinion]
    answers: Answers
    table: OpinionTable = OpinionTable(())

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What the office should know of either."""
        return (*self.table.notices, *self.answers.notices)

    @property
    def by_number(self) -> Mapping[str, Opinion]:
        return {opinion.number: opinion for opinion in self.opinions}
