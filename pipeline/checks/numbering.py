"""Numbers of numbered paragraphs, computed from word/numbering.xml as Word does (ECMA-376 Part 1, 17.9).

What the standard leaves open follows Word:
- a level that was skipped counts as its start value, and is used up by that (KB Q110380: after a heading 2 with no
  heading 1 before it, the first heading 1 is 2);
- text with a placeholder deeper than its own level is not shown at all ([MS-OI29500] 2.1.283);
- a full-context number is the texts of the levels above and its own, each without its trailing periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from .formats import format_number
from .names import Element, child, flag, number, value, w, whole
from .styles import Styles

LEVELS = range(9)
_PLACEHOLDER = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One w:lvl; `restart` is its w:lvlRestart, `style` the paragraph style tied to it."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str


class List(NamedTuple):
    """One w:num: the levels of its abstract list with its own overrides laid over them."""

    id: str
    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def level_of(self, style_id: str) -> int | None:
        """The level that is tied to a paragraph style (w:pStyle), or None."""
        return next((each for each, level in self.levels.items() if level.style == style_id), None)


class Numbering(NamedTuple):
    """Every list; `broken` names w:num elements whose abstract list is missing."""

    lists: Mapping[str, List]
    broken: tuple[str, ...] = ()


class ListPosition(NamedTuple):
    """A paragraph's position in a list: list and level (0 is the highest)."""

    list: List
    level: int


class Number(NamedTuple):
    """A paragraph's number: as shown, in full context (第１章第２節), and the part between the words (２)."""

    place: ListPosition
    text: str
    full: str
    numeric: str

    @property
    def own(self) -> str:
        """As REF \\n shows it: without trailing periods."""
        return self.text.rstrip(".")


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """The lists in word/numbering.xml; none where the part is missing."""
    if root is None:
        return Numbering({})
    abstracts = {each.get(w("abstractNumId"), ""): each for each in root.iterfind(w("abstractNum"))}
    targets = {
        each.get(w("numId"), ""): value(each, "abstractNumId") or "" for each in root.iterfind(w("num"))
    }
    lists: dict[str, List] = {}
    levels: dict[str, Mapping[int, Level]] = {}
    broken: list[str] = []
    for each in root.iterfind(w("num")):
        identity = each.get(w("numId"), "")
        abstract = _followed(targets[identity], abstracts, targets, styles)
        if abstract not in abstracts:
            broken.append(identity)
            continue
        if abstract not in levels:
            levels[abstract] = _levels(abstracts[abstract])
        lists[identity] = _list(identity, abstract, levels[abstract], each)
    return Numbering(lists, tuple(broken))


def _followed(
    abstract: str, abstracts: Mapping[str, Element], targets: Mapping[str, str], styles: Styles
) -> str:
    """The abstract list that holds the levels: w:numStyleLink leads to it through a numbering style."""
    seen = set()
    while abstract in abstracts and abstract not in seen:
        seen.add(abstract)
        link = value(abstracts[abstract], "numStyleLink")
        style = styles.by_id.get(link) if link else None
        if style is None or style.num_id is None or style.num_id not in targets:
            break
        abstract = targets[style.num_id]
    return abstract


def _levels(abstract: Element) -> Mapping[int, Level]:
    return {_index(each): _level(each) for each in abstract.iterfind(w("lvl")) if _index(each) in LEVELS}


def _list(identity: str, abstract: str, defined: Mapping[int, Level], num: Element) -> List:
    levels = dict(defined)
    starts: dict[int, int] = {}
    for override in num.iterfind(w("lvlOverride")):
        own = child(override, "lvl")
        if own is not None and _index(override) in LEVELS:
            levels[_index(override)] = _level(own)
        start = number(override, "startOverride")
        if start is not None:
            starts[_index(override)] = start
    return List(identity, abstract, levels, starts)


def _index(element: Element) -> int:
    return whole(element.get(w("ilvl"))) or 0


def _level(element: Element) -> Level:
    start = number(element, "start")
    return Level(
        start=0 if start is None else start,
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        restart=number(element, "lvlRestart"),
        legal=flag(element, "isLgl"),
        style=value(element, "pStyle") or "",
    )


