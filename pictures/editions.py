"""A page of the edition with furigana, and one in large letters, as readings are proposed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pictures.page import draw_page, save
from pipeline.editions.kinds import EditionKind
from pipeline.layout.engine import find_engine
from pipeline.workflows.editions import editions_of
from pipeline.workflows.readings import propose_readings
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project

_DPI = 62
# By the picture: the edition, how the name of its file ends, and the page (from 0).
_SHOWN = {
    "edition-ruby": (EditionKind.RUBY, "_本編.pdf", 5),
    "edition-large": (EditionKind.LARGE, "_本編（18ポイント）.pdf", 12),
}


def draw_editions(root: Path, folder: Path) -> Iterator[Path]:
    """The pictures of the guide, of the worked example; needs LibreOffice, and the analyser that proposes readings."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        source = Path(name) / "plan_source"
        shutil.copytree(root / "plan_source", source)
        project = Project(source, root / "templates", Path(name) / "build")
        propose_readings(project, lambda step: None)
        engine = find_engine(layout_cache(project))
        kinds = tuple(kind for kind, _, _ in _SHOWN.values())
        made = {
            each.kind: each.files for each in editions_of(project, kinds, engine, lambda step: None).editions
        }
        for picture, (kind, ending, page) in _SHOWN.items():
            pdf = next(data for file, data in made[kind][kind.value].items() if file.endswith(ending))
            save(draw_page(pdf, page, _DPI), folder / f"{picture}.png")
            yield folder / f"{picture}.png"
