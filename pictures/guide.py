"""The guide's examples, taken from its text, built in a small plan with the shipped templates, and drawn."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image

from pictures.page import draw_cover, draw_sheet, draw_under, save
from pipeline.documents.registry import CONTENTS
from pipeline.layout.engine import find_engine
from pipeline.model.stages import Stage
from pipeline.workflows.build import make
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project
from tests.docs.examples import DOCUMENTS, EXAMPLE_CHAPTER, FIGURES, Example, files_of, read_examples

# The heading under which a document shows what a file says, in the small plan of docs/source-format.md.
HEADINGS = {
    EXAMPLE_CHAPTER: "例",
    "framework.yaml": "施策の基本方向",
    "glossary.yaml": "用語解説",
    "position.yaml": "計画の位置付け",
}
_COVER = "plan.yaml"
_FIGURES = Path(__file__).with_name("figures")


def draw_guide(root: Path, folder: Path) -> Iterator[Path]:
    """Draw every picture that the guide's examples have into `folder`; the files come back one by one."""
    model = read_examples((root / "docs" / "source-format.md").read_text("utf-8")).model
    for chapter in sorted((root / "docs" / "guide").glob("*.md")):
        for example in read_examples(chapter.read_text("utf-8")).others:
            if example.pictures:
                # Pieces of a page are clearer without a watermark.
                stage = None if _path(example) == _COVER else Stage.ADOPTED
                pdfs = _pdfs(root, files_of(model, example), stage)
                for name, document in example.pictures:
                    save(_drawn(example, document, pdfs[document]), folder / name)
                    yield folder / name


def _drawn(example: Example, document: str, pdf: bytes) -> Image.Image:
    """What the example became in a document: of a sheet all, of the plan what stands under a heading."""
    path = _path(example)
    if document != DOCUMENTS["本編"]:
        return draw_sheet(pdf)
    return draw_cover(pdf) if path == _COVER else draw_under(pdf, HEADINGS[path])


def _path(example: Example) -> str:
    return list(example.files)[-1]


def _pdfs(root: Path, files: Mapping[str, bytes], stage: Stage | None) -> dict[str, bytes]:
    """The PDFs of a plan by the document's name."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        source = Path(name) / "plan_source"
        figures = {f"figures/{each}": (_FIGURES / each).read_bytes() for each in FIGURES}
        for path, data in {**files, **figures}.items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_bytes(data)
        project = Project(source, root / "templates", Path(name) / "build", stage=stage)
        built = make(project, tuple(CONTENTS), find_engine(layout_cache(project)), lambda _: None)
    return {document.name: document.pdf for document in built.documents}
