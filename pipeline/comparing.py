"""Comparing two versions of a plan: the road from their files to the documents in build/compare/."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.build import CheckFailure, Prepared, prepare_files
from pipeline.compare.compare import compare
from pipeline.editions.plan import plan_edition
from pipeline.editions.redline import redline_edition
from pipeline.inspection import check_redline
from pipeline.model.comparison import Comparison
from pipeline.model.edition import Edition
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.project import AFTER, BEFORE, CURRENT, Project
from pipeline.versions import Version
from pipeline.word.compose import compose

FOLDER = "compare"
# What both versions are read with: the full plan is what is compared.
_EDITIONS = {"plan": plan_edition}


@dataclass(frozen=True)
class Compared:
    """Two versions, what differs between them, and the documents that say so by their names in build/compare/."""

    before: ResolvedPlan
    after: ResolvedPlan
    comparison: Comparison
    files: Mapping[str, bytes]
    told: Sequence[str] = ()
    warnings: Sequence[Problem] = ()


def compare_versions(
    project: Project, before: Version, after: Version, date: str, tell: Callable[[str], None]
) -> Compared:
    """Compare two versions; `date` (2021-03-01) is that of the tracked changes.

    Raises PlanErrors where one of them has problems, and CheckFailure where a document is not what it should be.
    """
    old = _prepared(project, before, BEFORE, tell)
    new = _prepared(project, after, AFTER, tell)
    one, other = _shown(old, before), _shown(new, after)
    tell("二つの版を比べています")
    comparison = compare(one, other)
    tell("見え消しを作っています")
    redline = redline_edition(one[1], other[1], comparison, other[0].plan.profile.city, f"{date}T00:00:00Z")
    docx = compose(redline, new.templates["plan"])
    tell("できた文書を確かめています")
    if findings := check_redline(docx, redline):
        raise CheckFailure(findings)
    return Compared(one[0], other[0], comparison, {"redline.docx": docx}, warnings=_reused(comparison))


def _reused(comparison: Comparison) -> list[Problem]:
    """Ids that name something else now: what happened to them can't be told from them."""
    return [
        Problem(
            after.location,
            Code.ID_REUSED,
            f"idの「{after.id}」は、前の版では別のもの（{before.shown}）を指していました。削除と新設として扱います",
            "新しいものには、新しいidを付けてください。書き直しただけなら、このままで構いません",
            warning=True,
        )
        for before, after in comparison.reused
    ]


def _prepared(project: Project, version: Version, kept: str, tell: Callable[[str], None]) -> Prepared:
    """A version, numbered. `kept` is where what was read of it is remembered, if it is not the plan as it is now."""
    if version.is_current:
        kept = CURRENT
    memory = project.memory(kept)
    tell(f"{version.name}を読んでいます")
    try:
        return prepare_files(version.files, version.folder, memory, _EDITIONS)
    except PlanErrors as errors:
        if version.is_current:
            raise
        raise PlanErrors([_unreadable(version, len(errors.problems)), *errors.problems]) from errors
    finally:
        project.remember(memory, kept)


def _unreadable(version: Version, count: int) -> Problem:
    return Problem(
        Location(version.folder),
        Code.VERSION_PROBLEMS,
        f"版「{version.name}」は、今の書き方では読めません（問題は{count}件）",
        "その版を別のフォルダーに取り出し、直してから、そのフォルダーを指定してください",
    )


def _shown(prepared: Prepared, version: Version) -> tuple[ResolvedPlan, Edition]:
    """The plan on the pages that were measured for it."""
    resolved = prepared.resolved.with_pages(version.pages)
    return resolved, plan_edition(resolved)
