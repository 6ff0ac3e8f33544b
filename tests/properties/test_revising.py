"""Random revisions: what was confirmed has nothing to say, and every change can be given a cause."""

from __future__ import annotations

from dataclasses import replace

from hypothesis.stateful import initialize, invariant

from pipeline.causes.check import check_causes
from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.model.causes import Category, Cause
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, Location, Written
from pipeline.summary_review.check import check_summary
from pipeline.summary_review.confirmed import confirmation
from pipeline.summary_review.confirmed_file import read_confirmed, write_confirmed
from pipeline.summary_review.passages import standings
from tests.properties.documents import resolved
from tests.properties.plans import fewer
from tests.properties.sources import Plan
from tests.properties.test_edits import SHAPES, Edits
from tests.properties.writing import files_of

_HERE = Location("plan_source/changes.yaml", 1)


class Revisions(Edits):
    """A plan that is edited step by step, and compared with what it was in the beginning."""

    @initialize(plan=SHAPES.plans)
    def begin(self, plan: Plan) -> None:
        super().begin(plan)
        self.first = resolved(files_of(plan))

    @invariant()
    def documents_are_right(self) -> None:
        """Only what a revision asks of its authors is looked at here."""
        now = resolved(files_of(self.plan))
        confirmed = {each.passage.id: confirmation(each) for each in standings(now)}
        kept = read_confirmed(write_confirmed(confirmed), "confirmed.yaml")
        assert check_summary(now, kept) == []
        comparison = compare((self.first, plan_content(self.first)), (now, plan_content(now)))
        told = {problem.code for problem in check_causes(comparison, self.first, now)}
        assert told <= {Code.CAUSE_MISSING}
        ids = dict.fromkeys(change.unit.id for change in comparison.changes)
        assert check_causes(comparison, self.first, _explained(now, tuple(ids))) == []


def _explained(resolved: ResolvedPlan, ids: tuple[str, ...]) -> ResolvedPlan:
    """The plan with a cause for these places."""
    places = tuple(Written(identity, _HERE) for identity in ids)
    cause = Cause(places, Category.OFFICE, (), "", None, (), _HERE)
    return replace(resolved, plan=replace(resolved.plan, causes=(cause,)))


TestRevisions = Revisions.TestCase
TestRevisions.settings = fewer(4)
