"""Where the lines of a title end: at its phrases, and about equally long.

Word and LibreOffice break a title wherever a line is full, within 令和11年度 too. What a title is made of is known better here:
numbers with what they count stay whole, brackets stay with what they hold, words of two kanji with one another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache

from pipeline.model.text_widths import FULL, may_break, text_width
from pipeline.text_diff import phrases
from pipeline.words import NUMBER

# A title that can't be divided into so many lines is left as it is.
_MOST_LINES = 6
# How bad it is that a line ends there, as the square of an em: behind a mark, a phrase, a part of words, a word among others.
_MARK, _PHRASE, _PART, _WORD = 0, 15, 60, 150
_BLANKS = " 　"
_BEHIND_MARKS = re.compile("(?<=[・　 、）)」』】])|(?=[（(「『【\t])")
_CHANGES = re.compile(
    "(?<=[〜～])|(?<=[ぁ-んー])(?=[一-龠])|(?<=[一-龠])(?=[ァ-ヴ])|(?<=[ァ-ヴー])(?=[一-龠])"
)
_WITHIN = re.compile("[一-龠々]{2}")
_KANJI = re.compile("[一-龠々]{4,}")
# Kanji that end a word.
_SUFFIX = re.compile("(?<=..)[化的性者用別等型編版]")


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
    costs = _line_ends(text, names) | dict.fromkeys(wanted, _MARK)
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


def _line_ends(text: str, names: Collection[str]) -> dict[int, int]:
    """The places at which a line may begin, each with how bad that is."""
    ends: dict[int, int] = {}
    for place, cost in _candidates(text, names):
        ends[place] = min(cost, ends.get(place, cost))
    whole = {
        place for number in re.finditer(NUMBER, text) for place in range(number.start() + 1, number.end())
    }
    return {
        place: cost
        for place, cost in ends.items()
        if 0 < place < len(text) and place not in whole and may_break(text[place - 1], text[place])
    }


def _candidates(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    yield from ((found.start(), _MARK) for found in _BEHIND_MARKS.finditer(text))
    at = 0
    for phrase in phrases(text):
        at += len(phrase)
        # Within kanji a parser of phrases guesses.
        if not _WITHIN.match(text[at - 1 : at + 1]):
            yield at, _PHRASE
    for name in names:
        yield from ((found.end(), _PHRASE) for found in re.finditer(re.escape(name), text))
    yield from ((found.start(), _PART) for found in _CHANGES.finditer(text))
    for run in _KANJI.finditer(text):
        yield from ((run.start() + place, _WORD) for place in _words(run.group()))


def _words(kanji: str) -> Iterator[int]:
    """The ends of words of two kanji, and of those with one more behind them: 地球|温暖化|対策. The last one, which says what a plan is,
    stays with the one before it."""
    begin = 0
    for end in (*(found.end() for found in _SUFFIX.finditer(kanji)), len(kanji)):
        length = (end - begin) // 2 * 2
        yield from (place for place in range(begin + 2, begin + length - 1, 2) if place <= len(kanji) - 4)
        if end <= len(kanji) - 2:
            yield end
        begin = end
