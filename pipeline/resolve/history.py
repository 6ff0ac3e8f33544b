"""The revision history: the rows of plan.yaml, and those that are made from the causes of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pipeline.frozen import dataclass
from pipeline.model.blocks import Block, Listing, with_inner
from pipeline.model.causes import Category, Cause
from pipeline.model.eras import read_day, write_day
from pipeline.model.floats import Grid, GridCell
from pipeline.model.inlines import Inline, Paragraph, Reference, Role, Text, Variant
from pipeline.model.keeping import Keep, anew
from pipeline.model.numbers import Target
from pipeline.model.plan import Plan, Revision
from pipeline.problems import Location


def revision_history(plan: Plan, keep: Keep = anew) -> tuple[Block, ...]:
    """The table with the rows of plan.yaml; none where there are no rows, and none will be made."""
    made = plan.causes_in_history and any(cause.day for cause in plan.causes)
    return keep(_history, plan.profile.revisions) if plan.profile.revisions or made else ()


def _history(revisions: tuple[Revision, ...]) -> tuple[Block, ...]:
    return (_grid(revisions),)


def _grid(revisions: Iterable[Revision]) -> Grid:
    """年月 and 内容, a row a revision."""
    head = tuple(
        GridCell((Paragraph((Text(title),), Role.CELL_HEAD),), shade=True) for title in ("年月", "内容")
    )
    rows = tuple(
        (
            GridCell((Paragraph((Text(revision.date),), Role.CELL),)),
            GridCell((Paragraph(revision.content, Role.CELL),)),
        )
        for revision in revisions
    )
    return Grid("計画の表", (1, 4), (head, *rows), head_rows=1, alt=Listing.HISTORY.value)


def with_causes(blocks: tuple[Block, ...], plan: Plan, targets: Mapping[str, Target]) -> tuple[Block, ...]:
    """A part whose revision history has the rows of causes too, now that it is known what has a number."""
    made = _made_rows(plan.causes, targets) if plan.causes_in_history else []
    return tuple(_filled(blocks, _merged(plan.profile.revisions, made))) if made else blocks


def _filled(blocks: Iterable[Block], revisions: list[Revision]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Grid) and block.alt == Listing.HISTORY:
            yield _grid(revisions)
        else:
            yield with_inner(block, lambda inner: _filled(inner, revisions))


@dataclass(frozen=True)
class _Row:
    """A row with the month by which it finds its place, None where that can't be read."""

    month: date | None
    revision: Revision


def _merged(written: Iterable[Revision], made: list[_Row]) -> list[Revision]:
    """Rows by months: what is made stands before the first written row of its month or a later one.

    A row that is written says what the changes of its month led to: the plan was shown, or adopted.
    """
    waiting = list(made)
    merged: list[Revision] = []
    for revision in written:
        month = read_day(f"{revision.date}１日")
        while waiting and isinstance(month, date) and waiting[0].month and waiting[0].month <= month:
            merged.append(waiting.pop(0).revision)
        merged.append(revision)
    return [*merged, *(row.revision for row in waiting)]


def _made_rows(causes: Iterable[Cause], targets: Mapping[str, Target]) -> list[_Row]:
    """One row for each month, category and meeting, in the order of their months; causes without a day have none."""
    groups: dict[tuple[date, Category, str], list[Cause]] = {}
    for cause in sorted((each for each in causes if each.day), key=lambda each: each.day or date.max):
        assert cause.day, "those without were left out"
        meeting = "" if cause.category is Category.OPINION else cause.meeting
        groups.setdefault((cause.day.replace(day=1), cause.category, meeting), []).append(cause)
    return [
        _Row(month, Revision(_month(group[0].day or month), _content(category, meeting, group, targets)))
        for (month, category, meeting), group in groups.items()
    ]


def _month(day: date) -> str:
    return f"{write_day(day, with_weekday=False).partition('月')[0]}月"


def _content(
    category: Category, meeting: str, causes: Iterable[Cause], targets: Mapping[str, Target]
) -> tuple[Inline, ...]:
    """The words for what was done, and where, in the plan's order; places that are gone can't be pointed to. Of a word that was
    replaced is told what it is now."""
    causes = tuple(causes)
    places = {place.text: place.location for cause in causes if not cause.words for place in cause.places}
    words = [_replaced(cause) for cause in causes if cause.words]
    shown = [identity for identity in targets if identity in places]
    content: list[Inline] = [Text(_done(category, meeting))]
    for identity in shown:
        content.append(Text("、" if len(content) > 1 else "（"))
        content += _pointer(targets[identity], places[identity])
    for text in words:
        content.append(Text(f"{'、' if len(content) > 1 else '（'}{text}"))
    return (*content, Text("）")) if shown or words else tuple(content)


def _replaced(cause: Cause) -> str:
    """「障害」→「障がい」22か所"""
    return f"{cause.replaced}{f'{cause.count}か所' if cause.count else ''}"


def _done(category: Category, meeting: str) -> str:
    match category:
        case Category.OPINION:
            return "意見募集で寄せられた意見による修正"
        case Category.COMMITTEE | Category.COUNCIL:
            return f"{meeting}の意見による修正"
        case Category.OFFICE:
            return f"{meeting or '庁内'}での検討による修正"
        case Category.UPDATE:
            return "時点修正"


def _pointer(target: Target, location: Location) -> tuple[Inline, ...]:
    """The number of a place, or its title where it has none."""
    if target.number:
        return (Reference(target.id, Variant.NUMBER, location),)
    return Text("「"), Reference(target.id, Variant.TITLE, location), Text("」")
