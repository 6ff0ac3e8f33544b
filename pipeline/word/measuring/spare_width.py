"""What is spare of a table's width, or lacking, and which of its columns get it or give it. Lengths are in twips."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from math import ceil
from operator import itemgetter

from pipeline.word.measuring.widths import Box, share_out

# Texts up to this length (em) are not broken where there is width to spare: 100％（令和11年度）.
SHORT = 12.0


def narrowed(least: Sequence[int], needed: Sequence[int], total: int) -> list[int]:
    """Widths that sum to `total`, which is not enough for short words whole: what is needed, and of the rest as much as there is."""
    if sum(needed) >= total:
        return share_out(needed, total)
    more = share_out([most - own for most, own in zip(least, needed, strict=True)], total - sum(needed))
    return [own + each for own, each in zip(needed, more, strict=True)]


def filled(widths: Sequence[int], boxes: Sequence[Box], total: int, pictured: Collection[int]) -> list[int]:
    """The widths made to sum to `total`: what is spare goes to columns with text, which are not `pictured`, in proportion to their
    widths.

    Columns in which a short text would be broken all the same get what it needs first: those that lack least before others,
    those that lack as much as each other together or not at all.
    """
    columns = {box.column for box in boxes} - {*pictured} or set(range(len(widths)))
    shared = _shared(widths, columns, total)
    lacking = sorted((whole - widths[column], column) for column, whole in _whole_texts(boxes).items())
    least, widened = list(widths), set[int]()
    for more, group in groupby(lacking, key=itemgetter(0)):
        alike = {column for _, column in group}
        broken = any(shared[column] < widths[column] + more for column in alike)
        if broken and more * len(alike) <= total - sum(least):
            widened |= alike
            least = [width + more * (column in alike) for column, width in enumerate(least)]
    return _shared(least, columns - widened or columns, total) if widened else shared


def _shared(widths: Sequence[int], columns: Collection[int], total: int) -> list[int]:
    """The widths with what is spare shared out among these columns in proportion."""
    spare = share_out([width * (i in columns) for i, width in enumerate(widths)], total - sum(widths))
    return [width + more for width, more in zip(widths, spare, strict=True)]


def _whole_texts(boxes: Sequence[Box]) -> dict[int, int]:
    """How wide each column would have to be for its short texts to stand on one line, in twips."""
    whole: dict[int, int] = {}
    for box in boxes:
        for passage in box.passages:
            length = passage.length
            if length <= SHORT * passage.size:
                whole[box.column] = max(whole.get(box.column, 0), ceil(length) + box.inset)
    return whole
