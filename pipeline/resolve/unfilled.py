"""Entries of changes.yaml that are not filled in yet."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.causes import Category
from pipeline.model.plan import Plan
from pipeline.problems import Code, Problem


def unfilled(plan: Plan, refused: bool = False) -> Iterator[Problem]:
    """The entries whose 区分 or 理由 is not written yet: until they are `refused`, their author should know."""
    for cause in plan.unfilled_causes:
        about = "、".join((*(place.text for place in cause.places), *(word.shown for word in cause.words)))
        missing = "」と「".join(cause.missing)
        yield Problem(
            cause.location,
            Code.CAUSE_MISSING,
            f"{about} の変更の「{missing}」が、まだ書かれていません",
            f"「{missing}」を書いてください（区分は {'、'.join(Category)} のどれか）。要らない変更なら、消してください",
            warning=not refused,
        )
