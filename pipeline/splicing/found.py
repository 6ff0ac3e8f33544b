"""The passage of a Markdown text that prints something, found by what it prints and where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.frozen import dataclass
from pipeline.source.cells import INDENT
from pipeline.splicing.mapped import Refused
from pipeline.splicing.markdown import Parsed, Passage, lines_in_cell
from pipeline.splicing.units import Form, Unit
from pipeline.splicing.words import PARAGRAPH_END, Shown, paragraph_end, shown_as

# A caption's number, or the mark of an item.
_PUT_BEFORE = re.compile(
    r"(?:[表図][^　]{1,20}　|[・○●◎■□◆※]?[ 　]*|[(（]?[0-9０-９]+[)）]?[.．]?[\t 　]*|[①-⑳][ 　]*)"
)
_NOT_FOUND = "原稿に、この文章がありません"


@dataclass(frozen=True)
class Hint:
    """Where a passage was: its line (from 0; -1: unknown), and of a cell its row and column (from 0). `sure` says that the text is
    the very one of which this is known, `among_others`, that a value may be printed with others."""

    line: int = -1
    cell: tuple[int, int] = (-1, -1)
    sure: bool = False
    among_others: bool = False


@dataclass(frozen=True)
class Found:
    """Passages that are changed as one, as they were printed. `first` is the first one's place. Of a line in a cell `head` and `tail`
    are what stands in that before and behind it."""

    passages: tuple[Passage, ...]
    shown: Shown
    head: tuple[Unit, ...] = ()
    tail: tuple[Unit, ...] = ()

    @property
    def first(self) -> int:
        return self.passages[0].place

    def distance(self, hint: Hint) -> int:
        """How far it is from where it was, in lines; one that is where it was, but in another cell, is not there."""
        begin, end = self.passages[0].lines[0], self.passages[-1].lines[1]
        cell = self.passages[0].cell
        if hint.cell != (-1, -1) and cell[1:] != hint.cell:
            return 1_000_000
        if hint.line < 0 or begin <= hint.line < max(end, begin + 1):
            return 0
        return begin - hint.line if hint.line < begin else hint.line - end + 1


def find(parsed: Parsed, printed: str, hint: Hint) -> Found:
    """The passage, or those that follow one another, that print this. Raises Refused where none does, or where it can't be told
    which of several."""
    found = [
        each
        for each in _candidates(parsed, printed.split(PARAGRAPH_END))
        if hint.among_others or _is_alone(each.shown)
    ]
    here = [each for each in found if hint.sure and each.distance(hint) == 0]
    # A reference may print anything: alone it is found at its very place.
    pool = here or [each for each in found if any(unit.is_written for unit in each.shown.units)]
    if whole := [each for each in pool if not any(each.shown.around)]:
        pool = whole
    if not pool:
        raise Refused(_NOT_FOUND)
    if len(pool) > 1:
        raise Refused("同じ文章が幾つかの所にあり、どれか決められません")
    return pool[0]


def _is_alone(shown: Shown) -> bool:
    """Whether nothing is printed around a text but what is put before titles and items."""
    before, behind = shown.around
    return not behind and bool(_PUT_BEFORE.fullmatch(before))


def _candidates(parsed: Parsed, parts: Sequence[str]) -> Iterator[Found]:
    for at, passage in enumerate(parsed.passages):
        if len(parts) == 1:
            yield from _alone(passage, parts[0])
            continue
        following = parsed.passages[at : at + len(parts)]
        if len(following) == len(parts) and all(each.kind == passage.kind for each in following):
            shown = [
                next((each for each in shown_as(one.units, part) if not any(each.around)), None)
                for one, part in zip(following, parts, strict=True)
            ]
            if all(shown):
                yield Found(tuple(following), _as_one(following, [each for each in shown if each]))


def _alone(passage: Passage, part: str) -> Iterator[Found]:
    for shown in shown_as(passage.units, part):
        yield Found((passage,), shown)
    if any("'条文'" in each.name for each in passage.around) and "\n" not in part:
        yield from _provisions(passage, part)
    if passage.kind == "cell" and (blanks := sum(1 for _ in takewhile(_sets_in, passage.units))):
        for shown in shown_as(passage.units[blanks:], part):
            yield Found((passage,), shown, passage.units[:blanks])
    if passage.kind == "cell" and any(unit.form is Form.BREAK for unit in passage.units):
        for line in lines_in_cell(passage):
            for shown in shown_as(line.units, part):
                begin = passage.units.index(line.units[0])
                end = begin + len(line.units)
                yield Found((passage,), shown, passage.units[:begin], passage.units[end:])


def _sets_in(unit: Unit) -> bool:
    """Whether it is a blank as stands before the name of a row, which may not come back with that."""
    return unit.text == INDENT


def _provisions(passage: Passage, part: str) -> Iterator[Found]:
    """The lines of 条文 that print this: each is a paragraph of its own."""
    ends = [at for at, unit in enumerate(passage.units) if unit.form is Form.SOFT]
    for begin, end in zip((0, *(at + 1 for at in ends)), (*ends, len(passage.units)), strict=True):
        if not ends or begin == end:
            continue
        for shown in shown_as(passage.units[begin:end], part):
            if not any(shown.around):
                yield Found((passage,), shown, passage.units[:begin], passage.units[end:])


def _as_one(passages: Sequence[Passage], shown: Sequence[Shown]) -> Shown:
    units: list[Unit] = list(shown[0].units)
    for each in shown[1:]:
        units += (paragraph_end(units[-1].end, each.units[0].start), *each.units)
    return Shown(tuple(units))
