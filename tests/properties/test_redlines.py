"""Random pairs of plans: accepting a redline gives the new one, rejecting it the old one."""

from __future__ import annotations

from hypothesis.stateful import initialize, invariant

from tests.properties.documents import resolved, template
from tests.properties.plans import fewer
from tests.properties.sources import Plan
from tests.properties.test_edits import SHAPES, Edits
from tests.properties.writing import files_of
from tests.redlines import wrong_in_redline


class Revisions(Edits):
    """A plan that is edited step by step, and compared with what it was in the beginning."""

    @initialize(plan=SHAPES.plans)
    def begin(self, plan: Plan) -> None:
        super().begin(plan)
        self.first = resolved(files_of(plan))

    @invariant()
    def documents_are_right(self) -> None:
        """Only what the redline says is looked at here."""
        assert wrong_in_redline(self.first, resolved(files_of(self.plan)), template("plan")) == []


TestRevisions = Revisions.TestCase
TestRevisions.settings = fewer(4)
