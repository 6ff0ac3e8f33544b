"""A paragraph in a cell as it is measured, with the hanging indents that its numbers and marks ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from pipeline.model.floats import Item
from pipeline.model.inlines import Paragraph, Role, has_ruby, lines_of, plain_text
from pipeline.model.numbers import Target
from pipeline.model.prose import ListKind
from pipeline.model.text_widths import FULL, text_width
from pipeline.word.markup.styles import Indents, Styles, is_proportional
from pipeline.word.measuring.icons import measured_text
from pipeline.word.measuring.numbers import room_of
from pipeline.word.measuring.widths import Passage, find_breaks

# What a line of a diagram is numbered with: ①, or １ or (1) and a blank.
_LINE_NUMBER = re.compile("[①-⑳]|(?:[０-９]+|[(（][0-9０-９]+[)）])　")


def passage_of(
    styles: Styles, targets: Mapping[str, Target], paragraph: Paragraph, behind: str = ""
) -> Passage:
    """A paragraph as it is measured: the breaks of its lines, and its style's measures; its lines leave as much room as `behind`
    takes."""
    name = paragraph.role
    size, indents = styles.sizes[name] * 10, styles.indents[name]
    if out := hanging(styles, paragraph):
        inside = indent_of(styles, paragraph)
        indents = Indents(inside, inside + out)
    proportional = is_proportional(styles.fonts[name])
    tab = max(0, (indents.rest - indents.first) * FULL // size)
    lines = [
        piece for line in lines_of(paragraph.content) for piece in measured_text(line, targets).split("\n")
    ]
    room = room_of(styles, name, behind) if behind else 0
    return Passage(
        lines=tuple(find_breaks(line, proportional, tab) for line in lines),
        size=size,
        pitch=styles.pitch(name, has_ruby(paragraph.content)),
        space=styles.spaces[name],
        first=indents.first + room,
        rest=indents.rest + room,
    )


def hanging(styles: Styles, paragraph: Paragraph) -> int:
    """The hanging indent for the number of a diagram's line or of a list's item, in twips: its other lines begin under its text.

    0 where there is none, or where the style has indents of its own.
    """
    name = paragraph.role
    if isinstance(paragraph, Item):
        return round(mark_room(paragraph.kind, paragraph.number) * styles.sizes[name] * 10)
    number = (
        _LINE_NUMBER.match(plain_text(paragraph.content)) if paragraph.role is Role.DIAGRAM_TEXT else None
    )
    if not number or styles.indents[name] != Indents(0, 0):
        return 0
    return text_width(number[0], is_proportional(styles.fonts[name])) * styles.sizes[name] * 10 // FULL


def indent_of(styles: Styles, paragraph: Paragraph) -> int:
    """How far the mark of a list's item stands in, in twips: an em for each list in which its own stands."""
    return paragraph.depth * styles.sizes[paragraph.role] * 10 if isinstance(paragraph, Item) else 0


def mark_room(kind: ListKind, number: int) -> float:
    """The room for the mark of a list's item in a cell, in em of its text: full-width digits, a gap behind numbers."""
    match kind:
        case ListKind.BULLET:
            return 1.1  # more than the mark itself, else the text goes on to the next stop
        case ListKind.CIRCLED:
            return 1.25
        case ListKind.PLAIN:
            return len(str(number)) + 0.5
        case ListKind.PARENTHESES:
            return len(str(number)) / 2 + 1.25
        case _:
            assert_never(kind)
