"""Three states of a text in lines: as it was sent, as it came back, as the source says it now; and what is wanted of it.

Nothing that came back is lost: what both sides changed comes with what the source says now, and stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby

from pipeline.frozen import dataclass
from pipeline.side_by_side import in_step, likeness

# So alike are two lines of which one became the other.
_ALIKE = 0.3


@dataclass(frozen=True)
class Wanted:
    """One change of a line that somebody wants.

    `before` is None of a new line, `after` of one that goes. `at` is the number (from 0) of the line of today that it is about: the
    line itself, or for a new one the line behind which it stands; None where there is none. `now` is what that line says
    today, where the source moved on and says something else; `gone`, that the line is in the source no longer.
    """

    before: str | None
    after: str | None
    at: int | None
    now: str | None = None
    gone: bool = False


def wanted(
    sent: Sequence[str], returned: Sequence[str], now: Sequence[str], single: bool = False
) -> tuple[Wanted, ...]:
    """What has to be done to the lines of today so that they say what came back. Of a `single` value there is one line or none, and
    what took its place is the same value changed."""
    if list(returned) in (list(sent), list(now)):
        return ()
    moved, new = _moved(sent, now, single)
    return tuple(_changes(sent, returned, now, moved, [now[k] for k in new], single))


def _moved(sent: Sequence[str], now: Sequence[str], single: bool) -> tuple[dict[int, int | None], list[int]]:
    """Where each line that was sent stands today, and the lines of today that are none of them. One that stands elsewhere is no other."""
    pairs = _pairs(sent, now, single)
    moved = {i: k for i, k, _ in pairs if i is not None}
    new = [k for i, k, _ in pairs if i is None and k is not None]
    for i, k in moved.items():
        if k is None and (same := next((each for each in new if now[each] == sent[i]), None)) is not None:
            moved[i] = same
            new.remove(same)
    return moved, new


def _changes(
    sent: Sequence[str],
    returned: Sequence[str],
    now: Sequence[str],
    moved: Mapping[int, int | None],
    added: list[str],
    single: bool,
) -> Iterator[Wanted]:
    last: int | None = None
    for i, j, same in _pairs(sent, returned, single):
        if i is None:
            assert j is not None
            if returned[j] in added:  # somebody has put it in already
                added.remove(returned[j])
            else:
                other = now[0] if single and now else None
                yield Wanted(None, returned[j], last if other is None else 0, other)
            continue
        at = moved[i]
        last = at if at is not None else last
        after = None if j is None else returned[j]
        if same or (at is None and after is None) or (at is not None and now[at] == after):
            continue
        differs = at is not None and now[at] != sent[i]
        yield Wanted(sent[i], after, at, now[at] if differs and at is not None else None, gone=at is None)


def _pairs(
    before: Sequence[str], after: Sequence[str], single: bool
) -> Sequence[tuple[int | None, int | None, bool]]:
    if single and len(before) == len(after) == 1:
        return [(0, 0, before[0] == after[0])]
    pairs = [*in_step(before, after, (before, after), likeness, _ALIKE)]
    gone = {before[i] for i, j, _ in pairs if i is not None and j is None}
    new = {after[j] for i, j, _ in pairs if j is not None and i is None}
    return [*_written_anew(pairs, before, after, gone & new)]


def _written_anew(
    pairs: Sequence[tuple[int | None, int | None, bool]],
    before: Sequence[str],
    after: Sequence[str],
    moved: Set[str],
) -> Iterator[tuple[int | None, int | None, bool]]:
    """The same pairs, where what went and what is new at the same place belong together in order: they were written anew. What stands
    elsewhere now is no other."""
    for apart, run in groupby(pairs, lambda pair: pair[0] is None or pair[1] is None):
        if not apart:
            yield from run
            continue
        alone = [*run]
        old = [i for i, _, _ in alone if i is not None and before[i] not in moved]
        new = [j for _, j, _ in alone if j is not None and after[j] not in moved]
        partner = dict(zip(new, old, strict=False))
        left = [i for i, _, _ in alone if i is not None and i not in partner.values()]
        for j in (j for _, j, _ in alone if j is not None):
            if (i := partner.get(j)) is not None:
                while left and left[0] < i:
                    yield left.pop(0), None, False
            yield i, j, False
        yield from ((i, None, False) for i in left)


def rows_in_step(
    sent: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]
) -> dict[str, str | None]:
    """The rows of today (by id) that those which were sent are: what says the same, then what begins alike and is most alike."""
    before, after = [*sent], [*now]
    said = [tuple(sent[each]) for each in before], [tuple(now[each]) for each in after]

    def alike(one: str, other: str) -> float:
        first = 1.0 if sent[one][:1] == now[other][:1] else 0.0
        return (first + likeness("\n".join(sent[one]), "\n".join(now[other]))) / 2

    pairs = in_step(before, after, said, alike, _ALIKE)
    return {before[i]: after[j] if j is not None else None for i, j, _ in pairs if i is not None}
