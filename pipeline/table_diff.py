"""Two versions of one table: which of their columns and rows are the same.

A row is known by its key, the words at its left, under the labels that are merged over it; a column by the heads over it. What has
no other of its key is that, however it reads; all else is found by likeness.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import inf

from pipeline.frozen import dataclass
from pipeline.side_by_side import in_step, likeness

# From here on rows with other keys are one that was edited; what they are called counts more than what they say.
_ALIKE, _OF_KEY = 0.45, 0.6
_ALIKE_COLUMNS = 0.5
_NUMBER = re.compile(r"[\d０-９.,．，%％△▲+－−-]*")
BETWEEN = "　"

# The places of pairs in both sequences, None where the other side has nothing like it.
Pairs = Sequence[tuple[int | None, int | None]]


def go_on(heads: Sequence[str]) -> bool:
    """Whether three heads or more are alike but for numbers that go on: 令和３年度, 令和４年度, 令和５年度."""
    shapes = {re.sub(r"\d+", "0", each) for each in heads}
    numbers = [tuple(map(int, re.findall(r"\d+", each))) for each in heads]
    steps = {tuple(b - a for a, b in zip(*each, strict=False)) for each in pairwise(numbers)}
    if len(heads) < 3 or len(shapes) > 1 or len(steps) > 1:
        return False
    (step,) = steps
    return any(step) and min(step) >= 0


@dataclass(frozen=True)
class Held:
    """A cell over a position of a table: what it shows, what was written in it, and where it begins."""

    text: str
    written: str
    row: int
    column: int
    columns: int
    rows: int


@dataclass(frozen=True, eq=False)
class TableText:
    """A table as it is compared: of every row the cell over each of its columns; its `groups` are rows that stand over others. `written`
    is what was written in each row, where that is asked for."""

    rows: tuple[tuple[Held, ...], ...]
    head_rows: int
    groups: tuple[int, ...]
    written: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return len(self.rows[0])

    @property
    def heads(self) -> range:
        return range(self.head_rows)

    @property
    def body(self) -> range:
        return range(self.head_rows, len(self.rows))

    def head(self, column: int) -> str:
        """The words over a column, those of outer heads first."""
        held = dict.fromkeys(self.rows[row][column].text for row in range(self.head_rows))
        return BETWEEN.join(filter(None, held))

    def over(self, held: Held) -> str:
        """The words over a cell; over one of several columns all of them, or from the first to the last of those that are numbered. What
        names its row (合計) is under the first."""
        heads = [self.head(each) for each in range(held.column, held.column + held.columns)]
        if go_on(heads):
            return f"{heads[0]}から{heads[-1]}まで"
        return "、".join(dict.fromkeys(filter(None, heads))) if held.column else heads[0]

    @cached_property
    def keys(self) -> Mapping[int, tuple[str, ...]]:
        """The words by which each row is called: the group and the labels over it, and as many cells as tell it from others."""
        over = self._groups_over()
        columns: list[int] = []
        keys = dict(over)
        for column in self._naming_columns():
            columns.append(column)
            for row in set(self.body) - set(self.groups):
                keys[row] = (*over[row], *(self.rows[row][each].text for each in columns))
            if len(set(keys.values())) == len(keys):
                break
        return keys

    def _groups_over(self) -> dict[int, tuple[str, ...]]:
        """Of each row the words of the group that it stands in, or is the head of."""
        group: tuple[str, ...] = ()
        over: dict[int, tuple[str, ...]] = {}
        for row in self.body:
            if row in self.groups:
                group = tuple(filter(None, dict.fromkeys(held.text for held in self.rows[row])))
            over[row] = group
        return over

    def name(self, row: int) -> str:
        """What a row is called."""
        return "・".join(filter(None, dict.fromkeys(self.keys.get(row, ()))))

    def own(self, row: int) -> list[int]:
        """The columns at which cells of this row alone begin."""
        return [c for c, held in enumerate(self.rows[row]) if held.column == c and held.rows == 1]

    def labels(self, row: int) -> list[int]:
        """The columns at which cells begin here that go on in rows below."""
        return [
            c
            for c, held in enumerate(self.rows[row])
            if (held.row, held.column) == (row, c) and held.rows > 1
        ]

    def _naming_columns(self) -> Iterator[int]:
        """The columns whose words tell rows apart, from the left: those of numbers alone do not."""
        worded = [
            column
            for column in range(self.width)
            if not all(_NUMBER.fullmatch(self.rows[row][column].text) for row in self.body)
        ]
        return iter(worded or range(self.width))


@dataclass(frozen=True, eq=False)
class PairedTables:
    """Two versions of a table side by side."""

    before: TableText
    after: TableText

    @cached_property
    def columns(self) -> Pairs:
        """All columns of both, in order."""
        return _paired_columns(self.before, self.after)

    @cached_property
    def shared(self) -> list[tuple[int, int]]:
        """The columns that both have."""
        return [(i, j) for i, j in self.columns if i is not None and j is not None]

    @cached_property
    def rows(self) -> list[tuple[int | None, int | None, bool]]:
        """All rows under the heads in the later order, and whether each stood elsewhere among the others; what was taken out stands
        before what comes next."""
        pairs = self._pairs()
        kept = _in_order(pairs)
        left = [i for i in self.before.body if i not in pairs]
        old_of = {j: i for i, j in pairs.items()}
        found: list[tuple[int | None, int | None, bool]] = []

        def take_out(until: float) -> None:
            while left and left[0] < until:
                found.append((left.pop(0), None, False))

        in_order = sorted(kept)
        after_it = dict(zip(in_order, [*in_order[1:], inf], strict=False))
        take_out(in_order[0] if in_order else inf)
        for j in self.after.body:
            i = old_of.get(j)
            found.append((i, j, i is not None and i not in kept))
            if i is not None and i in kept:
                take_out(after_it[i])
        return found

    def _pairs(self) -> dict[int, int]:
        """The rows that are the same: by all they say, by their keys, and by likeness, in this order."""
        said = (
            [self._said(self.before, row, 0) for row in self.before.body],
            [self._said(self.after, row, 1) for row in self.after.body],
        )
        offset, other = self.before.head_rows, self.after.head_rows
        old, new = [*self.before.body], [*self.after.body]
        pairs = {
            i + offset: j + other
            for i, j, same in in_step(old, new, said, lambda *_: 0.0, 1.0)
            if same and i is not None and j is not None
        }
        for key in (self._whole_key, self._last_key, self._said_key):
            taken = set(pairs.values())
            pairs |= _by_key(
                {i: key(self.before, i, 0) for i in old if i not in pairs},
                {j: key(self.after, j, 1) for j in new if j not in taken},
            )
        taken = set(pairs.values())
        one, two = [i for i in old if i not in pairs], [j for j in new if j not in taken]
        for i, j, _ in in_step(one, two, (one, [-1 - j for j in two]), self._likeness, _ALIKE):
            if i is not None and j is not None:
                pairs[one[i]] = two[j]
        return pairs

    def _said(self, text: TableText, row: int, side: int) -> tuple[object, ...]:
        own = set(text.own(row))
        return tuple(
            text.rows[row][pair[side]].written if pair[side] in own else None for pair in self.shared
        )

    def _said_key(self, text: TableText, row: int, side: int) -> object:
        return self._said(text, row, side)

    @staticmethod
    def _whole_key(text: TableText, row: int, side: int) -> object:
        return text.keys.get(row)

    @staticmethod
    def _last_key(text: TableText, row: int, side: int) -> object:
        return text.keys.get(row, ("",))[-1]

    def _likeness(self, i: int, j: int) -> float:
        one, other = self.before.name(i), self.after.name(j)
        rest = [
            "｜".join(text.rows[row][pair[side]].text for pair in self.shared)
            for text, row, side in ((self.before, i, 0), (self.after, j, 1))
        ]
        return _OF_KEY * likeness(one, other) + (1 - _OF_KEY) * likeness(*rest)


def _in_order(pairs: Mapping[int, int]) -> set[int]:
    """The old rows of the most pairs that follow each other on both sides."""
    ends: list[int] = []  # the last old row of a chain of each length: that with the least new one
    before: dict[int, int | None] = {}
    for i in sorted(pairs):
        at = bisect_left(ends, pairs[i], key=pairs.__getitem__)
        before[i] = ends[at - 1] if at else None
        ends[at : at + 1] = [i]
    kept: set[int] = set()
    row = ends[-1] if ends else None
    while row is not None:
        kept.add(row)
        row = before[row]
    return kept


def _by_key(before: Mapping[int, object], after: Mapping[int, object]) -> dict[int, int]:
    """Pairs of those whose key no other one has on its side; a key without words tells nothing."""
    count_before, count_after = Counter(before.values()), Counter(after.values())
    place = {key: j for j, key in after.items() if count_after[key] == 1}
    return {
        i: place[key]
        for i, key in before.items()
        if key and any(key) and count_before[key] == 1 and key in place  # type: ignore[arg-type]
    }


def _paired_columns(before: TableText, after: TableText) -> Pairs:
    heads = [_column_key(text) for text in (before, after)]
    if heads[0] == heads[1]:
        return [(c, c) for c in range(before.width)]
    columns = [list(_column_texts(text)) for text in (before, after)]
    rows = list(in_step(columns[0], columns[1], (heads[0], heads[1]), likeness, _ALIKE_COLUMNS))
    return list(_joined([(i, j) for i, j, _ in rows]))


def _joined(pairs: Pairs) -> Iterator[tuple[int | None, int | None]]:
    """Where as many columns are gone as have come, they are those, with other heads and other values."""
    gone: list[int] = []
    come: list[int] = []
    for i, j in [*pairs, (-1, -1)]:
        if i is None and j is not None:
            come.append(j)
        elif j is None and i is not None:
            gone.append(i)
        else:
            if len(gone) == len(come):
                yield from zip(gone, come, strict=True)
            else:
                yield from ((each, None) for each in gone)
                yield from ((None, each) for each in come)
            gone, come = [], []
            if i != -1:
                yield i, j


def _column_key(text: TableText) -> list[object]:
    """What columns are known by: their heads, and of several alike ones which one it is."""
    seen: Counter[str] = Counter()
    keys: list[object] = []
    for column in range(text.width):
        head = text.head(column)
        seen[head] += 1
        keys.append((head, seen[head]))
    return keys


def _column_texts(text: TableText) -> Iterator[str]:
    for column in range(text.width):
        yield "｜".join([text.head(column), *(text.rows[row][column].text for row in text.body)])
