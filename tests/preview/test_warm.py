"""A kept run of the road makes what a run from nothing makes, whatever was edited before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.preview.session import Session
from pipeline.workspace.project import Project
from tests.cases.test_cases import CASES
from tests.goldens import TEMPLATES
from tests.preview.edits import edited


@pytest.mark.parametrize(("case", "seed"), [("everything", 1), ("diagrams", 2)])
def test_after_each_edit_pages_are_those_of_a_fresh_run(tmp_path: Path, case: str, seed: int) -> None:
    """Of chapters, YAML, CSV, pictures, templates; mistakes and what mends them among them."""
    shutil.copytree(CASES / case / "plan_source", tmp_path / "plan_source")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    session = Session(Project(tmp_path / "plan_source", tmp_path / "templates", tmp_path / "build"))
    try:
        edited(session, seed, times=12, checked_every=6)
    finally:
        session.end()
