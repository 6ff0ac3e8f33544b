"""A Comparison in a few lines, as the terminal shows it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from pipeline.compare.numbered import NOTE
from pipeline.compare.units import SUBHEADING, TITLE
from pipeline.model.comparison import Change, ChangeKind, Comparison, LinePair, Unit
from pipeline.model.levels import LABEL
from pipeline.model.lines import Line

NOTHING = "二つの版に違いはありません。"
# So many of a kind are named, and the others counted.
_MOST = 10
_HEADS = {
    ChangeKind.ADDED: "新設",
    ChangeKind.DELETED: "削除",
    ChangeKind.MOVED: "移動",
    ChangeKind.RANKED: "見出しの階層の変更",
    ChangeKind.RENAMED: "題の変更",
    ChangeKind.EDITED: "文章などの修正",
}
_SECTIONS = "概要"
_SUMMARY = (_SECTIONS, "要約")
_PLAN, _VISION = "計画", "基本理念"
# With how much of what stands under it a line of the sections moves.
_WITH = {TITLE: sys.maxsize, SUBHEADING: 1}


def report(comparison: Comparison) -> list[str]:
    """Lines on what was added, deleted, moved, renamed, edited and numbered anew, and what of the 概要 and the 体系図 follows."""
    if not (comparison.changes or comparison.renumbered or comparison.stated):
        return [NOTHING]
    body = [change for change in comparison.changes if change.unit.what not in (*_SUMMARY, _PLAN)]
    lines = list(_section("計画の名称等", list(_facts(comparison))))
    for kind, head in _HEADS.items():
        lines += _section(head, [_shown(change, kind) for change in body if kind in change.kinds])
    # What moved, or has another title, is told with its number already.
    told = {change.after.id for change in body if change.after and set(change.kinds) - {ChangeKind.EDITED}}
    anew = [
        _two(each.before, each.after)
        for each in comparison.renumbered
        if each.after.id not in told and each.after.what != NOTE
    ]
    lines += _section("番号だけの変更", anew)
    lines += _section("概要で変わる所", list(_summary(comparison)))
    lines += _section("体系図で変わる所", list(_rows(comparison)))
    return lines


def _section(head: str, places: Sequence[str]) -> Iterator[str]:
    if places:
        yield f"{head}（{len(places)}件）"
        yield from (f"  {place}" for place in places[:_MOST])
        if len(places) > _MOST:
            yield f"  ほか{len(places) - _MOST}件"


def _shown(change: Change, kind: ChangeKind) -> str:
    match kind:
        case ChangeKind.MOVED if change.left and change.after:
            return f"{change.after.shown}（{change.left}→{change.after.division}）"
        case ChangeKind.MOVED | ChangeKind.RANKED if change.before and change.after:
            return _two(change.before, change.after)
        case ChangeKind.RENAMED if change.before and change.after:
            return f"{change.before.shown}→{change.after.title}"
        case ChangeKind.EDITED if len(change.text_lines) > 1:
            return f"{change.unit.shown}（{len(change.text_lines)}か所）"
        case _:
            return change.unit.shown


def _two(before: Unit, after: Unit) -> str:
    """Both numbers of what is numbered otherwise now, and its title."""
    if before.number == after.number:
        return after.shown
    return f"{before.number or '（番号なし）'}→{after.number or '（番号なし）'}　{after.title}"


def _facts(comparison: Comparison) -> Iterator[str]:
    """Changes in what the versions say of themselves: name and period, stage, dates."""
    named = (pair for change in comparison.changes if change.unit.what == _PLAN for pair in change.lines)
    return map(_pair, (*named, *comparison.stated))


def _pair(pair: LinePair) -> str:
    """A line as it was and as it is."""
    line = pair.after or pair.before
    before, after = (side.text if side and side.text else "（なし）" for side in (pair.before, pair.after))
    return f"{line.label}　{before}→{after}".strip("　") if line else ""


def _summary(comparison: Comparison) -> Iterator[str]:
    """The sentences of the 概要 that read otherwise now, and what of its sections does."""
    for change in comparison.changes:
        if change.unit.what == _SECTIONS:
            yield from (f"{change.unit.title}　{line}（{change.unit.location}）" for line in _lines(change))
        elif change.unit.what in _SUMMARY:
            yield f"{change.unit.title}（{change.unit.location}）"


def _lines(change: Change) -> Iterator[str]:
    """The lines of the sections that differ. What moved is told where it is now, and with its title or its subheading."""
    told = 0  # how many of the next lines were told with the one before
    for index, pair in enumerate(change.lines):
        if pair.elsewhere and pair.after and told and index not in change.gaps and pair.after.label != TITLE:
            told -= 1
            continue
        told = 0
        if not pair.elsewhere:
            yield _pair(pair)
        elif pair.after:
            told = _WITH.get(pair.after.label, 0)
            yield f"{_as_it_is(pair.elsewhere.line, pair.after)}（移動）"


def _as_it_is(before: Line, after: Line) -> str:
    """What moved; where it was edited as well, as it was and as it is."""
    return (
        f"{after.label}　{after.text}" if before.written == after.written else _pair(LinePair(before, after))
    )


def _rows(comparison: Comparison) -> Iterator[str]:
    """The rows of the 体系図 that read otherwise now, in the order of the changes; numbers alone follow last.

    It shows the vision, and of all items titles, short labels and what their fields say.
    """
    levels = comparison.levels
    named: set[str] = set()
    for change in comparison.changes:
        kinds = [
            kind
            for kind in change.kinds
            if kind is not ChangeKind.EDITED or change.unit.what == _VISION or levels.get(change.unit.what)
        ]
        labels = [_pair(pair) for pair in change.lines if pair.after and pair.after.label == LABEL]
        if (kinds or labels) and change.unit.what in (_VISION, *levels):
            named.add(change.unit.id)
            yield f"{change.unit.shown}（{'・'.join([*kinds, *labels])}）"
    for each in comparison.renumbered:
        if each.after.what in levels and each.after.id not in named:
            yield f"{_two(each.before, each.after)}（番号）"
