"""The city's own pages on the web can be read by everybody: by axe, by the validator, and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.workflows.html import edition_of
from pipeline.workspace.project import Project
from tests.browser.machine import need
from tests.browser.visits import browser_started, invalid, visits
from tests.goldens import ROOT, quiet
from tests.plan.conftest import Now


def test_the_plans_pages_have_no_barriers(now: Now, tmp_path: Path) -> None:
    """In light and dark, in windows of every width; and they ask for nothing that is not in their folder."""
    if now.problems:
        pytest.fail("原稿に問題があります（make check で見られます）", pytrace=False)
    need()
    project = Project(ROOT / "plan_source", ROOT / "templates", tmp_path / "build")
    site = tmp_path / "html"
    site.mkdir()
    for name, data in edition_of(project, quiet).files.items():
        (site / name).write_bytes(data)
    assert invalid([site]) == []
    with browser_started() as browser:
        seen = visits(browser, site)
    assert {name: visit.faults for name, visit in seen.items() if visit.faults} == {}
