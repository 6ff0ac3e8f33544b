"""Documents of the small plan that the guide's last chapter makes from nothing, drawn as it grows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from pictures.page import draw_sheet, draw_under, save
from pipeline.layout.engine import find_engine
from pipeline.model.stages import Stage
from pipeline.workflows.build import make
from pipeline.workflows.schemas import published
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.new_project import write_new
from pipeline.workspace.project import Project
from tests.docs.another_plan import begin, follow

_CHAPTER = "安心して産み育てられるまち"
# The document that each picture shows.
_SHOWN = {"another-plan": "plan", "another-sheet": "framework", "another-programs": "programs"}


def draw_another(folder: Path) -> Iterator[Path]:
    """Draw the pictures of the chapter on another plan into `folder`; the files come back one by one."""
    with tempfile.TemporaryDirectory(prefix="keikaku-pictures-") as name:
        office = Path(name)
        begin(office)
        for step in follow(office):
            if step.text == "make new":
                write_new(office / "plan_source", published())
            elif step.kind == "picture":
                path = folder / f"{step.name}.png"
                save(_drawn(office, _SHOWN[step.name]), path)
                yield path


def _drawn(office: Path, document: str) -> Image.Image:
    """The whole of a sheet, a chapter of the plan; without a watermark, since pieces of a page are clearer so."""
    source, templates, output = (office / name for name in ("plan_source", "templates", "build"))
    project = Project(source, templates, output, stage=Stage.ADOPTED)
    made = make(project, (), find_engine(layout_cache(project)), lambda _: None)
    pdfs = {each.name: each.pdf for each in made.documents}
    return draw_under(pdfs[document], _CHAPTER) if document == "plan" else draw_sheet(pdfs[document])
