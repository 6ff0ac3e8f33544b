"""A rule: what it looks for, where it is from, and how sure it is; most are rows of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum, StrEnum
from functools import cached_property
from typing import Protocol

from pipeline.frozen import dataclass
from pipeline.passages.model import Kind
from pipeline.problems import Code
from pipeline.wording.expression import context
from pipeline.wording.profile import USUAL, Profile
from pipeline.wording.texts import Text
from pipeline.wording.whole import Whole, whole_of


class Source(StrEnum):
    """Whose rule it is; the value is what hints call it."""

    OFFICIAL = "公用文作成の考え方（令和４年文化審議会建議）"
    KANJI = "公用文における漢字使用等について（平成22年内閣訓令第１号）"
    OKURIGANA = "送り仮名の付け方（昭和48年内閣告示第２号）"
    LOANWORDS = "外来語の表記（平成３年内閣告示第２号）"
    KANA = "現代仮名遣い（昭和61年内閣告示第１号）"
    JOYO = "常用漢字表（平成22年内閣告示第２号）"
    CITY = "市の書き方（wording.yaml）"
    PLAN = "この計画の中の統一"

    @property
    def is_own(self) -> bool:
        """Whether it holds whatever the state says of official texts."""
        return self in (Source.CITY, Source.PLAN)


class Level(Enum):
    """How sure a rule is: what is sure may be mended without asking."""

    SURE = "確か"
    LIKELY = "見て決める"


@dataclass(frozen=True)
class Found:
    """What a rule finds between two places of a text: `wrong` as messages call it, `right` what is to stand there instead (empty where a
    person has to decide), `hint` what is to be known of this very place (132字)."""

    start: int
    end: int
    wrong: str
    right: str = ""
    hint: str = ""


Find = Callable[[Text, Profile], Iterator[Found]]
FindInAll = Callable[[Sequence[Text], Profile], Iterator[tuple[Text, Found]]]


@dataclass(frozen=True)
class Example:
    """A text, and what it becomes where the rule is followed: the same, where the rule keeps silent. Where a rule has nothing to put
    in, `told` says how many places it tells of. `kind` is that of its texts, `profile` the city's, where that matters."""

    text: str
    right: str = ""
    told: int = 0
    kind: Kind = Kind.PARAGRAPH
    profile: Profile = USUAL


class Shown(Protocol):
    """What has examples."""

    @property
    def examples(self) -> Iterator[Example]:
        """Texts with what becomes of them."""


@dataclass(frozen=True)
class Rule:
    """A rule. `section` is the place in its source, `says` the message, with {wrong} and {right} in it; what has the same message is
    told together. `find` looks at a text by itself, where it `has` words at those alone in which one of them
    stands, `find_in_all` at all of the plan at once. What touches names, quotations and the
    like is left out after it, where the rule does not decide that itself (`heeds_silence`). One that `rests` works where wording.yaml
    asks for it. The examples are run by the tests and shown in docs/wording.ja.md; each of those of `find_in_all` is a plan of a text a line.
    """

    code: Code
    name: str
    source: Source
    section: str
    level: Level
    own: tuple[Example, ...]
    find: Find | None = None
    find_in_all: FindInAll | None = None
    says: str = "「{wrong}」は、「{right}」と書きます"
    does: str = ""  # what there is to do, where there is nothing to put in
    keeps: str = ""  # when it keeps silent, as the docs say it
    heeds_silence: bool = True
    rests: bool = False
    has: tuple[str, ...] = ()
    rows: Sequence[Shown] = ()

    @property
    def examples(self) -> tuple[Example, ...]:
        """Its own, and those of its rows."""
        return (*self.own, *(each for row in self.rows for each in row.examples))

    def message(self, found: Found) -> str:
        """What is told of a place, and of all like it."""
        return self.says.format(wrong=found.wrong, right=found.right)


@dataclass(frozen=True)
class Row:
    """A word and what stands for it. `wrong` is literal: a text without it is not looked at. `behind` and `before` are patterns of what
    has to stand around it, `not_behind` and `not_before` of what must not; alternatives of those behind which it stands may differ in length.

    `found` are texts in which it is told, `kept` such in which it is not.
    """

    wrong: str
    right: str
    found: tuple[str, ...]
    kept: tuple[str, ...] = ()
    behind: str = ""
    before: str = ""
    not_behind: str = ""
    not_before: str = ""

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        """What stands before the word; compiled where that stands in a plan."""
        behind = "|".join(f"(?<={each})" for each in _alternatives(self.behind))
        not_behind = (f"(?<!{each})" for each in _alternatives(self.not_behind))
        return context("".join((f"(?:{behind})" if behind else "", *not_behind)))

    @cached_property
    def _before(self) -> re.Pattern[str]:
        """What stands behind it."""
        not_before = f"(?!{self.not_before})" if self.not_before else ""
        return context(f"(?={self.before}){not_before}" if self.before else not_before)

    def _fits(self, text: str, at: int) -> bool:
        return bool(self._behind.match(text, at) and self._before.match(text, at + len(self.wrong)))

    def may_stand_in(self, whole: Whole) -> bool:
        """Whether it is worth looking for."""
        return whole.may_have(self.wrong)

    def find(self, whole: Whole) -> Iterator[tuple[Text, Found]]:
        """Its places in a plan's texts."""
        for at in whole.places(self.wrong):
            if self._fits(whole.text, at):
                text, begin = whole.around(at)
                yield text, Found(at - begin, at - begin + len(self.wrong), self.wrong, self.right)

    @property
    def examples(self) -> Iterator[Example]:
        """Its examples: what is found with the word put right, what is kept as it is."""
        for each in self.found:
            yield Example(each, each.replace(self.wrong, self.right))
        for each in self.kept:
            yield Example(each, each)


def _alternatives(pattern: str) -> Sequence[str]:
    """The parts of a pattern between bars that stand in no brackets."""
    parts, depth = [""], 0
    for at, character in enumerate(pattern):
        escaped = at > 0 and pattern[at - 1] == "\\"
        depth += (character in "([") - (character in ")]") if not escaped else 0
        if character == "|" and not depth and not escaped:
            parts.append("")
        else:
            parts[-1] += character
    return [each for each in parts if each]


def words_rule(
    code: Code,
    name: str,
    source: Source,
    section: str,
    rows: Sequence[Row],
    level: Level = Level.SURE,
    keeps: str = "",
    rests: bool = False,
) -> Rule:
    """The rule of a table of words. Of two that are found at one place the longer one counts."""

    def find(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
        whole = whole_of(texts)
        return longest([each for row in rows if row.may_stand_in(whole) for each in row.find(whole)])

    return Rule(code, name, source, section, level, (), None, find, keeps=keeps, rests=rests, rows=rows)


def longest(found: Sequence[tuple[Text, Found]]) -> Iterator[tuple[Text, Found]]:
    """What is found, without what stands within a longer one."""
    spans: dict[int, list[Found]] = {}
    for text, each in found:
        spans.setdefault(id(text), []).append(each)
    for text, each in found:
        others = (other for other in spans[id(text)] if other.start <= each.start and each.end <= other.end)
        if not any(other.end - other.start > each.end - each.start for other in others):
            yield text, each


def mended(text: str, found: Sequence[Found]) -> str:
    """A text with what was found put right."""
    for each in sorted(found, key=lambda each: each.start, reverse=True):
        text = text[: each.start] + each.right + text[each.end :] if each.right else text
    return text


def most_frequent(counts: Mapping[str, int]) -> str:
    """Of the ways in which something is written, the one with the highest count, the first of several; empty where there is none."""
    return max(counts, key=lambda each: counts[each], default="")
