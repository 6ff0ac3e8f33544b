"""Pages of the second plan, which has the look of a booklet, for the guide."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from pictures.page import draw_pages, page_with, save
from pipeline.layout.engine import find_engine
from pipeline.workflows.build import make
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project

_EXAMPLE = Path("examples", "children")
# What stands on the page that is shown behind the cover, on which the second goal begins.
_SHOWN = "目指す姿子育てをする人が"


def draw_looks(root: Path, folder: Path) -> Iterator[Path]:
    """Draw the picture of the booklet's look into `folder`."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        project = Project(
            root / _EXAMPLE / "plan_source", root / _EXAMPLE / "templates", Path(name) / "build"
        )
        (plan,) = make(project, ("plan",), find_engine(layout_cache(project)), lambda _: None).documents
    pages = (0, page_with(plan.pdf, _SHOWN))
    save(draw_pages(plan.pdf, pages), folder / "look-booklet.png")
    yield folder / "look-booklet.png"
