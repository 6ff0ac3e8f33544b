"""What moved as what is around it did, in a line: a heading with all that stands in it, and a run of entries that each went as far."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from pipeline.frozen import dataclass
from pipeline.model.numbers import TargetKind
from pipeline.moved.causes import Tree
from pipeline.moved.record import Entry

MANY = 40  # lines with one cause, all of which are read
_RUN = 5  # entries, of which each is shown

Change = tuple[str, Entry, Entry]  # the new name, as it was, as it is


@dataclass(frozen=True)
class Line:
    """A line, how far what it tells of went, and how much else it stands for; `kind` is what those of one run have in common."""

    text: str
    step: int
    kind: Hashable = None
    others: int = 0


def renumbered(
    changes: Sequence[Change], tree: Tree, written: Callable[[Entry, Entry], str]
) -> Iterator[str]:
    """The new numbers, those that hold a new number of a heading around them counted with that."""
    heads = _heads(changes, tree)
    within = Counter(heads.values())
    lines = []
    for name, was, now in changes:
        if heads[name] == name:
            others = within[name] - 1
            behind = f"（中の見出し、表など{others}件も）" if others else ""
            kind = now.kind, now.level, now.appendix, tree.parent[name]
            lines.append(Line(f"{written(was, now)}{behind}", _step(was.number, now.number), kind, others))
    return in_runs(lines, _counted_on)


def in_runs(lines: Iterable[Line], told: Callable[[Sequence[Line]], str]) -> Iterator[str]:
    """The lines, of a long run the first and the last with what is told of those between."""
    for (_, step), run in groupby(lines, lambda line: (line.kind, line.step)):
        first, *between = tuple(run)
        if step and len(between) >= _RUN:
            yield from (first.text, told(between[:-1]), between[-1].text)
        else:
            yield from (each.text for each in (first, *between))


def _counted_on(between: Sequence[Line]) -> str:
    count, step = len(between) + sum(each.others for each in between), between[0].step
    return f"（間の{count}件も、番号が{abs(step)}ずつ{'増え' if step > 0 else '減り'}ました）"


def _heads(changes: Sequence[Change], tree: Tree) -> dict[str, str]:
    """For each the outermost heading that went as it did, or itself. Notes are counted apart from headings."""
    went = {name: _went(was.number, now.number) for name, was, now in changes}
    return {
        name: name
        if now.kind is TargetKind.NOTE
        else [each for each in tree.above(name) if went.get(each) == went[name]][-1]
        for name, _, now in changes
    }


def _went(was: str, now: str) -> tuple[str, str]:
    """What of a number is another one: (2, 3) of 第２章第１節→第３章第１節 as of 表２－１→表３－１."""
    was, now = (unicodedata.normalize("NFKC", number) for number in (was, now))
    end = _alike(was[::-1], now[::-1])
    was, now = was[: len(was) - end], now[: len(now) - end]
    begin = _alike(was, now)
    return was[begin:], now[begin:]


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginnings."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _step(was: str, now: str) -> int:
    """By how much the last part of a number grew; 0 where it is none that can be reckoned with."""
    numbers = [re.findall(r"\d+", number) for number in (was, now)]
    return int(numbers[1][-1]) - int(numbers[0][-1]) if all(numbers) else 0
