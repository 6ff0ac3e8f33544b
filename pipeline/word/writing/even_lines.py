"""Titles whose lines end at their phrases by an indent at the right: marks in the text would be repeated by lists of contents."""

from __future__ import annotations

from pipeline.model.text_widths import FULL
from pipeline.word.markup import oxml
from pipeline.word.markup.styles import is_proportional
from pipeline.word.writing.document import Draft


def evened(draft: Draft, text: str, style: str, width: int) -> str:
    """The indents of a title that takes several lines in a text so wide (twips); nothing where its style's will do."""
    title = draft.content.even_titles.get(style)
    if title is None:
        return ""
    from pipeline.word.measuring.titles import even_room  # of one edition alone

    em = draft.styles.sizes[style] * 10
    room = (width - title.left) * FULL / em
    even = even_room(text, room, is_proportional(draft.styles.fonts[style]))
    less = round((room - even) * em / FULL) if even else 0
    if less <= 0:
        return ""
    return oxml.indents(title.left + less // 2, less // 2) if title.centred else oxml.room_at_right(less)
