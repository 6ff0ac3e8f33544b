"""Where the lines of a title end: at its phrases, and about equally long.

Word and LibreOffice break a title wherever a line is full, within 令和11年度 too. What a title is made of is known better here
(pipeline.line_ends).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from pipeline.line_ends import MARK, PART, PHRASE, WORD, line_ends
from pipeline.model.text_widths import FULL, may_break, text_width
from pipeline.word.measuring.advances import width_of

# A title that can't be divided into so many lines is left as it is.
_MOST_LINES = 6
_BLANKS = " 　"


@lru_cache(maxsize=256)
def title_lines(
    text: str,
    room: float,
    proportional: bool,
    spread: float = 0,
    names: tuple[str, ...] = (),
    wanted: tuple[int, ...] = (),
    tied: str = "",
) -> tuple[int, ...]:
    """The places in a text at which its second line and those after it begin: none where it stands on one, or where nothing helps.

    `room` is the width of a line in hundredths of an em, `spread` what stands after each character. Behind `names` a line may
    well end, and at the places that are `wanted`; none begins with what is `tied` to the text before it. A tab goes with what is behind it.
    """

    def width(begin: int, end: int) -> float:
        line = text[begin:end].strip(_BLANKS)
        return text_width(line.replace("\t", "　"), proportional) + spread * len(line)

    if width(0, len(text)) <= room:
        return ()
    costs = line_ends(text, names) | dict.fromkeys(wanted, MARK)
    for found in re.finditer(re.escape(tied), text) if tied else ():
        costs.pop(found.start(), None)
    return _divided(
        len(text), costs, lambda begin, end: width(begin, end) if width(begin, end) <= room else None
    )


def _divided(end: int, costs: dict[int, int], width: Callable[[int, int], float | None]) -> tuple[int, ...]:
    """The fewest lines of which each has a width, and of those the ones that are most alike and end best."""
    places = sorted({*costs, end} - {0})

    @cache
    def best(begin: int, lines: int) -> tuple[float, tuple[int, ...]] | None:
        found = []
        for place in places if lines > 1 else [end]:
            own = width(begin, place) if place > begin else None
            rest = (0.0, ()) if lines == 1 else best(place, lines - 1)
            if own is not None and rest is not None and (lines == 1 or place < end):
                found.append(((own / FULL) ** 2 + costs.get(place, 0) + rest[0], (place, *rest[1])))
        return min(found, default=None)

    divided = (best(0, lines) for lines in range(2, _MOST_LINES + 1))
    return next((found[1][:-1] for found in divided if found), ())


# A last line that is no longer looks as if it had been forgotten.
_RUNT = 2 * FULL


def even_room(text: str, room: float, proportional: bool) -> float:
    """The width (hundredths of an em) of lines that end at the phrases of a title although each is filled: the narrowest with as many lines
    as lines of `room` make. 0 where a title has one line, where its lines end well in any case, and where no width helps."""
    lines = filled(text, room, proportional)
    if not lines:
        return 0
    is_short = text_width(text[lines[-1] :], proportional) <= _RUNT
    if not is_short and _ends_at(text, lines, PHRASE):
        return 0
    # Between full widths, so that rounding moves nothing.
    widths = [FULL / 4 + FULL / 2 * half for half in range(int(2 * room / FULL))]
    found = [(width, filled(text, width, proportional)) for width in widths]
    same = [(width, places) for width, places in found if len(places) == len(lines)]
    for worst in (PHRASE, PART, WORD):
        for width, places in same:
            if _ends_at(text, places, worst):
                return width
    return same[0][0] if same and is_short else 0


def _ends_at(text: str, places: Iterable[int], worst: int) -> bool:
    """Whether the lines of a title that begin at these places begin at none that is worse."""
    ends = line_ends(text)
    return all(ends.get(place, WORD + 1) <= worst for place in places)


# The most that characters of a title stand farther apart, as a part of an em; what programs round of lines, in twips.
_MOST_SPREAD = 0.125
_ROUNDED = 4


def spread_by(text: str, room: int, em: int, font: str = "") -> int:
    """By how many twips the characters of a title stand farther apart, so that its lines end at its phrases although each is filled, and
    none is left alone on the last one; 0 where they do as they are, and where no spread helps that is hardly seen.

    `room` is the width of a line and `em` that of a character, in twips; `font` one whose characters have widths of their own.
    """
    widths = [width * em / FULL for width in map(width_of(font), text)]

    def lines(more: int, further: int = 0) -> list[int]:
        return _filled(text, [width + more for width in widths], room + further)

    def is_stable(more: int) -> bool:
        """Whether programs that count what is behind a line's last character part a title as others do."""
        return lines(more, -_ROUNDED) == lines(more) == lines(more, more + _ROUNDED)

    def is_good(places: Sequence[int], worst: int, shortest: float) -> bool:
        return sum(widths[places[-1] :]) > shortest * em / FULL and _ends_at(text, places, worst)

    own = lines(0)
    if not own or is_good(own, PHRASE, _RUNT):
        return 0
    found = ((more, lines(more)) for more in range(_ROUNDED, round(_MOST_SPREAD * em), 2) if is_stable(more))
    same = [(more, places) for more, places in found if len(places) == len(own) and places != own]
    better = [
        (PHRASE, _RUNT),
        *((worst, 0) for worst in (PHRASE, PART, WORD) if not _ends_at(text, own, worst)),
    ]
    return next((more for least in better for more, places in same if is_good(places, *least)), 0)


def filled(text: str, room: float, proportional: bool) -> list[int]:
    """Where the second line of a text and those after it begin, where each is filled."""
    return _filled(text, [text_width(each, proportional) for each in text], room)


def _filled(text: str, widths: Sequence[float], room: float) -> list[int]:
    places: list[int] = []
    begin, width = 0, 0.0
    at = 0
    while at < len(text):
        width += widths[at]
        if width > room and at > begin:
            place = at
            while place > begin + 1 and not may_break(text[place - 1], text[place]):
                place -= 1
            places.append(place)
            begin, width, at = place, 0.0, place
        else:
            at += 1
    return places
