"""Pages of what the commands make of the worked revision in examples/revision/, with the shipped templates."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image

from pictures.page import draw_cover, draw_page, draw_sheet, page_with, save
from pipeline.layout.copy import layout_copy
from pipeline.layout.engine import find_engine
from pipeline.layout.fonts import configuration
from pipeline.layout.office import find_office
from pipeline.layout.one_run import Asked, convert
from pipeline.model.documents import PLAN_DOCUMENTS, names_of
from pipeline.workflows.answers import make_answers
from pipeline.workflows.build import build
from pipeline.workflows.compare import compare_versions
from pipeline.workflows.public_comment import make_comment
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project
from pipeline.workspace.versions import current_version, read_version

_EXAMPLE = Path("examples") / "revision"
_DRAFT, _DAY = "素案", "2021-02-12"
_SMALL, _MIDDLE = 55, 70  # dots in an inch: for a page that is looked at as a whole, and for one that is read
# What stands on a page on which there is something to see.
_SHOWN = {
    "comparison": "家族を介護する人を支える仕組みづくり課題認識",
    "redline": "支えられる側になる",
    "answers": "半年に１回",
}


def draw_cycle(root: Path, folder: Path) -> Iterator[Path]:
    """Draw the pictures of the chapter on the whole cycle into `folder`; the files come back one by one."""
    pdfs = _pdfs(root)
    pictures: Mapping[str, Image.Image] = {
        "cover": draw_cover(pdfs["plan"]),
        "guide": draw_page(pdfs["comment_guide"], 0, _SMALL),
        "form": draw_page(pdfs["comment_form"], 0, _SMALL),
        **{
            name: draw_sheet(pdfs[name], page_with(pdfs[name], words), _MIDDLE)
            for name, words in _SHOWN.items()
        },
    }
    for name, picture in pictures.items():
        path = folder / f"cycle-{name}.png"
        save(picture, path)
        yield path


def _pdfs(root: Path) -> dict[str, bytes]:
    """The PDFs by the documents' names: the plan is the draft, as residents see it."""
    with tempfile.TemporaryDirectory(prefix="keikaku-pictures-") as workshop:
        draft = Project(_unpacked(root, Path(workshop)), root / "templates", Path(workshop) / "draft")
        published = make_comment(draft, find_engine(layout_cache(draft)), _quiet)
        documents = {each.name: each.docx for each in published.built.documents}
        project = Project(root / _EXAMPLE / "plan_source", root / "templates", Path(workshop) / "build")
        build(project, names_of(PLAN_DOCUMENTS), find_engine(layout_cache(project)), _quiet)
        before = read_version(project, _DRAFT)
        compared = compare_versions(project, before, current_version(project), _DAY, _quiet, _quiet)
        documents |= {each: compared.files[f"{each}.docx"] for each in ("comparison", "redline")}
        documents["answers"] = make_answers(project, _quiet).docx
    office = find_office()
    assert office is not None, "pages were measured"
    # In a redline fields are part of what is tracked, so it is shown as it is.
    copies = [
        Asked(document if name == "redline" else layout_copy(document).data)
        for name, document in documents.items()
    ]
    return dict(zip(documents, convert(office, copies, configuration()), strict=True))


def _unpacked(root: Path, folder: Path) -> Path:
    """The draft's source out of its snapshot."""
    data = (root / _EXAMPLE / "snapshots" / f"{_DRAFT}.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        package.extractall(folder, [each for each in package.namelist() if each.startswith("plan_source/")])
    return folder / "plan_source"


def _quiet(_: str) -> None:
    """Progress that nobody watches."""