def place_of(
    styles: Styles, numbering: Numbering, style: str, num_id: str | None, ilvl: int | None
) -> ListPosition | None:
    """A paragraph's list position, from its own w:numPr (`num_id`, `ilvl`) and its style; None if it has no number.

    The level is the paragraph's own, else the one tied to the style (17.9.3), else the style's w:ilvl, else 0.
    """
    chain = styles.chain(style or styles.default)
    direct = num_id is not None
    if not direct:
        num_id = next((each.num_id for each in chain if each.num_id is not None), None)
    found = numbering.lists.get(num_id or "")
    if found is None:
        return None
    if ilvl is not None:
        return ListPosition(found, ilvl)
    for each in chain:
        tied = found.level_of(each.id)
        level = tied if tied is not None else each.ilvl
        if level is not None:
            return ListPosition(found, level)
    return ListPosition(found, 0)


class Counter:
    """Counts along one story; lists that share an abstract list share its counts."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[int, int]] = {}
        self.started: set[tuple[str, int]] = set()

    def count(self, place: ListPosition) -> Number | None:
        """The number of the next paragraph, which stands at `place`; None if its level is not defined."""
        each, level = place.list, place.level
        if level not in each.levels:
            return None
        counts = self.counts.setdefault(each.abstract, {})
        counts[level] = self._next(each, level, counts)
        for higher in range(level):
            if higher in each.levels:
                counts.setdefault(higher, each.levels[higher].start)
        for lower in [key for key in counts if key > level]:
            if lower not in each.levels or _restarts(each.levels[lower], lower, level):
                del counts[lower]
        return Number(
            place, _text(each, level, counts), _full(each, level, counts), _numeric(each, level, counts)
        )

    def _next(self, each: List, level: int, counts: Mapping[int, int]) -> int:
        """A startOverride holds for the first paragraph of its w:num at that level, and after each restart."""
        first = (each.id, level) not in self.started
        self.started.add((each.id, level))
        if level in each.starts and (first or level not in counts):
            return each.starts[level]
        return counts[level] + 1 if level in counts else each.levels[level].start


def _restarts(level: Level, index: int, used: int) -> bool:
    """Whether a level begins again when level `used` above it is used (17.9.10)."""
    if level.restart is None or level.restart > index:
        return True
    return used < level.restart


@lru_cache(maxsize=1000)
def _parts(text: str) -> tuple[str | int, ...]:
    """A level's text: words, and between them the levels (0 is the highest) whose numbers stand there."""
    return tuple(int(each) - 1 if at % 2 else each for at, each in enumerate(_PLACEHOLDER.split(text)))


def _placeholders(level: Level) -> Sequence[int]:
    return [each for each in _parts(level.text) if isinstance(each, int)]


def _text(each: List, level: int, counts: Mapping[int, int]) -> str:
    return _shown(each, level, counts, _parts(each.levels[level].text))


def _numeric(each: List, level: int, counts: Mapping[int, int]) -> str:
    """The number without the words around it: from the first placeholder to the last."""
    return _shown(each, level, counts, _parts(each.levels[level].text)[1:-1])


def _shown(each: List, level: int, counts: Mapping[int, int], parts: Iterable[str | int]) -> str:
    definition = each.levels[level]
    if any(index > level for index in _placeholders(definition)):
        return ""
    return "".join(
        part if isinstance(part, str) else _figure(each, part, counts, definition.legal) for part in parts
    )


def _figure(each: List, level: int, counts: Mapping[int, int], legal: bool) -> str:
    if level not in each.levels:
        return ""
    name = each.levels[level].format
    if legal and name not in ("decimalZero", "none", "bullet"):
        name = "decimal"
    figure = format_number(counts.get(level, each.levels[level].start), name)
    return "？" if figure is None else figure


def _full(each: List, level: int, counts: Mapping[int, int]) -> str:
    """Levels that a text shows by itself (%1.%2) are not put before it a second time."""
    pieces: list[str] = []
    while level >= 0:
        reach = level
        if level in each.levels and each.levels[level].format != "bullet":
            pieces.insert(0, _text(each, level, counts).rstrip("."))
            reach = min([level, *_placeholders(each.levels[level])])
        level = reach - 1
    return "".join(pieces)
