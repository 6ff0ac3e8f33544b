"""A line that differs as tables show it: what is marked on both sides, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.documents.compared_tables import ADDED, DELETED, MOVED
from pipeline.documents.marked import Stretch, stretches
from pipeline.frozen import dataclass
from pipeline.model.comparison import Change, ChangeKind, LineChange, LinePair
from pipeline.model.lines import PARAGRAPH_END
from pipeline.model.workbook import Mark, Marks

_RANKED = "（見出しの階層を変更）"


@dataclass(frozen=True)
class ShownLine:
    """Both sides of a line, and what is said behind each of them."""

    parts: tuple[Stretch, ...]
    before: str = ""
    after: str = ""


def shown_line(pair: LinePair, whole: bool = False, alone: bool = False) -> ShownLine:
    """A pair of lines. Of what is new or gone as a whole, only the title says so. What stands `alone` says what it was before, also
    if that is shown where it stood."""
    if pair.elsewhere:
        return _moved(pair, alone)
    before, after = (line.text if line else "" for line in (pair.before, pair.after))
    parts = tuple(labelled(pair, stretches(before, after)))
    said_before = ADDED if pair.before is None and not whole else ""
    said_after = DELETED if pair.after is None and not whole else _said(pair.change)
    return ShownLine(parts, said_before, said_after)


def _said(change: LineChange) -> str:
    return f"（{change}）" if change else ""


def _moved(pair: LinePair, alone: bool) -> ShownLine:
    """A line that stands elsewhere on the other side: what was approved is not marked, only what is another word there."""
    assert pair.elsewhere, "asked of what moved"
    unit, other = pair.elsewhere.unit, pair.elsewhere.line
    if pair.after is None:
        parts = _alike(pair.before.text if pair.before else "", "")
        return ShownLine(tuple(labelled(pair, parts)), "", f"（{unit}へ移動）" if unit else MOVED)
    origin = f"（{unit}から移動）" if unit else MOVED
    if other.source == pair.after.source and not alone:
        return ShownLine(tuple(labelled(pair, _alike("", pair.after.text))), origin)
    parts = stretches(other.text, pair.after.text)
    return ShownLine(tuple(labelled(LinePair(other, pair.after), parts)), origin, MOVED)


def _alike(before: str, after: str) -> list[Stretch]:
    """Text of one side that is not marked."""
    return [Stretch(before, after, True)] if before or after else []


def labelled(pair: LinePair, parts: Iterable[Stretch]) -> Iterator[Stretch]:
    """The parts of two lines, after what says what they are."""
    label = next((line.label for line in (pair.before, pair.after) if line and line.label), "")
    if label:
        shown = f"{label}："
        yield Stretch(shown if pair.before else "", shown if pair.after else "", True)
    yield from parts


def unit_sign(change: Change) -> str:
    """The sign of what moved, with the 部 from which a chapter did if nothing else tells that, or of a heading that has another
    level; empty for all else."""
    if ChangeKind.RANKED in change.kinds:
        return _RANKED
    if ChangeKind.MOVED not in change.kinds:
        return ""
    return f"（{change.left}から移動）" if change.left else MOVED


def paragraphs(text: Marks) -> Sequence[Marks]:
    """A text's paragraphs, where it was divided."""
    found: list[list[Mark]] = [[]]
    for mark in text:
        first, *others = mark.text.split(PARAGRAPH_END)
        found[-1] += [Mark(first, mark.changed)] if first else []
        found += [[Mark(each, mark.changed)] if each else [] for each in others]
    return [tuple(each) for each in found]
