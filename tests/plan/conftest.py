"""The plan in plan_source/ as it is now, made once: its texts, and its documents."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.layout.engine import Engine, find_engine
from pipeline.problems import PlanErrors
from pipeline.workflows.moved import State, state_of
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project
from tests.conftest import lacking_for_pages
from tests.goldens import ROOT, quiet
from tests.known_pages import take_over_pages


@dataclass(frozen=True)
class Now:
    """The plan as it is; `problems` are why it can't be numbered at all."""

    state: State | None
    problems: str = ""


@pytest.fixture(scope="session")
def now(tmp_path_factory: pytest.TempPathFactory) -> Now:
    """It reads whatever plan is there; pages are measured where that can be done."""
    project = Project(ROOT / "plan_source", ROOT / "templates", tmp_path_factory.mktemp("build"))
    take_over_pages(project)
    engine: Engine | None = None if lacking_for_pages() else find_engine(layout_cache(project))
    try:
        state = state_of(project, engine, quiet)
    except PlanErrors as errors:
        return Now(None, str(errors))
    return Now(state, "\n".join(map(str, state.problems)))
