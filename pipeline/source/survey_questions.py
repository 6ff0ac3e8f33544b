"""What is asked of a survey's answers: the attributes of a table or chart that counts them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from pipeline.frozen import dataclass
from pipeline.source.survey_attributes import (
    ANSWERS,
    BY,
    COUNTS,
    FEW,
    GROUPS,
    ONE,
    OPTIONS,
    QUESTION,
    SEPARATOR,
    SEVERAL,
)

# Fewer persons than so many are told.
FEW_PERSONS = 10

# What stands between several values, the clearest first: an option may well have 「、」 in it.
_SEPARATORS = (";", "|", "\n", "、,", "/")


@dataclass(frozen=True)
class Coding:
    """Values of a column in their order, each with the words that are printed of it; several may have the same words."""

    pairs: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pairs)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(label for _, label in self.pairs))

    @cached_property
    def _by_value(self) -> Mapping[str, str]:
        return {plain(each): label for value, label in reversed(self.pairs) for each in (label, value)}

    def label(self, value: str) -> str:
        """The words for a value, or for what is itself such words; empty for one that is not declared."""
        return self._by_value.get(plain(value), "")


@dataclass(frozen=True)
class Question:
    """Which column is counted, by which other one (or none), and how its values are read.

    `counts` are the columns that have numbers of persons, where a row is not one person. `several` is None where nothing is
    said, `separators` where those that are usual are meant. Fewer persons than `few` are told.
    """

    column: str
    by: str = ""
    counts: tuple[str, ...] = ()
    options: Coding = Coding()
    groups: Coding = Coding()
    several: bool | None = None
    separators: str | None = None
    few: int = FEW_PERSONS


@dataclass(frozen=True)
class Refusal:
    """An attribute's value that can't be, and what to write instead."""

    message: str
    hint: str


@lru_cache(maxsize=1000)
def plain(value: str) -> str:
    """A value in the form in which it is compared: １ is 1, （ is (, and blanks do not count."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)).casefold()


def separators_in(values: Iterable[str]) -> str:
    """The separators that these values use: the clearest that stands in any of them, else none."""
    written = unicodedata.normalize("NFKC", "".join(values))
    return next((each for each in _SEPARATORS if any(sign in written for sign in each)), "")


def parted(value: str, separators: str) -> tuple[str, ...]:
    """The parts of a value, each once, without those that are empty; separators are as wide as they are typed."""
    signs = frozenset(separators + unicodedata.normalize("NFKC", separators))
    marked = "".join("\0" if unicodedata.normalize("NFKC", each) in signs else each for each in value)
    return tuple(dict.fromkeys(each.strip() for each in marked.split("\0") if each.strip()))


def listed(value: str) -> tuple[str, ...]:
    """The entries of a list in an attribute."""
    signs = separators_in((value,))
    return parted(value, signs if signs in _SEPARATORS[:-1] else "、")


def read_question(attributes: Mapping[str, str]) -> tuple[Question, Sequence[Refusal]]:
    """The question that attributes ask, and what of them is refused."""
    refused = tuple(_refused(attributes))
    few = unicodedata.normalize("NFKC", attributes.get(FEW, ""))
    return Question(
        column=attributes[QUESTION].strip(),
        by=attributes.get(BY, "").strip(),
        counts=listed(attributes.get(COUNTS, "")),
        options=_coding(attributes.get(OPTIONS, "")),
        groups=_coding(attributes.get(GROUPS, "")),
        several={ONE: False, SEVERAL: True}.get(attributes.get(ANSWERS, "")),
        separators=attributes.get(SEPARATOR, "").strip() or attributes.get(SEPARATOR) or None,
        few=int(few) if few.isdecimal() else FEW_PERSONS,
    ), refused


def _coding(value: str) -> Coding:
    """1=はい、2=いいえ: what stands in the column, and what is printed of it; what has no sign is both."""
    entries = (
        (part[0].strip(), part[-1].strip())
        for each in listed(value)
        for part in [re.split("[=＝]", each, maxsplit=1)]
    )
    return Coding(tuple((value, label or value) for value, label in entries))


def _refused(attributes: Mapping[str, str]) -> Iterator[Refusal]:
    if not attributes[QUESTION].strip():
        yield Refusal(
            "「集計」に列の名前がありません", '集計する質問の列の名前を、集計="問３" のように書いてください'
        )
    several = attributes.get(ANSWERS, "")
    if ANSWERS in attributes and several not in (ONE, SEVERAL):
        yield Refusal(
            f'回答="{several}" は使えません', f'回答="{SEVERAL}"（複数回答）か 回答="{ONE}" と書いてください'
        )
    if SEPARATOR in attributes and several == ONE:
        yield Refusal(
            "「区切り」は、回答が一つの質問には付けられません",
            f'複数回答なら 回答="{SEVERAL}" と書いてください',
        )
    if FEW in attributes and not unicodedata.normalize("NFKC", attributes[FEW]).isdecimal():
        yield Refusal(
            f'少数="{attributes[FEW]}" は使えません',
            '何人に満たない所を知らせるかを、少数="5" のように書いてください（少数="0" で、知らせません）',
        )
    if GROUPS in attributes and BY not in attributes:
        yield Refusal(
            "「区分」は「別」と一緒に書きます", '区分に分ける列の名前を、別="年代" のように書いてください'
        )
    if BY in attributes and len(listed(attributes.get(COUNTS, ""))) > 1:
        yield Refusal(
            "「人数」に列が二つ以上あるので、「別」は付けられません",
            "「人数」の列ごとに分けて示すなら、「別」を消してください",
        )
