"""The finished pages of the HTML edition held against the Word documents of the same run, by the independent reader."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import checks
from pipeline.html.notes import note_id
from pipeline.html.site import Site
from pipeline.model.numbers import ResolvedPlan, TargetKind
from pipeline.verification.inspection import read_once


def check_pages(
    files: Mapping[str, bytes], site: Site, documents: Mapping[str, bytes], resolved: ResolvedPlan
) -> list[checks.Finding]:
    """What is wrong with the files of a site; `documents` are the .docx by name, the plan among them."""
    profile = resolved.plan.profile
    return checks.check_edition(
        checks.Edition(
            files=files,
            readings={name: read_once(name, docx) for name, docx in documents.items()},
            ids={
                target.bookmark: note_id(target.id) if target.kind is TargetKind.NOTE else target.id
                for target in resolved.targets.values()
            },
            documents={page.name: page.document for page in site.pages if page.document != "plan"},
            plan_name=profile.name,
            stage_label=profile.stage.label,
        )
    )
