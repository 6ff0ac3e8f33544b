"""The worked revision's snapshot: it holds the pages on which the draft stands today."""

from __future__ import annotations

from pathlib import Path

from pipeline.workspace.project import Project
from pipeline.workspace.versions import current_version, read_version
from tests.cycle.revision import BEFORE, EXAMPLE, unpacked
from tests.goldens import TEMPLATES
from tests.layout.projects import finish


def test_the_snapshot_is_what_make_snapshot_would_keep_today(office: Path, tmp_path: Path) -> None:
    """Templates and page numbers, which comparisons show beside those of the proposal."""
    kept = read_version(
        Project(EXAMPLE / "plan_source", TEMPLATES, tmp_path / "build", keeps_cache=False), BEFORE
    )
    project = finish(unpacked(kept, tmp_path)).project
    now = current_version(project)
    assert (now.files.source, now.pages) == (kept.files.source, kept.pages)
    assert now.files.templates == kept.files.templates
