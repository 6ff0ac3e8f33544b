"""Rules of forms that no single word gives: rows of regular expressions, each with what it has to find and to leave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.frozen import dataclass
from pipeline.problems import Code
from pipeline.wording.profile import Profile
from pipeline.wording.rule import Example, Found, Level, Row, Rule, Source, longest
from pipeline.wording.texts import Text
from pipeline.wording.whole import Whole, whole_of


@dataclass(frozen=True)
class Pattern:
    """A form and what stands for it. It is looked for in texts with one of the words `has`, between bars: the longer
    they are, the fewer. Where `expression` has a
    group `w`, that is what is wrong, else all of it; `right` is a template as `re.Match.expand` reads it, empty where a person decides.

    `found` are texts with what they become (nothing where a person decides), `kept` such in which it is not told.
    """

    expression: str
    right: str
    has: str
    found: tuple[tuple[str, str], ...]
    kept: tuple[str, ...] = ()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Compiled where one of its words stands in a plan."""
        return re.compile(self.expression, re.MULTILINE)

    def find(self, whole: Whole) -> Iterator[tuple[Text, Found]]:
        """Its places in a plan's texts."""
        group = "w" if "(?P<w>" in self.expression else 0
        for text, begin, each in whole.found(self.compiled, self._words):
            start, end = (at - begin for at in each.span(group))
            yield text, Found(start, end, each[group], each.expand(self.right))

    @cached_property
    def _words(self) -> Sequence[str]:
        return self.has.split("|")

    def may_stand_in(self, whole: Whole) -> bool:
        """Whether it is worth looking for."""
        return any(map(whole.has, self._words))

    @property
    def examples(self) -> Iterator[Example]:
        """Its examples: what is found with the word put right, what is kept as it is."""
        for text, right in self.found:
            yield Example(text, right) if right else Example(text, told=1)
        for text in self.kept:
            yield Example(text, text)


def patterns_rule(
    code: Code,
    name: str,
    source: Source,
    section: str,
    rows: Sequence[Pattern | Row],
    level: Level = Level.LIKELY,
    says: str = "「{wrong}」は、「{right}」と書きます",
    does: str = "",
    keeps: str = "",
    heeds_silence: bool = True,
) -> Rule:
    """The rule of a table of forms, words among them."""

    def find(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
        whole = whole_of(texts)
        return longest([each for row in rows if row.may_stand_in(whole) for each in row.find(whole)])

    return Rule(
        code, name, source, section, level, (), None, find, says, does, keeps, heeds_silence, rows=rows
    )


def inflected(
    wrong: str,
    right: str,
    endings: str,
    found: tuple[str, ...] = (),
    kept: tuple[str, ...] = (),
    not_behind: str = "",
    behind: str = "",
) -> tuple[Row, ...]:
    """A row for each form of a word that changes its ending: 行なう, 行なわ, 行なっ … The examples go to the forms that they show."""
    rows = [
        Row(
            wrong + each,
            right + each,
            tuple(text for text in found if wrong + each in text),
            behind=behind,
            not_behind=not_behind,
        )
        for each in endings
    ]
    first = rows[0]
    rows[0] = Row(first.wrong, first.right, first.found, kept, behind=behind, not_behind=not_behind)
    return tuple(rows)
