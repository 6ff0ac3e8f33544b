"""Random pairs of plans: accepting a redline gives the new one, rejecting it the old one."""

from __future__ import annotations

import re
from difflib import unified_diff

from hypothesis.stateful import initialize, invariant

from pipeline import checks
from pipeline.checks.revisions import accepted, rejected, without_contents
from pipeline.compare.compare import compare
from pipeline.editions.plan import plan_edition
from pipeline.editions.redline import redline_edition
from pipeline.word.compose import compose
from tests.properties.documents import resolved, template
from tests.properties.plans import fewer
from tests.properties.sources import Plan
from tests.properties.test_edits import SHAPES, Edits
from tests.properties.writing import files_of

# A document's title is its own, and so are the titles of its contents lists; widths are those of the new plan.
_OWN = re.compile(r"^title: .*|^\[TOC Heading\].*\n|列幅 .*$", re.MULTILINE)
_BLANKS = re.compile(" +")  # around a bookmark that is left out
_EARLIER = "was_"
_BOOKMARK = re.compile(r"\{/?(\w+)\}")


class Revisions(Edits):
    """A plan that is edited step by step, and compared with what it was in the beginning."""

    @initialize(plan=SHAPES.plans)
    def begin(self, plan: Plan) -> None:
        super().begin(plan)
        self.first = resolved(files_of(plan))

    @invariant()
    def documents_are_right(self) -> None:
        """Only what the redline says is looked at here."""
        now = resolved(files_of(self.plan))
        before, after = plan_edition(self.first), plan_edition(now)
        comparison = compare((self.first, before), (now, after))
        redline = compose(
            redline_edition(before, after, comparison, "市", "2021-03-01T00:00:00Z"), template("plan")
        )
        assert _faults(accepted(redline)) == []
        assert _faults(rejected(redline)) == []
        assert _differing(accepted(redline), compose(after, template("plan"))) == []
        assert _differing(rejected(redline), compose(before, template("plan")), earlier=True) == []


def _faults(docx: bytes) -> list[str]:
    return [str(finding) for finding in checks.check_document(checks.read("plan", without_contents(docx)))]


def _differing(found: bytes, expected: bytes, earlier: bool = False) -> list[str]:
    """The lines in which a document differs from what it should be, but for bookmarks that the other version has.

    What stands at two places has another name where it stood `earlier`.
    """
    wanted, text = _text(expected), _text(found)
    names, right = set(_BOOKMARK.findall(text)), set(_BOOKMARK.findall(wanted))
    if earlier:
        right -= {name.removeprefix(_EARLIER) for name in names if name.startswith(_EARLIER)}
        right |= {name for name in names if name.startswith(_EARLIER)}
    text = _BOOKMARK.sub(lambda each: each[0] if each[1] in right else "", text).replace(_EARLIER, "")
    lines = ([_BLANKS.sub(" ", line).rstrip(" ") for line in each.splitlines()] for each in (wanted, text))
    return list(unified_diff(*lines, lineterm="", n=1))


def _text(docx: bytes) -> str:
    """The golden text of a document without its contents list."""
    return _OWN.sub("", checks.project(checks.read("plan", without_contents(docx))))


TestRevisions = Revisions.TestCase
TestRevisions.settings = fewer(4)
