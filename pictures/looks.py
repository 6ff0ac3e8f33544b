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
# The page of the leaflet in two columns, counted from 0.
_LEAFLET = 1


def draw_looks(root: Path, folder: Path) -> Iterator[Path]:
    """Draw the pictures of the booklet's look and of its leaflet into `folder`."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        project = Project(
            root / _EXAMPLE / "plan_source", root / _EXAMPLE / "templates", Path(name) / "build"
        )
        wanted = ("plan", "leaflet")
        plan, leaflet = make(project, wanted, find_engine(layout_cache(project)), lambda _: None).documents
    booklet = draw_pages(plan.pdf, (0, page_with(plan.pdf, _SHOWN)))
    for name, picture in (("look-booklet", booklet), ("look-leaflet", draw_pages(leaflet.pdf, (_LEAFLET,)))):
        save(picture, folder / f"{name}.png")
        yield folder / f"{name}.png"
