"""Vertical text: how long it is in so many lines, and where these begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.frozen import dataclass
from pipeline.model.text_widths import FULL, text_width
from pipeline.word.measuring.widths import count_lines, find_breaks

# A text of more characters is no title: what its phrases are matters less than that it gets no longer. One of fewer is not worth
# loading what finds phrases.
_LONGEST_TITLE, _SHORTEST_TITLE = 40, 8


@dataclass(frozen=True)
class VerticalText:
    """A paragraph in a vertical cell; a `plain` one holds nothing but text, and may get line breaks."""

    text: str
    plain: bool


@dataclass(frozen=True)
class Folded:
    """Vertical text in some lines: the length of the longest in hundredths of an em, and the `places` in each paragraph at which its
    second line and those after it begin, none where they begin wherever one is full."""

    length: int
    places: tuple[tuple[int, ...], ...]


@lru_cache(maxsize=1024)
def folded(texts: tuple[VerticalText, ...], lines: int) -> Folded:
    """Paragraphs that take so many lines together, divided at their phrases where that makes none longer by more than a character:
    in cells that are higher than they need be, the last line would else have a character or two."""
    least = _least_length([each.text for each in texts], lines)
    places = tuple(_places(each, least) for each in texts)
    longest = (
        text_width(each.text[begin:end], False)
        for each, own in zip(texts, places, strict=True)
        for begin, end in (pairwise((0, *own, len(each.text))) if own else ())
    )
    return Folded(max((least, *longest)), places)


def _least_length(texts: Sequence[str], lines: int) -> int:
    """The least length of lines, wherever they end."""
    breaks = [find_breaks(text) for text in texts]
    length = FULL
    while sum(count_lines(each, length, length) for each in breaks) > lines:
        length += FULL // 2
    return length


def _places(text: VerticalText, length: int) -> tuple[int, ...]:
    lines = count_lines(find_breaks(text.text), length, length)
    divides = text.plain and lines > 1 and _SHORTEST_TITLE <= len(text.text) <= _LONGEST_TITLE
    if not divides:
        return ()
    from pipeline.word.measuring.titles import title_lines  # few cells have such a title

    places = title_lines(text.text, length + FULL, False)
    return places if len(places) < lines else ()
