"""Counts that a plan makes of itself, and how they are written in running text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from pipeline.model.eras import digits
from pipeline.model.levels import Branch, numbers_of
from pipeline.model.numerals import fullwidth, write_number

Counts = Mapping[str, int]


# What is counted beside the framework's levels, as drafters call it.
CHAPTERS, TERMS = "章", "用語"


class Form(StrEnum):
    """The forms of a count; the value is the class in Markdown, which is 1 in that form.

    From ten on things are not counted with つ: 二十一の取組 are 21の取組 then.
    """

    DIGITS = ""
    KANJI_THINGS = "一つ"
    THINGS = "１つ"
    KANJI = "漢数字"


def count_all(chapters: int, levels: Sequence[str], items: Sequence[Branch], terms: int) -> Counts:
    """The counts of a plan by what is counted, however its items are kept. `levels` are their names, outermost first."""
    of_levels = zip(levels, numbers_of(items, len(levels)), strict=True)
    return {CHAPTERS: chapters, **dict(of_levels), TERMS: terms}


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
