"""Titles whose lines end at their phrases: where they stand by an indent at the right, or with a little more between their characters,
since lists of contents would repeat marks in the text, and in these lists before the room of the number of their page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.model.inlines import Inline
from pipeline.model.reference_text import said_text
from pipeline.model.text_widths import FULL, text_width
from pipeline.word.markup import oxml
from pipeline.word.markup.styles import is_proportional
from pipeline.word.writing.document import Draft
from pipeline.word.writing.last_lines import set_apart

# The room for the number of a page, in em: three digits, and a dot before them.
_NUMBER = 2


def evened(draft: Draft, content: Iterable[Inline], style: str, width: int, label: str = "") -> str:
    """The indents of a title, behind its label, that takes several lines in a text so wide (twips); nothing where its style's will do."""
    title = draft.content.even_titles.get(style)
    if title is None or title.framed:
        return ""
    from pipeline.word.measuring.titles import even_room  # of one edition alone

    text = label + said_text(content, draft.targets)
    em = draft.styles.sizes[style] * 10
    left = draft.begins.get(style, title.left)
    room = (width - left) * FULL / em
    even = even_room(text, room, is_proportional(draft.styles.fonts[style]))
    less = round((room - even) * em / FULL) if even else 0
    if less <= 0:
        return ""
    return oxml.indents(left + less // 2, less // 2) if title.centred else oxml.room_at_right(less)


def takes_lines(draft: Draft, text: str, style: str, width: int) -> bool:
    """Whether a text in a style has not enough room on one line of these widths (twips)."""
    styles = draft.styles
    room = (width - styles.indents[style].first) * FULL / (styles.sizes[style] * 10)
    return text_width(text, is_proportional(styles.fonts[style])) > room


def spread(draft: Draft, markup: str, content: Sequence[Inline], style: str, width: int) -> str:
    """The runs of a title with something drawn around it, in a text so wide (twips): farther apart where its lines then end at phrases.
    An indent would draw in what is around it."""
    title = draft.content.even_titles.get(style)
    if title is None or not title.framed:
        return markup
    from pipeline.word.measuring.titles import spread_by  # of one edition alone

    em, font = draft.styles.sizes[style] * 10, draft.styles.fonts[style]
    room = width - draft.begins.get(style, title.left)
    more = spread_by(said_text(content, draft.targets), room, em, font if is_proportional(font) else "")
    return set_apart(markup, more) if more else markup


def lines_listed(draft: Draft, title: str, style: str) -> list[str]:
    """The lines of a title in a list of contents of this style, of which none comes near the number of its page."""
    stops = draft.stops.get(style)
    if not draft.content.even_titles or stops is None:
        return [title]
    from pipeline.word.measuring.titles import title_lines  # of one edition alone

    em = draft.styles.sizes[style] * 10
    room = (stops.right - max(stops.left, stops.behind)) * FULL / em - _NUMBER * FULL
    places = title_lines(title, room, is_proportional(draft.styles.fonts[style]))
    return [title[begin:end] for begin, end in pairwise((0, *places, len(title)))]
