"""Lines of two files that are the same paragraph: what was sent, and what came back with its changes rejected.

Names of bookmarks survive every program's save, texts survive where nobody wrote, order and likeness tell the rest.
Whole texts are compared in anchors that stand once on each side first, so that 10,000 cells with 「○」 in them cost nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from pipeline.receive.settled import Line, SettledItem, SettledRow, SettledTable, lines_in
from pipeline.side_by_side import likeness, side_by_side

# From here on two texts in the same place are the same one, edited; what bears the same bookmark may be less alike.
_LEAST, _LEAST_NAMED = 0.35, 0.12
# So many comparisons of whole texts at the most, in what lies between two anchors.
_MOST = 250_000

# So much of a part stands in the paragraph from which it was taken off.
_MOSTLY = 0.6

Pair = tuple[int, int]
# Of two sequences in order: what belongs together, or stands on one side alone.
Step = tuple[int | None, int | None]


def match(sent: Sequence[SettledItem], returned: Sequence[SettledItem]) -> list[Pair]:
    """The lines of two stories that belong together, as indexes of `lines_in` either; a line that was divided by hand, or joined,
    is in several pairs."""
    one, other = ({id(line): at for at, line in enumerate(lines_in(items))} for items in (sent, returned))
    return sorted({(one[id(a)], other[id(b)]) for a, b in _of_items(sent, returned)})


# Items: paragraphs and tables


def _of_items(sent: Sequence[SettledItem], returned: Sequence[SettledItem]) -> Iterator[tuple[Line, Line]]:
    """Pairs of lines in two sequences of paragraphs and tables."""
    keys = [_item_key(each) for each in sent], [_item_key(each) for each in returned]
    steps = list(in_step(*keys, _named(sent, returned), lambda a, b: _likeness(sent[a], returned[b])))
    for at, (i, j) in enumerate(steps):
        if i is None or j is None:
            continue
        yield from _of_pair(sent[i], returned[j])
        if keys[0][i] != keys[1][j]:
            yield from _divided(sent, returned, steps, at)


def _of_pair(one: SettledItem, other: SettledItem) -> Iterator[tuple[Line, Line]]:
    if isinstance(one, Line) and isinstance(other, Line):
        yield one, other
    elif isinstance(one, SettledTable) and isinstance(other, SettledTable):
        yield from _of_rows(one.rows, other.rows)


def _item_key(item: SettledItem) -> str:
    return item.key if isinstance(item, Line) else f"\0{item.key}"


def _likeness(one: SettledItem, other: SettledItem) -> float:
    if isinstance(one, Line) != isinstance(other, Line):
        return -1
    return likeness(one.key, other.key)


def _named(sent: Sequence[SettledItem], returned: Sequence[SettledItem]) -> list[Pair]:
    """Paragraphs that bear the same bookmark."""
    names = {
        name: at for at, item in enumerate(returned) if isinstance(item, Line) for name in item.names if name
    }
    found = dict.fromkeys(
        (at, names[name])
        for at, item in enumerate(sent)
        if isinstance(item, Line)
        for name in item.names
        if name in names
    )
    return [(i, j) for i, j in found if _likeness(sent[i], returned[j]) >= _LEAST_NAMED]


def _divided(
    sent: Sequence[SettledItem], returned: Sequence[SettledItem], steps: Sequence[Step], at: int
) -> Iterator[tuple[Line, Line]]:
    """A paragraph that was divided, or several that were joined, without being tracked: the lines beside a pair that belong
    to it, too."""
    i, j = steps[at]
    if i is None or j is None:
        return
    one, other = sent[i], returned[j]
    if not (isinstance(one, Line) and isinstance(other, Line)):
        return
    texts = one.key, other.key
    for side, behind in ((steps[at + 1 :], True), (steps[:at][::-1], False)):
        for k, m in side:
            item = (
                sent[k]
                if m is None and k is not None
                else returned[m]
                if k is None and m is not None
                else None
            )
            if not isinstance(item, Line):
                break
            longer = _longer(texts, item.key, of_sent=m is None, behind=behind)
            if not _holds(texts[0] if k is None else texts[1], item.key) or likeness(*longer) <= likeness(
                *texts
            ):
                break
            texts = longer
            yield (item, other) if m is None else (one, item)


def _longer(texts: tuple[str, str], part: str, of_sent: bool, behind: bool) -> tuple[str, str]:
    grown = [(text + part) if behind else (part + text) for text in texts]
    return (grown[0], texts[1]) if of_sent else (texts[0], grown[1])


def _holds(text: str, part: str) -> bool:
    """Whether most of a part stands in a text: of its pairs of characters."""
    pairs = {part[at : at + 2] for at in range(len(part) - 1)}
    return bool(pairs) and sum(pair in text for pair in pairs) >= _MOSTLY * len(pairs)


# Rows and cells


def _of_rows(sent: Sequence[SettledRow], returned: Sequence[SettledRow]) -> Iterator[tuple[Line, Line]]:
    def alike(i: int, j: int) -> float:
        return _row_likeness(sent[i], returned[j])

    for i, j in in_step([row.key for row in sent], [row.key for row in returned], (), alike):
        if i is not None and j is not None:
            yield from _of_cells(sent[i], returned[j])


def _row_likeness(one: SettledRow, other: SettledRow) -> float:
    """Cells that say the same, beside how alike both rows are: single figures share no two characters."""
    pairs = [(a.key, b.key) for a, b in zip(one.cells, other.cells, strict=False)]
    same = sum(a == b for a, b in pairs if a or b)
    most = max(sum(bool(cell.key) for cell in row.cells) for row in (one, other))
    return max(same / max(most, 1), float(likeness(one.key, other.key)))


def _of_cells(one: SettledRow, other: SettledRow) -> Iterator[tuple[Line, Line]]:
    """Cells by their places; where there are more of them on one side, by what they say."""
    keys = [cell.key for cell in one.cells], [cell.key for cell in other.cells]
    pairs: Iterable[Step] = ((at, at) for at in range(len(keys[0])))
    if len(keys[0]) != len(keys[1]):
        pairs = in_step(keys[0], keys[1], (), lambda a, b: likeness(keys[0][a], keys[1][b]))
    for i, j in pairs:
        if i is None or j is None:
            continue
        cells = one.cells[i].items, other.cells[j].items
        if len(cells[0]) == len(cells[1]) == 1:
            yield from _of_pair(cells[0][0], cells[1][0])
        else:
            yield from _of_items(*cells)


# Sequences of texts


def in_step(
    one: Sequence[str], other: Sequence[str], known: Sequence[Pair], alike: Callable[[int, int], float]
) -> Iterator[Step]:
    """Both sequences in order, as pairs where they belong together."""
    i = j = 0
    for a, b in (*_rising({*known, *_single(one, other)}), (len(one), len(other))):
        yield from _between(one, other, (i, a), (j, b), alike)
        if a < len(one):
            yield a, b
        i, j = a + 1, b + 1


def _single(one: Sequence[str], other: Sequence[str]) -> Iterator[Pair]:
    """What stands once on either side, and says the same."""
    counts = Counter(one), Counter(other)
    places = {text: at for at, text in enumerate(other) if counts[1][text] == 1}
    for at, text in enumerate(one):
        if text and counts[0][text] == 1 and text in places:
            yield at, places[text]


def _rising(pairs: set[Pair]) -> list[Pair]:
    """As many pairs as stand in the same order on both sides (the longest rising sequence)."""
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    for at, (_, j) in enumerate(ordered):
        place = bisect_left(ends, j)
        ends[place : place + 1] = [j]
        before.append(chosen[place - 1] if place else -1)
        chosen[place : place + 1] = [at]
    found: list[Pair] = []
    at = chosen[-1] if chosen else -1
    while at >= 0:
        found.append(ordered[at])
        at = before[at]
    return found[::-1]


def _between(
    one: Sequence[str],
    other: Sequence[str],
    span: Pair,
    span_other: Pair,
    alike: Callable[[int, int], float],
) -> Iterator[Step]:
    """What lies between two anchors: what is the same at its beginning and end is settled first."""
    (i, a), (j, b) = span, span_other
    while i < a and j < b and one[i] == other[j]:
        yield i, j
        i, j = i + 1, j + 1
    same = 0
    while i < a - same and j < b - same and one[a - same - 1] == other[b - same - 1]:
        same += 1
    a, b = a - same, b - same
    if (a - i) * (b - j) <= _MOST:
        yield from _differing(one[i:a], other[j:b], (i, j), alike)
    else:
        yield from zip_longest(range(i, a), range(j, b))  # far more than anybody edits
    yield from zip(range(a, a + same), range(b, b + same), strict=True)


def _differing(
    one: Sequence[str], other: Sequence[str], at: Pair, alike: Callable[[int, int], float]
) -> Iterator[Step]:
    i, j = at
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(i + a1, i + a2), range(j + b1, j + b2), strict=True)
        else:
            yield from _alike(range(i + a1, i + a2), range(j + b1, j + b2), alike)


def _alike(one: range, other: range, alike: Callable[[int, int], float]) -> Iterator[Step]:
    if len(one) == len(other) == 1 and alike(one[0], other[0]) >= 0:
        yield one[0], other[0]  # written anew, in the same place
        return
    for a, b in side_by_side(one, other, alike, _LEAST):
        yield None if a is None else one[a], None if b is None else other[b]
