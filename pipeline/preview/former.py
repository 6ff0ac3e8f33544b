"""The plan as one of its versions was, as pages: what today's are held against."""

from __future__ import annotations

from dataclasses import replace

from pipeline.html.page_template import read_page_template
from pipeline.html.site import Site
from pipeline.model.documents import PLAN
from pipeline.source.parse_cache import Memory
from pipeline.workflows.html import labels_of, site_of
from pipeline.workflows.numbered import numbered_files
from pipeline.workflows.prepare import nobody, prepare
from pipeline.workspace.project import Project
from pipeline.workspace.site_files import page_files
from pipeline.workspace.versions import read_version


def site_of_version(project: Project, name: str) -> Site:
    """A version shown as the plan is shown now: what only looks otherwise is no change of it.

    Raises KeikakuError where it, or the plan of today, can't be read.
    """
    version = read_version(project, name)
    now = prepare(project, nobody)
    was = numbered_files(version.files, version.folder, Memory()).resolved
    shown = replace(
        was.with_pages(version.pages),
        samples=now.resolved.samples,
        doors=now.resolved.doors,
        text_samples=now.resolved.text_samples,
        item_rows=now.resolved.item_rows,
    )
    page = page_files(project)
    template = read_page_template(page.folder, page.files)
    return site_of(shown, was.plan.documents, labels_of(now.templates[PLAN.name]), template)
