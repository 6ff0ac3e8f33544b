"""Pages of the plan that the repository's own build has measured, as `make test` does before all tests: who makes the same documents need
not measure them again. They are known by the document's bytes, LibreOffice, the fonts and the code that measures (layout/engine.py).
"""

from __future__ import annotations

import shutil

from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project
from tests.goldens import ROOT


def take_over_pages(project: Project) -> None:
    """Put them into the cache of a project that has none yet."""
    known = layout_cache(Project(ROOT / "plan_source", ROOT / "templates", ROOT / "build")).folder
    if known.is_dir():
        shutil.copytree(known, layout_cache(project).folder)
