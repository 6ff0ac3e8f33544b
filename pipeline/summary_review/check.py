"""Passages of the summary whose body changed since somebody last looked, as problems."""

from __future__ import annotations

from pipeline.invocation import command
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, Location, Problem
from pipeline.summary_review.confirmed import Confirmation, Confirmed, confirmation
from pipeline.summary_review.passages import Standing, standings


def check_summary(resolved: ResolvedPlan, confirmed: Confirmed | None) -> list[Problem]:
    """The passages that nobody has looked at since their body changed. Without confirmations there is nothing to say."""
    if confirmed is None:
        return []
    return [
        problem
        for standing in standings(resolved)
        if (problem := _check(standing, confirmed.get(standing.passage.id), resolved))
    ]


def _check(standing: Standing, last: Confirmation | None, resolved: ResolvedPlan) -> Problem | None:
    passage, now = standing.passage, confirmation(standing)
    warning = not resolved.plan.profile.stage.is_final
    if last is None:
        return Problem(
            passage.location,
            Code.SUMMARY_UNCONFIRMED,
            f"要約「{passage.id}」は、まだ本文と見比べたことになっていません",
            f"本文（{_place(standing)}）と見比べてから、{command('confirm', ids=passage.id)} を実行してください",
            warning,
        )
    if now.body == last.body or now.own != last.own:
        return None
    from pipeline.summary_review.stale import stale  # seldom wanted

    return stale(standing, last, resolved, warning)


def _place(standing: Standing) -> Location:
    return standing.body[0].location if standing.body else standing.passage.location
