"""A passage of the summary whose body changed, with what changed there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.invocation import command
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, Location, Problem, Written
from pipeline.side_by_side import in_step, likeness
from pipeline.summary_review.confirmed import Confirmation
from pipeline.summary_review.deciding import rank
from pipeline.summary_review.one_line_diff import shown_difference
from pipeline.summary_review.passages import Standing

# From here on two lines are one that was edited.
_ALIKE = 0.3
# So many differences of a passage's body are shown.
_MOST = 5


def stale(standing: Standing, last: Confirmation, resolved: ResolvedPlan, warning: bool) -> Problem:
    """A passage that was confirmed with another body: a `warning`, or what stops the build."""
    passage = standing.passage
    # What decides comes first; of the same rank, what stands first.
    changed = sorted(_changed(last.body, standing), key=lambda each: rank(*each[1:]))
    shown = [
        f"{place}　{shown_difference(before, after, resolved.targets)}" for place, before, after in changed
    ]
    more = [f"ほかに{len(shown) - _MOST}か所"] if len(shown) > _MOST else []
    return Problem(
        passage.location,
        Code.SUMMARY_STALE,
        f"要約「{passage.id}」の元の本文が変わりましたが、要約は前のままです",
        "\n    ".join(
            [
                *shown[:_MOST],
                *more,
                f"要約を直すか、このままでよいことを確かめてから、{command('confirm', ids=passage.id)} を実行してください",
            ]
        ),
        warning,
    )


def _changed(before: Sequence[str], standing: Standing) -> Iterator[tuple[Location, str, str]]:
    """Each line of the body that differs: where it stands or stood, as it was, as it is; empty on a side without it."""
    after = [said.text for said in standing.body]
    near = 0
    for one, other, same in in_step(before, after, (before, after), likeness, _ALIKE):
        near = near if other is None else other
        if same:
            near += 1
        else:
            yield (
                _near(standing, near),
                "" if one is None else before[one],
                "" if other is None else after[other],
            )


def _near(standing: Standing, index: int) -> Location:
    """A line's place; of one that is gone, the next one's or the last one's."""
    said: Sequence[Written] = standing.body[index : index + 1] or standing.body[-1:]
    return said[0].location if said else standing.passage.location
