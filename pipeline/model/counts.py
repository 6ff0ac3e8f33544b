"""Counts that a plan makes of itself, and how they are written in running text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from pipeline.model.eras import digits
from pipeline.model.numerals import fullwidth, write_number

Counts = Mapping[str, int]


class Counted(StrEnum):
    """The things that can be counted; the value is what drafters call it."""

    CHAPTERS = "章"
    POLICIES = "基本方針"
    DIRECTIONS = "施策の基本方向"
    MEASURES = "取組"
    TERMS = "用語"


class Form(StrEnum):
    """The forms of a count; the value is the class in Markdown, which is 1 in that form.

    From ten on things are not counted with つ: 二十一の取組 are 21の取組 then.
    """

    DIGITS = ""
    KANJI_THINGS = "一つ"
    THINGS = "１つ"
    KANJI = "漢数字"


class _HasMeasures(Protocol):
    @property
    def measures(self) -> Sequence[object]: ...


class _HasDirections(Protocol):
    @property
    def directions(self) -> Sequence[_HasMeasures]: ...


def count_all(chapters: int, policies: Sequence[_HasDirections], terms: int) -> Counts:
    """The counts of a plan by `Counted`, however its policies are kept."""
    directions = [direction for policy in policies for direction in policy.directions]
    return {
        Counted.CHAPTERS: chapters,
        Counted.POLICIES: len(policies),
        Counted.DIRECTIONS: len(directions),
        Counted.MEASURES: sum(len(direction.measures) for direction in directions),
        Counted.TERMS: terms,
    }


def write_count(number: int, form: Form) -> str:
    """A count in running text: one digit full-width, more half-width, where it is in digits."""
    match form:
        case Form.KANJI_THINGS if 1 <= number < 10:
            return f"{write_number(number, 'japaneseCounting')}つ"
        case Form.THINGS if number < 10:
            return f"{fullwidth(number)}つ"
        case Form.KANJI if number:
            return write_number(number, "japaneseCounting")
        case _:
            return digits(number)
