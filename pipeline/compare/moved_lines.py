"""Lines that stand elsewhere now: an item, a row, a paragraph that is gone at one place and came at another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from pipeline.compare.lines import REFERENCE, in_one
from pipeline.frozen import dataclass
from pipeline.model.comparison import Change, Elsewhere, LinePair, Unit
from pipeline.model.lines import Line
from pipeline.model.reference_text import bracketed
from pipeline.side_by_side import TELLING, TELLING_NEAR, moved, moved_in_parts

# The how many-eth change, and the how many-eth of its lines.
_Place = tuple[int, int]
_Lines = Mapping[_Place, Line]


def with_moved_lines(
    changes: Sequence[Change], titles: Collection[str], near: int = TELLING_NEAR
) -> Iterator[Change]:
    """The changes, whose lines know where they stand on the other side. `titles` are those of units: those are told themselves.
    `near` is how long a line is that is recognised at another place of its unit."""
    gone, come = _one_sided(changes, titles)
    moves = _Moves(changes)
    for is_near, telling in ((True, near), (False, TELLING)):
        for one, other in _pairs(moves.left(gone), moves.left(come), is_near, telling):
            moves.add((one,), (other,))
    for one, parts in _divided(moves.left(gone), moves.left(come)):
        moves.add((one,), parts)
    for other, parts in _divided(moves.left(come), moves.left(gone)):
        moves.add(parts, (other,))
    yield from (moves.told(at) for at in range(len(changes)))


def _one_sided(changes: Sequence[Change], titles: Collection[str]) -> tuple[_Lines, _Lines]:
    """The lines that stand on one side alone: those that are gone, and those that came. Rows of tables know where they are."""
    gone: dict[_Place, Line] = {}
    come: dict[_Place, Line] = {}
    for at, change in enumerate(changes):
        for index, pair in enumerate(change.lines):
            if pair.table:
                continue
            if pair.after is None and pair.before and pair.before.text not in titles:
                gone[at, index] = pair.before
            elif pair.before is None and pair.after and pair.after.text not in titles:
                come[at, index] = pair.after
    return gone, come


def _pairs(gone: _Lines, come: _Lines, near: bool, telling: int) -> Iterator[tuple[_Place, _Place]]:
    """What moved: within one change (`near`), or from anywhere to anywhere."""
    old, new = _by_kind(gone, near), _by_kind(come, near)
    for kind, lines in old.items():
        yield from moved(lines, new.get(kind, {}), telling).items()


def _by_kind(lines: _Lines, near: bool) -> dict[Hashable, dict[_Place, str]]:
    kinds: defaultdict[Hashable, dict[_Place, str]] = defaultdict(dict)
    for place, line in lines.items():
        kinds[line.label, place[0] if near else None][place] = _words(line)
    return kinds


def _divided(wholes: _Lines, parts: _Lines) -> Iterator[tuple[_Place, tuple[_Place, ...]]]:
    """Paragraphs that stand elsewhere in several, one behind the other."""
    whole_texts, part_texts = (
        {place: _words(line) for place, line in lines.items() if not line.label} for lines in (wholes, parts)
    )
    yield from moved_in_parts(whole_texts, part_texts, lambda one, other: other == (one[0], one[1] + 1))


def _words(line: Line) -> str:
    return REFERENCE.sub("", line.source)


@dataclass
class _Moves:
    """What is known to have moved: for each line, or several that are told as one, where it is on the other side."""

    changes: Sequence[Change]
    elsewhere: dict[_Place, tuple[_Place, ...]] = field(default_factory=dict)
    in_one: dict[_Place, tuple[_Place, ...]] = field(default_factory=dict)

    def add(self, gone: tuple[_Place, ...], come: tuple[_Place, ...]) -> None:
        for here, there in ((gone, come), (come, gone)):
            for place in here:
                self.elsewhere[place] = there
                self.in_one[place] = here

    def left(self, lines: _Lines) -> _Lines:
        return {place: line for place, line in lines.items() if place not in self.elsewhere}

    def told(self, at: int) -> Change:
        """A change with its lines; what was divided or put together is told where the first of it stands."""
        change = self.changes[at]
        lines: list[LinePair] = []
        gaps: set[int] = set()
        for index, pair in enumerate(change.lines):
            gaps |= {len(lines)} if index in change.gaps else set()
            here = self.in_one.get((at, index), ((at, index),))
            if here[0] == (at, index):
                lines.append(self._pair(pair, here) if (at, index) in self.elsewhere else pair)
        gaps |= {len(lines)} if len(change.lines) in change.gaps else set()
        return replace(change, lines=tuple(lines), gaps=frozenset(gaps))

    def _pair(self, pair: LinePair, here: tuple[_Place, ...]) -> LinePair:
        there = self.elsewhere[here[0]]
        other = self.changes[there[0][0]]
        # Where it stood is called as it was then, where it stands as it is now.
        unit = other.before if pair.before is None else other.after
        name = _name(unit or other.unit) if there[0][0] != here[0][0] else ""
        own = in_one(self._lines(here))
        before, after = (None, own) if pair.before is None else (own, None)
        return replace(
            pair, before=before, after=after, elsewhere=Elsewhere(name, in_one(self._lines(there)))
        )

    def _lines(self, places: Sequence[_Place]) -> list[Line]:
        pairs = [self.changes[at].lines[index] for at, index in places]
        return [line for pair in pairs for line in (pair.before, pair.after) if line]


def _name(unit: Unit) -> str:
    return f"{unit.number}{bracketed(unit.title)}" if unit.title else unit.number
